"""The credits of envelopes follow their notifications and transfers, in the same operation.

An envelope that came from a file without its notifications keeps the figures it came with: its
first notification is preceded by one that says them, and transfers add to what it had.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from acse_desktop.errors import UserError
from acse_desktop.models import Enveloppe, Notification, Transfert
from acse_desktop.translation import N_, _

ZERO = Decimal(0)
REPRISE = N_("Crédits déjà inscrits sur l’enveloppe")
"""Comment of the notification that says what an envelope had before its first one."""


class WrongTransfer(UserError):
    """A transfer that would leave an envelope without its other end, or move nothing."""


@contextmanager
def kept(session: Session, record: Any) -> Iterator[None]:
    """Around the creation, the change or the removal of any record: envelopes follow it.

    Raises WrongTransfer when a transfer loses an end or moves nothing.
    """
    if isinstance(record, Transfert):
        yield from _kept_transfer(session, record)
    elif isinstance(record, Notification):
        yield from _kept_notification(session, record)
    else:
        yield
        if isinstance(record, Enveloppe) and _notifications(session, record.id):
            _add_up(session, record.id)  # what is typed over a sum of notifications is not kept


def _kept_transfer(session: Session, transfert: Transfert) -> Iterator[None]:
    before = {} if inspect(transfert, raiseerr=True).transient else _moves(transfert)
    yield
    session.flush()
    gone = inspect(transfert, raiseerr=True).deleted
    if not gone:
        _check(transfert)
    after = {} if gone else _moves(transfert)
    for identifier in sorted(before.keys() | after.keys()):
        _shift(session, identifier, after.get(identifier, ZERO) - before.get(identifier, ZERO))


def _moves(transfert: Transfert) -> dict[str, Decimal]:
    """What a transfer adds to each of its envelopes."""
    amount = transfert.montant or ZERO
    ends = {transfert.de_enveloppe_id: -amount, transfert.vers_enveloppe_id: amount}
    return {identifier: moved for identifier, moved in ends.items() if identifier}


def _check(transfert: Transfert) -> None:
    ends = {transfert.de_enveloppe_id, transfert.vers_enveloppe_id}
    if None in ends or len(ends) < 2:
        raise WrongTransfer(
            _("Un transfert va d’une enveloppe à une autre."),
            _("Choisissez deux enveloppes différentes."),
        )
    if (transfert.montant or ZERO) <= 0:
        raise WrongTransfer(
            _("Un transfert porte un montant positif."),
            _("Pour l’autre sens, échangez les deux enveloppes\u202f; pour l’annuler,"
              " supprimez-le."),
        )  # fmt: skip


def _shift(session: Session, identifier: str, delta: Decimal) -> None:
    envelope = session.get(Enveloppe, identifier)
    if envelope is not None and delta:
        envelope.transferts = (envelope.transferts or ZERO) + delta or None
        session.flush()


def _kept_notification(session: Session, notification: Notification) -> Iterator[None]:
    new = inspect(notification, raiseerr=True).transient
    before = None if new else notification.enveloppe_id
    if new and notification.enveloppe_id:
        _say_what_it_had(session, notification.enveloppe_id)
    yield
    session.flush()
    for identifier in sorted({before, notification.enveloppe_id} - {None}, key=str):
        _add_up(session, str(identifier))


def _notifications(session: Session, identifier: str) -> list[Notification]:
    query = select(Notification).where(Notification.enveloppe_id == identifier)
    return list(session.scalars(query))


def _say_what_it_had(session: Session, identifier: str) -> None:
    """Before the first notification of an envelope: one for the figures it came with."""
    envelope = session.get(Enveloppe, identifier)
    if envelope is None or _notifications(session, identifier):
        return
    if envelope.notifie is not None or envelope.postes is not None:
        had = Notification(
            enveloppe_id=identifier,
            notifie_le=envelope.notifie_le,
            montant=envelope.notifie,
            postes=envelope.postes,
            commentaire=_(REPRISE),
        )
        session.add(had)
        session.flush()


def _add_up(session: Session, identifier: str) -> None:
    """The amount, the posts and the last date of the notifications of an envelope."""
    envelope = session.get(Enveloppe, identifier)
    if envelope is None:
        return
    found = _notifications(session, identifier)
    amounts = [one.montant for one in found if one.montant is not None]
    posts = [one.postes for one in found if one.postes is not None]
    envelope.notifie = sum(amounts, ZERO) if amounts else None
    envelope.postes = sum(posts) if posts else None
    envelope.notifie_le = max((one.notifie_le for one in found if one.notifie_le), default=None)
    session.flush()


def transfers_of(session: Session, identifier: str) -> list[Transfert]:
    """The transfers that an envelope gave or received, the oldest first."""
    either = or_(Transfert.de_enveloppe_id == identifier, Transfert.vers_enveloppe_id == identifier)
    query = select(Transfert).where(either).order_by(Transfert.transfere_le, Transfert.id)
    return list(session.scalars(query))


def release(session: Session, record: Any) -> None:
    """Before an envelope goes: its transfers go too, and the envelopes at their other end get
    back what they gave, or give back what they got.
    """
    if isinstance(record, Enveloppe):
        for transfert in transfers_of(session, record.id):
            with kept(session, transfert):
                session.delete(transfert)


def worked_out(session: Session, identifier: str) -> frozenset[str]:
    """The fields of an envelope that its notifications and transfers decide."""
    notified = {"notifie", "notifie_le", "postes"} if _notifications(session, identifier) else set()
    moved = {"transferts"} if transfers_of(session, identifier) else set()
    return frozenset(notified | moved)
