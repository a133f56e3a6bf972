"""« Ce que la loi demande »: what is due on a day, from the data, each with its text."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from acse_desktop.services.obligations.declared import OBLIGATIONS
from acse_desktop.services.obligations.lines import (
    A_VENIR,
    DEPASSEE,
    PROCHE,
    Echeance,
    Ligne,
    told,
)

__all__ = [
    "A_VENIR", "DEPASSEE", "OBLIGATIONS", "PROCHE", "Echeance", "Ligne", "obligations_on",
]  # fmt: skip
GRAVITES = (DEPASSEE, PROCHE, A_VENIR)


def obligations_on(session: Session, day: date) -> list[Echeance]:
    """What the texts ask on a day, the most pressing first; what bears on nothing is left out."""
    found = [
        told(one, lignes, day)
        for one in OBLIGATIONS
        if day.month in one.mois and (lignes := one.find(session, day))
    ]
    return sorted(found, key=lambda one: (GRAVITES.index(one.gravite), one.le or date.max))
