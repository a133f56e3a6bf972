"""Reads the facts of organismes, numbers and envelopes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Enveloppe, Organisme
from acse_desktop.nomenclatures import label_of
from acse_desktop.rules.facts import ZERO, EnvelopeFacts, NumberFacts, OrganismeFacts
from acse_desktop.translation import _

IDENTITY = (
    "id", "nom", "statut", "siret", "rna", "alsace_moselle", "adresse", "code_postal", "commune",
    "code_insee",
)  # fmt: skip


def organismes(session: Session) -> list[OrganismeFacts]:
    """Every organisme: a duplicate may be anywhere."""
    columns = [Organisme.__table__.c[name] for name in IDENTITY]
    return [OrganismeFacts(*row) for row in session.execute(select(*columns))]


def dossier_numbers(session: Session) -> list[NumberFacts]:
    """The number, bearer and exercice of every dossier."""
    query = select(Dossier.id, Dossier.numero, Dossier.organisme_id, Dossier.exercice)
    return [NumberFacts("dossier", *row) for row in session.execute(query)]


def repeated_actions(session: Session) -> list[NumberFacts]:
    """The actions that do not have their number for themselves."""
    repeated = select(Action.numero).group_by(Action.numero).having(func.count() > 1)
    query = select(Action.id, Action.numero).where(Action.numero.in_(repeated))
    return [NumberFacts("action", *row) for row in session.execute(query)]


def _granted(session: Session) -> list[tuple[dict[str, Any], Decimal]]:
    keys = (
        Dossier.exercice, Dossier.departement, Dossier.region, Action.dispositif, Action.theme,
    )  # fmt: skip
    query: Select[*tuple[Any, ...]] = (
        select(*keys, func.sum(Action.montant_accorde))
        .join(Action, Action.dossier_id == Dossier.id)
        .where(Action.montant_accorde > ZERO)
        .group_by(*keys)
    )
    names = ("exercice", "departement", "region", "dispositif", "theme")
    return [(dict(zip(names, row, strict=False)), row[-1]) for row in session.execute(query)]


def _name(perimeter: dict[str, Any]) -> str:
    parts = [
        _(label_of("dispositif", perimeter["dispositif"] or "")),
        _(label_of("theme", perimeter["theme"] or "")),
        perimeter["departement"] or perimeter["region"],
        str(perimeter["exercice"]),
    ]
    return ", ".join(part for part in parts if part)


def _spent(perimeter: dict[str, Any], granted: list[tuple[dict[str, Any], Decimal]]) -> Decimal:
    # An envelope without theme, département or region covers all of them.
    wanted = {name: value for name, value in perimeter.items() if value is not None}
    return sum((amount for row, amount in granted if wanted.items() <= row.items()), ZERO)


def envelopes(session: Session, exercice: int | None) -> Iterator[EnvelopeFacts]:
    """Envelopes by perimeter, complementary notifications added up, with what was granted."""
    names = ("exercice", "departement", "region", "dispositif", "theme")
    keys = [Enveloppe.__table__.c[name] for name in names]
    notified, moved = func.sum(Enveloppe.notifie), func.sum(Enveloppe.transferts)
    query = select(func.min(Enveloppe.id), notified, moved, *keys).group_by(*keys)
    if exercice is not None:
        query = query.where(Enveloppe.exercice == exercice)
    granted = _granted(session)
    for identifier, first, second, *values in session.execute(query):
        perimeter = dict(zip(names, values, strict=True))
        available = (first or ZERO) + (second or ZERO)
        yield EnvelopeFacts(identifier, _name(perimeter), available, _spent(perimeter, granted))
