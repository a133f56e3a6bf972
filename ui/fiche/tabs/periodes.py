"""The card of the holiday periods of a VVV action, and their totals carried into indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.models import Periode
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.fiche.parts import PartsCard, Shown
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from ui.fiche.page import RecordPage

COLUMNS = (
    Shown("vacances", 150),
    Shown("debut_le", 88),
    Shown("fin_le", 88),
    Shown("jours", 56, N_("Jours")),
    Shown("activite", 0),
    Shown("lieu", 92),
    Shown("filles", 54),
    Shown("garcons", 66),
    Shown("sexe_inconnu", 76, N_("Sexe n. p.")),
    Shown("moins_13", 72, N_("< 13 ans")),
    Shown("de_13_18", 78, N_("13-18 ans")),
    Shown("plus_18", 72, N_("> 18 ans")),
)
VVV = "VVV"


class PeriodesCard(PartsCard):
    """When, where and what, with the young people of each period by sex and by age."""

    def __init__(self, page: RecordPage) -> None:
        subtitle = _("les jeunes de chaque période, par sexe et par âge")
        super().__init__(page, Periode, COLUMNS, _("Périodes de vacances"), subtitle)
        self.carry_button = Button(
            _("Reporter les totaux dans les indicateurs"), "arrow_export_ltr"
        )
        self.buttons.add(self.carry_button)
        self.carry_button.clicked.connect(self.carry)

    def take(self, dispositif: str | None, cards: list[Any]) -> None:
        """Show the periods: those of a VVV action, and any that were typed before it changed."""
        self.setVisible(dispositif == VVV or bool(cards))
        self.show_records(cards)
        self.carry_button.setEnabled(bool(cards))

    def carry(self) -> None:
        """Write the totals of the periods as what was reached."""
        action, agent = self.page.record, self.page.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services import periods

            return periods.carry_totals(session, action, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} indicateur reporté", "{n} indicateurs reportés", count)
            self.page.context.say(text.format(n=count_text(count)), True)

        self.page.do(work, done)
