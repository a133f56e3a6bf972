"""Some départements of a base of several, as a base of their own.

This is how the example of the country becomes a hundred bases, one by département, whose
remontées are then consolidated: the figures must be those of the country.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    insert,
    or_,
    select,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

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
    QuartierCommune,
)
from acse_desktop.store import search_index
from acse_desktop.store.database import engine_for
from acse_desktop.store.opening import create_base, open_base

Columns = ReadOnlyColumnCollection[str, Column[Any]]
SOURCE = "source"
"""The name under which the base of several départements is attached."""
BY_DEPARTEMENT = (Dossier, Enveloppe, Poste)
OPTIONAL_OWNER: dict[type[Base], str] = {Controle: "action_id"}
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
            return self._holds_contract(columns)
        if model is Quartier:
            return self._holds_quarter(columns)
        return self._owned(model)

    def _holds_contract(self, contrat: Columns) -> ColumnElement[bool]:
        """Those of a département, and those that its actions or their places refer to."""
        quartier = self.table(Quartier).c
        placed = select(quartier.contrat_id).where(quartier.id.in_(self._placed()))
        return or_(
            contrat.departement.in_(self._codes),
            contrat.id.in_(self._referred(Action, "contrat_id")),
            contrat.id.in_(placed),
        )

    def _holds_quarter(self, quartier: Columns) -> ColumnElement[bool]:
        """Those of the contracts, those of the actions, and those of a commune without contract."""
        commune = self.table(QuartierCommune).c
        near = or_(*[commune.code_insee.startswith(code) for code in self._codes])
        outside = quartier.id.in_(select(commune.quartier_id).where(near))
        return or_(
            quartier.contrat_id.in_(self._referred(Contrat, "id")),
            quartier.id.in_(self._placed()),
            quartier.contrat_id.is_(None) & outside,
        )

    def _placed(self) -> Select[tuple[str]]:
        return self._referred(Lieu, "quartier_id")

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
