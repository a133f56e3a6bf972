"""Which row names the columns, and which sheet holds the wanted table.

Headers are matched by their words: case, accents, punctuation, no-break spaces, line breaks,
call-outs such as `(1)` and asterisks do not count. Synonyms are given by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from acse_desktop.services.reading.tables import Cell, Table
from acse_desktop.typography import folded, squeezed

_CALL_OUT = re.compile(r"\(\d{1,2}\)")


@dataclass(frozen=True)
class Header:
    """The row, from 0, that names the columns, and the column of each field found."""

    row: int
    columns: dict[str, int]
    unmatched: dict[int, str] = field(default_factory=dict)
    """Headers that no alias names, by column, as they are written."""
    repeats: list[int] = field(default_factory=list)
    """Later rows, from 0, that are the header again, in the middle of the data."""

    def missing(self, aliases: Mapping[str, Sequence[str]]) -> list[str]:
        """The fields of `aliases` that have no column."""
        return [name for name in aliases if name not in self.columns]


def header_key(value: Cell) -> str:
    """What two writings of one header have in common; empty for what is not a text."""
    return folded(_CALL_OUT.sub(" ", value)) if isinstance(value, str) else ""


def find_header(
    rows: Sequence[Sequence[Cell]], aliases: Mapping[str, Sequence[str]], within: int = 20
) -> Header | None:
    """The row among the first `within` that names most fields; None below two of them.

    When `aliases` names one field only, that one is enough. First aliases win over later ones.
    """
    keys = {name: [header_key(alias) for alias in names] for name, names in aliases.items()}
    found = [_matched(row, keys) for row in rows[:within]]
    best = max(range(len(found)), key=lambda row: len(found[row]), default=None)
    if best is None or len(found[best]) < min(2, len(aliases)) or not found[best]:
        return None
    columns = found[best]
    return Header(best, columns, _unmatched(rows[best], columns), _repeats(rows, best, columns))


def _matched(row: Sequence[Cell], keys: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for column, cell in enumerate(row):
        places.setdefault(header_key(cell), []).append(column)
    places.pop("", None)
    columns: dict[str, int] = {}
    for name, names in keys.items():
        candidates = (column for key in names for column in places.get(key, ()))
        free = next((column for column in candidates if column not in columns.values()), None)
        if free is not None:
            columns[name] = free
    return columns


def _unmatched(row: Sequence[Cell], columns: Mapping[str, int]) -> dict[int, str]:
    used = set(columns.values())
    return {
        column: squeezed(str(cell))
        for column, cell in enumerate(row)
        if column not in used and cell is not None and squeezed(str(cell))
    }


def _repeats(rows: Sequence[Sequence[Cell]], header: int, columns: Mapping[str, int]) -> list[int]:
    wanted = {column: header_key(rows[header][column]) for column in columns.values()}
    return [
        number
        for number in range(header + 1, len(rows))
        if all(
            column < len(rows[number]) and header_key(rows[number][column]) == key
            for column, key in wanted.items()
        )
    ]


def find_sheet(
    tables: Sequence[Table], aliases: Mapping[str, Sequence[str]]
) -> tuple[Table, Header] | None:
    """The table that names most fields, whatever its title; visible and longer ones first."""
    found = [
        (table, header)
        for table in tables
        if (header := find_header(table.rows, aliases)) is not None
    ]
    return max(
        found,
        key=lambda pair: (len(pair[1].columns), not pair[0].hidden, len(pair[0].rows)),
        default=None,
    )
