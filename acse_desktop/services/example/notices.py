"""How the credits of an example came: dated notifications, and the transfers between envelopes.

Draws nothing: the rest of the base is the same with or without them.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from acse_desktop.models import Enveloppe, Notification, Transfert
from acse_desktop.services.example.writing import Rows

Row = dict[str, Any]
FIRST = 9
"""Tenths of the credits that come first."""
SMALL = 10_000
"""Euros under which credits come in one time."""


def notify(rows: Rows) -> None:
    """Add the notifications and transfers that make the figures of the envelopes."""
    envelopes = rows.pending(Enveloppe)
    for row in envelopes:
        rows.extend(Notification, _notifications(row))
    for exercice in sorted({row["exercice"] for row in envelopes}):
        moved = [row for row in envelopes if row["exercice"] == exercice and row["transferts"]]
        if len(moved) == 2:
            rows.add(Transfert, _transfer(*sorted(moved, key=lambda row: row["transferts"])))


def _id(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(map(str, ("credits", *parts)))))


def _notifications(envelope: Row) -> list[Row]:
    total, last = envelope["notifie"], envelope["notifie_le"]
    if total < SMALL:
        return [_notice(envelope, 1, last, total, "Notification initiale")]
    first = total * FIRST // 10_000 * 1_000
    opening = _notice(envelope, 1, last - timedelta(days=20), first, "Notification initiale")
    more = _notice(envelope, 2, last, total - first, "Complément")
    return [opening, {**more, "postes": None}]


def _notice(envelope: Row, rank: int, day: date, amount: int, said: str) -> Row:
    return {
        "id": _id(envelope["id"], rank), "enveloppe_id": envelope["id"], "notifie_le": day,
        "montant": amount, "postes": envelope["postes"],
        "reference": f"Acsé/DG/{envelope['exercice']}-{day:%m%d}", "commentaire": said,
    }  # fmt: skip


def _transfer(giver: Row, taker: Row) -> Row:
    return {
        "id": _id(giver["id"], taker["id"]), "de_enveloppe_id": giver["id"],
        "vers_enveloppe_id": taker["id"], "transfere_le": date(giver["exercice"], 6, 20),
        "montant": taker["transferts"], "motif": giver["commentaire"], "agent": "N. Ferry",
    }  # fmt: skip
