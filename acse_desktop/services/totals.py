"""Counts and sums of a base, with the keys that every report has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier

NAMES = (
    "organismes", "dossiers", "actions", "montant_demande", "montant_accorde", "montant_paye",
)  # fmt: skip


def totals_of(session: Session, exercice: int | None = None) -> dict[str, int | Decimal]:
    """Organismes that asked, dossiers, actions, and their amounts in euros."""
    query: Select[*tuple[Any, ...]] = select(
        func.count(distinct(Dossier.organisme_id)),
        func.count(distinct(Dossier.id)),
        func.count(Action.id),
        func.sum(Action.montant_demande),
        func.sum(Action.montant_accorde),
        func.sum(Action.montant_paye),
    ).join_from(Dossier, Action, Action.dossier_id == Dossier.id, isouter=True)
    if exercice is not None:
        query = query.where(Dossier.exercice == exercice)
    *counts, asked, granted, paid = session.execute(query).one()
    sums = [(total or Decimal(0)).quantize(Decimal("0.01")) for total in (asked, granted, paid)]
    return dict(zip(NAMES, (*counts, *sums), strict=True))
