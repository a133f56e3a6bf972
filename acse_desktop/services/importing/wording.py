"""Words of foreign files put into the program's codes; what has no sure equivalent stays out."""

from __future__ import annotations

import re
from typing import Any

from acse_desktop.typography import folded, squeezed

TYPES_TIERS = {
    "association": "ASSO",
    "association loi de 1901": "ASSO",
    "commune": "COMMUNE",
    "epci": "EPCI",
    "fondation": "FONDATION",
    "syndicat": "SYNDICAT",
    "administration": "ETAT",
    "etablissement prive commercial": "ENTREPRISE",
}
"""Types de tiers of GISPRO that mean one statut; the others (« Collectivité territoriale »,
« GIP ou autre établissement public »…) cover several."""

ETATS = {
    "mis en paiement": "PAIEMENT",
    "paye": "PAIEMENT",
    "solde": "CLOS",
    "clos": "CLOS",
    "notifie": "NOTIFIE",
    "refuse": "REFUSE",
    "annule": "SANS_SUITE",
}
"""États d'avancement of GISPRO that mean one statut."""

_PLACE = re.compile(r"(.+) - (\d{2,3}|2[AB]) (\D+)")
_ADDRESS = re.compile(r"(?P<voie>.*?)[\n,;]?\s*(?P<cp>\d{5})\s+(?P<commune>\D[^\n]*)", re.DOTALL)
_PROGRAMME = re.compile(r"(\d{3}) - ")
POLITIQUE_DE_LA_VILLE = "147"


def split_place(nom: str) -> tuple[str, str, str] | None:
    """« NOM - 75 PARIS » as name, département and commune; None when no place is glued."""
    found = _PLACE.fullmatch(nom)
    return (found[1].strip(), found[2], squeezed(found[3])) if found else None


def split_address(text: str | None) -> dict[str, str]:
    """Street, postal code and commune of an address; the whole text as street when unclear."""
    if not text:
        return {}
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        return {"adresse": squeezed(text)}
    parts = {"adresse": squeezed(found["voie"]), "code_postal": found["cp"]}
    return {**parts, "commune": squeezed(found["commune"])}


def statut_of(valeurs: dict[str, Any]) -> str:
    """The statut that the facts of a row allow: its état, else granted when money was."""
    etat = ETATS.get(folded(valeurs.get("etat") or ""))
    if etat:
        return etat
    return "ACCORDE" if valeurs.get("montant") is not None else "INSTRUCTION"


def is_droit_commun(imputation: str | None) -> bool:
    """Whether a budget line is of another programme than 147, politique de la ville."""
    found = _PROGRAMME.search(imputation or "")
    return found is not None and found[1] != POLITIQUE_DE_LA_VILLE
