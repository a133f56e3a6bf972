"""The sheets Lisez-moi and Synthèse of the consolidated workbook, with formulas that recalculate.

Each function gives the results of its formulas in the order of the cells, so that programs that
calculate nothing see them. Texts are French whatever the interface speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from acse_desktop import __version__
from acse_desktop.models import Action
from acse_desktop.services.consolidation.queries import AMOUNTS, ORIGIN, SummaryLine
from acse_desktop.services.consolidation.report import (
    ABSENT,
    EN_DOUBLE,
    IDENTIQUE,
    MODIFIE,
    RECU,
    REMPLACE,
    ConsolidationReport,
    TerritoryState,
)
from acse_desktop.services.consolidation.territories import territory_name
from acse_desktop.services.workbook.figures import SheetFigures
from acse_desktop.services.workbook.layout import SheetLayout, layout_of, record_sheets
from acse_desktop.services.workbook.styles import boxed, header, put, put_formula, title
from acse_desktop.typography import day_text

_AMOUNT = "#,##0.00"
_COUNT = "#,##0"
_STATES = {
    RECU: "reçue",
    ABSENT: "ABSENTE",
    REMPLACE: "remplace la précédente",
    EN_DOUBLE: "laissée\u00a0: une plus récente est consolidée",
    MODIFIE: "modifiée après export, consolidée telle quelle",
    IDENTIQUE: "déjà consolidée, identique",
}
_TERRITORY_HEADERS = ("Code", "Territoire", "Remontée", "Fichier", "Actions", "Montant accordé",
                      "Empreinte (SHA-256)")  # fmt: skip
_FIGURE_HEADERS = ("Feuille", "Grandeur", "À la consolidation", "Recalculé")
_SUMMARY_HEADERS = ("Territoire", "Dispositif", "Thématique", "Actions", "Demandé", "Proposé",
                    "Accordé", "Engagé", "Payé")  # fmt: skip
_WIDTHS = (28, 44, 40, 44, 18, 18, 68)


def fill_cover(
    sheet: Worksheet,
    exercice: int,
    report: ConsolidationReport,
    figures: dict[str, SheetFigures],
) -> list[str]:
    """Fill Lisez-moi: the territories, missing ones named, then counts and sums by sheet."""
    for rank, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(rank)].width = width
    sheet.sheet_view.showGridLines = False
    title(put(sheet, 1, 1, f"Consolidation {exercice}"))
    put(sheet, 2, 1, f"Établie le {day_text(date.today())} par ACSE Desktop {__version__}")
    put(sheet, 3, 1, _missing(report))
    row = _fill_territories(sheet, 5, report.departements)
    return _fill_figures(sheet, row + 1, figures)


def _missing(report: ConsolidationReport) -> str:
    absent = [state for state in report.departements if state.etat == ABSENT]
    if not absent:
        return "Aucun département attendu ne manque."
    names = ", ".join(f"{state.code} {territory_name(state.code)}" for state in absent)
    return f"Remontées manquantes\u00a0: {names}."


def _fill_territories(sheet: Worksheet, row: int, states: list[TerritoryState]) -> int:
    for rank, label in enumerate(_TERRITORY_HEADERS, 1):
        header(sheet, row, rank, label)
    for state in states:
        row += 1
        texts = (state.code, territory_name(state.code), _STATES[state.etat], state.fichier)
        for rank, text in enumerate(texts, 1):
            boxed(put(sheet, row, rank, text))
        boxed(put(sheet, row, 5, state.actions), _COUNT)
        boxed(put(sheet, row, 6, state.montant_accorde), _AMOUNT)
        boxed(put(sheet, row, 7, state.empreinte))
    return row + 1


def _fill_figures(sheet: Worksheet, row: int, figures: dict[str, SheetFigures]) -> list[str]:
    for rank, label in enumerate(_FIGURE_HEADERS, 1):
        header(sheet, row, rank, label)
    results = []
    for described in record_sheets():
        for label, value, formula in _figure_lines(described, figures[described.name]):
            row += 1
            style = _COUNT if isinstance(value, int) else _AMOUNT
            boxed(put(sheet, row, 1, described.name))
            boxed(put(sheet, row, 2, label))
            boxed(put(sheet, row, 3, value), style)
            boxed(put_formula(sheet, row, 4, formula), style)
            results.append(str(value))
    return results


def _figure_lines(
    described: SheetLayout, found: SheetFigures
) -> Iterator[tuple[str, int | Decimal, str]]:
    last = max(found.rows + 1, 2)
    yield "Lignes", found.rows, f"=COUNTA({column_range(described, 'id', last)})"
    for column in described.columns:
        if column.name in found.sums:
            place = column_range(described, column.name, last)
            yield column.label, found.sums[column.name], f"=SUM({place})"


def column_range(described: SheetLayout, name: str, last: int) -> str:
    """The cells of a column of the consolidated workbook."""
    names = [column.name for column in (*ORIGIN, *described.columns)]
    letter = get_column_letter(names.index(name) + 1)
    return f"'{described.name}'!${letter}$2:${letter}${last}"


def fill_synthese(sheet: Worksheet, lines: list[SummaryLine], last: int) -> list[str]:
    """Fill Synthèse: territory × dispositif × theme, each figure a formula on Actions."""
    for rank, label in enumerate(_SUMMARY_HEADERS, 1):
        header(sheet, 1, rank, label)
        width = 36 if rank < 4 else 18
        sheet.column_dimensions[get_column_letter(rank)].width = width
    sheet.freeze_panes = "D2"
    results: list[str] = []
    for row, line in enumerate(lines, 2):
        results += _fill_line(sheet, row, line, max(last, 2))
    return results + _fill_total(sheet, len(lines) + 2, lines)


def _fill_line(sheet: Worksheet, row: int, line: SummaryLine, last: int) -> list[str]:
    for rank, text in enumerate((line.territoire, line.dispositif, line.theme), 1):
        boxed(put(sheet, row, rank, text or None))
    criteria = _criteria(row, line, last)
    boxed(put_formula(sheet, row, 4, f"=COUNTIFS({criteria})"), _COUNT)
    for rank, name in enumerate(AMOUNTS, 5):
        summed = column_range(layout_of(Action), name, last)
        boxed(put_formula(sheet, row, rank, f"=SUMIFS({summed},{criteria})"), _AMOUNT)
    return [str(line.actions), *[str(amount) for amount in line.montants]]


def _criteria(row: int, line: SummaryLine, last: int) -> str:
    """What an action must be: an empty cell is asked for by `"="`, not by a reference to one."""
    wanted = (("departement_nom", "A", line.territoire), ("dispositif", "B", line.dispositif),
              ("theme", "C", line.theme))  # fmt: skip
    return ",".join(
        f"{column_range(layout_of(Action), name, last)}," + (f"${letter}{row}" if text else '"="')
        for name, letter, text in wanted
    )


def _fill_total(sheet: Worksheet, row: int, lines: list[SummaryLine]) -> list[str]:
    title(put(sheet, row, 1, "Total"), 10)
    totals = [Decimal(sum(line.actions for line in lines))]
    totals += [sum((line.montants[rank] for line in lines), Decimal("0.00"))
               for rank in range(len(AMOUNTS))]  # fmt: skip
    for rank, _total in enumerate(totals, 4):
        letter = get_column_letter(rank)
        formula = f"=SUM({letter}2:{letter}{max(row - 1, 2)})" if lines else "=0"
        boxed(put_formula(sheet, row, rank, formula), _COUNT if rank == 4 else _AMOUNT)
    return [str(value) for value in totals]
