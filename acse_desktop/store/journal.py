"""The journal on disk: operations in order, chained by hashes, and the undo and redo stacks in it.

Nothing is ever rewritten but the state of an operation, which follows from the rest: an undo is
an operation of its own, that names the one it undoes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update
from sqlalchemy.orm import Session

from acse_desktop.fields import new_id
from acse_desktop.models import Changement, Operation
from acse_desktop.store.changes import Change
from acse_desktop.store.rows import as_json, table_of

DONE, UNDONE, ABANDONED = "faite", "annulee", "abandonnee"
OPERATIONS = table_of(Operation.__tablename__)
CHANGES = table_of(Changement.__tablename__)


def append(
    connection: Connection,
    nom: str,
    agent: str,
    changes: Sequence[Change],
    annule_id: str | None = None,
) -> str:
    """Write an operation and its changes at the end of the chain; returns its identifier."""
    last = connection.execute(
        select(OPERATIONS.c.rang, OPERATIONS.c.chaine).order_by(OPERATIONS.c.rang.desc()).limit(1)
    ).one_or_none()
    head = {
        "rang": last.rang + 1 if last else 1,
        "nom": nom,
        "agent": agent,
        "quand": datetime.now(UTC).replace(tzinfo=None),
        "annule_id": annule_id,
    }
    lines = [_line(rang, change) for rang, change in enumerate(changes, 1)]
    chained = _chained(last.chaine if last else "", head, lines)
    operation_id = new_id()
    values = {**head, "id": operation_id, "etat": DONE, "chaine": chained}
    connection.execute(insert(OPERATIONS).values(values))
    rows = [{**line, "id": new_id(), "operation_id": operation_id} for line in lines]
    if rows:
        connection.execute(insert(CHANGES), rows)
    return operation_id


def _line(rang: int, change: Change) -> dict[str, Any]:
    return {
        "rang": rang,
        "nature": change.nature,
        "table_nom": change.table,
        "enregistrement_id": change.id,
        "avant": change.avant,
        "apres": change.apres,
    }


def _chained(previous: str, head: dict[str, Any], lines: Iterable[dict[str, Any]]) -> str:
    content = [previous, {**head, "quand": head["quand"].isoformat()}, list(lines)]
    return hashlib.sha256(as_json(content).encode()).hexdigest()


def changes_of(connection: Connection, operation_id: str) -> list[Change]:
    """The changes of an operation, in order."""
    return [
        Change(row.nature, row.table_nom, row.enregistrement_id, row.avant, row.apres)
        for row in connection.execute(_lines_of(operation_id))
    ]


def _lines_of(operation_id: str) -> Select[Any]:
    return select(CHANGES).where(CHANGES.c.operation_id == operation_id).order_by(CHANGES.c.rang)


def next_to_undo() -> Select[Any]:
    """The last operation that still holds."""
    return _stack(DONE).order_by(OPERATIONS.c.rang.desc()).limit(1)


def next_to_redo() -> Select[Any]:
    """The operation undone last: undoing goes backwards, so the earliest of those undone."""
    return _stack(UNDONE).order_by(OPERATIONS.c.rang).limit(1)


def _stack(state: str) -> Select[Any]:
    return select(OPERATIONS).where(OPERATIONS.c.etat == state, OPERATIONS.c.annule_id.is_(None))


def last_reversal(connection: Connection, operation_id: str) -> str:
    """The operation that undid another one last."""
    found = connection.execute(
        select(OPERATIONS.c.id)
        .where(OPERATIONS.c.annule_id == operation_id)
        .order_by(OPERATIONS.c.rang.desc())
        .limit(1)
    )
    return str(found.scalar_one())


def set_state(connection: Connection, operation_id: str, state: str) -> None:
    """Move an operation from one stack to the other."""
    connection.execute(update(OPERATIONS).where(OPERATIONS.c.id == operation_id).values(etat=state))


def close_redo(connection: Connection) -> None:
    """A new operation was written: what was undone can no more be redone."""
    connection.execute(
        update(OPERATIONS)
        .where(OPERATIONS.c.etat == UNDONE, OPERATIONS.c.annule_id.is_(None))
        .values(etat=ABANDONED)
    )


def last_change_of(session: Session, ids: Iterable[str]) -> tuple[str, datetime] | None:
    """Who last changed one of some records, and when (agent, quand); None when unknown."""
    found = session.execute(
        select(OPERATIONS.c.agent, OPERATIONS.c.quand)
        .join(CHANGES, CHANGES.c.operation_id == OPERATIONS.c.id)
        .where(CHANGES.c.enregistrement_id.in_(list(ids)[:100]))
        .order_by(OPERATIONS.c.rang.desc())
        .limit(1)
    ).one_or_none()
    return (found.agent, found.quand) if found else None


def verify_chain(session: Session) -> int | None:
    """The rank of the first operation that was edited by other means; None when all hold.

    An operation removed, inserted, changed, or whose state does not follow from the undoings
    breaks the chain there. Operations removed at the very end leave no trace.
    """
    previous = ""
    states = _replayed_states(session)
    operations = session.execute(select(OPERATIONS).order_by(OPERATIONS.c.rang)).all()
    for expected, operation in enumerate(operations, 1):
        head = {key: getattr(operation, key) for key in ("rang", "nom", "agent", "quand")}
        head["annule_id"] = operation.annule_id
        rows = session.execute(_lines_of(operation.id)).mappings()
        lines = [{k: v for k, v in row.items() if k not in ("id", "operation_id")} for row in rows]
        previous = _chained(previous, head, lines)
        state = states.get(operation.id, DONE)
        if (operation.rang, operation.chaine, operation.etat) != (expected, previous, state):
            return expected
    return None


def _replayed_states(session: Session) -> dict[str, str]:
    states: dict[str, str] = {}
    for operation in session.execute(select(OPERATIONS).order_by(OPERATIONS.c.rang)):
        target = operation.annule_id
        if target is not None:
            states[target] = UNDONE if states.get(target) == DONE else DONE
            continue
        abandoned = {name: ABANDONED for name, state in states.items() if state == UNDONE}
        states |= abandoned | {operation.id: DONE}
    return states
