"""The rows of a remontée that can be kept: with an identifier, once, under a known record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from acse_desktop.fields import Base, fields_of
from acse_desktop.fieldtypes import Reference
from acse_desktop.services.importing.report import AVERTISSEMENT, ERREUR, Anomalie
from acse_desktop.services.workbook.layout import layout_of, sheet_name
from acse_desktop.services.workbook.remontee import Remontee, SheetRecords
from acse_desktop.translation import _

Row = tuple[Any, ...]


def in_order(remontee: Remontee) -> Iterator[tuple[type[Base], SheetRecords]]:
    """The records by table, those referred to before those that refer."""
    by_table = {model.__tablename__: model for model in remontee.records}
    for table in Base.metadata.sorted_tables:
        if table.name in by_table:
            yield by_table[table.name], remontee.records[by_table[table.name]]


def keep_sound_rows(remontee: Remontee) -> None:
    """Keep out rows without identifier, repeated, or whose parent is not there; name each one."""
    known: dict[str, set[str]] = {}
    for model, records in in_order(remontee):
        sieve = _Sieve(model, records, known)
        sieve.run()
        remontee.issues += sieve.issues
        known[model.__tablename__] = set(records.ids())


class _Sieve:
    def __init__(
        self, model: type[Base], records: SheetRecords, known: dict[str, set[str]]
    ) -> None:
        self._sheet = sheet_name(model)
        self._model = model
        self._records = records
        self._known = known
        self._seen: set[str] = set()
        self.issues: list[Anomalie] = []
        self._labels = {column.name: column.label for column in layout_of(model).columns}
        self._references = [
            (records.names.index(name), name, described.type.target, described.required)
            for name, described in fields_of(model).items()
            if isinstance(described.type, Reference) and name in records.names
        ]

    def run(self) -> None:
        """Replace the rows by those that can be kept."""
        kept = [
            (line, sound)
            for line, row in zip(self._records.lines, self._records.rows, strict=True)
            if (sound := self._sound(line, row)) is not None
        ]
        self._records.lines = [line for line, _row in kept]
        self._records.rows = [row for _line, row in kept]

    def _sound(self, line: int, row: Row) -> Row | None:
        identifier = row[0]
        if not identifier:
            message = _("Ligne sans identifiant\u00a0: elle n’est pas reprise.")
            self._note(ERREUR, "IDENTIFIANT_ABSENT", message, line)
            return None
        if identifier in self._seen:
            message = _("Identifiant déjà vu plus haut\u00a0: la ligne n’est pas reprise.")
            self._note(ERREUR, "IDENTIFIANT_EN_DOUBLE", message, line)
            return None
        self._seen.add(identifier)
        return self._with_known_references(line, row)

    def _with_known_references(self, line: int, row: Row) -> Row | None:
        for place, name, target, required in self._references:
            value = row[place]
            if value in self._known[target] or (value is None and not required):
                continue
            message = _("{label}\u00a0: l’enregistrement n’est pas dans le classeur.").format(
                label=self._labels[name]
            )
            gravity = ERREUR if required else AVERTISSEMENT
            self._note(gravity, "RATTACHEMENT_INCONNU", message, line, str(value or ""))
            if required:
                return None
            row = (*row[:place], None, *row[place + 1 :])
        return row

    def _note(self, gravity: str, code: str, message: str, line: int, value: str = "") -> None:
        remedy = _("Refaites l’export depuis le programme.")
        self.issues.append(
            Anomalie(gravity, code, message, remedy, self._sheet, line, valeur=value)
        )
