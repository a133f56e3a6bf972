"""What a bilan is made of: lines under headings, and the actions that they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func

from acse_desktop.models import Action, Dossier
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.translation import N_

PROJETS = N_("projets")
EUROS = N_("€")
Number = int | Decimal | None


@dataclass(frozen=True)
class Line:
    """One line: what was asked or foreseen, beside what was granted or reached."""

    rubrique: str
    libelle: str
    prevu: Number
    realise: Number
    unite: str = ""


@dataclass(frozen=True)
class Scope:
    """The actions of a bilan: a dispositif, an exercice, and a territory or none."""

    dispositif: str
    exercice: int
    territoire: Mapping[str, str] = field(default_factory=dict)
    """`departement` or `region`, with its code."""

    def holds(self) -> ColumnElement[bool]:
        """The condition on actions joined to their dossiers."""
        own = [getattr(Dossier, name) == code for name, code in self.territoire.items()]
        return and_(
            Action.dispositif == self.dispositif, Dossier.exercice == self.exercice, *own
        )  # fmt: skip


def supported() -> ColumnElement[bool]:
    """Whether an action is supported, as in the national figures."""
    return and_(
        Action.montant_accorde > Decimal(0), func.coalesce(Action.statut, "").not_in(SANS_SUITE)
    )


def funded() -> ColumnElement[Any]:
    """How many of the actions of a query are supported."""
    return func.coalesce(func.sum(case((supported(), 1), else_=0)), 0)


def whole(value: Decimal | None) -> Number:
    """A count without decimals; a part of a post keeps them."""
    if value is None or value != value.to_integral_value():
        return value
    return int(value)
