"""Writing a sheet: tinted cells to fill with their lists, locked ones to read, hidden base."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from acse_desktop.fieldtypes import Amount, Choice, Count, Day, FieldType, Flag
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.round_sheet.layout import (
    HIDDEN_SHEET,
    IDENTIFIER,
    LISTS_SHEET,
    MARK,
    VERSION,
    Layout,
    Line,
    Outgoing,
    SheetColumn,
)
from acse_desktop.services.workbook.styles import FONT, boxed, header, put, title, width_of

_TINT = PatternFill("solid", fgColor="FFF7DB")
_HEADER_TO_FILL = PatternFill("solid", fgColor="8A5A00")
CHARACTERS = 0.95
"""Letters that fit in a unit of width, words that are not cut included."""
LINE_HEIGHT, MOST_LINES = 13.0, 8
"""In points; longer texts are read in the cell."""
_FORMULA_STARTS = ("=", "+", "-", "@")


def write_sheet(layout: Layout, outgoing: Outgoing, target: Path) -> int:
    """Write a sheet to send; gives its number of rows. Raises CannotWrite, the old file intact."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = layout.sheet
    lists = _write_lists(workbook, layout)
    keys_row = _write_top(sheet, outgoing)
    _write_headers(sheet, layout, keys_row)
    for rank, line in enumerate(outgoing.lines, keys_row + 2):
        _write_line(sheet, layout, rank, line)
        sheet.row_dimensions[rank].height = _height(layout, line)
    _dress(sheet, layout, keys_row, len(outgoing.lines))
    _validate(sheet, layout, lists, (keys_row + 2, keys_row + 1 + len(outgoing.lines)))
    _write_base(workbook.create_sheet(HIDDEN_SHEET), layout, outgoing)
    workbook.properties.creator = workbook.properties.lastModifiedBy = "ACSE Desktop"
    workbook.properties.title = outgoing.title
    with written_aside(target) as fresh:
        workbook.save(fresh)
    return len(outgoing.lines)


def _write_top(sheet: Worksheet, outgoing: Outgoing) -> int:
    """The texts above the table; gives the row of the hidden names of the columns."""
    title(put(sheet, 1, 2, outgoing.title))
    row = 2
    for label, value in outgoing.facts:
        put(sheet, row, 2, label).font = Font(name=FONT, size=10, bold=True)
        put(sheet, row, 3, value)
        row += 1
    for sentence in outgoing.how:
        put(sheet, row, 2, sentence)
        row += 1
    return row + 1


def _write_headers(sheet: Worksheet, layout: Layout, keys_row: int) -> None:
    put(sheet, keys_row, 1, MARK + IDENTIFIER)
    header(sheet, keys_row + 1, 1, "Identifiant")
    for place, column in enumerate(layout.columns, 2):
        put(sheet, keys_row, place, MARK + column.name)
        cell = header(sheet, keys_row + 1, place, column.label)
        if column.editable:
            cell.fill = _HEADER_TO_FILL


def _write_line(sheet: Worksheet, layout: Layout, row: int, line: Line) -> None:
    put(sheet, row, 1, line.id)
    for place, column in enumerate(layout.columns, 2):
        cell: Any = put(sheet, row, place, column.type.cell(line.values.get(column.name)))
        boxed(cell, column.type.excel_format)
        cell.alignment = Alignment(
            horizontal="right" if column.type.align == "right" else None,
            vertical="top",
            wrap_text=column.type.align != "right",
        )
        if column.editable:
            cell.fill, cell.protection = _TINT, Protection(locked=False)
        if isinstance(cell.value, str) and cell.value.startswith(_FORMULA_STARTS):
            # Typed again as it is, such a text would become a formula.
            cell.quotePrefix = True


def _height(layout: Layout, line: Line) -> float:
    """Enough for the longest text: LibreOffice does not adjust rows when it opens a file."""
    lines = [1]
    for column in layout.columns:
        text = str(column.type.cell(line.values.get(column.name)) or "")
        room = _width(column) * CHARACTERS
        lines.append(sum(ceil(max(len(part), 1) / room) for part in text.split("\n")))
    return LINE_HEIGHT * min(max(lines), MOST_LINES) + 2


def _width(column: SheetColumn) -> float:
    return round(column.width / 7, 1) if column.width else width_of(column.type)


def _dress(sheet: Worksheet, layout: Layout, keys_row: int, count: int) -> None:
    """Widths, hidden helps, protection without password, filters, print settings."""
    for place, column in enumerate(layout.columns, 2):
        sheet.column_dimensions[get_column_letter(place)].width = _width(column)
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[keys_row].hidden = True
    sheet.row_dimensions[keys_row + 1].height = 30
    named = [column.name for column in layout.columns].index(layout.named) + 2
    sheet.freeze_panes = f"{get_column_letter(named + 1)}{keys_row + 2}"
    last = get_column_letter(len(layout.columns) + 1)
    sheet.auto_filter.ref = f"A{keys_row + 1}:{last}{keys_row + 1 + count}"
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = guard.autoFilter = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{keys_row + 1}:{keys_row + 1}"


def _write_lists(workbook: Workbook, layout: Layout) -> dict[str, str]:
    """The values to choose from, in a hidden sheet; the range of each column by its name."""
    sheet = workbook.create_sheet(LISTS_SHEET)
    sheet.sheet_state = "hidden"
    ranges = {}
    for place, column in enumerate(layout.editable, 1):
        values = _offered(column.type)
        for row, value in enumerate(values, 1):
            put(sheet, row, place, value)
        if values:
            letter = get_column_letter(place)
            ranges[column.name] = f"{LISTS_SHEET}!${letter}$1:${letter}${len(values)}"
    return ranges


def _offered(type_: FieldType[Any]) -> list[str]:
    if isinstance(type_, Choice):
        return [str(type_.cell(entry.code)) for entry in type_.entries()]
    return ["oui", "non"] if isinstance(type_, Flag) else []


def _validate(
    sheet: Worksheet, layout: Layout, lists: dict[str, str], rows: tuple[int, int]
) -> None:
    """Lists are imposed, numbers and dates only warned of: both come back checked anyway."""
    for place, column in enumerate(layout.columns, 2):
        validation = _validation_of(column, lists) if column.editable else None
        if validation is not None and rows[1] >= rows[0]:
            letter = get_column_letter(place)
            validation.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
            sheet.add_data_validation(validation)


def _validation_of(column: SheetColumn, lists: dict[str, str]) -> DataValidation | None:
    if column.name in lists:
        found = DataValidation(type="list", formula1=lists[column.name], allow_blank=True)
        found.error = "Choisissez une des valeurs de la liste."
    elif isinstance(column.type, Amount | Count):
        found = DataValidation(
            type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True
        )
        found.errorStyle, found.error = "warning", "Indiquez un nombre, sans texte autour."
    elif isinstance(column.type, Day):
        found = DataValidation(
            type="date", operator="greaterThan", formula1="18264", allow_blank=True
        )
        found.errorStyle, found.error = "warning", "Indiquez une date, par exemple 23/11/2012."
    else:
        return None
    found.showErrorMessage, found.errorTitle = True, column.label
    return found


def _write_base(sheet: Worksheet, layout: Layout, outgoing: Outgoing) -> None:
    """What is sent, kept as canonical texts: the base of the comparison to come."""
    sheet.sheet_state = "veryHidden"
    rows: list[list[str]] = [["fiche", layout.key], ["version", VERSION]]
    rows += [["portee", name, outgoing.scope[name]] for name in layout.scope]
    names = [column.name for column in layout.editable]
    rows.append([IDENTIFIER, "version", layout.named, *names])
    by_name = {column.name: column.type for column in layout.columns}
    for line in outgoing.lines:
        wanted = (layout.named, *names)
        texts = [by_name[name].dump(line.values.get(name)) for name in wanted]
        rows.append([line.id, str(line.version), *texts])
    for rank, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            if text:
                put(sheet, rank, place, text)
