"""Obligations read on the actions: from the acknowledgement of a request to what is paid back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, func, null, select, type_coerce
from sqlalchemy.orm import Session

from acse_desktop.fieldtypes import Amount
from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.services.comptes_rendus.echeances import due
from acse_desktop.services.listing_bilans import left_to_repay
from acse_desktop.services.obligations.lines import Ligne

PENDING = ("RECU", "INCOMPLET", "INSTRUCTION", "COMITE")
"""Requests without decision."""
DECIDED = ("ACCORDE", "REFUSE", "AJOURNE", "IRRECEVABLE", "SANS_SUITE")
"""Decided, and not known to be notified."""
AHEAD = timedelta(days=60)
"""How long before its day a compte rendu is asked for."""
SILENCE_MONTHS = 2


def _lines(
    session: Session, *conditions: Any, le: Any = None, depuis: Any = None, montant: Any = None
) -> list[Ligne]:
    """The actions that satisfy conditions; `le`, `depuis` and `montant` are SQL expressions."""
    wanted = {"le": le, "depuis": depuis, "montant": montant}
    extra = [(null() if sql is None else sql).label(name) for name, sql in wanted.items()]
    query = (
        select(
            Action.id, Action.numero, Action.intitule, Organisme.nom, Dossier.exercice,
            *extra,
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id, isouter=True)
        .where(*conditions)
        .order_by(Dossier.numero, Action.rang)
    )  # fmt: skip
    return [
        Ligne(
            "action", identifier, " – ".join(part for part in (numero, title) if part),
            bearer or "", last, since, amount, numero or "", year,
        )
        for identifier, numero, title, bearer, year, last, since, amount in session.execute(query)
    ]  # fmt: skip


def _granted() -> Any:
    return type_coerce(Action.montant_accorde, BigInteger()) > 0


def overdue_reports(session: Session, day: date) -> list[Ligne]:
    """Comptes rendus whose day is past."""
    return _lines(
        session, _granted(), Action.crf_recu_le.is_(None), due() < day,
        le=due(), depuis=Action.crf_relance_le, montant=Action.montant_accorde,
    )  # fmt: skip


def coming_reports(session: Session, day: date) -> list[Ligne]:
    """Comptes rendus due within two months."""
    return _lines(
        session, _granted(), Action.crf_recu_le.is_(None), due().between(day, day + AHEAD),
        le=due(), montant=Action.montant_accorde,
    )  # fmt: skip


def unsent_notifications(session: Session, day: date) -> list[Ligne]:
    """Decisions of the last two exercices that were not told to the bearer."""
    return _lines(
        session, Action.statut.in_(DECIDED), Action.notifie_le.is_(None), _recent(day),
        depuis=Action.comite_le, montant=Action.montant_accorde,
    )  # fmt: skip


def silent_requests(session: Session, day: date) -> list[Ligne]:
    """Requests received two months ago or more, or within a month of it, without decision."""
    found = _lines(
        session, Action.statut.in_(PENDING), Dossier.recu_le.is_not(None), _recent(day),
        depuis=Dossier.recu_le, montant=Action.montant_demande,
    )  # fmt: skip
    dated = [_with_deadline(one) for one in found]
    return [one for one in dated if one.le and one.le <= day + timedelta(days=31)]


def _with_deadline(one: Ligne) -> Ligne:
    last = later(one.depuis, SILENCE_MONTHS) if one.depuis else None
    return Ligne(
        one.table, one.id, one.objet, one.porteur, last, one.depuis, one.montant, one.numero,
        one.exercice,
    )  # fmt: skip


def later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unacknowledged(session: Session, day: date) -> list[Ligne]:
    """Requests in course received without acknowledgement."""
    return _lines(
        session, Action.statut.in_(PENDING), Dossier.recu_le <= day, Dossier.accuse_le.is_(None),
        _recent(day), depuis=Dossier.recu_le,
    )  # fmt: skip


def unpaid(session: Session, day: date) -> list[Ligne]:
    """Grants notified and not wholly paid, of the last two exercices, with what is left."""
    paid = func.coalesce(type_coerce(Action.montant_paye, BigInteger()), 0)
    left = type_coerce(Action.montant_accorde, BigInteger()) - paid
    return _lines(
        session, Action.statut.in_(("NOTIFIE", "PAIEMENT")), left > 0, _recent(day),
        depuis=Action.notifie_le, montant=type_coerce(left, Amount().column()),
    )  # fmt: skip


def unpaid_back(session: Session, day: date) -> list[Ligne]:
    """Repayments decided and not wholly received, with what is left."""
    return _lines(
        session, left_to_repay() > 0, le=Action.reversement_demande_le,
        montant=type_coerce(left_to_repay(), Amount().column()),
    )  # fmt: skip


def last_year_of(*dispositifs: str) -> Any:
    """The grants of the year before, of some dispositifs or of all."""

    def found(session: Session, day: date) -> list[Ligne]:
        conditions = [_granted(), Dossier.exercice == day.year - 1]
        if dispositifs:
            conditions.append(Action.dispositif.in_(dispositifs))
        return _lines(session, *conditions, montant=Action.montant_accorde)

    return found


def last_year_to_associations(session: Session, day: date) -> list[Ligne]:
    """The grants of the year before to associations, to be published."""
    return _lines(
        session, _granted(), Dossier.exercice == day.year - 1, Organisme.statut == "ASSO",
        montant=Action.montant_accorde,
    )  # fmt: skip


def of_the_year(session: Session, day: date) -> list[Ligne]:
    """The grants of the year, to be told to the region."""
    return _lines(session, _granted(), Dossier.exercice == day.year, montant=Action.montant_accorde)


def _recent(day: date) -> Any:
    return Dossier.exercice >= day.year - 1
