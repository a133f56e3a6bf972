"""The one door for writing: named operations, whole or not at all, undone and redone in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, Table
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from acse_desktop.errors import CannotWrite, Conflict, UserError
from acse_desktop.fields import Base
from acse_desktop.fieldtypes import Instant
from acse_desktop.store import journal, search_index
from acse_desktop.store.changes import LOT, SUPPRESSION, Change
from acse_desktop.store.explaining import explained, stale
from acse_desktop.store.journal import verify_chain
from acse_desktop.store.recording import Recorder, recorder_of, recording
from acse_desktop.store.replaying import apply
from acse_desktop.translation import _

__all__ = [
    "Done", "check_writable", "operation", "redo", "redo_name", "undo", "undo_name", "unjournaled",
    "verify_chain",
]  # fmt: skip
DONE = "operation_done"
READ_ONLY = "read_only"
PLACE = "place"
"""The file that a session reads, a Path: attached files are kept beside it."""
BEFORE_WRITING = "before_writing"
"""What a session calls before its first write: the checks that opening has left for later."""


@dataclass
class Done:
    """What an operation, an undo or a redo did; complete once its block is left."""

    nom: str
    """Message of the catalogue: translate it where it is shown."""
    agent: str
    operation_id: str | None = None
    """None when nothing changed: then nothing is written in the journal either."""
    touched: dict[str, set[str]] = field(default_factory=dict)
    """Identifiers of the records created, changed or deleted, by table."""
    deleted: dict[str, set[str]] = field(default_factory=dict)
    """Those of them that are no more."""
    recorder: Recorder | None = field(default=None, repr=False)

    def created_in_bulk(self, model: type[Base], ids: Iterable[str]) -> None:
        """Tell rows that were inserted by SQL: the journal keeps them as one compact line."""
        if self.recorder is None:
            raise RuntimeError("the operation is over")
        self.recorder.lots.setdefault(model.__tablename__, set()).update(ids)

    def _complete(self, operation_id: str, changes: Sequence[Change]) -> None:
        self.operation_id = operation_id
        for change in changes:
            ids = change.ids()
            self.touched.setdefault(change.table, set()).update(ids)
            gone = change.nature == SUPPRESSION or (change.nature == LOT and change.avant)
            if gone:
                self.deleted.setdefault(change.table, set()).update(ids)


@contextmanager
def operation(session: Session, nom: str, *, agent: str) -> Iterator[Done]:
    """Write what the block changes, whole, under a name that can be undone; or nothing at all.

    Inside another operation it is part of it. Raises Conflict when a record changed since it was
    read, BaseLocked or CannotWrite when the base cannot be written; the session is then as the
    base is.
    """
    outer: Done | None = session.info.get(DONE)
    if outer is not None:
        yield outer
        return
    with recording(session) as recorder, _writing(session):
        done = Done(nom, agent, recorder=recorder)
        session.info[DONE] = done
        try:
            yield done
            session.flush()
            _record(session, done, recorder)
        finally:
            del session.info[DONE]
            done.recorder = None
    _forget_deleted(session, done)


def _record(session: Session, done: Done, recorder: Recorder) -> None:
    connection = session.connection()
    changes = recorder.changes(connection)
    if not changes:
        return
    journal.close_redo(connection)
    done._complete(journal.append(connection, done.nom, done.agent, changes), changes)


@contextmanager
def unjournaled(session: Session) -> Iterator[None]:
    """Write settings (saved views, facts on the base): kept whole, but not a matter for undo."""
    with _writing(session):
        yield


def _nothing() -> None:
    """A session of no open base has nothing left to check."""


def check_writable(session: Session) -> None:
    """Raise CannotWrite when the base was opened to be read only."""
    if session.info.get(READ_ONLY):
        raise CannotWrite(
            _("La base est ouverte en lecture seule. Rien n’a été écrit."),
            _("Ouvrez-la en écriture pour la modifier."),
        )


@contextmanager
def _writing(session: Session) -> Iterator[None]:
    """One write transaction, begun at once so that two writers queue and lose nothing."""
    check_writable(session)
    if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
        raise RuntimeError("records were changed before the operation began")
    session.commit()  # ends the reads: a write that began as a read cannot wait for its turn
    session.info.get(BEFORE_WRITING, _nothing)()
    try:
        with explained(), _named_conflicts(session):
            session.connection(execution_options={"reads": False})
            yield
            session.flush()
            search_index.refresh(session.connection())
            session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def _named_conflicts(session: Session) -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:
        raise _named_conflict(session) from error


def _named_conflict(session: Session) -> Conflict:
    recorder = recorder_of(session)
    session.rollback()
    ids = [name for _table, name in recorder.before] if recorder else []
    last = journal.last_change_of(session, ids)
    if last is None:
        return stale()
    message = _("L’enregistrement a été modifié par {agent} le {moment}. Rien n’a été écrit.")
    return Conflict(message.format(agent=last[0], moment=Instant().format(last[1])), stale().remedy)


def undo_name(session: Session) -> str | None:
    """The name of the operation that `undo` would undo; None when there is none."""
    return _name(session, journal.next_to_undo())


def redo_name(session: Session) -> str | None:
    """The name of the operation that `redo` would do again; None when there is none."""
    return _name(session, journal.next_to_redo())


def _name(session: Session, query: Select[Any]) -> str | None:
    found = session.execute(query).one_or_none()
    return None if found is None else str(found.nom)


def undo(session: Session, agent: str) -> Done:
    """Undo the last operation that holds, whenever it was done and whoever did it.

    Raises Conflict when a record changed outside of the journal, UserError when there is nothing
    to undo; the base is then untouched.
    """
    nothing = _("Il n’y a rien à annuler.")
    return _reverse(session, agent, journal.next_to_undo, (nothing, journal.UNDONE))


def redo(session: Session, agent: str) -> Done:
    """Do again the operation undone last; the same errors as `undo`."""
    nothing = _("Il n’y a rien à rétablir.")
    return _reverse(session, agent, journal.next_to_redo, (nothing, journal.DONE))


def _reverse(
    session: Session,
    agent: str,
    wanted: Callable[[], Select[Any]],
    outcome: tuple[str, str],
) -> Done:
    nothing, state = outcome
    with _writing(session):
        connection = session.connection()
        target = connection.execute(wanted()).one_or_none()
        if target is None:
            raise UserError(nothing)
        undoing = state == journal.UNDONE
        source = target.id if undoing else journal.last_reversal(connection, target.id)
        changes = [change.inverse() for change in journal.changes_of(connection, source)]
        applied = apply(connection, changes)
        done = Done(target.nom, agent)
        done._complete(journal.append(connection, target.nom, agent, applied, target.id), applied)
        journal.set_state(connection, target.id, state)
    _forget_deleted(session, done)
    session.expire_all()
    return done


def _forget_deleted(session: Session, done: Done) -> None:
    """Drop from the session the records that the base no longer holds.

    Lists in memory that still name them are first forgotten: they would take living records
    along, and bring dead ones back at the next write.
    """
    if done.deleted:
        session.expire_all()
    for known in session.identity_map.all_states():
        table = known.mapper.local_table
        gone = done.deleted.get(table.name, ()) if isinstance(table, Table) else ()
        if known.identity and known.identity[0] in gone and (target := known.obj()) is not None:
            session.expunge(target)
