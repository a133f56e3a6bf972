"""The plan written into the base, in bulk and in one operation that the agent can undo."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.orm import Session

from acse_desktop.fields import Base
from acse_desktop.models import EDITABLE, Provenance
from acse_desktop.progress import Progress
from acse_desktop.services.importing.plan import Plan, Row
from acse_desktop.store.rows import table_of
from acse_desktop.translation import N_, _

BATCH = 2_000
_ORDER = {table.name: rank for rank, table in enumerate(Base.metadata.sorted_tables)}
PARENTS_FIRST = tuple(sorted(EDITABLE, key=lambda model: _ORDER[model.__tablename__]))
"""The tables that agents write, those referred to before those that refer."""
IMPORT = N_("Importer des fichiers")


def insert_rows(session: Session, model: type[Base], rows: list[Row], progress: Progress) -> None:
    """Insert rows of one table by batches, each with every column that any of them fills."""
    columns = {key for row in rows for key in row}
    defaults = dict.fromkeys(columns)
    title = _(getattr(model, "libelle", model.__tablename__))
    for start in range(0, len(rows), BATCH):
        progress.step(start, len(rows), _("Écriture\u00a0: {table}").format(table=title))
        batch = [{**defaults, **row} for row in rows[start : start + BATCH]]
        session.execute(insert(table_of(model.__tablename__)), batch)


def insert_plan(session: Session, plan: Plan, progress: Progress) -> dict[type[Base], list[str]]:
    """Insert every record of the plan, parents first; gives their identifiers by table."""
    created: dict[type[Base], list[str]] = {}
    for model in (Provenance, *PARENTS_FIRST):
        rows = plan.provenances if model is Provenance else plan.records.get(model)
        if rows:
            insert_rows(session, model, rows, progress)
            created[model] = [row["id"] for row in rows]
    return created
