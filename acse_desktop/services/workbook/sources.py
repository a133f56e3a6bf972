"""The rows of each sheet as one SQL query, columns in the order of the sheet.

Values come raw (amounts in whole cents, days as the driver gives them): 30,000 actions pass
through here, and turning each cell into an object to print it again would double the time.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    Table,
    and_,
    case,
    func,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session

from acse_desktop.fields import Base
from acse_desktop.fieldtypes import Amount, Day, Flag
from acse_desktop.models import (
    Action,
    Contrat,
    Controle,
    ConventionPoste,
    Enveloppe,
    LigneBudget,
    Organisme,
    Poste,
    Quartier,
)
from acse_desktop.models.dossier import Dossier
from acse_desktop.services.consumption import consumption
from acse_desktop.services.posts import last_day
from acse_desktop.services.workbook.layout import (
    Column,
    SheetLayout,
    model_of,
    parents,
    side_references,
    summed,
)

Expressions = dict[str, ColumnElement[Any]]
_SORTED_BY = {
    Organisme: ("nom",), Dossier: ("numero",), Contrat: ("code",), Quartier: ("nom",),
    Enveloppe: ("dispositif", "theme"), Poste: ("numero",),
    ConventionPoste: ("poste_id", "debut_le"), Controle: ("numero",),
}  # fmt: skip


def rows_query(sheet: SheetLayout, exercice: int) -> Select[Any]:
    """The rows of a sheet for an exercice, in a reader's order."""
    computed = _computed(sheet.model, exercice)
    values = [_raw(column, _expression(sheet.model, column, computed)) for column in sheet.columns]
    joined = _joined(sheet.model)
    return (
        select(*[value.label(f"c{rank}") for rank, value in enumerate(values)])
        .select_from(joined)
        .where(_of_exercice(sheet.model, exercice))
        .order_by(*_order(sheet.model))
    )


def count_and_sums(session: Session, sheet: SheetLayout, exercice: int) -> tuple[int, list[int]]:
    """How many rows a sheet has, and the sums in cents of its summed columns."""
    rows = rows_query(sheet, exercice).order_by(None).subquery()
    ranks = [sheet.columns.index(column) for column in summed(sheet)]
    sums = [func.coalesce(func.sum(rows.c[f"c{rank}"]), 0) for rank in ranks]
    found = session.execute(select(func.count(), *sums).select_from(rows)).one()
    return int(found[0]), [int(total) for total in found[1:]]


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _joined(model: type[Base]) -> Any:
    joined: Any = _table(model)
    child = _table(model)
    for target in parents(model):
        parent = _table(model_of(target))
        # Inner joins let the engine begin by the dossiers of the year, in order: no sort of all.
        # An organisme tells who asked, no more: a dossier is shown even without its own.
        joined = joined.join(
            parent, child.c[f"{target}_id"] == parent.c.id, isouter=target == "organisme"
        )
        child = parent
    for name, target in side_references(model).items():
        other = _table(model_of(target))
        joined = joined.outerjoin(other, _table(model).c[name] == other.c.id)
    return joined


def _of_exercice(model: type[Base], exercice: int) -> ColumnElement[bool]:
    """What belongs to an exercice: its dossiers, all that hangs from them, and who asked."""
    dossier = _table(Dossier)
    if model is Organisme:
        asked = select(dossier.c.organisme_id).where(dossier.c.exercice == exercice)
        employers = select(Poste.organisme_id).where(_current(exercice))
        return _table(model).c.id.in_(asked.union(employers))
    if model is Poste or "poste" in parents(model):
        return _current(exercice)
    if model in (Dossier, Enveloppe, Controle):
        return _table(model).c.exercice == exercice
    if "dossier" in parents(model):
        return dossier.c.exercice == exercice
    return true()


def _current(exercice: int) -> ColumnElement[bool]:
    """Whether a post is of an exercice: not abolished before, and under a convention that year
    unless it has none yet. A date that is not known leaves nothing out.
    """
    first, last = date(exercice, 1, 1), date(exercice, 12, 31)
    begun = or_(ConventionPoste.debut_le.is_(None), ConventionPoste.debut_le <= last)
    within = and_(begun, or_(last_day().is_(None), last_day() >= first))
    known = select(ConventionPoste.poste_id).correlate(None)
    alive = or_(Poste.supprime_le.is_(None), Poste.supprime_le >= first)
    held = or_(
        Poste.id.in_(known.where(within)),
        Poste.id.not_in(known.where(ConventionPoste.poste_id.is_not(None))),
    )
    return and_(alive, held)


def _order(model: type[Base]) -> list[ColumnElement[Any]]:
    table = _table(model)
    above = list(parents(model))
    if "dossier" in above:
        action = _table(Action)
        return [_table(Dossier).c.numero, action.c.rang, action.c.numero, action.c.id, table.c.id]
    names = _SORTED_BY.get(model, ())
    return [*[table.c[name] for name in names], table.c.id]


def _expression(model: type[Base], column: Column, computed: Expressions) -> ColumnElement[Any]:
    if column.name in computed:
        return computed[column.name]
    if column.target:
        return _table(model_of(column.target)).c[column.name.removeprefix(f"{column.target}_")]
    return _table(model).c[column.name]


def _raw(column: Column, expression: ColumnElement[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, Amount):
        return type_coerce(expression, BigInteger())
    if isinstance(column.type, Day):
        return type_coerce(expression, _AsDriven())
    if isinstance(column.type, Flag):
        return type_coerce(expression, Integer())
    return expression


class _AsDriven(Date):
    """A day as the driver gives it: text in SQLite, a date in PostgreSQL."""

    def result_processor(self, dialect: Any, coltype: Any) -> None:
        """Nothing to do: the column writer reads both."""


def _computed(model: type[Base], exercice: int) -> Expressions:
    if model is LigneBudget:
        return _gaps()
    if model is Enveloppe:
        return dict(consumption(exercice))
    return {}


def _gaps() -> Expressions:
    """The gap of a budget line in cents, and in hundredths of % rounded half away from zero."""
    table = _table(LigneBudget)
    realised = type_coerce(table.c.realise, BigInteger())
    planned = type_coerce(table.c.prevu, BigInteger())
    gap = realised - planned
    ratio = case(
        (planned <= 0, None),
        (gap >= 0, (gap * 20_000 + planned) // (planned * 2)),
        else_=-((planned - gap * 20_000) // (planned * 2)),
    )
    return {"ecart": gap, "ecart_pct": ratio}
