"""Which profile a file has, on which sheet, under which header row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from acse_desktop.errors import InvalidInput, UnreadableFile
from acse_desktop.services.chorus.pairs import labelled
from acse_desktop.services.importing.profiles import PROFILS, REMONTEE, Profil
from acse_desktop.services.reading.headers import Header, find_header
from acse_desktop.services.reading.tables import Table
from acse_desktop.translation import _
from acse_desktop.typography import folded

REMONTEE_SHEETS = {"lisez moi", "organismes", "actions"}


@dataclass(frozen=True)
class Recognised:
    """A sheet read with a profile."""

    profil: Profil
    table: Table
    header: Header
    others: tuple[str, ...] = ()
    """Other sheets that hold the same table: they repeat its rows and are not read."""


def profile_names() -> tuple[str, ...]:
    """What `--profil` accepts."""
    return (*PROFILS, REMONTEE)


def is_remontee(tables: Sequence[Table]) -> bool:
    """Whether the sheets are those of the program's own workbook."""
    return {folded(table.sheet) for table in tables} >= REMONTEE_SHEETS


def recognise(path: Path, tables: Sequence[Table], profil: str | None = None) -> Recognised:
    """The best reading of a file, among every profile or with the one that is forced.

    Raises InvalidInput for an unknown profile, UnreadableFile when no sheet fits.
    """
    wanted = [_profile(profil)] if profil else list(PROFILS.values())
    found = [
        Recognised(candidate, table, header)
        for candidate in wanted
        for table in map(labelled, tables)
        if (header := _header(candidate, table)) is not None
    ]
    if not found:
        raise _unknown(path, wanted)
    best = max(found, key=_fitness)
    return replace(best, others=_repetitions(best, found))


def _profile(name: str) -> Profil:
    if name not in PROFILS:
        raise InvalidInput(
            _("Le profil « {name} » n’existe pas.").format(name=name),
            _("Choisissez parmi\u00a0: {names}.").format(names=", ".join(profile_names())),
        )
    return PROFILS[name]


def _header(profil: Profil, table: Table) -> Header | None:
    header = find_header(table.rows, profil.aliases)
    if header is None:
        return None
    for name, prefix in profil.prefixes.items():
        for column, text in header.unmatched.items():
            if folded(text).startswith(prefix):
                header = _with_column(header, name, column)
                break
    return header if all(name in header.columns for name in profil.requis) else None


def _with_column(header: Header, name: str, column: int) -> Header:
    rest = {place: text for place, text in header.unmatched.items() if place != column}
    return replace(header, columns={**header.columns, name: column}, unmatched=rest)


def _fitness(found: Recognised) -> tuple[int, bool, int]:
    return len(found.header.columns), not found.table.hidden, len(found.table.rows)


def _repetitions(best: Recognised, found: Sequence[Recognised]) -> tuple[str, ...]:
    return tuple(
        other.table.sheet
        for other in found
        if other.profil is best.profil and other.table is not best.table
    )


def _unknown(path: Path, wanted: Sequence[Profil]) -> UnreadableFile:
    if len(wanted) == 1:
        message = _("Le fichier « {name} » n’a pas les colonnes du profil « {profil} ».")
        expected = ", ".join(wanted[0].aliases[n][0] for n in wanted[0].aliases)
        remedy = _("Colonnes reconnues\u00a0: {expected}.").format(expected=expected)
        return UnreadableFile(message.format(name=path.name, profil=_(wanted[0].libelle)), remedy)
    return UnreadableFile(
        _("Le fichier « {name} » n’a aucune forme connue.").format(name=path.name),
        _("Vérifiez que sa ligne d’en-tête est dans les 20 premières lignes de sa feuille."),
    )
