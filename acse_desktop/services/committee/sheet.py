"""The table of a sitting: one line per action on the order of the day."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Organisme, Passage
from acse_desktop.services.avis import Opinion, opinions
from acse_desktop.services.committee.sittings import CLOSE, sitting_of
from acse_desktop.services.records import Card, card_of


@dataclass(frozen=True)
class Line:
    """An action before the committee, and what is voted on it. Amounts in euros."""

    id: str
    """Identifier of the passage."""
    action_id: str
    rang: int | None
    numero: str
    organisme: str
    intitule: str
    dispositif: str | None
    theme: str | None
    contrat: str | None
    anterieur: Decimal | None
    """Granted the year before."""
    demande: Decimal | None
    propose: Decimal | None
    montant: Decimal | None
    """Voted; None while it is not."""
    decision: str | None
    motif: str | None
    avis: tuple[Opinion, ...] = ()


@dataclass(frozen=True)
class Sitting:
    """A sitting with its order of the day."""

    card: Card
    lines: tuple[Line, ...]

    @property
    def closed(self) -> bool:
        """Whether its decisions were taken."""
        return bool(self.card.values["etat"] == CLOSE)

    @property
    def undecided(self) -> tuple[Line, ...]:
        """The lines without a decision."""
        return tuple(line for line in self.lines if line.decision is None)

    @property
    def dispositifs(self) -> tuple[str, ...]:
        """The dispositifs examined, in their order of appearance."""
        return tuple(dict.fromkeys(one.dispositif for one in self.lines if one.dispositif))


def read_sitting(session: Session, seance_id: str) -> Sitting:
    """A sitting and its lines in the order of the day; Conflict when it is no more."""
    card = card_of(sitting_of(session, seance_id))
    rows = session.execute(_query(seance_id)).all()
    given = opinions(session, [row.action_id for row in rows])
    return Sitting(card, tuple(_line(row, given[row.action_id]) for row in rows))


def _query(seance_id: str) -> Any:
    return (
        select(
            Passage.id, Passage.action_id, Passage.rang, Action.numero,
            Organisme.nom.label("organisme"), Action.intitule, Action.dispositif, Action.theme,
            Contrat.nom.label("contrat"), Action.montant_anterieur.label("anterieur"),
            Action.montant_demande.label("demande"), Action.montant_propose.label("propose"),
            Passage.montant, Passage.decision, Passage.motif,
        )
        .join(Action, Passage.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .outerjoin(Contrat, Action.contrat_id == Contrat.id)
        .where(Passage.seance_id == seance_id)
        .order_by(Passage.rang, Passage.id)
    )  # fmt: skip


def _line(row: Any, given: tuple[Opinion, ...]) -> Line:
    values = dict(row._mapping)
    for name in ("numero", "organisme", "intitule"):
        values[name] = values[name] or ""
    return Line(**values, avis=given)
