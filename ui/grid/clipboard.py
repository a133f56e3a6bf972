"""Blocks of cells as Excel exchanges them: tabs and quotes, with HTML beside on the way out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from acse_desktop.services.listing_types import Column, Row
from acse_desktop.translation import _
from ui.grid.cells import Presentation, copied_text

AS_TEXT = "mso-number-format:'\\@'"
"""Keeps SIRET and postcodes as text when Excel reads the HTML."""


@dataclass(frozen=True)
class Block:
    """Cells to copy: some columns of some rows, in the order seen."""

    columns: Sequence[Column]
    places: Sequence[int]
    """Where the value of each column stands in a row."""
    rows: Sequence[Row]

    def texts(self, presentation: Presentation) -> list[list[str]]:
        """The text of every cell."""
        pairs = list(zip(self.columns, self.places, strict=True))
        return [
            [copied_text(column, row[place], presentation) for column, place in pairs]
            for row in self.rows
        ]

    def headers(self) -> list[str]:
        """The labels of the columns, without any arrow."""
        return [_(column.label) for column in self.columns]


def tsv(lines: Sequence[Sequence[str]]) -> str:
    """Lines as tab-separated text; cells with tabs, quotes or line ends are quoted."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab").writerows(lines)
    return out.getvalue()


def html(block: Block, lines: Sequence[Sequence[str]], headed: bool) -> str:
    """Lines as an HTML table that Excel reads without turning texts into numbers."""
    styles = [_style(column) for column in block.columns]
    body = "".join(_html_row(line, styles, "td") for line in lines)
    head = _html_row(block.headers(), styles, "th") if headed else ""
    return f'<meta charset="utf-8"><table>{head}{body}</table>'


def _style(column: Column) -> str:
    return "" if column.kind in ("amount", "count", "percent", "day") else AS_TEXT


def _html_row(line: Sequence[str], styles: Sequence[str], tag: str) -> str:
    cells = (
        f'<{tag} style="{style}">{escape(text)}</{tag}>'
        if style
        else f"<{tag}>{escape(text)}</{tag}>"
        for text, style in zip(line, styles, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def parsed(text: str) -> list[list[str]]:
    """The cells of a pasted text; a quoted cell may hold tabs and line ends.

    The empty line that Excel adds at the end is dropped.
    """
    lines = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))
    while lines and not any(lines[-1]):
        lines.pop()
    return lines


@dataclass(frozen=True)
class Leftover:
    """What of a pasted block found no place: said to the agent, never dropped in silence."""

    read_only: tuple[str, ...]
    """Labels of the columns that cannot be edited."""
    beyond: tuple[dict[str, str], ...]
    """Lines past the last row, by column key: rows to add, if the page can."""


Change = tuple[str, str, str]
"""Identifier of the record, column key, text typed."""


def repeated(lines: list[list[str]], height: int, width: int) -> list[list[str]]:
    """A single cell spread over the selection; any other block as it is."""
    if len(lines) == 1 and len(lines[0]) == 1:
        return [[lines[0][0]] * width for _line in range(height)]
    return lines


def place_block(
    lines: Sequence[Sequence[str]],
    rows: Sequence[Row],
    columns: Sequence[Column],
    presentation: Presentation,
) -> tuple[list[Change], Leftover]:
    """Lay a block on rows and columns from their first cell: the changes and what is left."""
    changes = [
        (row[0], column.key, text)
        for line, row in zip(lines, rows, strict=False)
        for text, column in zip(line, columns, strict=False)
        if can_edit(column, row, presentation)
    ]
    return changes, _leftover(lines, rows, columns)


def _leftover(
    lines: Sequence[Sequence[str]], rows: Sequence[Row], columns: Sequence[Column]
) -> Leftover:
    width = max((len(line) for line in lines), default=0)
    read_only = tuple(_(column.label) for column in columns[:width] if not column.editable)
    beyond = tuple(
        {column.key: text for column, text in zip(columns, line, strict=False) if column.editable}
        for line in lines[len(rows) :]
    )
    return Leftover(read_only, beyond)


def can_edit(column: Column, row: Row | None, presentation: Presentation) -> bool:
    """Whether the agent may type in a cell; never while its row is being read."""
    return column.editable and row is not None and presentation.editable(row, column.key)


def plain(value: Any) -> str:
    """The text an editor starts with."""
    return "" if value is None else str(value)
