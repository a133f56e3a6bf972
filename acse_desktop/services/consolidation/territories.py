"""How a territory is named in the consolidated workbook."""

from __future__ import annotations

import csv
from functools import cache

from acse_desktop.resources import resource
from acse_desktop.services.importing.territory import departements

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
