"""A bilan written as a spreadsheet or as a text file that French spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from acse_desktop.services.atomic import written_aside
from acse_desktop.services.bilans.lines import Line, Number
from acse_desktop.services.publishing.service import DANGEROUS
from acse_desktop.services.publishing.table import write_table
from acse_desktop.translation import N_, _

HEADER = (
    N_("Rubrique"), N_("Ligne"), N_("Prévu ou demandé"), N_("Réalisé ou accordé"), N_("Unité"),
)  # fmt: skip
Row = tuple[str | Number, ...]


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """The rows of the table, in the order of the header."""
    return [(one.rubrique, one.libelle, one.prevu, one.realise, one.unite) for one in lines]


def export_bilan(target: Path, title: str, lines: Sequence[Line]) -> int:
    """Write a bilan as XLSX, ODS or CSV, by the name of the file; gives how many lines.

    Raises CannotWrite; the target is then what it was.
    """
    header = [_(one) for one in HEADER]
    if target.suffix.lower() != ".csv":
        return write_table(target, title, header, rows_of(lines))
    with (
        written_aside(target) as fresh,
        fresh.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows([[_cell(value) for value in row] for row in rows_of(lines)])
    return len(lines)


def _cell(value: str | Number) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(DANGEROUS) else value
    return "" if value is None else str(value).replace(".", ",")
