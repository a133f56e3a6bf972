"""The rows behind each national figure: what is counted or summed, so that it can be checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Contrat,
    Dossier,
    Enveloppe,
    Indicateur,
    Organisme,
    Signataire,
)
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.figures import CUCS, CULTURE_THEMES


@dataclass(frozen=True)
class Behind:
    """One row: what it is, more of it, and what it adds to the figure."""

    id: str
    """Of the action to open, or empty."""
    label: str
    detail: str
    value: Decimal


ALL: ColumnElement[bool] = true()
Read = Callable[[Session, int | None], list[Behind]]


def _supported(query: Any, exercice: int | None) -> Any:
    query = query.join(Dossier, Action.dossier_id == Dossier.id).outerjoin(
        Organisme, Dossier.organisme_id == Organisme.id
    )
    query = query.where(
        Action.montant_accorde > Decimal(0), func.coalesce(Action.statut, "").not_in(SANS_SUITE)
    )
    return query if exercice is None else query.where(Dossier.exercice == exercice)


def _actions(
    session: Session, exercice: int | None, wanted: ColumnElement[bool] = ALL
) -> list[Behind]:
    query = select(Action.id, Action.numero, Organisme.nom, Action.intitule).select_from(Action)
    found = session.execute(_supported(query, exercice).where(wanted).order_by(Action.numero))
    return [_row(one.id, one.numero, one.nom, one.intitule, 1) for one in found]


def _indicators(session: Session, exercice: int | None, codes: tuple[str, ...]) -> list[Behind]:
    value = func.sum(func.coalesce(Indicateur.realise, Indicateur.prevu))
    query = (
        select(Action.id, Action.numero, Organisme.nom, Action.intitule, value)
        .select_from(Indicateur)
        .join(Action, Indicateur.action_id == Action.id)
    )
    query = _supported(query, exercice).where(Indicateur.code.in_(codes))
    found = session.execute(query.group_by(Action.id).order_by(Action.numero))
    return [
        _row(key, numero, nom, intitule, total or 0) for key, numero, nom, intitule, total in found
    ]


def _distinct(
    session: Session, exercice: int | None, what: Any, label: Any, dispositif: str
) -> list[Behind]:
    query = select(what, func.min(label), func.count()).select_from(Action)
    query = _supported(query, exercice).where(Action.dispositif == dispositif, what.is_not(None))
    found = session.execute(query.group_by(what).order_by(func.min(label)))
    return [_row("", name, str(count), "", 1) for _key, name, count in found]


def _contracts(session: Session, _exercice: int | None) -> list[Behind]:
    query = select(Contrat.code, Contrat.nom).where(Contrat.nature.in_(CUCS)).order_by(Contrat.code)
    return [_row("", code, nom, "", 1) for code, nom in session.execute(query)]


def _signatories(session: Session, _exercice: int | None) -> list[Behind]:
    key = func.coalesce(Signataire.code_insee, Signataire.siren_epci, Signataire.nom)
    query = (
        select(key, func.min(Signataire.nom), func.min(Contrat.nom))
        .join(Contrat, Signataire.contrat_id == Contrat.id)
        .where(Signataire.nature.in_(("COMMUNE", "EPCI")), Contrat.nature.in_(CUCS),
               key.is_not(None))
        .group_by(key)
        .order_by(func.min(Signataire.nom))
    )  # fmt: skip
    return [_row("", nom, contrat, "", 1) for _key, nom, contrat in session.execute(query)]


def _credits(session: Session, exercice: int | None) -> list[Behind]:
    query = select(
        Enveloppe.departement, Enveloppe.dispositif, Enveloppe.theme, Enveloppe.notifie
    ).where(Enveloppe.notifie.is_not(None))
    if exercice is not None:
        query = query.where(Enveloppe.exercice == exercice)
    found = session.execute(query.order_by(Enveloppe.departement, Enveloppe.dispositif))
    return [_row("", place, dispositif, theme, amount or 0)
            for place, dispositif, theme, amount in found]  # fmt: skip


def _row(
    identifier: str, label: str | None, first: str | None, more: str | None, value: Any
) -> Behind:
    detail = " · ".join(part for part in (first, more) if part)
    return Behind(identifier, label or "", detail, Decimal(value))


CULTURE = (Action.dispositif == "CULT") | Action.theme.in_(CULTURE_THEMES)
READERS: Mapping[str, Read] = {
    "contrats": _contracts,
    "communes": _signatories,
    "actions": _actions,
    "enfants_pre": partial(_indicators, codes=("PRE.ENF_IND", "PRE.ENF_COLL")),
    "programmes_pre": partial(
        _distinct, what=Dossier.organisme_id, label=Organisme.nom, dispositif="PRE"
    ),
    "places_internats": partial(_indicators, codes=("IE.PLACES_OCC",)),
    "stagiaires_e2c": partial(_indicators, codes=("E2C.STAGIAIRES",)),
    "enfants_vvv": partial(_indicators, codes=("VVV.JEUNES",)),
    "departements_vvv": partial(
        _distinct, what=Dossier.departement, label=Dossier.departement, dispositif="VVV"
    ),
    "parrainages": partial(_indicators, codes=("PARR.FILLEULS",)),
    "taux_retour_parrainage": partial(_indicators, codes=("PARR.RET_EMPLOI", "PARR.RET_FORM")),
    "actions_culture": partial(_actions, wanted=CULTURE),
    "actions_culture_cucs": partial(_actions, wanted=CULTURE & Action.contrat_id.is_not(None)),
    "budget": _credits,
}


def rows_behind(session: Session, code: str, exercice: int | None = None) -> list[Behind]:
    """The rows of a figure: their values make it.

    For the rate of return they make its numerator, the persons back to work or in training.
    """
    return READERS[code](session, exercice)
