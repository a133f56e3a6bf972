"""The actions that a payment may be for, as plain values, read in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Dossier,
    Engagement,
    EngagementAction,
    LigneChorus,
    Organisme,
    Rapprochement,
    Versement,
)
from acse_desktop.services.commitments import ej_number
from acse_desktop.services.paid import COMPENSATION, signed
from acse_desktop.services.payments import Standing
from acse_desktop.typography import folded

ZERO = Decimal(0)
SIREN = 9


@dataclass(frozen=True)
class Entered:
    """A payment typed by hand, that no row of an extraction accounts for yet."""

    id: str
    montant: Decimal
    """Signed, in euros."""
    dp: str | None


@dataclass
class Payable:
    """An action with what tells that a payment is for it."""

    id: str
    numero: str
    intitule: str
    organisme: str
    siret: str
    exercice: int | None
    notifie_le: date | None
    own_ej: str
    standing: Standing
    linked: set[str] = field(default_factory=set)
    """Commitments that an agent linked or confirmed."""
    seen: set[str] = field(default_factory=set)
    """Commitments of its payments."""
    entered: list[Entered] = field(default_factory=list)

    def entered_of(self, montant: Decimal, dp: str | None) -> Entered | None:
        """The payment typed by hand of this amount, unless it names another DP."""
        return next(
            (one for one in self.entered if one.montant == montant and one.dp in (None, "", dp)),
            None,
        )


def payable(session: Session, *conditions: ColumnElement[bool]) -> list[Payable]:
    """The actions that meet the conditions, by number."""
    query = (
        select(
            Action.id, Action.numero, Action.intitule, Action.ej, Action.notifie_le,
            Action.montant_accorde, Action.montant_engage, Action.montant_paye,
            Dossier.exercice, Organisme.nom, Organisme.siret,
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(or_(Action.montant_accorde > 0, Action.montant_paye > 0), *conditions)
        .order_by(Action.numero, Action.id)
    )  # fmt: skip
    found = {row.id: _payable(row) for row in session.execute(query)}
    _add_commitments(session, found)
    _add_payments(session, found)
    return list(found.values())


def still_payable() -> ColumnElement[bool]:
    """Something is left to pay, or a payment typed by hand waits for its row of Chorus."""
    waiting = (
        select(Versement.action_id)
        .outerjoin(Rapprochement, Rapprochement.versement_id == Versement.id)
        .where(Rapprochement.id.is_(None), Versement.nature != COMPENSATION)
    )
    unpaid = Action.montant_accorde > func.coalesce(Action.montant_paye, 0)
    return or_(unpaid, Action.id.in_(waiting))


def _payable(row: Any) -> Payable:
    return Payable(
        row.id, row.numero or "", row.intitule or "", row.nom or "", row.siret or "",
        row.exercice, row.notifie_le, ej_number(row.ej),
        Standing(row.montant_accorde or ZERO, row.montant_engage, row.montant_paye or ZERO),
    )  # fmt: skip


def _add_commitments(session: Session, found: dict[str, Payable]) -> None:
    query = select(EngagementAction.action_id, Engagement.ej).join(
        Engagement, EngagementAction.engagement_id == Engagement.id
    )
    for action_id, ej in session.execute(_among(query, EngagementAction.action_id, found)):
        if ej and action_id in found:
            found[action_id].linked.add(ej_number(ej))


def _add_payments(session: Session, found: dict[str, Payable]) -> None:
    query = (
        select(
            Versement.action_id, Versement.id, Versement.nature, Versement.montant, Versement.ej,
            Versement.dp, Rapprochement.id.label("tie"),
        )
        .outerjoin(Rapprochement, Rapprochement.versement_id == Versement.id)
        .order_by(Versement.verse_le, Versement.id)
    )  # fmt: skip
    for row in session.execute(_among(query, Versement.action_id, found)):
        action = found.get(row.action_id)
        if action is None:
            continue
        if row.ej:
            action.seen.add(ej_number(row.ej))
        if row.tie is None and row.nature != COMPENSATION:
            action.entered.append(Entered(row.id, signed(row.nature, row.montant), row.dp))


def _among(query: Any, column: Any, found: dict[str, Payable]) -> Any:
    """The rows of a few actions; of all of them when there are many."""
    return query.where(column.in_(list(found))) if len(found) <= 500 else query


def near(session: Session, ligne: LigneChorus) -> list[Payable]:
    """The actions that share something with a row: EJ, SIREN, name, or the very amount."""
    montant = abs(ligne.montant or ZERO)
    clues: list[Any] = [
        (Action.montant_accorde == montant) & (Dossier.exercice == ligne.exercice),
        (Action.montant_accorde - func.coalesce(Action.montant_paye, 0) == montant)
        & (Dossier.exercice == ligne.exercice),
    ]
    if ligne.ej:
        clues += _ej_clues(ej_number(ligne.ej))
    if ligne.siret:
        clues.append(Organisme.siret.startswith(ligne.siret[:SIREN]))
    if ligne.fournisseur:
        clues.append(func.plie(Organisme.nom) == folded(ligne.fournisseur))
    return payable(session, or_(*clues))


def _ej_clues(ej: str) -> list[Any]:
    linked = (
        select(EngagementAction.action_id)
        .join(Engagement, EngagementAction.engagement_id == Engagement.id)
        .where(Engagement.ej == ej)
    )
    written = (ej, ej.lstrip("0"))
    paid = select(Versement.action_id).where(Versement.ej.in_(written))
    return [Action.ej.in_(written), Action.id.in_(linked), Action.id.in_(paid)]


@dataclass
class Payables:
    """All the actions at hand, found by what a row says: to match thousands of rows at once."""

    by_ej: dict[str, list[Payable]] = field(default_factory=lambda: defaultdict(list))
    by_siren: dict[str, list[Payable]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Payable]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, actions: Iterable[Payable]) -> Payables:
        """Index actions."""
        made = cls()
        for action in actions:
            for ej in {action.own_ej, *action.linked, *action.seen} - {""}:
                made.by_ej[ej].append(action)
            if action.siret:
                made.by_siren[action.siret[:SIREN]].append(action)
            made.by_name[folded(action.organisme)].append(action)
        return made

    def near(self, ligne: LigneChorus) -> list[Payable]:
        """The actions that share the EJ, the SIREN or the name of a row."""
        found = (
            *self.by_ej.get(ej_number(ligne.ej) or "-", ()),
            *self.by_siren.get((ligne.siret or "-")[:SIREN], ()),
            *self.by_name.get(folded(ligne.fournisseur or "-"), ()),
        )
        return list({action.id: action for action in found}.values())
