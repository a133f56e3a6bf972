"""Opinions of the partners: asked for, given, awaited, and summed up for the committee.

An opinion informs; the decision is taken above (Sénat r07-071, p. 148).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from acse_desktop.fields import new_id
from acse_desktop.models import Action, Avis, Dossier
from acse_desktop.nomenclatures import entries
from acse_desktop.services import records
from acse_desktop.services.today import current_day
from acse_desktop.store.operations import operation
from acse_desktop.store.rows import chunks
from acse_desktop.translation import N_

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Request:
    """Whose opinion is wanted, and for when."""

    auteur: str
    """Code of the list `auteur_avis`."""
    auteur_nom: str | None = None
    demande_le: date | None = None
    """Today when nothing is said."""
    attendu_le: date | None = None
    confidentiel: bool | None = None


@dataclass(frozen=True)
class Opinion:
    """What one partner says of one action; awaited as long as `sens` is None."""

    id: str
    auteur: str | None
    auteur_nom: str | None
    sens: str | None
    montant_propose: Decimal | None
    demande_le: date | None
    attendu_le: date | None
    rendu_le: date | None
    confidentiel: bool


@dataclass(frozen=True)
class Proposed:
    """What the partners would give to an action, in euros; None when nobody named an amount."""

    mean: Decimal | None
    """To the nearest cent, half a cent up."""
    lowest: Decimal | None


@dataclass(frozen=True)
class Waiting:
    """A partner who has not answered yet."""

    auteur: str
    auteur_nom: str | None
    count: int
    """Actions on which an opinion is awaited."""
    asked_since: date | None
    late: int
    """Of these, those whose day has gone by."""


def ask(
    session: Session, action_ids: Sequence[str], request: Request, *, agent: str
) -> dict[str, str]:
    """Ask an author for an opinion on many actions, as one operation.

    An author already asked about an action is not asked twice: an answer is never lost. Gives the
    identifier of the opinion of each action, in the order given.
    """
    with operation(session, N_("Demander un avis"), agent=agent):
        today = current_day(session)
        known = _of_author(session, action_ids, request.auteur)
        for action_id in action_ids:
            if action_id not in known:
                asked = Avis(id=new_id(), action_id=action_id, **_asked(request, today))
                session.add(asked)
                known[action_id] = asked.id
        session.flush()
    return {action_id: known[action_id] for action_id in action_ids}


def ask_all(
    session: Session, action_ids: Sequence[str], requests: Iterable[Request], *, agent: str
) -> int:
    """Ask several authors at once, as one operation; gives how many opinions are newly asked."""
    before = _count(session)
    with operation(session, N_("Demander des avis"), agent=agent):
        for request in requests:
            ask(session, action_ids, request, agent=agent)
    return _count(session) - before


def _count(session: Session) -> int:
    return session.scalar(select(func.count(Avis.id))) or 0


def _asked(request: Request, today: date) -> dict[str, Any]:
    return {
        "auteur": request.auteur,
        "auteur_nom": request.auteur_nom,
        "demande_le": request.demande_le or today,
        "attendu_le": request.attendu_le,
        "confidentiel": request.confidentiel,
    }


def _of_author(session: Session, action_ids: Iterable[str], auteur: str) -> dict[str, str]:
    """The first opinion of an author on each of the actions."""
    found: dict[str, str] = {}
    for some in chunks(list(action_ids)):
        rows = session.execute(
            select(Avis.action_id, Avis.id)
            .where(Avis.auteur == auteur, Avis.action_id.in_(some))
            .order_by(Avis.demande_le.desc(), Avis.id.desc())
        )
        found |= {action: one for action, one in rows if action is not None}
    return found


def record(
    session: Session, avis_id: str, values: Mapping[str, Any], *, agent: str, on: date | None = None
) -> None:
    """Write what a partner answered; an opinion without a day is of today (or of `on`)."""
    with operation(session, N_("Enregistrer un avis"), agent=agent):
        records.update(session, "avis", avis_id, values, agent=agent)
        date_answers(session, [avis_id], on or current_day(session), agent=agent)


def date_answers(session: Session, avis_ids: Collection[str], on: date, *, agent: str) -> None:
    """Give a day to the opinions that were given without saying when."""
    with operation(session, N_("Dater un avis"), agent=agent):
        for avis_id in avis_ids:
            values = records.read(session, "avis", avis_id).values
            if values["sens"] is not None and values["rendu_le"] is None:
                records.update(session, "avis", avis_id, {"rendu_le": on}, agent=agent)


def opinions(
    session: Session, action_ids: Sequence[str], *, confidential: bool = True
) -> dict[str, tuple[Opinion, ...]]:
    """The opinions on a page of actions, by one query; authors in the order of their list.

    Every action is there, with nothing when nobody was asked. Without the confidential ones when
    `confidential` is False: what partners and the screen of the committee may see.
    """
    by_action: dict[str, list[Opinion]] = defaultdict(list)
    for some in chunks(list(action_ids)):
        query = select(Avis).where(Avis.action_id.in_(some))
        if not confidential:
            query = query.where(func.coalesce(Avis.confidentiel, False).is_(False))
        for one in session.scalars(query.execution_options(populate_existing=True)):
            by_action[one.action_id or ""].append(_opinion(one))
    ranks = {entry.code: rank for rank, entry in enumerate(entries("auteur_avis"))}
    return {
        action_id: tuple(
            sorted(by_action[action_id], key=lambda one: (ranks.get(one.auteur or "", 99), one.id))
        )
        for action_id in action_ids
    }


def _opinion(one: Avis) -> Opinion:
    return Opinion(
        one.id, one.auteur, one.auteur_nom, one.sens, one.montant_propose, one.demande_le,
        one.attendu_le, one.rendu_le, bool(one.confidentiel),
    )  # fmt: skip


def dots(found: Iterable[Opinion]) -> list[tuple[str | None, str | None]]:
    """Author and sense of each opinion given, in order: the dots of the committee's table."""
    return [(one.auteur, one.sens) for one in found if one.sens is not None]


def proposed(amounts: Iterable[Decimal | None]) -> Proposed:
    """The mean and the lowest of the amounts that the partners propose for an action."""
    named = [amount for amount in amounts if amount is not None]
    if not named:
        return Proposed(None, None)
    mean = sum(named, Decimal(0)) / len(named)
    return Proposed(mean.quantize(CENT, ROUND_HALF_UP), min(named))


def unanswered(session: Session, exercice: int | None, today: date | None = None) -> list[Waiting]:
    """Who has not answered, on the actions of an exercice (all of them when None).

    Those who keep most actions waiting come first.
    """
    late = func.count(case((Avis.attendu_le < (today or current_day(session)), 1)))
    query = (
        select(Avis.auteur, Avis.auteur_nom, func.count(), func.min(Avis.demande_le), late)
        .join(Action, Avis.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Avis.sens.is_(None))
        .group_by(Avis.auteur, Avis.auteur_nom)
        .order_by(func.count().desc(), Avis.auteur, Avis.auteur_nom)
    )
    if exercice is not None:
        query = query.where(Dossier.exercice == exercice)
    return [
        Waiting(auteur or "", nom, count, since, overdue)
        for auteur, nom, count, since, overdue in session.execute(query)
    ]
