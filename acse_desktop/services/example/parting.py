"""Some départements of a base of several, as a base of their own.

This is how the example of the country becomes a hundred bases, one by département, whose
remontées are then consolidated: the figures must be those of the country.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, MetaData, Select, Table, insert, select

from acse_desktop.fields import Base, fields_of
from acse_desktop.fieldtypes import Reference
from acse_desktop.models import (
    EDITABLE,
    Action,
    Contrat,
    Controle,
    Dossier,
    Enveloppe,
    Lieu,
    Organisme,
    Poste,
    Quartier,
)
from acse_desktop.store import search_index
from acse_desktop.store.database import engine_for
from acse_desktop.store.opening import create_base, open_base

SOURCE = "source"
"""The name under which the base of several départements is attached."""
BY_DEPARTEMENT = (Dossier, Enveloppe, Poste)
OPTIONAL_OWNER = {Controle: "action_id"}
"""What a record hangs from when nothing obliges it to."""


def take_part(source: Path, codes: Sequence[str], target: Path) -> Path:
    """Make a base of what some départements have in another base.

    Dossiers, envelopes and posts of the départements go with all that hangs from them, with the
    contracts and quarters that they refer to, and with the contracts that they signed: those of
    two départements go in both, under the same identifier. Raises CannotWrite when the name is
    taken.
    """
    with open_base(source, agent="", read_only=True) as base:
        told = base.info
    create_base(
        target,
        exercice=int(told["exercice"]),
        agent=told["cree_par"],
        departement=codes[0] if len(codes) == 1 else "",
    )
    engine = engine_for(target, foreign_keys=False)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"ATTACH DATABASE ? AS {SOURCE}", (str(source),))
            _copy(connection, _Part(codes))
            search_index.refresh(connection)
    finally:
        engine.dispose()
    return target


def _copy(connection: Connection, part: _Part) -> None:
    for model in EDITABLE:
        names = [column.name for column in part.table(model).c]
        wanted = select(part.table(model)).where(part.holds(model))
        connection.execute(insert(model).from_select(names, wanted))


class _Part:
    """What belongs to some départements, as conditions on the tables of the source."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._codes = tuple(codes)
        self._metadata = MetaData()

    def table(self, model: type[Base]) -> Table:
        """The table of a model in the source."""
        known = self._metadata.tables.get(f"{SOURCE}.{model.__tablename__}")
        if known is not None:
            return known
        return Base.metadata.tables[model.__tablename__].to_metadata(self._metadata, schema=SOURCE)

    def holds(self, model: type[Base]) -> ColumnElement[bool]:
        """Whether a record of a table is in the part."""
        columns = self.table(model).c
        if model in BY_DEPARTEMENT:
            return columns.departement.in_(self._codes)
        if model is Organisme:
            return columns.id.in_(self._referred(Dossier, "organisme_id").union(
                self._referred(Poste, "organisme_id")))  # fmt: skip
        if model is Contrat:
            used = columns.id.in_(self._referred(Action, "contrat_id"))
            return used | columns.departement.in_(self._codes)
        if model is Quartier:
            used = columns.id.in_(self._referred(Lieu, "quartier_id"))
            return used | columns.contrat_id.in_(self._referred(Contrat, "id"))
        return self._owned(model)

    def _owned(self, model: type[Base]) -> ColumnElement[bool]:
        name = OPTIONAL_OWNER.get(model) or _owner(model)
        if name is None:
            return self.table(model).c.id.is_(None)
        parent = fields_of(model)[name].type
        assert isinstance(parent, Reference)
        owner = next(other for other in EDITABLE if other.__tablename__ == parent.target)
        return self.table(model).c[name].in_(self._referred(owner, "id"))

    def _referred(self, model: type[Base], name: str) -> Select[tuple[str]]:
        return select(self.table(model).c[name]).where(self.holds(model))


def _owner(model: type[Base]) -> str | None:
    """The field that says what a record hangs from."""
    return next(
        (
            name
            for name, described in fields_of(model).items()
            if described.required and isinstance(described.type, Reference)
        ),
        None,
    )
