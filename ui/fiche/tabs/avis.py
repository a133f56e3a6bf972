"""The tab of the opinions and of the committee."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from acse_desktop.models import Avis
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text
from ui.fiche.parts import PartsCard, Shown
from ui.fiche.steps import StepsCard
from ui.fiche.tabs.column import CardColumn
from ui.form.cells import Cell
from ui.opinions import look_of
from ui.pages.opinion_gestures import OpinionGestures
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.records import Card as Record
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

COLUMNS = (
    Shown("auteur", 160), Shown("auteur_nom", 120, N_("Nom")), Shown("sens", 124, N_("Avis")),
    Shown("montant_propose", 96, N_("Proposé")), Shown("commentaire", 0),
    Shown("demande_le", 92), Shown("attendu_le", 92, N_("Attendu le")), Shown("rendu_le", 92),
    Shown("confidentiel", 96),
)  # fmt: skip


class OpinionsCard(PartsCard):
    """The opinions on an action; one that is given without a day is of today."""

    def __init__(self, page: RecordPage) -> None:
        hint = _("un avis confidentiel ne sort ni dans les fiches, ni à l’écran du comité")
        super().__init__(page, Avis, COLUMNS, _("Avis"), hint)
        self.gestures = OpinionGestures(page, page.context, page.context.database.failed.emit)
        self.ask_button = Button(_("Demander un avis…"), "mail_inbox")
        self.ask_button.clicked.connect(self.ask)
        self.send_button = Button(_("Envoyer la fiche d’avis…"), "mail_checkmark")
        self.send_button.clicked.connect(self.send)
        for button in (self.ask_button, self.send_button):
            self.buttons.add(button)
        self.summary = TextLabel("", "body", "ink2", wrap=True)
        self.add(self.summary)

    def ask(self) -> None:
        """Ask partners what they think of this action."""
        self.gestures.ask([self.page.record])

    def send(self) -> None:
        """Send a partner a sheet on this action alone."""
        self.gestures.send([self.page.record])

    def show_opinions(self, cards: list[Record]) -> None:
        """Show the opinions, and what they propose together."""
        self.show_records(cards)
        self.summary.setText(_proposed([card.values["montant_propose"] for card in cards]))
        self.summary.setVisible(bool(self.summary.text()))

    def cell(self, card: Record, name: str) -> Cell:
        """What an author says has its icon and its colour; a missing answer is awaited."""
        if name != "sens":
            return super().cell(card, name)
        value = card.values["sens"]
        look = look_of(value)
        return Cell(_(look.label), True, value=value, ink=look.ink, icon=look.icon)

    def chosen(self, line: str, name: str, value: Any) -> None:
        """An answer is dated."""
        if name == "sens":
            self.do(partial(_record, line, value, self.page.context.agent))
        else:
            super().chosen(line, name, value)

    def new_values(self) -> dict[str, Any]:
        """An opinion is asked for on the day its line is added."""
        return {**super().new_values(), "demande_le": self.page.context.today}


def _proposed(amounts: list[Decimal | None]) -> str:
    from acse_desktop.services import avis

    found = avis.proposed(amounts)
    if found.mean is None or found.mean == found.lowest:
        return ""
    text = _("Proposé en moyenne {mean}, au plus bas {lowest}")
    return text.format(
        mean=amount_text(found.mean, unit="€"), lowest=amount_text(found.lowest, unit="€")
    )


def _record(avis_id: str, sens: str | None, agent: str, session: Any) -> None:
    from acse_desktop.services import avis

    avis.record(session, avis_id, {"sens": sens}, agent=agent)


class AvisTab(CardColumn):
    """What the partners think of an action."""

    def __init__(self, page: RecordPage) -> None:
        self.card, self.steps = OpinionsCard(page), StepsCard(page)
        super().__init__(self.card, self.steps)

    def take(self, sheet: ActionSheet) -> None:
        """Show the opinions, and the steps of the action."""
        self.card.show_opinions(sheet.parts["avis"])
        self.steps.take(sheet)
