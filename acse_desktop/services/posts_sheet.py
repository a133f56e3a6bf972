"""What the page of a post shows: its conventions, its vacancies and the aid line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme, Quartier
from acse_desktop.services import records
from acse_desktop.services.post_aid import AidLine
from acse_desktop.services.posts import conventions_of, lines_of, vacancies_of
from acse_desktop.services.records import Card, card_of


@dataclass(frozen=True)
class PosteSheet:
    """A post with all that hangs on it."""

    poste: Card
    employeur: str
    conventions: list[Card]
    vacances: list[Card]
    aide: list[tuple[str, AidLine]]
    """Number of the convention and a period of its aid, in order."""
    quartiers: dict[str, str]
    """The quarters of the base: code and name by identifier."""
    actions: dict[str, str]
    """The actions of the employer that may follow it: number and title by identifier."""

    def cards(self) -> list[Card]:
        """Every record of the sheet."""
        return [self.poste, *self.conventions, *self.vacances]


def poste_sheet(session: Session, identifier: str) -> PosteSheet:
    """What the page of a post shows; Conflict when it is no more."""
    card = records.read(session, "poste", identifier)
    bearer = card.values["organisme_id"]
    conventions, vacancies = conventions_of(session, identifier), vacancies_of(session, identifier)
    employer = session.get(Organisme, bearer) if bearer else None
    return PosteSheet(
        card,
        (employer.nom or "") if employer else "",
        [card_of(one) for one in conventions],
        records.children(session, "vacance", "poste", identifier),
        [(one.numero or "", line) for one in conventions
         for line in lines_of(session, one, vacancies)],
        _quarters(session),
        _actions(session, bearer),
    )  # fmt: skip


def _quarters(session: Session) -> dict[str, str]:
    query = select(Quartier.id, Quartier.code, Quartier.nom).order_by(Quartier.nom)
    return _named(session.execute(query))


def _actions(session: Session, organisme_id: str | None) -> dict[str, str]:
    query = (
        select(Action.id, Action.numero, Action.intitule)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.organisme_id == organisme_id, Action.dispositif == "AR")
        .order_by(Dossier.exercice.desc(), Action.numero)
    )
    return _named(session.execute(query))


def _named(rows: Iterable[Any]) -> dict[str, str]:
    return {
        identifier: " – ".join(str(part) for part in parts if part) for identifier, *parts in rows
    }


def employers(session: Session) -> dict[str, str]:
    """The organismes that may employ: name by identifier."""
    query = select(Organisme.id, Organisme.nom, Organisme.commune).order_by(Organisme.nom)
    return _named(session.execute(query))
