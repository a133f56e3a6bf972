"""Which départements sent their remontée, how old it is, and which are late."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from acse_desktop.models.base_info import Configuration
from acse_desktop.services.consolidation.choosing import known_remontees
from acse_desktop.services.consolidation.standing import standing
from acse_desktop.services.consolidation.territories import territory_name
from acse_desktop.services.today import current_day
from acse_desktop.store.operations import unjournaled
from acse_desktop.translation import N_

KEY = "remontees.echeances"
RECUE, TARDIVE, ATTENDUE, MANQUANTE = "RECUE", "TARDIVE", "ATTENDUE", "MANQUANTE"
ETATS = {
    RECUE: N_("Reçue"), TARDIVE: N_("Reçue en retard"), ATTENDUE: N_("Attendue"),
    MANQUANTE: N_("Manquante"),
}  # fmt: skip


@dataclass(frozen=True)
class Remontee:
    """Where the remontée of a territory stands on a day."""

    code: str
    nom: str
    etat: str
    exporte_le: date | None
    """When its sender exported it."""
    age: int | None
    """Days since then."""
    retard: int
    """Days after the deadline: when it came, or until today while it has not."""
    fichier: str
    actions: int
    accorde: Decimal
    """Granted to the actions that it holds, in euros."""


def deadline(session: Session, exercice: int) -> date | None:
    """The day by which the remontées of an exercice are awaited; None while it is not set."""
    told = _deadlines(session).get(str(exercice))
    return date.fromisoformat(told) if told else None


def set_deadline(session: Session, exercice: int, day: date | None) -> None:
    """Keep the day by which the remontées of an exercice are awaited, or none."""
    kept = _deadlines(session)
    if day is None:
        kept.pop(str(exercice), None)
    else:
        kept[str(exercice)] = day.isoformat()
    with unjournaled(session):
        session.merge(Configuration(cle=KEY, valeur=json.dumps(kept)))


def _deadlines(session: Session) -> dict[str, str]:
    kept = session.get(Configuration, KEY, populate_existing=True)
    return dict(json.loads(kept.valeur)) if kept is not None else {}


def remontees(session: Session, exercice: int, on: date | None = None) -> list[Remontee]:
    """The state of every territory that is expected or that sent something, by code."""
    day, due = on or current_day(session), deadline(session, exercice)
    sources = known_remontees(session)
    found = []
    for state in standing(session, exercice):
        source = sources.get((state.code, exercice))
        sent = source.exporte_le.date() if source and source.exporte_le else None
        late = _days_late(due, sent if source else day)
        found.append(
            Remontee(
                state.code, territory_name(state.code), _state(source is not None, late), sent,
                (day - sent).days if sent else None, late, state.fichier, state.actions,
                state.montant_accorde,
            )
        )  # fmt: skip
    return found


def _days_late(due: date | None, day: date | None) -> int:
    return max((day - due).days, 0) if due is not None and day is not None else 0


def _state(received: bool, late: int) -> str:
    if received:
        return TARDIVE if late else RECUE
    return MANQUANTE if late else ATTENDUE
