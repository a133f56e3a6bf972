"""For whom documents are made: each dossier with its bearer and the actions in question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.services.records import Card, card_of


@dataclass(frozen=True)
class Subject:
    """A dossier, its bearer, and the actions that were chosen."""

    dossier: Card
    organisme: Card
    actions: tuple[Card, ...]

    @property
    def label(self) -> str:
        """The bearer and the number of its dossier."""
        named = (self.organisme.values["nom"], self.dossier.values["numero"])
        return ", ".join(filter(None, named))


def subjects(
    session: Session, dossier_ids: Sequence[str], action_ids: Sequence[str]
) -> list[Subject]:
    """The dossiers asked for, whole, and those of the actions asked for; by bearer."""
    wanted, whole = set(action_ids), set(dossier_ids)
    rows = session.execute(
        select(Dossier, Organisme)
        .join(Organisme, Dossier.organisme_id == Organisme.id)
        .where(or_(Dossier.id.in_(whole),
                   Dossier.id.in_(select(Action.dossier_id).where(Action.id.in_(wanted)))))
        .order_by(Organisme.nom, Dossier.numero)
    ).all()  # fmt: skip
    return [
        Subject(
            card_of(dossier), card_of(organisme),
            tuple(card_of(one) for one in dossier.actions
                  if dossier.id in whole or one.id in wanted),
        )
        for dossier, organisme in rows
    ]  # fmt: skip


def dossiers_of(session: Session, exercice: int) -> list[str]:
    """Every dossier of an exercice."""
    return list(session.scalars(select(Dossier.id).where(Dossier.exercice == exercice)))
