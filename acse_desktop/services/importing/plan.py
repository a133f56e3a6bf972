"""What an import will write, worked out in memory first: `--simuler` stops there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.fields import Base, new_id
from acse_desktop.models import Action, BaseInfo, Dossier, Organisme
from acse_desktop.services.importing.matching import OrganismeIndex

Row = dict[str, Any]


@dataclass
class Plan:
    """The records to create, by table; parents come first when they are written."""

    provenances: list[Row] = field(default_factory=list)
    records: dict[type[Base], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, model: type[Base], row: Row, provenance: Row) -> str:
        """Add a record with its provenance; gives its identifier."""
        identifier = new_id()
        self.records[model].append({"id": identifier, "version": 1, **row, **provenance})
        return identifier

    @property
    def empty(self) -> bool:
        """Whether nothing is to be created."""
        return not any(self.records.values())


@dataclass
class Known:
    """What the base holds already: organismes, dossiers by organisme, GISPRO numbers, facts."""

    organismes: OrganismeIndex
    dossiers: dict[tuple[str, int], tuple[str, str]]
    """Identifier and number by organisme and exercice."""
    actions: set[tuple[str, int]]
    """GISPRO number and exercice."""
    rangs: dict[str, int]
    """Last rank of the actions of a dossier, by its identifier."""
    numeros: dict[int, int]
    """Last rank given to a dossier, by exercice."""
    infos: dict[str, str]


def known_of(session: Session) -> Known:
    """Read once what rows are compared with."""
    index = OrganismeIndex()
    index.add_all(
        session.execute(
            select(
                Organisme.id, Organisme.nom, Organisme.commune, Organisme.siret,
                Organisme.code_tiers,
            )
        )
    )  # fmt: skip
    return Known(
        index, _dossiers(session), _gispro(session), _rangs(session), _numeros(session),
        infos_of(session),
    )  # fmt: skip


def infos_of(session: Session) -> dict[str, str]:
    """What the base says of itself: departement, region, exercice."""
    return {info.cle: info.valeur for info in session.scalars(select(BaseInfo))}


def _dossiers(session: Session) -> dict[tuple[str, int], tuple[str, str]]:
    query = select(Dossier.organisme_id, Dossier.exercice, Dossier.id, Dossier.numero)
    return {
        (row.organisme_id, row.exercice): (row.id, row.numero or "")
        for row in session.execute(query.order_by(Dossier.numero.desc()))
        if row.organisme_id and row.exercice
    }


def _gispro(session: Session) -> set[tuple[str, int]]:
    query = select(Action.numero_gispro, Dossier.exercice).join(Action.dossier)
    rows = session.execute(query.where(Action.numero_gispro.is_not(None)))
    return {(numero, exercice) for numero, exercice in rows if numero and exercice}


def _rangs(session: Session) -> dict[str, int]:
    query = select(Action.dossier_id, func.count(), func.max(Action.rang))
    rows = session.execute(query.group_by(Action.dossier_id))
    return {name: max(count, last or 0) for name, count, last in rows if name}


def _numeros(session: Session) -> dict[int, int]:
    """The highest rank used in numbers of our form, `93-2012-0041`, by exercice."""
    last: dict[int, int] = {}
    for numero in session.scalars(select(Dossier.numero)):
        year, _sep, rank = (numero or "").rpartition("-")
        year = year.rpartition("-")[2]
        if year.isdecimal() and rank.isdecimal():
            last[int(year)] = max(last.get(int(year), 0), int(rank))
    return last


def now() -> datetime:
    """The present moment in UTC, without zone, as the base keeps it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
