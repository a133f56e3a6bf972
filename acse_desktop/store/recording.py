"""Hears what a session writes and remembers each row as it was, cascades of the base included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, event, inspect, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, object_session

from acse_desktop.models import Base
from acse_desktop.store.changes import LOT, Change
from acse_desktop.store.lots import told_of
from acse_desktop.store.rows import (
    Key,
    Row,
    dependents,
    is_tracked,
    snapshots,
    table_of,
)

RECORDER = "recorder"
"""Where a session keeps its recorder while an operation runs."""
GUARDED = "guarded"
"""Marks the sessions of a base: those write records through an operation only."""


class Recorder:
    """The rows an operation touched, as they were before it."""

    def __init__(self) -> None:
        self.before: dict[Key, Row | None] = {}
        self.lots: dict[str, set[str]] = {}
        self.inserted: set[str] = set()
        """Tables that took rows by SQL: their identifiers must be told in `lots`."""

    def remember(self, connection: Connection, table: Table, ids: Iterable[str]) -> None:
        """Keep the rows that are there, unless they were touched already."""
        unknown = {name for name in ids if (table.name, name) not in self.before}
        for name, row in snapshots(connection, table, unknown).items():
            self.before[table.name, name] = row

    def remember_deletion(self, connection: Connection, table: Table, ids: Iterable[str]) -> None:
        """Keep the rows and all that the base will delete or unlink with them."""
        names = sorted(ids)
        self.remember(connection, table, names)
        for child, found, cascades in dependents(connection, table, names):
            if cascades:
                self.remember_deletion(connection, child, found)
            else:
                self.remember(connection, child, found)

    def changes(self, connection: Connection) -> list[Change]:
        """What really changed since the operation began, lots first."""
        told = set(self.lots) | {table for table, _name in self.before}
        if untold := self.inserted - told:
            raise RuntimeError(f"rows inserted in bulk were not told: {sorted(untold)}")
        lots = [self._lot(connection, name, ids) for name, ids in self.lots.items() if ids]
        return [change for change in lots if change] + list(self._single(connection))

    def _lot(self, connection: Connection, name: str, ids: set[str]) -> Change | None:
        change = Change(LOT, name, None, None, None)
        told = told_of(connection, change, ids)
        return told if told.known else None

    def _single(self, connection: Connection) -> Iterator[Change]:
        wanted: dict[str, list[str]] = {}
        for table, name in self.before:
            if name not in self.lots.get(table, ()):
                wanted.setdefault(table, []).append(name)
        for table, names in wanted.items():
            after = snapshots(connection, table_of(table), names)
            for name in names:
                before = self.before[table, name]
                if change := Change.of(table, name, before, after.get(name)):
                    yield change


@contextmanager
def recording(session: Session) -> Iterator[Recorder]:
    """Remember what the session writes inside the block."""
    recorder = Recorder()
    session.info[RECORDER] = recorder
    try:
        yield recorder
    finally:
        del session.info[RECORDER]


def recorder_of(session: Session) -> Recorder | None:
    """The recorder of the operation that runs, if any."""
    return session.info.get(RECORDER)


def _heard(mapper: Mapper[Any], target: object) -> tuple[Recorder, Table] | None:
    session = object_session(target)
    table = mapper.local_table
    if session is None or not isinstance(table, Table) or not is_tracked(table):
        return None
    recorder = recorder_of(session)
    if recorder is None and session.info.get(GUARDED):
        raise RuntimeError(f"{table.name} is written outside of an operation")
    return (recorder, table) if recorder else None


def _id_of(target: object) -> str:
    identity = inspect(target, raiseerr=True).identity
    return str(identity[0])


@event.listens_for(Base, "after_insert", propagate=True)
def _inserted(mapper: Mapper[Any], connection: Connection, target: Any) -> None:
    if heard := _heard(mapper, target):
        recorder, table = heard
        recorder.before.setdefault((table.name, target.id), None)


@event.listens_for(Base, "before_update", propagate=True)
def _updated(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    if heard := _heard(mapper, target):
        recorder, table = heard
        recorder.remember(connection, table, [_id_of(target)])


@event.listens_for(Base, "before_delete", propagate=True)
def _deleted(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    if heard := _heard(mapper, target):
        recorder, table = heard
        recorder.remember_deletion(connection, table, [_id_of(target)])


@event.listens_for(Session, "before_flush")
def _about_to_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    """Read the rows about to change by hundreds rather than one by one."""
    recorder = recorder_of(session)
    if recorder is None:
        return
    wanted: dict[Table, list[str]] = {}
    for target in session.dirty:
        table = inspect(target).mapper.local_table
        if isinstance(table, Table) and is_tracked(table) and session.is_modified(target):
            wanted.setdefault(table, []).append(_id_of(target))
    for table, ids in wanted.items():
        recorder.remember(session.connection(), table, ids)


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    """Statements that write many rows at once are followed too."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    recorder = recorder_of(state.session)
    statement: Any = state.statement
    table = statement.table
    if not is_tracked(table):
        return
    if recorder is None:
        if state.session.info.get(GUARDED):
            raise RuntimeError(f"{table.name} is written outside of an operation")
    elif state.is_insert:
        recorder.inserted.add(table.name)
    else:
        _remember_matching(recorder, state, table)


def _remember_matching(recorder: Recorder, state: ORMExecuteState, table: Table) -> None:
    statement: Any = state.statement
    connection = state.session.connection()
    matching = select(table.c.id)
    if statement.whereclause is not None:
        matching = matching.where(statement.whereclause)
    parameters = state.parameters or {}
    ids: list[str]
    if isinstance(parameters, list):  # ORM update by primary key: the rows are in the parameters
        ids = [str(values["id"]) for values in parameters]
    else:
        ids = list(connection.scalars(matching, parameters))
    keep = recorder.remember_deletion if state.is_delete else recorder.remember
    keep(connection, table, ids)
