"""Applies changes of the journal to the base, after making sure that nothing else moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from acse_desktop.errors import Conflict
from acse_desktop.models import Base
from acse_desktop.store.changes import CREATION, LOT, MODIFICATION, Change
from acse_desktop.store.lots import still_holds, told_of
from acse_desktop.store.rows import (
    Row,
    chunks,
    dependents,
    holds,
    packed,
    snapshots,
    table_of,
    unpacked,
    values_of,
)
from acse_desktop.translation import _


def changed_meanwhile() -> Conflict:
    """What should be undone is no longer what the operation left."""
    return Conflict(
        _("Un enregistrement a été modifié depuis cette opération. Rien n’a été changé."),
        _("Faites la correction à la main dans les enregistrements concernés."),
    )


@dataclass
class Plan:
    """What to write, by table."""

    inserts: dict[str, dict[str, Row]] = field(default_factory=dict)
    updates: dict[str, dict[str, Row]] = field(default_factory=dict)
    deletes: dict[str, set[str]] = field(default_factory=dict)


def apply(connection: Connection, changes: Sequence[Change]) -> list[Change]:
    """Write changes and return them as the journal will keep them.

    Raises Conflict, to be followed by a rollback, when a row is not what the changes start from
    or when the base would delete more than they tell.
    """
    plan = Plan()
    single = [change for change in changes if change.nature != LOT]
    _plan_single(connection, plan, single)
    lots = [_planned_lot(connection, plan, change) for change in changes if change.nature == LOT]
    # Parents may come after their children; the links are checked at the commit.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    tables = Base.metadata.sorted_tables
    for table in tables:
        _insert(connection, table, plan.inserts.get(table.name, {}))
    for table in tables:
        _update(connection, table, plan.updates.get(table.name, {}))
    for table in tables:
        _check_cascades(connection, table, plan)
    for table in reversed(tables):
        _delete(connection, table, plan.deletes.get(table.name, set()))
    return [_told(connection, change) for change in lots] + single


def _plan_single(connection: Connection, plan: Plan, changes: Iterable[Change]) -> None:
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    for table, some in by_table.items():
        current = snapshots(connection, table_of(table), {str(change.id) for change in some})
        for change in some:
            _plan_one(plan, change, current.get(str(change.id)))


def _plan_one(plan: Plan, change: Change, current: Row | None) -> None:
    name = str(change.id)
    if change.nature == CREATION:
        if current is not None:
            raise changed_meanwhile()
        plan.inserts.setdefault(change.table, {})[name] = change.after()
        return
    if current is None or not holds(current, change.before()):
        raise changed_meanwhile()
    if change.nature == MODIFICATION:
        plan.updates.setdefault(change.table, {})[name] = change.after()
    else:
        plan.deletes.setdefault(change.table, set()).add(name)


def _planned_lot(connection: Connection, plan: Plan, change: Change) -> Change:
    table = table_of(change.table)
    if change.apres is not None:  # rows come back
        rows: dict[str, Row] = unpacked(change.apres)["lignes"]
        if snapshots(connection, table, rows):
            raise changed_meanwhile()
        plan.inserts.setdefault(change.table, {}).update(rows)
        return replace(change, known=tuple(rows))
    told = unpacked(change.avant or "")
    if not still_holds(connection, table, told):
        raise changed_meanwhile()
    rows = snapshots(connection, table, told["ids"])
    plan.deletes.setdefault(change.table, set()).update(rows)
    return replace(change, avant=packed({"lignes": rows}), known=tuple(rows))


def _told(connection: Connection, change: Change) -> Change:
    """A lot as the journal will keep it, once everything is written."""
    return change if change.apres is None else told_of(connection, change, change.known)


def _insert(connection: Connection, table: Table, rows: dict[str, Row]) -> None:
    values = [values_of(table, _aged(row)) for row in rows.values()]
    if values:
        connection.execute(insert(table), values)


def _aged(row: Row) -> Row:
    # A later version than the one deleted: who still holds that one must not overwrite this.
    return {**row, "version": str(int(row["version"] or 1) + 1)} if "version" in row else row


def _update(connection: Connection, table: Table, rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        values = values_of(table, row)
        if "version" in table.c:
            values["version"] = table.c.version + 1
        connection.execute(update(table).where(table.c.id == name).values(values))


def _check_cascades(connection: Connection, table: Table, plan: Plan) -> None:
    doomed = sorted(plan.deletes.get(table.name, ()))
    for child, found, _cascades in dependents(connection, table, doomed):
        if found - plan.deletes.get(child.name, set()):
            raise changed_meanwhile()


def _delete(connection: Connection, table: Table, ids: set[str]) -> None:
    for some in chunks(sorted(ids)):
        names = [{"name": name} for name in some]
        connection.execute(delete(table).where(table.c.id == bindparam("name")), names)
