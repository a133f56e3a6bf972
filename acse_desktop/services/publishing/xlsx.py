"""A table as a workbook of one sheet, for lists that agents go on with in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from acse_desktop.fieldtypes import Amount, Day, LongText
from acse_desktop.services.publishing.forms import Value

WIDTHS = {str: 32, Decimal: 14, date: 12, int: 10}


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, LongText().parse(value))
        if cell.value is not None:
            # Set after the value: openpyxl would make a formula of what begins with « = ».
            cell.data_type = "s"
        return cell
    number: Any = value
    cell = WriteOnlyCell(sheet, number)
    if isinstance(value, Decimal):
        cell.number_format = Amount.excel_format
    elif isinstance(value, date):
        cell.number_format = Day.excel_format
    return cell


def _headed(sheet: WriteOnlyWorksheet, header: tuple[Value, ...]) -> Iterator[Any]:
    for label in header:
        cell = _cell(sheet, label)
        cell.font = Font(bold=True)
        yield cell


def write_xlsx(path: Path, title: str, rows: Iterable[tuple[Value, ...]]) -> None:
    """Write rows, the header first: frozen, filtered, real dates and amounts, texts as texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    lines = list(rows)
    for place, column in enumerate(zip(*lines[1:], strict=True), 1):
        kind = next((type(value) for value in column if value is not None), str)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(kind, 14)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(lines[0]))}{len(lines)}"
    sheet.append(list(_headed(sheet, lines[0])))
    for line in lines[1:]:
        sheet.append([_cell(sheet, value) for value in line])
    book.save(path)
