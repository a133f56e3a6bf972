"""The opinions that the partners gave on each action of an example before its committee."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
AUTHORS = {
    "ASV": ("DELEGUE", "ARS"), "PRE": ("DELEGUE", "EDUCATION"), "FIPD": ("DELEGUE", "POLICE"),
    "AR": ("DELEGUE", "DIRECCTE"), "IE": ("DELEGUE", "EDUCATION"),
}  # fmt: skip
"""Who is asked, by dispositif."""
USUAL = ("DELEGUE", "CHEF_PROJET", "COMMUNE")
AGAINST = ("REFUSE", "IRRECEVABLE", "SANS_SUITE")
EARLY = ("RECU", "INCOMPLET", *AGAINST[1:])
"""States in which nobody is asked."""
WORDS = {
    "FAVORABLE": "Action utile au quartier, porteur connu.",
    "RESERVE": "Public à préciser, coût par personne élevé.",
    "DEFAVORABLE": "Double emploi avec une action déjà financée.",
}


def opinions(row: Row, dossier: Row) -> list[Row]:
    """The opinions on an action; those of an action under way are awaited for the end of November.

    Draws nothing: the rest of the base is the same with or without them.
    """
    if row["statut"] in EARLY or dossier["complet_le"] is None:
        return []
    authors = AUTHORS.get(row["dispositif"], USUAL)
    return [_opinion(row, dossier, rank, author) for rank, author in enumerate(authors)]


def _opinion(row: Row, dossier: Row, rank: int, author: str) -> Row:
    asked = dossier["complet_le"] + timedelta(days=3)
    given = row["statut"] != "INSTRUCTION" or rank == 0
    sens = _sens(row, rank) if given else None
    proposes = sens is not None and sens != "DEFAVORABLE" and rank < 2
    due = date(dossier["exercice"], 11, 30) if not given else asked + timedelta(days=21)
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{row['id']}/avis/{rank}")), "version": 1,
        "action_id": row["id"], "auteur": author, "auteur_nom": None, "sens": sens,
        "montant_propose": row["montant_propose"] if proposes else None,
        "commentaire": WORDS[sens] if sens and _drawn(row, rank) % 3 == 0 else None,
        "demande_le": asked, "attendu_le": due,
        "rendu_le": asked + timedelta(days=4 + _drawn(row, rank)) if given else None,
        "confidentiel": True if author == "POLICE" else None,
    }  # fmt: skip


def _sens(row: Row, rank: int) -> str:
    drawn = _drawn(row, rank)
    if row["statut"] in AGAINST:
        return "DEFAVORABLE" if drawn < 11 else "RESERVE"
    return "RESERVE" if drawn in (3, 7) else "DEFAVORABLE" if drawn == 12 else "FAVORABLE"


def _drawn(row: Row, rank: int) -> int:
    """From 0 to 15, told by the identifier of the action."""
    return int(str(row["id"])[rank], 16)
