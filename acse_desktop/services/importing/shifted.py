"""Text files with commas and no quotes: `100 000,00` cut in two columns, everything after it moved.

Seen in the open data of several départements: the amount is put together again only where the
parts can be told apart (SIRET before, « aide en numéraire » after); the repair is reported.
"""

from __future__ import annotations

import re
from dataclasses import replace

from acse_desktop.services.reading.headers import Header
from acse_desktop.services.reading.tables import Cell, Table
from acse_desktop.typography import folded, squeezed

_WHOLE = re.compile(r"\d{1,3}(?:\s?\d{3})*")
_CENTS = re.compile(r"\d{2}")
_KINDS = ("aide en", "en num", "en nature")
_MIN_COMMAS = 5


def unglued(table: Table) -> Table:
    """The table with the rows cut at their commas that a stray quote had glued in one cell."""
    if not any(_is_glued(row) for row in table.rows):
        return table
    return replace(table, rows=[_cut(row) if _is_glued(row) else row for row in table.rows])


def _is_glued(row: list[Cell]) -> bool:
    first = row[0] if row else None
    return isinstance(first, str) and first.count(",") >= _MIN_COMMAS


def _cut(row: list[Cell]) -> list[Cell]:
    parts: list[Cell] = [part.strip() or None for part in str(row[0]).split(",")]
    return parts + row[1:]


def realigned(row: list[Cell], header: Header, width: int) -> list[Cell] | None:
    """The row with its amount and title back in their columns; None when it needs no repair.

    Only for a row longer than its header, whose title comes just before its amount.
    """
    columns = header.columns
    title, amount = columns.get("intitule", -1), columns.get("montant", -1)
    if len(row) <= width or amount != title + 1 or columns.get("nature") != amount + 1:
        return None
    nature = _nature_place(row, amount)
    if nature is None or not _is_amount(row[nature - 2], row[nature - 1]):
        return None
    words = ", ".join(squeezed(str(cell)) for cell in row[title : nature - 2] if cell is not None)
    money = f"{row[nature - 2]},{row[nature - 1]}"
    return [*row[:title], words, money, *row[nature:]]


def _nature_place(row: list[Cell], start: int) -> int | None:
    return next(
        (
            place
            for place in range(start + 1, len(row))
            if folded(str(row[place] or "")).startswith(_KINDS)
        ),
        None,
    )


def _is_amount(whole: Cell, cents: Cell) -> bool:
    return (
        isinstance(whole, str)
        and isinstance(cents, str)
        and bool(_WHOLE.fullmatch(squeezed(whole)) and _CENTS.fullmatch(cents.strip()))
    )
