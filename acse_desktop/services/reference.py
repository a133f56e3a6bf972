"""The reference tables that ship with the program, read when they are first needed.

Geography of 2012, ZUS, legal categories, and where each table comes from.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from acse_desktop.resources import resource
from acse_desktop.typography import folded


@dataclass(frozen=True)
class Region:
    """A region as it was before 2016."""

    code: str
    nom: str
    zone: str
    """`metro` or `drom`."""


@dataclass(frozen=True)
class Departement:
    """A département as it was in 2012."""

    code: str
    nom: str
    region: str
    region_nom: str
    chef_lieu: str
    """Code of the commune where its préfecture is."""


@dataclass(frozen=True)
class Commune:
    """A commune of 1 January 2012, with its population of 2010 when it is known."""

    code: str
    nom: str
    departement: str
    region: str
    arrondissement: str
    epci: str
    """SIREN of its EPCI, empty when it has none."""
    population: int | None


@dataclass(frozen=True)
class Epci:
    """A group of communes of 1 January 2012."""

    siren: str
    nom: str
    nature: str
    """CA, CC, CU, MET or SAN."""
    population: int
    departement: str


@dataclass(frozen=True)
class Zus:
    """A zone urbaine sensible; it may span several communes."""

    code: str
    """Our own number: no public list holds the official seven digits."""
    nom: str
    departement: str
    communes: tuple[str, ...]
    """Codes of its communes, the main one first."""


@dataclass(frozen=True)
class Categorie:
    """A legal category of the Insee."""

    code: str
    niveau: int
    libelle: str
    parent: str


@dataclass(frozen=True)
class Source:
    """Where a table comes from, what it holds for, and the credit that must be shown."""

    fichier: str
    millesime: str
    valide_du: str
    """ISO date."""
    valide_au: str
    """ISO date, or empty when it still holds."""
    licence: str
    credit: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource(f"reference/{name}").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def regions() -> dict[str, Region]:
    """The regions of 2012 by code."""
    return {
        row["code_region"]: Region(row["code_region"], row["nom_region"], row["zone"])
        for row in _rows("regions_2012.csv")
    }


@cache
def departements() -> dict[str, Departement]:
    """The départements of 2012 by code."""
    return {
        row["code_departement"]: Departement(
            row["code_departement"], row["nom_departement"], row["code_region"],
            row["nom_region"], row["chef_lieu_code_commune"],
        )
        for row in _rows("departements_2012.csv")
    }  # fmt: skip


def region_of(departement: str) -> Region | None:
    """The region that held a département in 2012; None for an unknown code."""
    found = departements().get(departement)
    return regions()[found.region] if found else None


@cache
def communes() -> dict[str, Commune]:
    """The communes of 2012 by code."""
    return {
        row["code_commune"]: Commune(
            row["code_commune"], row["nom_commune"], row["code_departement"], row["code_region"],
            row["code_arrondissement"], row["siren_epci"],
            int(row["population_municipale"]) if row["population_municipale"] else None,
        )
        for row in _rows("communes_2012.csv")
    }  # fmt: skip


def commune(code: str) -> Commune | None:
    """The commune of a code of 2012; None for an unknown one."""
    return communes().get(code)


@cache
def _communes_by_departement() -> dict[str, tuple[Commune, ...]]:
    found: dict[str, list[Commune]] = defaultdict(list)
    for one in communes().values():
        found[one.departement].append(one)
    return {code: tuple(sorted(some, key=_rank)) for code, some in found.items()}


def communes_of(departement: str) -> tuple[Commune, ...]:
    """The communes of a département, the most populated first."""
    return _communes_by_departement().get(departement, ())


@cache
def epcis() -> dict[str, Epci]:
    """The groups of communes by SIREN."""
    return {
        row["siren_epci"]: Epci(
            row["siren_epci"], row["nom_epci"], row["nature"],
            int(row["population_municipale_2010"] or 0), row["departement_principal"],
        )
        for row in _rows("epci_2012.csv")
    }  # fmt: skip


@cache
def _zus() -> dict[str, tuple[Zus, ...]]:
    found: dict[str, list[Zus]] = defaultdict(list)
    for row in _rows("zus_751.csv"):
        places = tuple(row["codes_communes_2012"].split("|"))
        found[row["code_departement"]].append(
            Zus(row["id_local"], row["nom_quartier"], row["code_departement"], places)
        )
    return {code: tuple(some) for code, some in found.items()}


def zus_of(departement: str) -> tuple[Zus, ...]:
    """The ZUS of a département; a few have none."""
    return _zus().get(departement, ())


@cache
def categories() -> dict[str, Categorie]:
    """The legal categories by code."""
    return {
        row["code"]: Categorie(row["code"], int(row["niveau"]), row["libelle"], row["code_parent"])
        for row in _rows("categories_juridiques.csv")
    }


@cache
def sources() -> tuple[Source, ...]:
    """Every table with its vintage, validity, licence and credit, for « À propos »."""
    return tuple(Source(**row) for row in _rows("sources.csv"))


@cache
def _index(departement: str | None) -> tuple[tuple[str, Commune], ...]:
    places: Iterable[Commune] = (
        sorted(communes().values(), key=_rank) if departement is None else communes_of(departement)
    )
    return tuple((f" {folded(place.nom)}", place) for place in places)


def _rank(place: Commune) -> tuple[int, str]:
    return -(place.population or 0), place.code


def _spelt_out(text: str) -> str:
    full = {"st": "saint", "ste": "sainte"}
    return " ".join(full.get(word, word) for word in folded(text).split())


def suggest_communes(text: str, departement: str | None = None, limit: int = 20) -> list[Commune]:
    """Communes for what was typed, a name or a code, case and accents aside.

    Names that begin with it come first, then names with a word that begins with it, then the
    others that hold it; the most populated first in each group.
    """
    if text.strip()[:1].isdigit():
        return _by_code(text.strip().upper(), departement, limit)
    wanted = _spelt_out(text)
    groups: tuple[list[Commune], ...] = ([], [], [])
    for name, place in _index(departement) if wanted else ():
        position = name.find(wanted)
        if position < 0:
            continue
        groups[0 if position == 1 else 1 if f" {wanted}" in name else 2].append(place)
    return [place for group in groups for place in group][:limit]


def _by_code(code: str, departement: str | None, limit: int) -> list[Commune]:
    found = (
        place
        for place in communes().values()
        if place.code.startswith(code) and departement in (None, place.departement)
    )
    return sorted(found, key=lambda place: place.code)[:limit]
