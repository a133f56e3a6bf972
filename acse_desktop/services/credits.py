"""The gestures on the credits of envelopes: open one, move credits, and what its page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.services import records
from acse_desktop.services.envelope_figures import WrongTransfer
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _


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
