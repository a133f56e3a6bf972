"""The card of the steps of an action: when, from where, to where, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.lifecycle import Step
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

HEADS = (
    Head("jour", N_("Date"), 100),
    Head("avant", N_("De"), 150),
    Head("apres", N_("Vers"), 150),
    Head("motif", N_("Motif")),
    Head("agent", N_("Agent"), 150),
)


class StepsCard(Card):
    """« Étapes »: the last one first; read only, each is kept when the statut changes."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(_("Étapes"), _("chaque changement d’état, retours compris"))
        self._page = page
        self.table = Sheet(_("Étapes"), HEADS)
        self.empty = TextLabel(
            _("L’état de cette action n’a pas encore changé depuis sa saisie."), "body", "ink2"
        )
        self.add(self.empty)
        self.add(self.table)
        self.table.hide()

    def take(self, sheet: ActionSheet) -> None:
        """Read the steps of the action of the page."""
        wanted = sheet.action.id

        def work(session: Any) -> list[Step]:
            from acse_desktop.services import lifecycle

            return lifecycle.history(session, wanted)

        self._page.context.database.read(work, lambda found: self._show(wanted, found))

    def _show(self, wanted: str, found: list[Step]) -> None:
        if wanted != self._page.record:
            return
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        lines = [_line(rank, one) for rank, one in enumerate(found)]
        self.table.show_lines(lines[::-1])


def _line(rank: int, one: Step) -> Line:
    before = _(label_of("statut", one.avant)) if one.avant else "—"
    after = _(label_of("statut", one.apres)) if one.apres else "—"
    cells = (
        Cell(day_text(one.day), ink="ink2"), Cell(before), Cell(after, strong=True),
        Cell(one.motif, help=one.motif), Cell(one.agent, ink="ink2"),
    )  # fmt: skip
    return Line(str(rank), cells, f"{day_text(one.day)} {after}")
