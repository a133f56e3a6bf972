"""What a gesture in the table writes: one undoable operation, or nothing and the reasons why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from acse_desktop.errors import UserError
from acse_desktop.translation import N_, _, ngettext
from ui.context import Context
from ui.grid.clipboard import Change, Leftover
from ui.grid.grid import Grid

NAMES = {
    "edit": "",
    "paste": N_("Coller dans la liste"),
    "fill": N_("Recopier vers le bas"),
    "clear": N_("Vider des cellules"),
}
"""Names of the operations, as « Annuler » shows them; typing is named after its field."""


class CellWriter(QObject):
    """Listens to a table and writes what was typed, pasted, filled down or emptied.

    Signals:
        refused: nothing was written (a UserError that lists the cells at fault).
        written: it is done.
    """

    refused = Signal(object)
    written = Signal()

    def __init__(self, context: Context, table: str, grid: Grid) -> None:
        super().__init__(grid)
        self._context, self._table = context, table
        self._said: list[str] = []
        grid.edit_requested.connect(lambda *cell: self._write([cell], "edit"))
        grid.paste_left_over.connect(self._keep_leftover)
        grid.paste_requested.connect(lambda cells: self._write(cells, "paste"))
        grid.fill_requested.connect(lambda cells: self._write(cells, "fill"))
        grid.clear_requested.connect(lambda cells: self._write(cells, "clear"))

    def _write(self, cells: list[Change], gesture: str) -> None:
        table, agent, name = self._table, self._context.agent, NAMES[gesture]

        def work(session: Any) -> int:
            from acse_desktop.services.gestures import write_cells

            return write_cells(session, table, cells, agent=agent, name=name)

        self._context.database.write(work, self._tell, self._fail)

    def _tell(self, count: int) -> None:
        text = ngettext("{n} cellule enregistrée", "{n} cellules enregistrées", count)
        self._context.say(". ".join([text.format(n=count), *self._taken()]), True)
        self.written.emit()

    def _fail(self, error: Exception) -> None:
        self._taken()
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            self._context.database.failed.emit(error)

    def _taken(self) -> list[str]:
        said, self._said = self._said, []
        return said

    def _keep_leftover(self, left: Leftover) -> None:
        """Said with what was written; said at once when nothing could be."""
        if left.read_only:
            labels = ", ".join(left.read_only)
            self._said.append(_("Non modifiable\u00a0: {labels}").format(labels=labels))
        if left.beyond:
            count = len(left.beyond)
            text = ngettext("{n} ligne de trop, laissée", "{n} lignes de trop, laissées", count)
            self._said.append(text.format(n=count))
        self._context.say(". ".join(self._said))
