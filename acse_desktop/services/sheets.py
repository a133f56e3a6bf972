"""All that the page of a record shows, read at once as plain values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Quartier
from acse_desktop.services import pieces
from acse_desktop.services.piece_facts import Papers
from acse_desktop.services.records import Card, children, read
from acse_desktop.typography import folded

PARTS = (
    "ligne_budget", "financement", "public", "lieu", "versement", "avis", "evenement",
    "engagement_action", "passage", "periode", "indicateur",
)  # fmt: skip


@dataclass(frozen=True)
class LastYear:
    """The budget of the same action a year before."""

    exercice: int
    realised: bool
    """Whether the amounts are what was spent; what was foreseen otherwise."""
    amounts: dict[str, Decimal]
    """Euros by account; class 74 by type of funder."""


@dataclass(frozen=True)
class ActionSheet:
    """An action with its dossier, its organisme and its parts."""

    action: Card
    dossier: Card
    organisme: Card | None
    parts: dict[str, list[Card]]
    siblings: list[tuple[str, str]]
    """The actions of the dossier in order: identifier, number."""
    contrats: list[tuple[str, str]]
    quartiers: list[tuple[str, str, str | None]]
    """Identifier, name, contract."""
    last_year: LastYear | None = None
    papers: Papers | None = None
    """The papers of the dossier, with those of the permanent file."""

    def cards(self) -> list[Card]:
        """Every record of the sheet."""
        own = [self.action, self.dossier, *([self.organisme] if self.organisme else [])]
        return own + [card for cards in self.parts.values() for card in cards]


def action_sheet(session: Session, action_id: str) -> ActionSheet:
    """What the page of an action shows; Conflict when the action is no more."""
    action = read(session, "action", action_id)
    dossier = read(session, "dossier", action.values["dossier_id"])
    bearer = dossier.values["organisme_id"]
    siblings = session.execute(
        select(Action.id, Action.numero).where(Action.dossier_id == dossier.id)
        .order_by(Action.rang)
    )  # fmt: skip
    return ActionSheet(
        action,
        dossier,
        read(session, "organisme", bearer) if bearer else None,
        {table: children(session, table, "action", action_id) for table in PARTS},
        [(one, number or "") for one, number in siblings],
        contract_names(session),
        quarter_names(session),
        _last_year(session, action, dossier),
        pieces.of_dossier(session, dossier.id),
    )


def contract_names(session: Session) -> list[tuple[str, str]]:
    """Identifier and name of every contract, by name."""
    found = session.execute(select(Contrat.id, Contrat.nom, Contrat.code).order_by(Contrat.nom))
    return [(one, name or code or one) for one, name, code in found]


def quarter_names(session: Session) -> list[tuple[str, str, str | None]]:
    """Identifier, name and contract of every quarter, by name."""
    found = session.execute(
        select(Quartier.id, Quartier.nom, Quartier.contrat_id).order_by(Quartier.nom)
    )
    return [(one, name or one, contrat) for one, name, contrat in found]


def _last_year(session: Session, action: Card, dossier: Card) -> LastYear | None:
    exercice, bearer = dossier.values["exercice"], dossier.values["organisme_id"]
    if exercice is None or bearer is None:
        return None
    before = session.scalars(
        select(Action).join(Dossier)
        .where(Dossier.organisme_id == bearer, Dossier.exercice == exercice - 1)
    ).all()  # fmt: skip
    former = _same(action, before)
    return None if former is None else _budget_of(former, exercice - 1)


def _same(action: Card, before: Any) -> Action | None:
    """The action that goes on: same title, or the grant of last year known to the form."""
    title = folded(action.values["intitule"] or "")
    for one in before:
        if title and folded(one.intitule or "") == title:
            return one  # type: ignore[no-any-return]
    granted = action.values["montant_anterieur"]
    same = [one for one in before if granted and one.montant_accorde == granted]
    return same[0] if len(same) == 1 else None


def _budget_of(former: Action, exercice: int) -> LastYear:
    realised = any(line.realise is not None for line in former.lignes)
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for line in former.lignes:
        amounts[line.compte or ""] += (line.realise if realised else line.prevu) or Decimal(0)
    for one in former.financements:
        asked = (one.demande_specifique or Decimal(0)) + (one.demande_commun or Decimal(0))
        amounts[one.compte or ""] += (one.realise or Decimal(0)) if realised else asked
    return LastYear(exercice, realised, dict(amounts))


@dataclass(frozen=True)
class OrganismeSheet:
    """An organisme, and its dossiers by year."""

    organisme: Card
    dossiers: list[tuple[str, tuple[Any, ...]]]
    """First action, then exercice, number, actions, asked, granted."""
    papers: Papers | None = None
    """The permanent file."""

    def cards(self) -> list[Card]:
        """Every record of the sheet."""
        return [self.organisme]


def organisme_sheet(session: Session, organisme_id: str) -> OrganismeSheet:
    """What the page of an organisme shows; Conflict when it is no more."""
    record = read(session, "organisme", organisme_id)
    dossiers = session.scalars(
        select(Dossier).where(Dossier.organisme_id == organisme_id)
        .order_by(Dossier.exercice.desc(), Dossier.numero)
    )  # fmt: skip
    return OrganismeSheet(
        record,
        [_dossier_line(dossier) for dossier in dossiers],
        pieces.of_organisme(session, organisme_id),
    )


def _dossier_line(dossier: Dossier) -> tuple[str, tuple[Any, ...]]:
    actions = dossier.actions
    asked = sum((one.montant_demande or Decimal(0) for one in actions), Decimal(0))
    granted = sum((one.montant_accorde or Decimal(0) for one in actions), Decimal(0))
    first = actions[0].id if actions else ""
    return first, (dossier.exercice, dossier.numero, len(actions), asked, granted)


@dataclass(frozen=True)
class ContratSheet:
    """A contract, who signed it, and its quarters with their communes."""

    contrat: Card
    signataires: list[Card]
    quartiers: list[Card]
    communes: list[Card]
    """The communes of the quarters."""
    actions: int
    granted: Decimal

    def cards(self) -> list[Card]:
        """Every record of the sheet."""
        return [self.contrat, *self.signataires, *self.quartiers, *self.communes]


def contrat_sheet(session: Session, contrat_id: str) -> ContratSheet:
    """What the page of a contract shows; Conflict when it is no more."""
    quartiers = children(session, "quartier", "contrat", contrat_id)
    communes = [
        one for quartier in quartiers
        for one in children(session, "quartier_commune", "quartier", quartier.id)
    ]  # fmt: skip
    granted = session.scalars(
        select(Action.montant_accorde).where(Action.contrat_id == contrat_id)
    ).all()
    return ContratSheet(
        read(session, "contrat", contrat_id),
        children(session, "signataire", "contrat", contrat_id),
        quartiers,
        communes,
        len(granted),
        sum((one or Decimal(0) for one in granted), Decimal(0)),
    )
