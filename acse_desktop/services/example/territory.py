"""Contracts, signatories and quarters of a département: real places, invented contracts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from acse_desktop.models import Contrat, Quartier, QuartierCommune, Signataire
from acse_desktop.services import reference
from acse_desktop.services.example.chance import Chance, counts
from acse_desktop.services.example.names import at, curly, of
from acse_desktop.services.example.writing import Rows
from acse_desktop.services.reference import Commune, Epci, Zus

CONTRATS = 497
"""CUCS of the country (page « Acsé », 1 June 2012)."""
INTERCOMMUNAUX = 215
"""Those of an EPCI: 213 of 495 in 2007 (Sénat a07-093-107)."""
WITHOUT_CONTRACT = ("976",)
SIGNED = date(2007, 3, 1)
END = date(2014, 12, 31)
INVENTED_QUARTERS = (
    "Les Acacias", "Les Tilleuls", "La Ferme-Neuve", "Le Moulin-Vert", "Les Hauts-Prés",
    "Le Clos-Saint-Éloi", "Les Frères-Chanzy", "La Garenne", "L’Étoile", "Les Quatre-Chemins",
    "Le Bois-Fleuri", "Les Trois-Ormes", "La Cité-Jardin", "L’Orée-du-Parc", "Le Val-Fourré-Nord",
    "Les Coquelicots", "La Butte-aux-Cailles", "Bel-Air – Gare", "Centre ancien", "Les Musiciens",
)  # fmt: skip
PRIORITIES = {"1": 42.0, "2": 30.0, "3": 28.0}
"""Shares of the three levels in 2006 (sig.ville.gouv.fr)."""
PARTNERS = (("REGION", 0.18), ("DEPARTEMENT", 0.33), ("BAILLEUR", 0.26), ("CAF", 0.41))
"""Share of the contracts that each kind of partner signed (Sénat a07-093-107)."""


@dataclass(frozen=True)
class Site:
    """A place where an action can be: a quarter of a contract, in its main commune."""

    commune: Commune
    nom: str
    """What a title calls it."""
    contrat_id: str | None = None
    quartier_id: str | None = None


@dataclass
class Territory:
    """Where the actions of a delegation are."""

    code: str
    """Of the département, or of the region for its own programmes."""
    region: bool = False
    sites: list[Site] = field(default_factory=list)
    epcis: list[Epci] = field(default_factory=list)

    @cached_property
    def contracted_sites(self) -> list[Site]:
        """The places that a contract covers; all of them when there is no contract."""
        return [site for site in self.sites if site.contrat_id] or self.sites

    @property
    def prefix(self) -> str:
        """What numbers begin with."""
        return f"R{self.code}" if self.region else self.code


@cache
def contracted() -> dict[str, tuple[int, int]]:
    """How many CUCS each département has, and how many of them are intercommunal."""
    codes = [code for code in reference.departements() if code not in WITHOUT_CONTRACT]
    weights = [len(reference.zus_of(code)) + 0.5 for code in codes]
    room = [min(len(reference.communes_of(code)), 30) for code in codes]
    totals = [min(n, limit) for n, limit in zip(counts(CONTRATS, weights, 1), room, strict=True)]
    missing = CONTRATS - sum(totals)
    for rank in sorted(range(len(codes)), key=lambda r: totals[r] - room[r])[:missing]:
        totals[rank] += 1
    groups = [len(_epcis_of(code)) for code in codes]
    shared = _intercommunal(totals, groups)
    return dict(zip(codes, zip(totals, shared, strict=True), strict=True))


def _intercommunal(totals: list[int], groups: list[int]) -> list[int]:
    shares = counts(INTERCOMMUNAUX, totals)
    shared = [min(n, most) for n, most in zip(shares, groups, strict=True)]
    for rank in sorted(range(len(totals)), key=lambda r: shared[r] - min(totals[r], groups[r])):
        missing = INTERCOMMUNAUX - sum(shared)
        shared[rank] += min(missing, min(totals[rank], groups[rank]) - shared[rank])
    return shared


@cache
def _epcis_of(departement: str) -> tuple[Epci, ...]:
    """The EPCI of a département, those with the most inhabitants of its communes first."""
    population: dict[str, int] = {}
    for place in reference.communes_of(departement):
        known = reference.epcis().get(place.epci)
        if known and known.departement == departement:
            population[place.epci] = population.get(place.epci, 0) + (place.population or 0)
    ranked = sorted(population, key=lambda siren: (-population[siren], siren))
    return tuple(reference.epcis()[siren] for siren in ranked)


def of_departement(code: str, chance: Chance, rows: Rows) -> Territory:
    """Write the contracts and quarters of a département, and return where actions can be."""
    territory = Territory(code, epcis=list(_epcis_of(code)))
    total, shared = contracted().get(code, (2, 0))
    groups = territory.epcis[:shared]
    alone = _alone(code, {one.siren for one in groups}, total - shared)
    covered: dict[str, str] = {}
    contracts = [*_shared(code, groups, chance, rows), *_communal(code, alone, chance, rows)]
    for contract, members in contracts:
        covered |= {one.code: contract["id"] for one in members if one.code not in covered}
    zones = _zus(code, covered, chance, rows)
    others = [site for one, places in contracts for site in _others(one, places, chance, rows)]
    territory.sites = [*zones, *others] or _bare(reference.communes_of(code))
    _count_inhabitants([contract for contract, _members in contracts], rows)
    return territory


def of_region(code: str) -> Territory:
    """Where the own programmes of a region take place: the seats of its départements."""
    seats = [one.chef_lieu for one in reference.departements().values() if one.region == code]
    places = [reference.communes()[seat] for seat in seats]
    return Territory(code, region=True, sites=_bare(places))


def _bare(places: Sequence[Commune]) -> list[Site]:
    return [Site(place, at(place.nom)) for place in places[:12]]


def _alone(code: str, groups: set[str], wanted: int) -> list[Commune]:
    zones = {place for zone in reference.zus_of(code) for place in zone.communes}
    places = reference.communes_of(code)
    ranked = sorted(
        places, key=lambda one: (one.epci in groups, one.code not in zones, places.index(one))
    )
    return ranked[:wanted]


def _contract(code: str, nom: str, nature: str, chance: Chance, rows: Rows) -> dict[str, Any]:
    rank = rows.count(Contrat, code) + 1
    contract = {
        "id": chance.id(), "code": f"CUCS-{code}-{rank:02d}", "nom": nom, "nature": nature,
        "departement": code, "population": 0, "signe_le": chance.day(SIGNED, date(2007, 12, 20)),
        "fin_le": END,
        "avenants": "15/12/2009 : prolongation d’un an\n17/01/2011 : prolongation jusqu’en 2014",
    }  # fmt: skip
    rows.add(Contrat, contract)
    _sign(contract, "ETAT", "État – préfet de département", chance, rows)
    for partner, share in PARTNERS:
        if chance.hit(share):
            _sign(contract, partner, _partner(partner, code), chance, rows)
    return contract


def _partner(nature: str, code: str) -> str:
    place = reference.departements()[code]
    return {
        "REGION": f"Conseil régional – {place.region_nom}",
        "DEPARTEMENT": f"Conseil général – {place.nom}",
        "BAILLEUR": "Habitat et Solidarité, office public",
        "CAF": f"Caisse d’allocations familiales – {place.nom}",
    }[nature]


def _sign(contract: dict[str, Any], nature: str, nom: str, chance: Chance, rows: Rows,
          **who: str) -> None:  # fmt: skip
    codes = {"code_insee": None, "siren_epci": None} | who
    signer = {"id": chance.id(), "contrat_id": contract["id"], "nature": nature, "nom": nom}
    rows.add(Signataire, signer | codes)


Contracts = Iterator[tuple[dict[str, Any], list[Commune]]]


def _shared(code: str, groups: list[Epci], chance: Chance, rows: Rows) -> Contracts:
    for group in groups:
        contract = _contract(code, f"CUCS – {group.nom}", "CUCSI", chance, rows)
        _sign(contract, "EPCI", group.nom, chance, rows, siren_epci=group.siren)
        members = [one for one in reference.communes_of(code) if one.epci == group.siren]
        for one in members[:60]:
            _sign(contract, "COMMUNE", one.nom, chance, rows, code_insee=one.code)
        yield contract, members


def _communal(code: str, places: list[Commune], chance: Chance, rows: Rows) -> Contracts:
    for one in places:
        contract = _contract(code, f"CUCS {of(one.nom)}", "CUCS", chance, rows)
        _sign(contract, "COMMUNE", one.nom, chance, rows, code_insee=one.code)
        yield contract, [one]


def _zus(code: str, covered: dict[str, str], chance: Chance, rows: Rows) -> list[Site]:
    return [_zone(zone, covered, chance, rows) for zone in reference.zus_of(code)]


def _zone(zone: Zus, covered: dict[str, str], chance: Chance, rows: Rows) -> Site:
    places = [place for code in zone.communes if (place := reference.commune(code))]
    places = places or list(reference.communes_of(zone.departement)[:1])
    contract = next((covered[one.code] for one in places if one.code in covered), None)
    return _quarter(zone.code, zone.nom, "ZUS", (contract, places), chance, rows)


def _others(
    contract: dict[str, Any], members: list[Commune], chance: Chance, rows: Rows
) -> list[Site]:
    names = chance.sample(INVENTED_QUARTERS, chance.between(2, 5))
    return [
        _quarter(
            f"{contract['code']}-Q{rank}", nom, "CUCS",
            (contract["id"], [members[(rank - 1) % min(len(members), 4)]]), chance, rows,
        )
        for rank, nom in enumerate(names, 1)
    ]  # fmt: skip


def _quarter(
    code: str, nom: str, nature: str, where: tuple[str | None, list[Commune]], chance: Chance,
    rows: Rows,
) -> Site:  # fmt: skip
    contract, places = where
    name = chance.id()
    quarter = {
        "id": name, "contrat_id": contract, "code": code, "nom": nom, "nature": nature,
        "priorite": chance.weighted(PRIORITIES),
        "population": int(chance.around(4200 if nature == "ZUS" else 1900, 0.5)),
        "valide_du": date(1996, 12, 28) if nature == "ZUS" else SIGNED, "valide_au": END,
    }  # fmt: skip
    rows.add(Quartier, quarter)
    parts = counts(10_000, [3.0] + [1.0] * (len(places) - 1))
    for part, place in zip(parts, places, strict=True):
        rows.add(QuartierCommune, {
            "id": chance.id(), "quartier_id": name, "code_insee": place.code,
            "commune": place.nom, "part": Decimal(part).scaleb(-2),
        })  # fmt: skip
    return Site(places[0], short_name(nom, places[0]), contract, name)


def short_name(nom: str, place: Commune) -> str:
    """What a title calls a quarter: its first name, then its commune."""
    first = curly(nom.split(",")[0].split(" : ")[0])
    return f"quartier « {first} », {curly(place.nom)}"


def _count_inhabitants(contracts: list[dict[str, Any]], rows: Rows) -> None:
    by_id = {one["id"]: one for one in contracts}
    for quarter in rows.pending(Quartier):
        if found := by_id.get(quarter["contrat_id"]):
            found["population"] += quarter["population"]
