"""The territories that a base waits for, and how they are named in the consolidated workbook."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from acse_desktop.resources import resource
from acse_desktop.services.importing.territory import (
    Departement,
    departements,
    departements_of,
)

OWN = "Base régionale"
"""Records typed in the regional base itself."""


@cache
def _regions() -> dict[str, str]:
    path = resource("reference/regions_2012.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code_region"]: row["nom_region"] for row in csv.DictReader(file)}


def territory_name(code: str | None) -> str:
    """« Seine-Saint-Denis » for `93`, « Région Île-de-France » for `R11`."""
    if not code:
        return OWN
    if code in departements():
        return departements()[code].nom
    return f"Région {_regions().get(code[1:], code[1:])}"


def expected_departements(infos: Mapping[str, str]) -> list[Departement]:
    """Those whose remontées a base waits for, by what the base says of itself.

    The base of a region waits for its départements, that of the country for all of them.
    """
    if infos.get("region"):
        return departements_of(infos["region"])
    return [] if infos.get("departement") else list(departements().values())
