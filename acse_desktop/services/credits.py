"""The gestures on the credits of envelopes: open one, move credits, and what its page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select, type_coerce
from sqlalchemy.orm import Session

from acse_desktop.fieldtypes import Amount
from acse_desktop.models import Enveloppe
from acse_desktop.nomenclatures import label_of
from acse_desktop.services import posts, records
from acse_desktop.services.consumption import consumption
from acse_desktop.services.envelope_figures import WrongTransfer, transfers_of
from acse_desktop.services.records import Card, card_of
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _

FIGURES = ("disponible", "demande", "propose", "accorde", "engage", "paye", "reste")
"""What is worked out for an envelope, in the order in which it is shown."""


@dataclass(frozen=True)
class Move:
    """A transfer asked for: identifiers of the envelopes, euros, the reason and the day."""

    de: str
    vers: str
    montant: Decimal
    motif: str
    jour: date | None = None


def transfer(session: Session, move: Move, *, agent: str) -> str:
    """Move credits from an envelope to another, as one operation; gives the transfer.

    An envelope may go below zero: a rule says so, nothing is refused. Raises WrongTransfer.
    """
    if not move.motif.strip():
        raise WrongTransfer(
            _("Un transfert porte un motif."), _("Dites pourquoi les crédits sont transférés.")
        )
    values = {
        "de_enveloppe_id": move.de,
        "vers_enveloppe_id": move.vers,
        "montant": move.montant,
        "motif": move.motif,
        "transfere_le": move.jour or date.today(),
        "agent": agent,
    }
    name = N_("Transférer des crédits")
    return records.create(session, "transfert", values, agent=agent, name=name)


def new_enveloppe(
    session: Session, values: Mapping[str, Any], notified: Mapping[str, Any], *, agent: str
) -> str:
    """Add an envelope with its first notification, as one operation; gives the envelope.

    `notified`: the fields of the notification (`montant`, `notifie_le`, `postes`, `reference`).
    """
    with operation(session, N_("Ajouter une enveloppe"), agent=agent):
        identifier = records.create(session, "enveloppe", values, agent=agent)
        first = {**notified, "enveloppe_id": identifier}
        records.create(session, "notification", first, agent=agent)
        return identifier


def name_of(envelope: Enveloppe) -> str:
    """What an agent calls an envelope: dispositif, theme, territory."""
    parts = [
        _(label_of("dispositif", envelope.dispositif or "")),
        _(label_of("theme", envelope.theme or "")),
        envelope.departement or envelope.region or "",
    ]
    return " – ".join(part for part in parts if part)


@dataclass(frozen=True)
class Available:
    """An envelope that credits may come from or go to, and what it has left to grant."""

    id: str
    name: str
    reste: Decimal


def _figures(exercice: int, *names: str) -> Select[Any]:
    found = consumption(exercice)
    columns = [type_coerce(found[name], Amount().column()) for name in names]
    return select(Enveloppe, *columns)


def envelopes_of(session: Session, exercice: int) -> list[Available]:
    """The envelopes of an exercice with what is left of each."""
    query = (
        _figures(exercice, "reste")
        .where(Enveloppe.exercice == exercice)
        .order_by(Enveloppe.dispositif, Enveloppe.theme, Enveloppe.id)
    )
    return [Available(one.id, name_of(one), left) for one, left in session.execute(query)]


@dataclass(frozen=True)
class EnveloppeSheet:
    """An envelope with its notifications and transfers, and what became of its credits."""

    enveloppe: Card
    title: str
    notifications: list[Card]
    transferts: list[Card]
    others: dict[str, str]
    """Name of the envelope at the other end of the transfers, by identifier."""
    figures: dict[str, Decimal]
    """In euros, see FIGURES."""
    quota: posts.Quota | None
    """The posts of the envelope on 31 December; None when it is not about posts."""

    def cards(self) -> list[Card]:
        """Every record of the sheet."""
        return [self.enveloppe, *self.notifications, *self.transferts]


def enveloppe_sheet(session: Session, identifier: str) -> EnveloppeSheet:
    """What the page of an envelope shows; Conflict when it is no more."""
    card = records.read(session, "enveloppe", identifier)
    exercice = card.values["exercice"] or 0
    envelope, *amounts = session.execute(
        _figures(exercice, *FIGURES).where(Enveloppe.id == identifier)
    ).one()
    moves = transfers_of(session, identifier)
    ends = {end for move in moves for end in (move.de_enveloppe_id, move.vers_enveloppe_id)}
    others = session.scalars(select(Enveloppe).where(Enveloppe.id.in_(ends - {identifier})))
    return EnveloppeSheet(
        card,
        name_of(envelope),
        records.children(session, "notification", "enveloppe", identifier),
        [card_of(move) for move in moves],
        {one.id: name_of(one) for one in others},
        dict(zip(FIGURES, amounts, strict=True)),
        _quota(session, envelope),
    )


def _quota(session: Session, envelope: Enveloppe) -> posts.Quota | None:
    if envelope.dispositif != posts.DISPOSITIF or not envelope.exercice:
        return None
    return posts.quota(session, envelope.exercice, envelope.departement)
