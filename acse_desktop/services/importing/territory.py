"""The départements of 2012 and their regions."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from acse_desktop.resources import resource
from acse_desktop.typography import folded


@dataclass(frozen=True)
class Departement:
    """A département as it was in 2012."""

    code: str
    nom: str
    region: str


@cache
def departements() -> dict[str, Departement]:
    """Every département of 2012 by code, in the order of the Code officiel géographique."""
    path = resource("reference/departements_2012.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["code_departement"]: Departement(
                row["code_departement"], row["nom_departement"], row["code_region"]
            )
            for row in csv.DictReader(file)
        }


def departements_of(region: str) -> list[Departement]:
    """The départements of a region of 2012."""
    return [place for place in departements().values() if place.region == region]


def region_of(departement: str | None) -> str | None:
    """The code of the region of 2012 that holds a département."""
    place = departements().get(departement or "")
    return place.region if place else None


@cache
def _by_name() -> dict[str, str]:
    return {folded(place.nom): place.code for place in departements().values()}


def departement_code(text: str | None) -> str | None:
    """The code of a département given by code or by name; None for anything else."""
    if not text:
        return None
    return text if text in departements() else _by_name().get(folded(text))
