"""The columns of Chorus without header: each follows a code and holds its label."""

from __future__ import annotations

from dataclasses import replace

from acse_desktop.services.importing.profiles import CHORUS
from acse_desktop.services.reading.headers import find_header
from acse_desktop.services.reading.tables import Cell, Table
from acse_desktop.typography import squeezed

LABEL = "libellé"
"""Written after the header of a code to name the column of its label."""


def labelled(table: Table) -> Table:
    """The table with its nameless columns named after the code on their left.

    Any table that is not an extraction of Chorus is given back as it is.
    """
    header = find_header(table.rows, CHORUS.aliases)
    if header is None or any(name not in header.columns for name in CHORUS.requis):
        return table
    rows = list(table.rows)
    rows[header.row] = _named(rows[header.row], max(map(len, rows[header.row :])))
    return replace(table, rows=rows)


def _named(row: list[Cell], width: int) -> list[Cell]:
    cells = [*row, *[None] * (width - len(row))]
    for column in range(1, len(cells)):
        before = cells[column - 1]
        if _names_nothing(cells[column], before) and not _is_empty(before):
            cells[column] = f"{squeezed(str(before))} {LABEL}"
    return cells


def _names_nothing(cell: Cell, before: Cell) -> bool:
    """No header, or that of the code again, as the budget statements write it."""
    return _is_empty(cell) or cell == before


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
