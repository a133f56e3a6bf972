"""Whether an organisme is already known: by its numbers, else by its exact name, never by likeness.

Real bases hold one or two percent of doubles; a wrong merge is worse, since nobody sees it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from acse_desktop.fieldtypes import Siret
from acse_desktop.typography import folded

SIRET_LENGTH = 14
SIREN_LENGTH = 9


@dataclass
class Known:
    """What is known of an organisme, from the base or from rows already read."""

    id: str
    nom: str
    commune: str
    siret: str
    code_tiers: str
    code_source: str = ""
    """The number that the sender of a file gives it, meaningful in that file only."""


@dataclass
class Match:
    """An organisme found, and by what: `siret`, `siren`, `code_tiers`, `code_source` or `nom`."""

    known: Known
    par: str


@dataclass
class OrganismeIndex:
    """The known organismes, by each of their numbers and by folded name."""

    par_siret: dict[str, Known] = field(default_factory=dict)
    par_siren: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    par_tiers: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    par_source: dict[str, Known] = field(default_factory=dict)
    par_nom: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add_all(self, rows: Iterable[Any]) -> None:
        """Index the organismes of a base: rows with id, nom, commune, siret, code_tiers."""
        for row in rows:
            texts = (row.nom, row.commune, row.siret, row.code_tiers)
            self.add(Known(row.id, *(text or "" for text in texts)))

    def add(self, known: Known) -> None:
        """Index one organisme."""
        if siret := usable_siret(known.siret):
            self.par_siret.setdefault(siret, known)
        if siren := usable_siren(known.siret):
            self.par_siren[siren].append(known)
        if known.code_tiers:
            self.par_tiers[known.code_tiers].append(known)
        if known.code_source:
            self.par_source[known.code_source] = known
        self.par_nom[folded(known.nom)].append(known)

    def find(self, wanted: Known) -> Match | None:
        """The organisme that is this one, by the first proof that holds."""
        if found := self.par_siret.get(usable_siret(wanted.siret)):
            return Match(found, "siret")
        if found := self.par_source.get(wanted.code_source):
            return Match(found, "code_source")
        if found := _only(self._same_siren(wanted)):
            return Match(found, "siren")
        if found := _only([k for k in self.par_tiers.get(wanted.code_tiers, ())
                           if _compatible(k.siret, wanted.siret)]):  # fmt: skip
            return Match(found, "code_tiers")
        found = _only([known for known in self._namesakes(wanted) if _may_be(known, wanted)])
        return Match(found, "nom") if found else None

    def _same_siren(self, wanted: Known) -> list[Known]:
        """Same SIREN, one of the two without establishment, and no contrary code tiers."""
        siren = usable_siren(wanted.siret)
        return [
            known
            for known in self.par_siren.get(siren, ())
            if SIREN_LENGTH in (len(known.siret), len(wanted.siret))
            and _compatible(known.code_tiers, wanted.code_tiers)
        ]

    def _namesakes(self, wanted: Known) -> list[Known]:
        return self.par_nom.get(folded(wanted.nom), [])


def usable_siret(siret: str) -> str:
    """The SIRET when it can prove an identity: 14 digits, not rounded by a spreadsheet."""
    full = len(siret) == SIRET_LENGTH and Siret().check(siret) is None
    return siret if full else ""


def usable_siren(siret: str) -> str:
    """The SIREN of a usable SIRET, or the nine digits given alone."""
    if len(siret) == SIREN_LENGTH and siret.isdecimal():
        return siret
    return usable_siret(siret)[:SIREN_LENGTH]


def _only(found: list[Known]) -> Known | None:
    return found[0] if len(found) == 1 else None


def _compatible(first: str, second: str) -> bool:
    return not first or not second or first == second


def _may_be(known: Known, wanted: Known) -> bool:
    """Same name, and nothing that says they are two: commune, SIRET, code tiers, own number."""
    return (
        _compatible(folded(known.commune), folded(wanted.commune))
        and _compatible(usable_siren(known.siret), usable_siren(wanted.siret))
        and _compatible(usable_siret(known.siret), usable_siret(wanted.siret))
        and _compatible(known.code_tiers, wanted.code_tiers)
        and _compatible(known.code_source, wanted.code_source)
    )
