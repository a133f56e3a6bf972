"""How long each step takes, in days, and which actions still wait.

Late payment is what organismes complain of most (Sénat r07-071, p. 150): reception, completeness,
decision, notification, first payment, compte rendu.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import mean, median
from typing import Any

from sqlalchemy import Date, func, select, type_coerce
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme, Versement
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.translation import N_

ETAPES = ("recu_le", "complet_le", "comite_le", "notifie_le", "paye_le", "crf_recu_le")
"""The dated steps of an action, in order."""
DELAIS = {
    "recu_le-complet_le": N_("Réception → complet"),
    "complet_le-comite_le": N_("Complet → décision"),
    "comite_le-notifie_le": N_("Décision → notification"),
    "notifie_le-paye_le": N_("Notification → premier versement"),
    "recu_le-paye_le": N_("Réception → premier versement"),
    "paye_le-crf_recu_le": N_("Premier versement → compte rendu"),
}  # fmt: skip
"""What is measured, by the two steps that bound it; « recu_le-paye_le » is the whole of it."""
GROUPES = {
    "dispositif": N_("Dispositif"), "organisme": N_("Organisme"), "mois": N_("Mois"),
}  # fmt: skip


@dataclass(frozen=True)
class Parcours:
    """The dates of one action, by step; None where the step is still to come."""

    action_id: str
    numero: str
    organisme_id: str
    organisme: str
    dispositif: str
    statut: str
    accorde: Decimal
    dates: dict[str, date | None]

    def jours(self, delai: str) -> int | None:
        """Days between the two steps of a delay; None unless both are dated, in order."""
        start, end = (self.dates[name] for name in delai.split("-"))
        if start is None or end is None or end < start:
            return None
        return (end - start).days

    def groupe(self, key: str, delai: str) -> str:
        """The group that a delay is counted in; its month is that of the first step."""
        if key == "mois":
            start = self.dates[delai.split("-")[0]]
            return f"{start:%Y-%m}" if start else ""
        return str(getattr(self, key))


@dataclass(frozen=True)
class Mesure:
    """A delay over some actions, in days."""

    groupe: str
    delai: str
    nombre: int
    mediane: Decimal
    moyenne: Decimal
    maximum: int


@dataclass(frozen=True)
class Attente:
    """An action that still waits for a step."""

    parcours: Parcours
    etape: str
    """The step waited for."""
    depuis: date
    jours: int


def parcours(session: Session, exercice: int | None = None) -> list[Parcours]:
    """The dates of every action of an exercice, or of all, in one query."""
    paid = (
        select(type_coerce(func.min(Versement.verse_le), Date()))
        .where(Versement.action_id == Action.id, Versement.nature != "REVERSEMENT")
        .correlate(Action)
        .scalar_subquery()
    )
    query = (
        select(
            Action.id, Action.numero, Organisme.id, Organisme.nom, Action.dispositif,
            Action.statut, Action.montant_accorde, Dossier.recu_le, Dossier.complet_le,
            Action.comite_le, Action.notifie_le, paid, Action.crf_recu_le,
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id, isouter=True)
        .order_by(Dossier.numero, Action.rang)
    )  # fmt: skip
    if exercice is not None:
        query = query.where(Dossier.exercice == exercice)
    return [_parcours(row) for row in session.execute(query)]


def _parcours(row: Any) -> Parcours:
    identifier, numero, bearer, name, dispositif, statut, granted, *dates = row
    return Parcours(
        identifier, numero or "", bearer or "", name or "", dispositif or "", statut or "",
        granted or Decimal(0), dict(zip(ETAPES, dates, strict=True)),
    )  # fmt: skip


def mesures(found: Iterable[Parcours], key: str) -> list[Mesure]:
    """The delays by dispositif, organisme or month; groups in order, delays in that of the life."""
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in found:
        for delai in DELAIS:
            measured = one.jours(delai)
            if measured is not None:
                days[one.groupe(key, delai), delai].append(measured)
    order = list(DELAIS)
    keys = sorted(days, key=lambda pair: (pair[0], order.index(pair[1])))
    return [_mesure(*one, days[one]) for one in keys]


def ensemble(found: Iterable[Parcours]) -> list[Mesure]:
    """The delays of all the actions together."""
    kept = list(found)
    measured = ((delai, [one.jours(delai) for one in kept]) for delai in DELAIS)
    known = ((delai, [one for one in days if one is not None]) for delai, days in measured)
    return [_mesure("", delai, days) for delai, days in known if days]


def _mesure(groupe: str, delai: str, days: list[int]) -> Mesure:
    tenth = Decimal("0.1")
    middle, average = (Decimal(str(f(days))).quantize(tenth) for f in (median, mean))
    return Mesure(groupe, delai, len(days), middle, average, max(days))


def attentes(found: Iterable[Parcours], today: date) -> list[Attente]:
    """The actions that wait for a step on a day, the longest first.

    A request that got nothing waits for no more than its notification; a closed one for nothing.
    """
    waiting = [one for path in found for one in _waiting(path, today)]
    return sorted(waiting, key=lambda one: -one.jours)


def _waiting(path: Parcours, today: date) -> Iterator[Attente]:
    if path.statut in {*SANS_SUITE, "CLOS"}:
        return
    known = [name for name in ETAPES if path.dates[name] is not None]
    if not known or known[-1] == ETAPES[-1]:
        return
    since = path.dates[known[-1]]
    assert since is not None
    step = ETAPES[ETAPES.index(known[-1]) + 1]
    if since <= today and _is_expected(path, step):
        yield Attente(path, step, since, (today - since).days)


def _is_expected(path: Parcours, step: str) -> bool:
    """Money and compte rendu are waited for when something was granted; the latter has its date."""
    return step != "crf_recu_le" and (step != "paye_le" or path.accorde > 0)
