"""What is published of a granted action, read from the base in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme, Versement
from acse_desktop.rules.facts import SANS_SUITE


@dataclass(frozen=True)
class Grant:
    """A granted action with its bearer and its payments, amounts in euros."""

    action: Action
    dossier: Dossier
    organisme: Organisme
    montant: Decimal
    verse_le: tuple[date, ...]

    @property
    def decided_on(self) -> date | None:
        """The day of the act, else of the notification, else of the committee."""
        return self.action.acte_le or self.action.notifie_le or self.action.comite_le

    @property
    def address(self) -> str:
        """The address of the seat on one line."""
        parts = (self.organisme.adresse, self.organisme.complement,
                 self.organisme.code_postal, self.organisme.commune)  # fmt: skip
        return " ".join(part for part in parts if part)


def _payment_days(session: Session) -> dict[str, list[date]]:
    days: dict[str, list[date]] = defaultdict(list)
    query: Select[*tuple[Any, ...]] = (
        select(Versement.action_id, Versement.verse_le)
        .where(Versement.verse_le.is_not(None), Versement.nature != "REVERSEMENT")
        .order_by(Versement.verse_le)
    )
    for action_id, day in session.execute(query):
        days[action_id].append(day)
    return days


def _conditions(exercice: int, everything: bool) -> list[ColumnElement[bool]]:
    wanted = [Dossier.exercice == exercice]
    if not everything:
        wanted.append(Action.montant_accorde > Decimal(0))
        wanted.append(func.coalesce(Action.statut, "").not_in(SANS_SUITE))
    return wanted


def grants_of(session: Session, exercice: int, everything: bool = False) -> Iterator[Grant]:
    """The granted actions of an exercice, or `everything` asked, by organisme then by number."""
    days = _payment_days(session)
    query: Select[*tuple[Any, ...]] = (
        select(Action, Dossier, Organisme)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id)
        .where(*_conditions(exercice, everything))
        .order_by(Organisme.nom, Action.numero, Action.id)
    )
    for action, dossier, organisme in session.execute(query.execution_options(yield_per=500)):
        granted = action.montant_accorde or Decimal(0)
        yield Grant(action, dossier, organisme, granted, tuple(days.get(action.id, ())))
