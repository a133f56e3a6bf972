"""The workbook without its records, made by openpyxl: styles, tables, filters, validations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty, StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from acse_desktop import __version__
from acse_desktop.fieldtypes import Choice, Code, Flag, LongText, Text
from acse_desktop.services.workbook.figures import Sending, SheetFigures
from acse_desktop.services.workbook.layout import (
    ANOMALIES,
    CONTROL,
    LAYOUT_VERSION,
    NOMENCLATURES,
    README,
    Column,
    record_sheets,
    sheet_names,
)
from acse_desktop.services.workbook.nomenclaturesheet import fill_nomenclatures
from acse_desktop.services.workbook.readme import Told, fill_readme
from acse_desktop.services.workbook.styles import body_style, header, width_of
from acse_desktop.services.workbook.tables import add_table

PROGRAM = "ACSE Desktop"
_NARROW = 6.0
CONTROL_COLUMN = Column(
    CONTROL, "Contrôle", Text(56), derived=True, help="Ce qui montre une cellule modifiée."
)
ANOMALY_COLUMNS = (
    Column("gravite", "Gravité", Code(96)),
    Column("code", "Règle", Code(120)),
    Column("feuille", "Feuille", Code(104)),
    Column("enregistrement", "Enregistrement", Code(56)),
    Column("numero", "N° ou nom", Text(160)),
    Column("colonne", "Colonne", Text(160)),
    Column("valeur", "Valeur", Text(160)),
    Column("message", "Anomalie", LongText(400)),
    Column("remede", "Que faire", LongText(320)),
    Column("motif", "Motif donné par l’agent", LongText(320)),
)


@dataclass(frozen=True)
class Streamed:
    """A sheet whose rows are streamed: its columns and the style number of each."""

    name: str
    columns: tuple[Column, ...]
    styles: tuple[int, ...]


@dataclass(frozen=True)
class Skeleton:
    """The empty workbook, as a file, and its sheets to fill."""

    content: BytesIO
    streamed: dict[str, Streamed]


def build(told: Told, figures: dict[str, SheetFigures], sending: Sending) -> Skeleton:
    """The workbook of a remontée, without its records."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets = {name: workbook.create_sheet(name) for name in sheet_names()}
    ranges = fill_nomenclatures(sheets[NOMENCLATURES], told.exercice)
    streamed = {}
    for sheet in record_sheets():
        columns = (*sheet.columns, CONTROL_COLUMN)
        rows = figures[sheet.name].rows
        streamed[sheet.name] = prepare(sheets[sheet.name], columns, rows, ranges)
    anomalies = sheets[ANOMALIES]
    streamed[ANOMALIES] = prepare(anomalies, ANOMALY_COLUMNS, len(sending.anomalies), {})
    fill_readme(sheets[README], told, figures, sending)
    _tell_properties(workbook, told, sending)
    content = BytesIO()
    workbook.save(content)
    return Skeleton(content, streamed)


def _tell_properties(workbook: Workbook, told: Told, sending: Sending) -> None:
    """Properties name the program, never the person or the path of the file."""
    core = workbook.properties
    core.creator, core.lastModifiedBy = PROGRAM, PROGRAM
    core.title = f"Remontée {told.territoire} {told.exercice}"
    core.created = core.modified = datetime.combine(sending.on, time())
    texts = {
        "acse_programme": f"{PROGRAM} {__version__}",
        "acse_territoire": told.territoire,
        "acse_empreinte": told.empreinte,
    }
    custom: Any = vars(workbook)["custom_doc_props"]
    for name, text in texts.items():
        custom.append(StringProperty(name=name, value=text))
    for name, number in (("acse_version", LAYOUT_VERSION), ("acse_exercice", told.exercice)):
        custom.append(IntProperty(name=name, value=number))


def prepare(
    sheet: Worksheet, columns: tuple[Column, ...], rows: int, ranges: dict[str, str]
) -> Streamed:
    """Give a sheet its headers, styles, table and validations; its rows are streamed later."""
    styles = []
    for rank, column in enumerate(columns, 1):
        header(sheet, 1, rank, column.label)
        dimension = sheet.column_dimensions[get_column_letter(rank)]
        dimension.width = _width(column)
        styles.append(body_style(dimension, column.type))
        _validate(sheet, column, rank, rows, ranges)
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "A2"
    add_table(sheet, columns, (1, rows + 1), sheet.title)
    return Streamed(sheet.title, columns, tuple(styles))


def _width(column: Column) -> float:
    narrow = column.name in ("id", "version", CONTROL, "enregistrement")
    return _NARROW if narrow or column.name.endswith("_id") else width_of(column.type)


def _validate(
    sheet: Worksheet, column: Column, rank: int, rows: int, ranges: dict[str, str]
) -> None:
    """Offer the list of a column; another value is warned of, not refused: local codes exist."""
    formula = '"oui,non"' if isinstance(column.type, Flag) else ""
    if isinstance(column.type, Choice):
        formula = ranges[column.type.nomenclature]
    if not formula:
        return
    validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    validation.showErrorMessage, validation.errorStyle = True, "warning"
    validation.errorTitle, validation.error = "Valeur hors liste", "Cette valeur est hors liste."
    letter = get_column_letter(rank)
    validation.add(f"{letter}2:{letter}{max(rows + 1, 2)}")
    sheet.add_data_validation(validation)
