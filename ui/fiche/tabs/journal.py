"""The tab of the journal: everything done to the record, read only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Instant
from acse_desktop.translation import N_, _
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.record_history import HistoryLine
    from ui.context import Context

HEADS = (
    Head("quand", N_("Quand"), 140),
    Head("agent", N_("Agent"), 120),
    Head("operation", N_("Opération"), 250),
    Head("champ", N_("Champ"), 190),
    Head("avant", N_("Avant")),
    Head("apres", N_("Après")),
)


class JournalTab(QWidget):
    """Who changed what, latest first; read when the tab is shown."""

    def __init__(self, context: Context, read: Callable[[Any], list[HistoryLine]]) -> None:
        super().__init__()
        self._context, self._read = context, read
        self.table = Sheet(_("Journal de la fiche"), HEADS, fits=False)
        self.empty = TextLabel(_("Rien n’a encore été modifié ici."), "body", "ink2")
        card = Card(_("Journal"), _("les opérations annulées y restent"))
        card.add(self.empty)
        card.add(self.table)
        content = QWidget()
        column = QVBoxLayout(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        gap, side = current().px(CARD_GAP), current().px(PAGE_MARGIN)
        column.setContentsMargins(side, 0, side, gap)
        column.addWidget(card)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the journal."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the journal again, when it is on screen."""
        if self.isVisible():
            self._context.database.read(self._read, self._show)

    def _show(self, found: list[HistoryLine]) -> None:
        self.empty.setVisible(not found)
        self.table.show_lines([_line(rank, one) for rank, one in enumerate(found)])


def _line(rank: int, one: HistoryLine) -> Line:
    moment = Instant().format(one.quand)
    texts = (moment, one.agent, one.operation, one.champ, one.avant, one.apres)
    cells = tuple(
        Cell(text, ink="ink2" if place in (0, 1, 4) else "ink", help=text if place > 1 else "")
        for place, text in enumerate(texts)
    )
    return Line(str(rank), cells, moment)
