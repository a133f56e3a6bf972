"""The reasons agents give for going on in spite of a warning."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Reserve
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.store.operations import Done, operation
from acse_desktop.translation import N_, _
from acse_desktop.typography import squeezed

ACCEPTER = N_("Accepter une anomalie")
RETIRER = N_("Retirer un motif")


def _known(session: Session, anomalie: Anomalie) -> list[Reserve]:
    rule, table, identifier = anomalie.key
    return list(
        session.scalars(
            select(Reserve).where(
                Reserve.regle == rule,
                Reserve.cible_table == table,
                Reserve.cible_id == identifier,
            )
        )
    )


def accept(session: Session, anomalie: Anomalie, motif: str, agent: str) -> Done:
    """Keep the reason given for an anomaly, in place of the one given before.

    The anomaly stays listed with its reason. Raises InvalidInput for an empty reason.
    """
    reason = squeezed(motif)
    if not reason:
        raise InvalidInput(_("Le motif est vide."), _("Écrivez pourquoi vous passez outre."))
    with operation(session, ACCEPTER, agent=agent) as done:
        for former in _known(session, anomalie):
            session.delete(former)
        rule, table, identifier = anomalie.key
        session.add(
            Reserve(
                regle=rule, cible_table=table, cible_id=identifier, motif=reason, agent=agent,
                quand=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            )
        )  # fmt: skip
    return done


def withdraw(session: Session, anomalie: Anomalie, agent: str) -> Done:
    """Take back the reason given for an anomaly."""
    with operation(session, RETIRER, agent=agent) as done:
        for former in _known(session, anomalie):
            session.delete(former)
    return done
