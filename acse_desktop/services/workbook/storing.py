"""Putting a remontée in a base: the same records, identifiers and versions as at its source."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.fields import Base
from acse_desktop.models import BaseInfo
from acse_desktop.progress import Progress
from acse_desktop.services.workbook.figures import territory_of
from acse_desktop.services.workbook.references import in_order
from acse_desktop.services.workbook.remontee import Remontee, SheetRecords
from acse_desktop.translation import _

Written = dict[type[Base], int]
_ASKED_AT_ONCE = 500


def import_remontee(
    session: Session, remontee: Remontee, progress: Progress | None = None
) -> Written:
    """Write the records of a remontée, in an empty base or one of the same territory.

    A record that is already there takes the values of the workbook and keeps what no workbook
    holds (bank account, private coordinates). Returns the records written by table. The caller
    commits. Raises Conflict for a base of another territory, and Cancelled.
    """
    _check_territory(session, remontee)
    watched = progress or Progress()
    total = sum(len(records.rows) for records in remontee.records.values())
    written: Written = {}
    done = 0
    for model, records in in_order(remontee):
        watched.step(done, total, _("Reprise de {name}").format(name=remontee.path.name))
        _write(session, model, records)
        written[model] = len(records.rows)
        done += len(records.rows)
    return written


def _check_territory(session: Session, remontee: Remontee) -> None:
    ours = territory_of(session)
    if not ours:
        _tell_territory(session, remontee)
    elif ours != remontee.territoire:
        raise Conflict(
            _("Cette base est celle de {ours}\u202f; le classeur vient de {theirs}.").format(
                ours=ours, theirs=remontee.territoire or "?"
            ),
            _("Ouvrez la base du même territoire, ou passez par « Consolider »."),
        )


def _tell_territory(session: Session, remontee: Remontee) -> None:
    code = remontee.territoire
    facts = {"region": code[1:]} if code.startswith("R") else {"departement": code}
    if remontee.exercice:
        facts["exercice"] = str(remontee.exercice)
    for key, value in facts.items():
        if value:
            session.merge(BaseInfo(cle=key, valeur=value))


def _write(session: Session, model: type[Base], records: SheetRecords) -> None:
    table = model.__table__
    assert isinstance(table, Table)
    present = _present(session, table, records.ids())
    rows = list(records.mappings())
    new = [row for row in rows if row["id"] not in present]
    known = [{**row, "known_id": row["id"]} for row in rows if row["id"] in present]
    if new:
        session.execute(insert(table), new)
    if known:
        session.connection().execute(
            update(table).where(table.c.id == bindparam("known_id")).values(_parameters(records)),
            known,
        )


def _parameters(records: SheetRecords) -> dict[str, Any]:
    return {name: bindparam(name) for name in records.names}


def _present(session: Session, table: Table, ids: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        some = ids[start : start + _ASKED_AT_ONCE]
        found.update(session.scalars(select(table.c.id).where(table.c.id.in_(some))))
    return found
