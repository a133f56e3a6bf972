"""The sheet Lisez-moi: what the workbook is, its counts and sums that recalculate, how to send it.

Its texts are French whatever the interface speaks. Fingerprints get their value
once the records are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from acse_desktop import __version__
from acse_desktop.services.workbook.figures import Sending, SheetFigures
from acse_desktop.services.workbook.layout import LAYOUT_VERSION, SheetLayout, record_sheets
from acse_desktop.services.workbook.styles import boxed, header, put, put_formula, title
from acse_desktop.typography import day_text

TERRITORY = "Territoire"
EXERCICE = "Exercice"
DATE = "Établi le"
AGENT = "Établi par"
PROGRAM = "Programme"
LAYOUT = "Version du classeur"
FINGERPRINT = "Empreinte (SHA-256)"
ROWS = "Lignes"
DIGEST = "Empreinte de la feuille"
HEADERS = ("Feuille", "Grandeur", "À l’export", "Recalculé", "Contrôle", DIGEST)
_AMOUNT = "#,##0.00"
_WIDTHS = (28, 44, 22, 22, 16, 68)
_SENDING = (
    "Envoyez ce classeur tel quel, sans changer son nom, à votre direction régionale.",
    "Corrigez dans le programme et refaites l’export\u00a0: une cellule modifiée ici est signalée.",
    "Le tri et les filtres ne changent rien\u202f; les colonnes id, version et Contrôle"
    " rapprochent les envois.",
    "Les coordonnées bancaires et les coordonnées privées ne figurent pas dans ce classeur.",
)


@dataclass(frozen=True)
class Told:
    """What the workbook says of itself."""

    territoire: str
    exercice: int
    empreinte: str = "EMPREINTE-DU-CLASSEUR"
    """Stands for the fingerprint until the records are written."""

    @staticmethod
    def sheet_digest(sheet: str) -> str:
        """Stands for the digest of a sheet until its records are written."""
        return f"EMPREINTE-DE-{sheet}"


@dataclass(frozen=True)
class _Line:
    sheet: SheetLayout
    label: str
    value: int | Decimal
    formula: str


def fill_readme(
    sheet: Worksheet, told: Told, figures: dict[str, SheetFigures], sending: Sending
) -> None:
    """Fill the sheet."""
    for rank, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(rank)].width = width
    sheet.sheet_view.showGridLines = False
    title(put(sheet, 1, 1, f"Remontée {told.exercice} – {told.territoire or 'base'}"))
    row = _fill_facts(sheet, 3, told, sending)
    row = _fill_figures(sheet, row + 1, figures)
    _fill_texts(sheet, row + 1)


def _facts(told: Told, sending: Sending) -> Iterator[tuple[str, str | int]]:
    yield "Objet", "Actions financées par l’Acsé, pour la consolidation régionale et nationale"
    yield TERRITORY, told.territoire
    yield EXERCICE, told.exercice
    yield DATE, day_text(sending.on)
    yield AGENT, sending.agent
    yield PROGRAM, f"ACSE Desktop {__version__}"
    yield LAYOUT, LAYOUT_VERSION
    yield FINGERPRINT, told.empreinte
    yield "Anomalies restantes", _anomalies(sending)


def _anomalies(sending: Sending) -> str:
    counts = Counter(anomaly.gravite for anomaly in sending.anomalies)
    return ", ".join(f"{gravite}\u00a0: {count}" for gravite, count in counts.items()) or "aucune"


def _fill_facts(sheet: Worksheet, row: int, told: Told, sending: Sending) -> int:
    for label, value in _facts(told, sending):
        title(put(sheet, row, 1, label), 10)
        cell = put(sheet, row, 2, value)
        cell.alignment = Alignment(horizontal="left")
        row += 1
    return row


def _lines(figures: dict[str, SheetFigures]) -> Iterator[_Line]:
    for sheet in record_sheets():
        found = figures[sheet.name]
        last = max(found.rows + 1, 2)
        yield _Line(sheet, ROWS, found.rows, f"=COUNTA({_range(sheet, 0, last)})")
        for rank, column in enumerate(sheet.columns):
            if column.name in found.sums:
                formula = f"=SUM({_range(sheet, rank, last)})"
                yield _Line(sheet, column.label, found.sums[column.name], formula)


def _range(sheet: SheetLayout, rank: int, last: int) -> str:
    letter = get_column_letter(rank + 1)
    return f"'{sheet.name}'!${letter}$2:${letter}${last}"


def _fill_figures(sheet: Worksheet, row: int, figures: dict[str, SheetFigures]) -> int:
    for rank, label in enumerate(HEADERS, 1):
        header(sheet, row, rank, label)
    for line in _lines(figures):
        row += 1
        _fill_line(sheet, row, line)
    return row + 1


def _fill_line(sheet: Worksheet, row: int, line: _Line) -> None:
    is_count = line.label == ROWS
    number_format = "#,##0" if is_count else _AMOUNT
    boxed(put(sheet, row, 1, line.sheet.name))
    boxed(put(sheet, row, 2, line.label))
    boxed(put(sheet, row, 3, line.value), number_format)
    boxed(put_formula(sheet, row, 4, line.formula), number_format)
    control = f'=IF(ROUND(C{row}-D{row},2)=0,"conforme","modifié")'
    boxed(put_formula(sheet, row, 5, control))
    boxed(put(sheet, row, 6, Told.sheet_digest(line.sheet.name) if is_count else None))


def formula_results(figures: dict[str, SheetFigures]) -> list[str]:
    """The results of the formulas in order, so that readers who calculate nothing see them."""
    results = []
    for line in _lines(figures):
        results += [str(line.value), "conforme"]
    return results


def _fill_texts(sheet: Worksheet, row: int) -> None:
    title(put(sheet, row, 1, "Envoyer ce classeur"), 12)
    for offset, text in enumerate(_SENDING, 1):
        put(sheet, row + offset, 1, text)
