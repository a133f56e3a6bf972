"""The sheet Nomenclatures: the lists of the validations, then the dictionary of the columns."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from acse_desktop.fieldtypes import Choice, Code, FieldType, Text
from acse_desktop.nomenclatures import Entry, entries
from acse_desktop.services.workbook.choicetexts import texts_by_code
from acse_desktop.services.workbook.layout import NOMENCLATURES, Column, choice_lists, record_sheets
from acse_desktop.services.workbook.styles import header, put, width_of
from acse_desktop.services.workbook.tables import add_table

LIST_COLUMNS = (
    Column("liste", "Liste", Code(112)),
    Column("code", "Code", Code(96)),
    Column("valeur", "Valeur", Text(280)),
    Column("parent", "Code parent", Code(96)),
    Column("valide_du", "Valide du", Code(72)),
    Column("valide_au", "Valide au", Code(72)),
    Column("source", "Source", Text(280)),
)
DICTIONARY_COLUMNS = (
    Column("feuille", "Feuille", Code(144)),
    Column("nom_machine", "Nom machine", Code(184)),
    Column("libelle", "Libellé de colonne", Text(240)),
    Column("type", "Type", Code(88)),
    Column("nomenclature", "Nomenclature", Code(120)),
    Column("relu", "Relu à l’import", Code(72)),
    Column("aide", "Aide", Text(400)),
)
_DICTIONARY_AT = len(LIST_COLUMNS) + 2
_VALUES_AT = 3


def fill_nomenclatures(sheet: Worksheet, exercice: int) -> dict[str, str]:
    """Fill the sheet; the range of values of each list that hold for the exercice."""
    ranges = _fill_lists(sheet, exercice)
    _fill_dictionary(sheet)
    sheet.freeze_panes = "A2"
    return ranges


def _headers(sheet: Worksheet, columns: tuple[Column, ...], first: int) -> None:
    for rank, column in enumerate(columns, first):
        header(sheet, 1, rank, column.label)
        sheet.column_dimensions[get_column_letter(rank)].width = width_of(column.type)


def _fill_lists(sheet: Worksheet, exercice: int) -> dict[str, str]:
    _headers(sheet, LIST_COLUMNS, 1)
    ranges, row = {}, 2
    letter = get_column_letter(_VALUES_AT)
    for liste in choice_lists():
        # Those in use first, so that the validation offers them and nothing else.
        sorted_entries = sorted(entries(liste), key=lambda entry: not entry.holds_in(exercice))
        in_use = sum(entry.holds_in(exercice) for entry in sorted_entries) or len(sorted_entries)
        last = row + in_use - 1
        ranges[liste] = f"{NOMENCLATURES}!${letter}${row}:${letter}${last}"
        for entry in sorted_entries:
            _put_row(sheet, row, 1, _list_row(entry))
            row += 1
    add_table(sheet, LIST_COLUMNS, (1, row - 1), "Listes")
    return ranges


def _list_row(entry: Entry) -> tuple[str, ...]:
    shown = texts_by_code(entry.liste)[entry.code]
    period = (entry.valide_du, entry.valide_au)
    return (entry.liste, entry.code, shown, entry.parent, *period, entry.source)


def _put_row(sheet: Worksheet, row: int, first: int, texts: tuple[str, ...]) -> None:
    for rank, text in enumerate(texts, first):
        if text:
            put(sheet, row, rank, text)


def _fill_dictionary(sheet: Worksheet) -> None:
    _headers(sheet, DICTIONARY_COLUMNS, _DICTIONARY_AT)
    row = 2
    for described in record_sheets():
        for column in described.columns:
            _put_row(sheet, row, _DICTIONARY_AT, _dictionary_row(described.name, column))
            row += 1
    add_table(sheet, DICTIONARY_COLUMNS, (_DICTIONARY_AT, row - 1), "Dictionnaire")


def _dictionary_row(sheet: str, column: Column) -> tuple[str, ...]:
    return (
        sheet,
        column.name,
        column.label,
        column.type.kind,
        _nomenclature(column.type),
        "non" if column.derived else "oui",
        column.help,
    )


def _nomenclature(type_: FieldType[object]) -> str:
    return type_.nomenclature if isinstance(type_, Choice) else ""
