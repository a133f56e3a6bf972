"""The sittings of the committee of an example: those held, and the one that is prepared."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date
from typing import Any

from acse_desktop.models import Action, Dossier, Passage, Seance
from acse_desktop.services.example.writing import Rows

Row = dict[str, Any]
Key = tuple[int, date]
"""Exercice and day of a sitting."""


def sit(rows: Rows, today: date) -> None:
    """Add the sittings that the actions name, with what each decided.

    Draws nothing: the rest of the base is the same with or without them.
    """
    years = {row["id"]: row["exercice"] for row in rows.pending(Dossier)}
    examined: dict[Key, list[Row]] = defaultdict(list)
    for action in rows.pending(Action):
        if action["comite_le"] is not None:
            examined[years[action["dossier_id"]], action["comite_le"]].append(action)
    for key in sorted(examined):
        rows.add(Seance, _sitting(key, today))
        ranked = sorted(examined[key], key=lambda row: str(row["numero"]))
        rows.extend(Passage, [_passage(key, rank, row) for rank, row in enumerate(ranked, 1)])


def _id(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(map(str, ("comite", *parts)))))


def _sitting(key: Key, today: date) -> Row:
    exercice, day = key
    held = day <= today
    return {
        "id": _id(*key), "version": 1, "exercice": exercice, "tenue_le": day,
        "intitule": f"Comité de programmation du {day:%d/%m/%Y}",
        "lieu": "Préfecture, salle Jean-Moulin", "president": "Le préfet délégué",
        "participants": "Préfecture, DDCS, conseil général, communes, CAF" if held else None,
        "etat": "CLOSE" if held else "PREPAREE", "compte_rendu": None,
    }  # fmt: skip


def _passage(key: Key, rank: int, action: Row) -> Row:
    decision = action["decision"]
    return {
        "id": _id(*key, action["id"]), "version": 1, "seance_id": _id(*key),
        "action_id": action["id"], "rang": rank, "decision": decision,
        "montant": (action["montant_accorde"] or 0) if decision else None,
        "motif": action["decision_motif"],
    }  # fmt: skip
