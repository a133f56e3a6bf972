"""The documents of a sitting as workbooks ready to print: landscape, one page wide, totals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from acse_desktop.fieldtypes import Amount, Day, LongText
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.committee.minutes import minutes, programme
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.forms import Value

WIDE, NARROW, AMOUNT = 34, 18, 14
"""Widths of columns, in characters: long texts, the first one, amounts."""
LONG = 20
"""From so many characters on, a text asks for a wide column."""
_EDGE = Border(bottom=Side("thin", color="C9CFD8"))
_HEAD = PatternFill("solid", fgColor="E4ECF8")
FORMS = {"proces_verbal": minutes, "programmation": programme}
"""The documents of a sitting, by name."""


def export_document(session: Session, seance_id: str, form: str, target: Path) -> int:
    """Write a document of `FORMS` as a workbook; gives how many rows its tables have.

    Raises CannotWrite; the old file is then intact.
    """
    document = FORMS[form](session, seance_id)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _fill(sheet, document)
    with written_aside(target) as fresh:
        book.save(fresh)
    return sum(len(table.rows) - table.totalled for table in document.tables)


def _fill(sheet: Worksheet, document: Document) -> None:
    sheet.title = document.title[:31]
    _line(sheet, (document.title,), Font(bold=True, size=14))
    for fact in document.facts:
        _line(sheet, fact, Font())
    for table in document.tables:
        _add_table(sheet, table)
    for heading, text in document.texts:
        sheet.append([None])
        _line(sheet, (heading,), Font(bold=True))
        _line(sheet, (text,), Font())
    _set_up(sheet, document)


def _add_table(sheet: Worksheet, table: Table) -> None:
    sheet.append([None])
    _line(sheet, (table.title,), Font(bold=True, size=12))
    header = _line(sheet, table.header, Font(bold=True))
    for cell in header:
        cell.fill = _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    last = len(table.rows) - 1
    for rank, row in enumerate(table.rows):
        total = table.totalled and rank == last
        for cell in _line(sheet, row, Font(bold=total)):
            cell.border = _EDGE
            cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")


def _line(sheet: Worksheet, values: tuple[Value, ...], font: Font) -> list[Any]:
    """A row of typed cells; what begins with « = » stays a text."""
    written = [LongText().parse(one) if isinstance(one, str) else one for one in values]
    sheet.append(written)
    cells = list(sheet[sheet.max_row])[: len(written)]
    for cell, value in zip(cells, written, strict=True):
        cell.font = font
        _dress(cell, value)
    return cells


def _dress(cell: Any, value: Value) -> None:
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.number_format = Amount.excel_format
    elif isinstance(value, date):
        cell.number_format = Day.excel_format


def _set_up(sheet: Worksheet, document: Document) -> None:
    """Landscape A4, one page wide, pages numbered."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P / &N"))
    widest = max(document.tables, key=lambda table: len(table.header), default=None)
    for place, width in enumerate(_widths(widest) if widest else (), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _widths(table: Table) -> list[int]:
    found = []
    for place, values in enumerate(zip(*table.rows, strict=True)):
        texts = [value for value in values if isinstance(value, str)]
        long = max(map(len, texts), default=0) > LONG
        found.append(WIDE if long else NARROW if place == 0 or texts else AMOUNT)
    return found or [NARROW] * len(table.header)
