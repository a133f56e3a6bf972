"""One remontée put in the place of the earlier one of its territory: only differences are written.

Records keep their identifiers and versions. What did not change is not touched, so that the
journal stays small and the whole consolidation can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from acse_desktop.fields import Base
from acse_desktop.models import Provenance
from acse_desktop.services.importing.plan import Row
from acse_desktop.services.importing.writing import PARENTS_FIRST
from acse_desktop.store.bulk import insert_rows
from acse_desktop.store.operations import Done
from acse_desktop.store.recording import recorder_of
from acse_desktop.store.rows import chunks, table_of

SHARED = ("organisme", "contrat", "signataire", "quartier", "quartier_commune")
"""Tables whose records two territories may both send: the first one received is kept."""
YEARLY = ("poste", "convention_poste", "vacance")
"""Tables of records that live several exercices: the latest remontée of the territory holds."""
Rows = Mapping[type[Base], list[Row]]


@dataclass
class Merged:
    """What became of the rows of one remontée."""

    shared: list[tuple[type[Base], Row]] = field(default_factory=list)
    """Records that another territory sent already."""
    refused: list[tuple[type[Base], Row]] = field(default_factory=list)
    """Records whose identifier belongs to another territory, and should not."""
    kept: int = 0
    """Records of the earlier remontée left because another territory refers to them."""


class Merger:
    """Writes remontées one after the other inside an operation."""

    def __init__(self, session: Session, done: Done) -> None:
        self.session = session
        self.done = done
        self.connection = session.connection()
        self.owners: dict[type[Base], dict[str, str | None]] = {
            model: self._owners(model) for model in PARENTS_FIRST
        }

    def _owners(self, model: type[Base]) -> dict[str, str | None]:
        table = _table(model)
        rows = self.connection.execute(select(table.c.id, table.c.provenance_id))
        return {row.id: row.provenance_id for row in rows}

    def merge(self, provenance: Row, rows: Rows, replaced: str | None) -> Merged:
        """Write the rows of a remontée; `replaced` is the provenance it takes the place of.

        Every row must carry `provenance_id`, that of the provenance (the replaced one if any).
        """
        merged = Merged()
        self._write_provenance(provenance, replaced)
        wanted = {model: list(self._own(model, rows.get(model, ()), provenance["id"], merged))
                  for model in PARENTS_FIRST}  # fmt: skip
        for model in PARENTS_FIRST:
            self._write(model, wanted[model])
        if replaced:
            for model in reversed(PARENTS_FIRST):
                merged.kept += self._remove_missing(model, wanted[model], replaced)
        return merged

    def _write_provenance(self, row: Row, replaced: str | None) -> None:
        table = table_of(Provenance.__tablename__)
        if replaced is None:
            self.connection.execute(insert(table), [row])
            self.done.created_in_bulk(Provenance, [row["id"]])
        else:
            self._update(table, [row])

    def _own(
        self, model: type[Base], rows: Sequence[Row], provenance: str, merged: Merged
    ) -> Iterator[Row]:
        """The rows that this territory may write."""
        owners, yearly = self.owners[model], model.__tablename__ in YEARLY
        for row in rows:
            owner = owners.get(row["id"], provenance)
            if owner == provenance or (yearly and self._follows(provenance, owner)):
                yield row
            elif model.__tablename__ in SHARED or (yearly and self._follows(owner, provenance)):
                merged.shared.append((model, row))
            else:
                merged.refused.append((model, row))

    def _follows(self, later: str | None, earlier: str | None) -> bool:
        """Whether a remontée is of the same territory as another, for a later exercice."""
        table = table_of(Provenance.__tablename__)
        query = select(table.c.id, table.c.territoire, table.c.exercice)
        rows = self.connection.execute(query.where(table.c.id.in_([later, earlier])))
        found = {row.id: (row.territoire, row.exercice or 0) for row in rows}
        if later not in found or earlier not in found:
            return False
        return found[later][0] == found[earlier][0] and found[later][1] > found[earlier][1]

    def _write(self, model: type[Base], rows: list[Row]) -> None:
        owners, table = self.owners[model], _table(model)
        fresh = [row for row in rows if row["id"] not in owners]
        if fresh:
            insert_rows(self.connection, table, fresh)
            self.done.created_in_bulk(model, [row["id"] for row in fresh])
        known = [row for row in rows if row["id"] in owners]
        self._update(table, self._changed(table, known))
        owners.update((row["id"], row["provenance_id"]) for row in rows)

    def _changed(self, table: Table, rows: list[Row]) -> list[Row]:
        before = self._stored(table, [row["id"] for row in rows])
        return [row for row in rows if {**before[row["id"]], **row} != before[row["id"]]]

    def _stored(self, table: Table, ids: list[str]) -> dict[str, Row]:
        return {
            row["id"]: dict(row)
            for some in chunks(ids)
            for row in self.connection.execute(select(table).where(table.c.id.in_(some))).mappings()
        }

    def _update(self, table: Table, rows: list[Row]) -> None:
        if not rows:
            return
        recorder = recorder_of(self.session)
        if recorder is not None:
            recorder.remember(self.connection, table, [row["id"] for row in rows])
        columns: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in rows[0] if name != "id"
        }
        query = update(table).where(table.c.id == bindparam("old_id")).values(columns)
        named = [
            {("old_id" if name == "id" else f"new_{name}"): value for name, value in row.items()}
            for row in rows
        ]
        self.connection.execute(query, named)

    def _remove_missing(self, model: type[Base], rows: list[Row], provenance: str) -> int:
        """Delete what the new remontée no longer holds; gives how many had to stay."""
        owners, table = self.owners[model], _table(model)
        present = {row["id"] for row in rows}
        gone = {name for name, owner in owners.items() if owner == provenance} - present
        used = self._used(table, sorted(gone))
        self._delete(table, sorted(gone - used))
        for name in gone - used:
            del owners[name]
        return len(used)

    def _used(self, table: Table, ids: list[str]) -> set[str]:
        """Those of the records that others still refer to; children go before their parents."""
        used: set[str] = set()
        for child in Base.metadata.sorted_tables:
            for key in child.foreign_keys:
                if key.column.table is table:
                    for some in chunks(ids):
                        query = select(key.parent).where(key.parent.in_(some)).distinct()
                        used.update(self.connection.scalars(query))
        return used

    def _delete(self, table: Table, ids: list[str]) -> None:
        recorder = recorder_of(self.session)
        if recorder is not None and ids:
            recorder.remember_deletion(self.connection, table, ids)
        for some in chunks(ids):
            self.connection.execute(delete(table).where(table.c.id.in_(some)))


def _table(model: type[Base]) -> Table:
    return table_of(model.__tablename__)
