"""The indicators of each dispositif, as declared data: adding one is a line of a table.

`resources/indicateurs.csv` says for each code its unit, whether it follows the civil or the school
year, whether it is foreseen and reached or only reached, what it is a part of, and for a rate what
it is computed from. The tab of an action, the grid for mass entry, the workbook, the checks, the
bilan and the dashboards all follow from it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from acse_desktop.resources import resource

CENT = Decimal("0.01")
SCOLAIRE = "scolaire"
CALCULE = "calcule"
REALISE = "realise"


@dataclass(frozen=True)
class Indicator:
    """One line of the table."""

    dispositif: str
    code: str
    """Dispositif, full stop, name: unique."""
    libelle: str
    unite: str
    periode: str
    """`civile`, or `scolaire` for a school year that the action tells."""
    saisie: str
    """`prevu_realise`, `realise` (known at the end only), or `calcule` (never typed)."""
    groupe: str
    """What it breaks down by (sexe, age, niveau, quartiers, sorties), or empty for a total."""
    part_de: str
    """The total that it makes with the others of its group, or empty."""
    numerateur: str
    denominateur: str
    """Codes joined by `+`, of a rate in per cent."""
    valide_du: str
    valide_au: str
    """First and last exercice of use, or empty."""
    source: str
    au_plus: str = ""
    """Codes joined by `+` whose sum it cannot exceed, the others of its group counted with it."""

    @property
    def computed(self) -> bool:
        """Whether it is a rate, computed and never typed."""
        return self.saisie == CALCULE

    @property
    def foreseen(self) -> bool:
        """Whether it is also foreseen at the request."""
        return self.saisie != REALISE

    def holds_in(self, exercice: int | None) -> bool:
        """Whether it is in use for an exercice."""
        if exercice is None:
            return True
        after = not self.valide_du or int(self.valide_du) <= exercice
        return after and (not self.valide_au or exercice <= int(self.valide_au))

    def rate(self, values: Mapping[str, Decimal | None]) -> Decimal | None:
        """The rate in per cent from values by code; None without basis."""
        whole = sum_of(self.denominateur, values)
        part = sum_of(self.numerateur, values)
        if part is None or not whole:
            return None
        return (part * 100 / whole).quantize(CENT, ROUND_HALF_UP)


def sum_of(codes: str, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """The sum of the values of codes joined by `+`; None when none of them is known."""
    known = [value for code in codes.split("+") if (value := values.get(code)) is not None]
    return sum(known, Decimal(0)) if known else None


@cache
def all_indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order of the table."""
    with resource("indicateurs.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Indicator(**row) for row in csv.DictReader(file))


@cache
def indicators_of(dispositif: str | None, exercice: int | None = None) -> tuple[Indicator, ...]:
    """The indicators of a dispositif in use for an exercice, computed ones included."""
    return tuple(
        one for one in all_indicators()
        if one.dispositif == dispositif and one.holds_in(exercice)
    )  # fmt: skip


@cache
def _by_code() -> dict[str, Indicator]:
    return {one.code: one for one in all_indicators()}


def indicator(code: str) -> Indicator | None:
    """An indicator by its code; None for a code of another version."""
    return _by_code().get(code)


def groups_of(indicators: Iterable[Indicator]) -> dict[tuple[str, str], tuple[Indicator, ...]]:
    """The breakdowns that must make their total: parts by group and code of the total."""
    found: dict[tuple[str, str], list[Indicator]] = {}
    for one in indicators:
        if one.part_de:
            found.setdefault((one.groupe, one.part_de), []).append(one)
    return {key: tuple(parts) for key, parts in found.items()}


def bounds_of(indicators: Iterable[Indicator]) -> tuple[tuple[Indicator, ...], ...]:
    """The parts that all together cannot exceed the total they name, group by group."""
    found: dict[tuple[str, str], list[Indicator]] = {}
    for one in indicators:
        if one.au_plus:
            found.setdefault((one.groupe or one.code, one.au_plus), []).append(one)
    return tuple(tuple(parts) for parts in found.values())
