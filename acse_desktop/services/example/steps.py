"""The steps that led each action of an example to its state, on the days that its dates say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from acse_desktop.services.example.course import NOTIFIED, SUPPORTED

Row = dict[str, Any]
Step = tuple[str, date | None]
"""The statut reached, and when as far as the dates of the action say."""
DECIDED = ("ACCORDE", "REFUSE", "AJOURNE")


def steps(row: Row, dossier: Row, paid: list[Row]) -> list[Row]:
    """The steps of an action; each is on the day of the one before, or later.

    Draws nothing: the rest of the base is the same with or without them.
    """
    found: list[Row] = []
    before, last = "RECU", dossier["recu_le"]
    for rank, (statut, day) in enumerate(_course(row, dossier, paid), 1):
        last = max(day or last + timedelta(days=7), last)
        found.append({
            "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{row['id']}/{rank}")), "version": 1,
            "action_id": row["id"], "rang": rank, "passe_le": last, "statut_avant": before,
            "statut_apres": statut, "agent": dossier["instructeur"],
            "motif": _reason(row, statut),
        })  # fmt: skip
        before = statut
    return found


def _course(row: Row, dossier: Row, paid: list[Row]) -> Iterator[Step]:
    statut = row["statut"]
    asked = statut in ("INCOMPLET", "SANS_SUITE") or int(row["id"][0], 16) % 4 == 0
    if statut == "RECU":
        return
    if asked:
        yield "INCOMPLET", dossier["accuse_le"]
    if statut in ("IRRECEVABLE", "SANS_SUITE"):
        yield statut, None
    if statut in ("INCOMPLET", "IRRECEVABLE", "SANS_SUITE"):
        return
    yield "INSTRUCTION", dossier["complet_le"]
    if statut == "RETIRE":
        yield statut, None
    elif statut != "INSTRUCTION":
        yield "COMITE", row["comite_le"] - timedelta(days=20)
        yield from _after(row, paid)


def _after(row: Row, paid: list[Row]) -> Iterator[Step]:
    statut = row["statut"]
    if statut not in (*DECIDED, *SUPPORTED):
        return
    yield "ACCORDE" if statut in SUPPORTED else statut, row["comite_le"]
    for reached, day in zip(NOTIFIED, _days(row, paid), strict=True):
        if statut in NOTIFIED[NOTIFIED.index(reached) :]:
            yield reached, day


def _days(row: Row, paid: list[Row]) -> tuple[date | None, ...]:
    payments = [one["verse_le"] for one in paid]
    first, last = (min(payments), max(payments)) if payments else (None, None)
    return row["notifie_le"], first, last, row["crf_recu_le"]


def _reason(row: Row, statut: str) -> str | None:
    if statut == "INCOMPLET":
        return "Pièces demandées au porteur."
    return row.get("decision_motif") if statut == row["statut"] else None
