"""The parsing itself, run in the child process: guard first, then the parser of the kind."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from acse_desktop.services.reading.csvtext import read_text
from acse_desktop.services.reading.guard import Checked, check
from acse_desktop.services.reading.limits import LIMITS
from acse_desktop.services.reading.refusals import needs_unlocking, too_big
from acse_desktop.services.reading.sheetscan import SheetFacts
from acse_desktop.services.reading.tables import Cell, Table
from acse_desktop.services.reading.xlsxparts import sheet_parts
from acse_desktop.translation import _, ngettext

_EXACT_FLOAT = 2**53
_EXTENSIONS = {"xlsx": (".xlsx", ".xlsm"), "xls": (".xls",), "ods": (".ods",)}


def parse_file(path: Path) -> list[Table]:
    """The tables of a file; raises UnreadableFile, or anything when the parsers give up."""
    checked = check(path)
    if checked.kind == "text":
        rows, notes = read_text(path)
        _trim(rows)
        return [Table(path.stem, rows, notes=notes)]
    tables = _parse_workbook(path, checked)
    for table in tables:
        _trim(table.rows)
    if checked.sheets:
        _complete(path, tables, checked.sheets)
    return tables


def _parse_workbook(path: Path, checked: Checked) -> list[Table]:
    if checked.kind != "xlsx":
        return _with_calamine(path, checked.kind)
    tables, failure = _attempt(_with_calamine, path, checked.kind)
    cells_seen = any(facts.cells for facts in checked.sheets.values())
    if failure is None and (any(table.rows for table in tables) or not cells_seen):
        return tables
    second, second_failure = _attempt(_with_openpyxl, path, checked.kind)
    if second_failure is not None and failure is not None:
        raise second_failure from failure
    return second or tables


def _attempt(
    parser: Callable[[Path, str], list[Table]], path: Path, kind: str
) -> tuple[list[Table], Exception | None]:
    try:
        return parser(path, kind), None
    except Exception as error:
        return [], error
    except BaseException as error:
        # Panics of the Rust parser are not Exceptions; everything else that is not must go on.
        if type(error).__name__ != "PanicException":
            raise
        return [], ValueError(str(error))


def _opened(path: Path, kind: str) -> CalamineWorkbook:
    # Given a path the parser believes its extension; given bytes it names no reason for a failure.
    if path.suffix.lower() in _EXTENSIONS[kind]:
        return CalamineWorkbook.from_path(path)
    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))


def _with_calamine(path: Path, kind: str) -> list[Table]:
    try:
        workbook = _opened(path, kind)
    except PasswordError as error:
        raise needs_unlocking(path) from error
    tables = []
    with workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet):
                rows = _calamine_rows(path, workbook, sheet.name)
                hidden = sheet.visible != SheetVisibleEnum.Visible
                tables.append(Table(sheet.name, rows, hidden))
    return tables


def _calamine_rows(path: Path, workbook: CalamineWorkbook, name: str) -> list[list[Cell]]:
    sheet = workbook.get_sheet_by_name(name)
    if (sheet.total_height + 1) * (sheet.total_width + 1) > LIMITS.dense_cells:
        raise too_big(
            path,
            _("s’étend sur trop de cellules vides dans la feuille « {name} ».").format(name=name),
        )
    return [_plain_row(row) for row in sheet.to_python(skip_empty_area=False)]


def _with_openpyxl(path: Path, _kind: str) -> list[Table]:
    content = io.BytesIO(path.read_bytes())
    workbook = openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)
    try:
        tables = []
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            rows = [_plain_row(row) for row in sheet.iter_rows(values_only=True)]
            tables.append(Table(sheet.title, rows, sheet.sheet_state != "visible"))
        return tables
    finally:
        workbook.close()


def _plain_row(row: Iterable[Any]) -> list[Cell]:
    # Texts are by far the most frequent: they pay no call.
    return [(cell or None) if type(cell) is str else _plain(cell) for cell in row]


def _plain(value: Any) -> Cell:
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT_FLOAT else _finite(value)
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value.replace(tzinfo=None)
    if value is None or isinstance(value, str | int | dt.date):
        return value
    return str(value)


def _finite(value: float) -> Cell:
    return value if math.isfinite(value) else str(value)


def _trim(rows: list[list[Cell]]) -> None:
    """Drop the empty end of each row, then the empty rows of the end."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()


def _complete(path: Path, tables: list[Table], facts: dict[str, SheetFacts]) -> None:
    """Give each table of an Excel workbook what only the scan of its part knows."""
    parts = sheet_parts(path)
    for table in tables:
        known = facts.get(parts.get(table.sheet, ""))
        if known is not None:
            table.hidden_rows = [row for row in known.hidden_rows if row < len(table.rows)]
            _restore_errors(table, known)
            _note_formulas(table, known.formulas_without_value)


def _restore_errors(table: Table, facts: SheetFacts) -> None:
    """Put #REF! and the like back: calamine gives an empty text, which would hide the fault."""
    for row, column, text in facts.errors:
        if row < len(table.rows):
            cells = table.rows[row]
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = text
    if facts.errors:
        count = len(facts.errors)
        table.notes.append(
            ngettext(
                "{count} cellule contient une erreur de calcul telle que {text}.",
                "{count} cellules contiennent une erreur de calcul telle que {text}.",
                count,
            ).format(count=count, text=facts.errors[0][2])
        )


def _note_formulas(table: Table, count: int) -> None:
    if count:
        table.notes.append(
            ngettext(
                "{count} formule n’a pas de résultat enregistré et se lit comme vide\u00a0: ouvrez"
                " le fichier dans Excel, enregistrez-le, puis recommencez.",
                "{count} formules n’ont pas de résultat enregistré et se lisent comme vides\u00a0:"
                " ouvrez le fichier dans Excel, enregistrez-le, puis recommencez.",
                count,
            ).format(count=count)
        )
