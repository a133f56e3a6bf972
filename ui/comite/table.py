"""The table of a sitting: its columns, its rows, and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from acse_desktop.services.listing_types import Column, Row
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.comite.dots import dots_text, dots_words, paint_dots
from ui.grid.cells import Presentation, Status
from ui.grid.grid import Grid
from ui.grid.layout import ColumnLayout
from ui.grid.source import ListSource
from ui.pages.listing.cell_editors import editors_of

if TYPE_CHECKING:
    from acse_desktop.services.committee.sheet import Line

OPEN = "A_DECIDER"
"""Stands for the absence of a decision, so that it has a pill too."""
DECISIONS: dict[str, Status] = {
    OPEN: Status(N_("À décider"), "violet", "gavel"),
    "ACCORD": Status(N_("Accordé"), "success", "checkmark_circle"),
    "PARTIEL": Status(N_("Partiel"), "success", "checkmark_circle"),
    "REFUS": Status(N_("Refusé"), "error", "dismiss_circle"),
    "AJOURNEMENT": Status(N_("Ajourné"), "warning", "clock"),
    "REPORT": Status(N_("Reporté"), "warning", "clock"),
    "IRRECEVABLE": Status(N_("Irrecevable"), "error", "dismiss_circle"),
    "SANS_SUITE": Status(N_("Sans suite"), "neutral", "archive"),
    "RETRAIT": Status(N_("Retiré"), "neutral", "archive"),
}
"""How each decision is shown, by its code."""
KEYS = {"a": "ACCORD", "p": "PARTIEL", "r": "REFUS", "j": "AJOURNEMENT", "t": "REPORT",
        "i": "IRRECEVABLE", "s": "SANS_SUITE", "x": "RETRAIT"}  # fmt: skip
"""The letter that chooses each decision."""
EDITABLE = ("montant", "decision", "motif")


def columns_of(exercice: int) -> tuple[Column, ...]:
    """The columns of the table, for the exercice of the sitting."""
    letters = _("A accord, P partiel, R refus, J ajourné, T reporté, I irrecevable, S sans suite,"
                " X retrait, Suppr à décider")  # fmt: skip
    return (
        Column("numero", N_("N° action"), "text", 142),
        Column("organisme", N_("Porteur"), "text", 150),
        Column("intitule", N_("Action"), "text", 176),
        Column("anterieur", str(exercice - 1), "amount", 70, total=True,
               help=N_("Accordé l’année précédente")),
        Column("demande", N_("Demandé"), "amount", 84, total=True),
        Column("avis", N_("Avis"), "text", 72),
        Column("propose", N_("Proposé"), "amount", 84, total=True),
        Column("montant", N_("Voté"), "amount", 84, editable=True, total=True),
        Column("decision", N_("Décision"), "status", 124, editable=True, help=letters),
        Column("motif", N_("Observations"), "text", 190, editable=True),
        Column("dispositif", N_("Dispositif"), "text", 84),
        Column("theme", N_("Thématique"), "text", 150),
        Column("contrat", N_("Contrat"), "text", 150),
    )  # fmt: skip


HIDDEN = ("dispositif", "theme", "contrat")
_PROPOSED, _VOTED = 7, 8
"""Where these amounts stand in a row."""


def row_of(line: Line) -> Row:
    """A line of the sitting as a row of the table."""
    from acse_desktop.nomenclatures import label_of

    theme = _(label_of("theme", line.theme)) if line.theme else None
    return (
        line.id, line.numero, line.organisme, line.intitule, line.anterieur, line.demande,
        dots_text(line.avis), line.propose, line.montant, line.decision or OPEN, line.motif,
        line.dispositif, theme, line.contrat,
    )  # fmt: skip


def _marked(row: Row, key: str) -> bool:
    proposed: Decimal | None = row[_PROPOSED]
    voted: Decimal | None = row[_VOTED]
    return key == "montant" and None not in (proposed, voted) and proposed != voted


def _caption(count: int) -> str:
    text = ngettext("Total · {n} dossier", "Total · {n} dossiers", count)
    return text.format(n=count_text(count))


class SheetTable(QObject):
    """The grid of a sitting and the letters that choose a decision.

    Signals:
        typed: cells typed, pasted, filled down or emptied: (passage, column, text), and the name
            of the gesture, empty for a cell typed.
    """

    typed = Signal(list, str)

    def __init__(self, exercice: int, closed: Callable[[], bool]) -> None:
        super().__init__()
        self._words: dict[Any, str] = {}
        columns = columns_of(exercice)
        labels = {"avis": self._words}
        self.source = ListSource(columns, (), labels)
        codes = {"decision": {code: status.label for code, status in DECISIONS.items()}}
        self.grid = Grid(
            columns, self.source, self._presentation(closed), ColumnLayout(columns, HIDDEN, 1),
            editors_of(codes),
        )  # fmt: skip
        self.setParent(self.grid)
        self._listen()

    def _presentation(self, closed: Callable[[], bool]) -> Presentation:
        return Presentation(
            _("Ordre du jour"),
            key="numero",
            statuses=DECISIONS,
            labels={"avis": self._words},
            marked=_marked,
            mark_help=_("différent du montant proposé"),
            editable=lambda _row, _key: not closed(),
            drawn={"avis": paint_dots},
            caption=_caption,
        )

    def _listen(self) -> None:
        grid = self.grid
        grid.edit_requested.connect(lambda *cell: self.typed.emit([cell], ""))
        grid.paste_requested.connect(
            lambda cells: self.typed.emit(cells, N_("Coller les votes du comité"))
        )
        grid.fill_requested.connect(
            lambda cells: self.typed.emit(cells, N_("Recopier vers le bas"))
        )
        grid.clear_requested.connect(lambda cells: self.typed.emit(cells, N_("Vider des cellules")))
        for half in grid.pair.halves:
            half.installEventFilter(self)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show the order of the day as the base has it, where the agent stands."""
        rows = [row_of(line) for line in lines]
        # The dots are said in words by the same mapping that the table and its menus read.
        self._words.update({row[6]: dots_words(row[6]) for row in rows})
        self.source.set_rows(rows)
        self.grid.reload()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter on a decision chooses it and goes down, without opening the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            code = KEYS.get(event.text().lower()) if self._on_decision(event) else None
            if code is not None:
                self.typed.emit([(self.grid.current_id(), "decision", code)], "")
                self.grid.step(0, 1)
                return True
        return super().eventFilter(watched, event)

    def _on_decision(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
        )  # fmt: skip
        grid = self.grid
        editing = any(half.state() == half.State.EditingState for half in grid.pair.halves)
        on_cell = grid.caret.key() == "decision" and grid.can_edit_current()
        return plain and on_cell and not editing
