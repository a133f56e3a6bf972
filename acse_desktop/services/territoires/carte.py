"""The départements as a map: their outlines, and what each was granted.

No public source holds the outlines of the CUCS nor of their quarters: the map stops at the
département (IGN Admin Express, simplified).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier
from acse_desktop.resources import resource
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.reference import departements
from acse_desktop.services.territoires.site import ZERO, per_head

Ring = tuple[tuple[float, float], ...]
"""Longitudes and latitudes, in degrees."""


@dataclass(frozen=True)
class Zone:
    """A département on the map."""

    code: str
    nom: str
    region: str
    rings: tuple[Ring, ...]
    actions: int
    accorde: Decimal
    par_habitant: Decimal | None
    """Of the inhabitants of the quarters of its contracts."""


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    several = geometry["coordinates"]
    polygons = [several] if geometry["type"] == "Polygon" else several
    for polygon in polygons:
        yield tuple((float(x), float(y)) for x, y in polygon[0])


@cache
def outlines() -> dict[str, tuple[Ring, ...]]:
    """The outlines of every département, by code."""
    with resource("reference/departements_simplifies.geojson").open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    return {one["properties"]["code"]: tuple(_rings(one["geometry"])) for one in features}


def zones(
    session: Session, exercice: int, *, region: str | None = None, dispositif: str | None = None
) -> list[Zone]:
    """The départements of a region, or all of them, with what was granted there."""
    granted = func.sum(Action.montant_accorde)
    query = (
        select(Dossier.departement, func.count(), granted)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.exercice == exercice, Action.montant_accorde > ZERO,
               func.coalesce(Action.statut, "").not_in(SANS_SUITE))
        .group_by(Dossier.departement)
    )  # fmt: skip
    if dispositif:
        query = query.where(Action.dispositif == dispositif)
    figures = {code: (count, total or ZERO) for code, count, total in session.execute(query)}
    counted = session.execute(
        select(Contrat.departement, func.sum(Contrat.population)).group_by(Contrat.departement)
    )
    people = {code: total for code, total in counted}
    known = departements()
    return [
        _zone(code, rings, figures.get(code, (0, ZERO)), people.get(code))
        for code, rings in outlines().items()
        if code in known and (region is None or known[code].region == region)
    ]


def _zone(
    code: str, rings: tuple[Ring, ...], figures: tuple[int, Decimal], people: int | None
) -> Zone:
    place = departements()[code]
    count, total = figures
    return Zone(code, place.nom, place.region, rings, count, total, per_head(total, people))
