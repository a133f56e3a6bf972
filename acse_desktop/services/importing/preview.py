"""What a file looks like once recognised, before anything is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from acse_desktop.progress import Progress
from acse_desktop.services.importing.cells import cell_text
from acse_desktop.services.importing.profiles import PROFILS, REMONTEE
from acse_desktop.services.importing.recognition import Recognised, is_remontee, recognise
from acse_desktop.services.importing.shifted import unglued
from acse_desktop.services.reading.tables import Table, read_tables
from acse_desktop.translation import N_, _
from acse_desktop.typography import squeezed

PREVIEW_ROWS = 50
REMONTEE_LABEL = N_("Classeur de remontée")


@dataclass(frozen=True)
class Preview:
    """The profile found, where the table is, its first rows in order of the mapped columns."""

    profil: str
    libelle: str
    feuille: str
    ligne_entete: int
    colonnes: list[str]
    """Headers of the mapped columns, as they are written in the file."""
    champs: list[str]
    """The field of the profile that each of these columns fills."""
    lignes: list[list[str]] = field(default_factory=list)
    colonnes_ignorees: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def profils() -> dict[str, str]:
    """The profiles to choose from: label by name."""
    known = {name: _(profil.libelle) for name, profil in PROFILS.items()}
    return {**known, REMONTEE: _(REMONTEE_LABEL)}


def preview(path: Path, profil: str | None = None, progress: Progress | None = None) -> Preview:
    """What `import_files` would read of a file; raises UnreadableFile like it."""
    tables = read_tables(path, progress)
    if profil == REMONTEE or (profil is None and is_remontee(tables)):
        return _of_remontee(next(table for table in tables if table.sheet == "Actions"))
    return _of_foreign(recognise(path, [unglued(table) for table in tables], profil))


def _of_foreign(found: Recognised) -> Preview:
    columns = sorted(found.header.columns.items(), key=lambda pair: pair[1])
    places = [place for _name, place in columns]
    return Preview(
        found.profil.nom,
        _(found.profil.libelle),
        found.table.sheet,
        found.header.row + 1,
        _texts(found.table, found.header.row, places),
        [name for name, _place in columns],
        _rows(found.table, found.header.row, places),
        list(found.header.unmatched.values()),
        found.table.notes,
    )


def _of_remontee(table: Table) -> Preview:
    places = list(range(len(table.rows[0]) if table.rows else 0))
    headers = _texts(table, 0, places)
    rows = _rows(table, 0, places)
    return Preview(REMONTEE, _(REMONTEE_LABEL), table.sheet, 1, headers, headers, rows)


def _rows(table: Table, header: int, places: list[int]) -> list[list[str]]:
    first = range(header + 1, min(len(table.rows), header + 1 + PREVIEW_ROWS))
    return [_texts(table, number, places) for number in first]


def _texts(table: Table, number: int, places: list[int]) -> list[str]:
    row = table.rows[number]
    return [squeezed(cell_text(row[place])) if place < len(row) else "" for place in places]
