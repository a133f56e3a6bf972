"""The looks of the workbook: cells, headers and the one way to put a text in a cell."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from acse_desktop.fieldtypes import FieldType
from acse_desktop.services.workbook.celltexts import cleaned, guarded

FONT = "Arial"
DARK = "1E2A5E"

_HEADER_FONT = Font(name=FONT, size=10, bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor=DARK)
_HEADER_ALIGN = Alignment(vertical="center", wrap_text=True)
_THIN = Side(style="thin", color="C5CDE0")
_BODY = Font(name=FONT, size=10)


def put(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """Put a value in a cell; a text is a text, even when it looks like a formula."""
    cell: Any = sheet.cell(row, column)
    cell.font = _BODY
    if isinstance(value, str):
        cell.value = guarded(cleaned([value])[0][0])
        cell.data_type = "s"
    else:
        cell.value = value
    return cell  # type: ignore[no-any-return]


def put_formula(sheet: Worksheet, row: int, column: int, formula: str) -> Cell:
    """Put a formula of the program, never one made of data."""
    cell = put(sheet, row, column, None)
    cell.value = formula
    return cell


def header(sheet: Worksheet, row: int, column: int, label: str) -> Cell:
    """A header cell."""
    cell = put(sheet, row, column, label)
    cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _HEADER_ALIGN
    return cell


def title(cell: Cell, size: int = 16) -> None:
    """Make a cell a title."""
    cell.font = Font(name=FONT, size=size, bold=True, color=DARK)


def boxed(cell: Cell, number_format: str = "General") -> None:
    """Give a cell a rule below and a number format."""
    cell.border = Border(bottom=_THIN)
    cell.number_format = number_format


def body_style(target: Any, type_: FieldType[Any]) -> int:
    """Give a column the looks of its type; the number of that style in the workbook.

    Long texts are not wrapped: rows of one line can be compared at a glance.
    """
    target.font = _BODY
    target.number_format = type_.excel_format
    target.alignment = Alignment(
        horizontal="right" if type_.align == "right" else None,
        vertical="top",
    )
    return int(target.style_id)


def width_of(type_: FieldType[Any]) -> float:
    """The width of a column in Excel's unit (a digit of the default font is 7 px wide)."""
    return round(max(type_.width, 56) / 7, 1)
