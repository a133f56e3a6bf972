"""Postal codes, which no shipped table holds."""

from __future__ import annotations

from functools import cache

from acse_desktop.services import reference
from acse_desktop.services.reference import Commune

SEINE_SAINT_DENIS = {
    "93001": "93300", "93005": "93600", "93006": "93170", "93007": "93150", "93008": "93000",
    "93010": "93140", "93013": "93350", "93014": "93390", "93015": "93470", "93027": "93120",
    "93029": "93700", "93030": "93440", "93031": "93800", "93032": "93220", "93033": "93460",
    "93039": "93450", "93045": "93260", "93046": "93190", "93047": "93370", "93048": "93100",
    "93049": "93360", "93050": "93330", "93051": "93160", "93053": "93130", "93055": "93500",
    "93057": "93320", "93059": "93380", "93061": "93310", "93062": "93340", "93063": "93230",
    "93064": "93110", "93066": "93200", "93070": "93400", "93071": "93270", "93072": "93240",
    "93073": "93290", "93074": "93410", "93077": "93250", "93078": "93420", "93079": "93430",
}  # fmt: skip
"""Those of the département that the example shows by default."""


def postal_code(place: Commune) -> str:
    """The postal code of a commune; outside of Seine-Saint-Denis a likely one."""
    return SEINE_SAINT_DENIS.get(place.code) or _likely(place.departement)[place.code]


@cache
def _likely(departement: str) -> dict[str, str]:
    seat = reference.departements()[departement].chef_lieu
    first = "20" if departement in ("2A", "2B") else departement
    room = 5 - len(first)
    codes = {
        place.code: f"{first}{(rank + 10) * 10 % 10**room:0{room}d}"
        for rank, place in enumerate(reference.communes_of(departement))
    }
    return codes | {seat: first.ljust(5, "0")}
