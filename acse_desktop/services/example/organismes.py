"""Invented organismes: associations of every size, and the public bodies of real communes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from acse_desktop.models import Organisme
from acse_desktop.rules.facts import DROIT_PUBLIC
from acse_desktop.rules.organismes import ALSACE_MOSELLE
from acse_desktop.services import reference
from acse_desktop.services.example import identifiers
from acse_desktop.services.example.chance import Chance
from acse_desktop.services.example.names import person, slug, street
from acse_desktop.services.example.naming import CATEGORIES, body_name, sigle_of
from acse_desktop.services.example.places import postal_code
from acse_desktop.services.example.territory import Site, Territory
from acse_desktop.services.example.writing import Rows
from acse_desktop.services.reference import Commune

REUSED = 0.56
"""Share of the requests that come from an organisme already known: about 2.2 actions each."""
MOST = 9
"""Actions of one organisme in an exercice, at most."""
MOST_PUBLIC = 40
FUNCTIONS = {
    "COMMUNE": ("Maire", "Adjointe au maire", "Maire adjoint à la politique de la ville"),
    "EPCI": ("Président", "Vice-présidente"),
    "CCAS": ("Présidente", "Vice-président"),
    "EPLE": ("Proviseur", "Principale"),
    "ENTREPRISE": ("Gérante", "Directeur général"),
    "ETAT": ("Directrice", "Chef de service"),
}
BEARERS: dict[str, dict[str, float]] = {
    "CUCS": {"ASSO": 66, "COMMUNE": 12, "CCAS": 5, "EPCI": 4, "REGIE": 3, "ENTREPRISE": 2,
             "FONDATION": 2, "SYNDICAT": 1, "DEPARTEMENT": 1, "EP": 2, "AUTRE": 1, "BAILLEUR": 1},
    "PRE": {"CCAS": 45, "CDE": 35, "GIP": 15, "EPLE": 5},
    "IE": {"EPLE": 100},
    "E2C": {"E2C": 100},
    "ASV": {"COMMUNE": 60, "CCAS": 25, "ASSO": 15},
    "AR": {"ASSO": 75, "COMMUNE": 12, "CCAS": 5, "EPLE": 4, "REGIE": 4},
    "VVV": {"ASSO": 60, "COMMUNE": 36, "CCAS": 4},
    "FIPD": {"COMMUNE": 50, "ASSO": 35, "EPCI": 10, "BAILLEUR": 5},
    "PARR": {"ML": 60, "ASSO": 40},
    "CULT": {"ASSO": 78, "COMMUNE": 12, "EP": 10},
    "LCD": {"ASSO": 80, "COMMUNE": 12, "FONDATION": 8},
    "GUP": {"BAILLEUR": 45, "COMMUNE": 25, "EPCI": 15, "REGIE": 15},
    "RELOG": {"BAILLEUR": 60, "ASSO": 40},
    "FEC": {"ASSO": 45, "ENTREPRISE": 25, "ETAT": 15, "REGION": 5, "GIP": 10},
    "DC": {"ASSO": 70, "COMMUNE": 15, "SYNDICAT": 5, "DEPARTEMENT": 10},
}  # fmt: skip
"""Who asks for each dispositif, by kind of body."""


@dataclass
class Bearer:
    """An organisme and where it works."""

    row: dict[str, Any]
    site: Site
    yearly: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """Its actions by exercice."""


class Bearers:
    """The organismes of a delegation: finds one for a request, or makes it."""

    def __init__(self, territory: Territory, chance: Chance, rows: Rows) -> None:
        self._territory = territory
        self._chance = chance
        self._rows = rows
        self._known: dict[str, list[Bearer]] = defaultdict(list)
        self._homonyms: dict[str, int] = defaultdict(lambda: 1)
        self._unique: dict[str, Bearer] = {}

    def bearer_for(self, dispositif: str, exercice: int) -> Bearer:
        """Who asks; a programme de réussite éducative always has a bearer of its own."""
        kind = self._chance.weighted(BEARERS[dispositif])
        alone = dispositif in ("PRE", "E2C")
        found = None if alone else self._again(kind, exercice)
        bearer = found or self._new(kind, exercice, alone)
        bearer.yearly[exercice] += 1
        return bearer

    def _again(self, kind: str, exercice: int) -> Bearer | None:
        known = self._known[kind]
        if not known or not self._chance.hit(REUSED):
            return None
        bearer = self._chance.pick(known)
        return bearer if bearer.yearly[exercice] < MOST else None

    def _new(self, kind: str, exercice: int, alone: bool) -> Bearer:
        site = self._chance.pick(self._territory.sites)
        name = body_name(kind, site, self._chance)
        if known := self._unique.get(name):
            if not alone and known.yearly[exercice] < (MOST if kind == "ASSO" else MOST_PUBLIC):
                return known
            name = self._distinct(name)
        row = organisme(kind, name, site.commune, self._territory, self._chance)
        self._rows.add(Organisme, row)
        bearer = self._unique[name] = Bearer(row, site)
        if not alone:
            self._known[kind].append(bearer)
        return bearer

    def _distinct(self, name: str) -> str:
        self._homonyms[name] += 1
        return f"{name} (antenne {self._homonyms[name]})"


def organisme(
    kind: str, name: str, place: Commune, territory: Territory, chance: Chance
) -> dict[str, Any]:
    """Everything that is known of a body."""
    statut = "ASSO" if kind == "E2C" else kind
    association = statut in ("ASSO", "FONDATION")
    row = _identity(name, kind, statut, place, chance)
    row |= _seat(place, name, chance) | _persons(statut, name, place, chance)
    row |= _life(association, chance)
    return row | {"titulaire": name, "iban": identifiers.iban(chance), "bic": identifiers.BIC}


def _identity(name: str, kind: str, statut: str, place: Commune, chance: Chance) -> dict[str, Any]:
    local_law = statut == "ASSO" and place.departement in ALSACE_MOSELLE
    declared = statut == "ASSO" and not local_law
    return {
        "id": chance.id(), "nom": name, "sigle": sigle_of(name, chance), "statut": statut,
        "categorie_juridique": "9260" if local_law else CATEGORIES.get(kind, "9220"),
        "code_tiers": chance.digits(6) if chance.hit(0.85) else None,
        "siret": identifiers.siret(chance, statut in DROIT_PUBLIC),
        "rna": identifiers.rna(chance, place.departement) if declared else None,
        "alsace_moselle": local_law or None,
        "objet": _object(statut, place.nom),
        "niveau": chance.weighted({"LOC": 70, "DEP": 20, "REG": 7, "NAT": 3}),
    }  # fmt: skip


def _object(statut: str, place: str) -> str:
    if statut in DROIT_PUBLIC:
        return f"Service public local, {place}."
    return (
        "Favoriser l’insertion, la citoyenneté et la rencontre des habitants par des activités"
        f" éducatives, sociales et culturelles ({place} et communes voisines)."
    )


def _seat(place: Commune, name: str, chance: Chance) -> dict[str, Any]:
    domain = f"{slug(name)[:40].rstrip('-')}.example"
    department = reference.departements()[place.departement].code
    return {
        "adresse": street(chance), "code_postal": postal_code(place), "commune": place.nom,
        "code_insee": place.code, "telephone": identifiers.telephone(chance, department),
        "courriel": f"contact@{domain}",
        "site": f"http://www.{domain}" if chance.hit(0.4) else None,
    }  # fmt: skip


def _persons(statut: str, name: str, place: Commune, chance: Chance) -> dict[str, Any]:
    head, contact = person(chance), person(chance)
    domain = f"{slug(name)[:40].rstrip('-')}.example"
    functions = FUNCTIONS.get(statut, ("Présidente", "Président", "Directrice", "Directeur"))
    return {
        "representant_civilite": head.civilite, "representant_nom": head.nom,
        "representant_prenom": head.prenom, "representant_fonction": chance.pick(functions),
        "representant_telephone": identifiers.mobile(chance),
        "representant_courriel": f"{head.adresse}@{domain}",
        "charge_civilite": contact.civilite, "charge_nom": contact.nom,
        "charge_prenom": contact.prenom,
        "charge_fonction": chance.pick(("Coordinatrice", "Chargé de projet", "Trésorière")),
        "charge_telephone": identifiers.telephone(chance, place.departement),
        "charge_courriel": f"{contact.adresse}@{domain}",
    }  # fmt: skip


def _life(association: bool, chance: Chance) -> dict[str, Any]:
    if not association:
        return dict.fromkeys(
            ("creation_jo", "utilite_publique", "utilite_publique_le", "commissaire_comptes",
             "adherents", "adherents_femmes", "adherents_hommes", "benevoles", "salaries")
        )  # fmt: skip
    members = int(chance.around(70, 0.9)) + 3
    women = int(members * (0.3 + 0.4 * chance.real()))
    useful = chance.hit(0.03)
    return {
        "creation_jo": chance.day(date(1965, 1, 1), date(2010, 6, 30)),
        "utilite_publique": useful,
        "utilite_publique_le": chance.day(date(1990, 1, 1), date(2010, 1, 1)) if useful else None,
        "commissaire_comptes": chance.hit(0.3), "adherents": members, "adherents_femmes": women,
        "adherents_hommes": members - women, "benevoles": chance.between(2, 45),
        "salaries": max(0, int(chance.around(4, 1.0)) - 1),
    }  # fmt: skip
