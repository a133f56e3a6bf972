"""What agents call the records that anomalies are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Base,
    Contrat,
    Controle,
    Dossier,
    Enveloppe,
    Fichier,
    Organisme,
    Piece,
    Poste,
    Quartier,
    QuartierCommune,
    Seance,
    Signataire,
)
from acse_desktop.rules.anomalie import Anomalie

CHUNK = 400
OWN_NAMES: dict[type[Base], tuple[Any, ...]] = {
    Organisme: (Organisme.nom,),
    Dossier: (Dossier.numero,),
    Action: (Action.numero, Action.intitule),
    Contrat: (Contrat.nom,),
    Quartier: (Quartier.nom,),
    Signataire: (Signataire.nom,),
    QuartierCommune: (QuartierCommune.commune,),
    Piece: (Piece.nature,),
    Fichier: (Fichier.nom,),
    Enveloppe: (Enveloppe.dispositif, Enveloppe.exercice),
    Poste: (Poste.numero,),
    Seance: (Seance.intitule,),
    Controle: (Controle.numero,),
}
"""The columns that name a record; the parts of an action bear the name of the action."""
NAMING = ("numero", "nom", "titre", "libelle", "ej", "code")
"""The columns that name a record of another table, the first that it has."""


def _query(table: str) -> Select[Any]:
    model = next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == table)
    columns = model.__table__.c
    if model in OWN_NAMES:
        return select(columns.id, *OWN_NAMES[model])
    for owner in (Action, Poste):
        link = columns.get(f"{owner.__tablename__}_id")
        if link is not None:
            parts = OWN_NAMES[owner]
            return select(columns.id, *parts).join_from(model.__table__, owner, owner.id == link)
    return select(columns.id, *[columns[name] for name in NAMING if name in columns][:1])


def names_of(session: Session, table: str, ids: Iterable[str]) -> dict[str, str]:
    """What an agent calls each record of a table."""
    wanted, query, found = list(ids), _query(table), {}
    key = query.selected_columns[0]
    for start in range(0, len(wanted), CHUNK):
        for identifier, *parts in session.execute(
            query.where(key.in_(wanted[start : start + CHUNK]))
        ):
            found[identifier] = " – ".join(str(part) for part in parts if part)
    return found


def named(session: Session, anomalies: Iterable[Anomalie]) -> Iterator[Anomalie]:
    """The anomalies, each with the name of its record."""
    listed = list(anomalies)
    nameless: dict[str, set[str]] = defaultdict(set)
    for one in listed:
        if not one.objet:
            nameless[one.table].add(one.id)
    names = {table: names_of(session, table, ids) for table, ids in nameless.items()}
    for one in listed:
        yield one if one.objet else replace(one, objet=names[one.table].get(one.id, ""))
