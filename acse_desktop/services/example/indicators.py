"""Persons reached: publics by age and sex, and the indicators of each dispositif."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acse_desktop.indicateurs import indicator
from acse_desktop.services.example.chance import Chance, counts
from acse_desktop.services.example.quotas import Reach

Row = dict[str, Any]
AGES: dict[str, dict[str, float]] = {
    "PRE": {"0-5": 18, "6-15": 74, "16-17": 8},
    "IE": {"6-15": 45, "16-17": 55},
    "E2C": {"16-17": 15, "18-25": 85},
    "VVV": {"6-15": 62, "16-17": 28, "18-25": 10},
    "PARR": {"18-25": 60, "26-64": 40},
    "FEC": {"26-64": 100},
    "GUP": {"26-64": 75, "65+": 25},
}
ALL_AGES = {"6-15": 32, "18-25": 22, "26-64": 38, "65+": 8}


@dataclass(frozen=True)
class Split:
    """Indicators that share the persons reached, or a part of them."""

    codes: tuple[str, ...]
    weights: tuple[float, ...]
    part: float = 1.0


SPLITS: dict[str, tuple[Split, ...]] = {
    "PRE": (Split(("PRE.ENF_IND", "PRE.ENF_COLL"), (26, 74)),
            Split(("PRE.ENF_QUARTIER",), (1,), 0.83)),
    "IE": (Split(("IE.PLACES_OCC",), (1,)), Split(("IE.PLACES_LAB",), (1,), 1.3),
           Split(("IE.PLACES_QUARTIER",), (1,), 0.72)),
    "E2C": (Split(("E2C.STAGIAIRES",), (1,)), Split(("E2C.STAG_QUARTIER",), (1,), 0.38),
            Split(("E2C.SORT_EMPLOI_DUR", "E2C.SORT_EMPLOI_CT", "E2C.SORT_FORM", "E2C.SORT_SANS",
                   "E2C.ABANDONS"), (20, 14, 22, 24, 20))),
    "VVV": (Split(("VVV.JEUNES",), (1,)),
            Split(("VVV.FILLES", "VVV.GARCONS", "VVV.SEXE_NP"), (35, 55, 10)),
            Split(("VVV.M13", "VVV.A13_18", "VVV.P18"), (28, 62, 10)),
            Split(("VVV.JOURNEES",), (1,), 0.15)),
    "AR": (),
    "ASV": (Split(("ASV.PERSONNES",), (1,)), Split(("ASV.SITES",), (1,), 0.02)),
    "FIPD": (Split(("FIPD.PERS_FIPD",), (1,)),),
    "CULT": (Split(("CULT.PARTICIP",), (1,)),),
    "LCD": (Split(("LCD.FORMES",), (1,)), Split(("LCD.DIAG",), (1,), 0.02)),
    "GUP": (Split(("GUP.LOGEMENTS",), (1,)),),
    "RELOG": (Split(("RELOG.MENAGES",), (1,), 0.4),),
    "FEC": (Split(("FEC.SESSIONS",), (1,), 0.1),),
    "CUCS": (Split(("CUCS.BENEF",), (1,)),),
}  # fmt: skip


@dataclass(frozen=True)
class Share:
    """Indicators that break down another one, or a part of it."""

    whole: str
    weights: dict[str, float]
    part: float = 1.0

    def of_whole(self, total: Any) -> dict[str, int]:
        """Their values, for the value of the whole; nothing while it is not known."""
        if total is None:
            return {}
        reached = int(total)
        if self.part != 1:
            reached = max(min(1, reached), round(reached * self.part))
        split = counts(reached, list(self.weights.values()))
        return dict(zip(self.weights, split, strict=True))


SHARES: dict[str, tuple[Share, ...]] = {
    "PRE": (Share("PRE.ENF_IND", {"PRE.FILLES": 46, "PRE.GARCONS": 50, "PRE.SEXE_NP": 4}),
            Share("PRE.ENF_IND", {"PRE.MATERNELLE": 26, "PRE.ELEMENTAIRE": 48, "PRE.COLLEGE": 20,
                                  "PRE.LYCEE": 3, "PRE.NON_SCOL": 3})),
    "IE": (Share("IE.PLACES_OCC", {"IE.FILLES": 49, "IE.GARCONS": 49, "IE.SEXE_NP": 2}),),
    "E2C": (Share("E2C.STAGIAIRES", {"E2C.FILLES": 48, "E2C.GARCONS": 50, "E2C.SEXE_NP": 2}),),
    "VVV": (Share("VVV.JEUNES", {"VVV.JEUNES_QUARTIER": 1}, 0.85),),
    "PARR": (Share("PARR.FILLEULS", {"PARR.FEMMES": 52, "PARR.HOMMES": 46, "PARR.SEXE_NP": 2}),
             Share("PARR.FILLEULS", {"PARR.M26": 1}, 0.6),
             Share("PARR.FILLEULS", {"PARR.FIL_QUARTIER": 1}, 0.55),
             Share("PARR.RET_EMPLOI", {"PARR.EMPLOI_DUR": 60, "PARR.ALTERNANCE": 40}, 0.7)),
    "ASV": (Share("ASV.PERSONNES", {"ASV.COPIL": 1}, 0.015),
            Share("ASV.PERSONNES", {"ASV.PARTENAIRES": 1}, 0.05)),
    "CULT": (Share("CULT.PARTICIP", {"CULT.REPRES": 1}, 0.04),),
    "LCD": (Share("LCD.FORMES", {"LCD.PLANS": 1}, 0.01),
            Share("LCD.FORMES", {"LCD.ACCOMP": 1}, 0.3)),
    "GUP": (Share("GUP.LOGEMENTS", {"GUP.DIAG_MARCHANT": 1}, 0.01),),
    "RELOG": (Share("RELOG.MENAGES", {"RELOG.RELOGES": 1}, 0.5),),
    "FEC": (Share("FEC.SESSIONS", {"FEC.FORMES": 1}, 9.0),),
    "CUCS": (Share("CUCS.BENEF", {"CUCS.BENEF_QUARTIER": 1}, 0.7),),
}  # fmt: skip
"""Told in a base of ordinary size, with what only the end of an action says."""
TENTHS = (Decimal("0.5"), Decimal("0.8"), Decimal(1), Decimal("1.5"), Decimal(2))


@dataclass(frozen=True)
class Persons:
    """How many an action plans to reach, and reached once it took place."""

    prevu: int
    realise: int | None
    quartiers: int

    @classmethod
    def drawn(cls, reached: int, over: bool, chance: Chance) -> Persons:
        """About as many planned as reached, most of them from the quarters."""
        planned = max(8, round(reached * (0.88 + 0.24 * chance.real())))
        return cls(
            planned, reached if over else None, round(planned * (0.6 + 0.35 * chance.real()))
        )


def publics(action_id: str, dispositif: str, persons: Persons, light: bool,
            chance: Chance) -> list[Row]:  # fmt: skip
    """Beneficiaries by age and sex; the parts make the total."""
    ages = AGES.get(dispositif, ALL_AGES)
    bands = [max(ages, key=lambda band: ages[band])] if light else list(ages)
    women = 0.35 + 0.3 * chance.real()
    cells = [(band, sexe) for band in bands for sexe in ("F", "H")]
    weights = [ages[band] * (women if sexe == "F" else 1 - women) for band, sexe in cells]
    if dispositif == "VVV":
        cells.append(("NP", "NP"))
        weights.append(sum(weights) * 0.08)
    planned = counts(persons.prevu, weights)
    done: list[Any] = [None] * len(cells)
    if persons.realise is not None:
        done = list(counts(persons.realise, weights))
    return [
        {"id": chance.id(), "action_id": action_id, "tranche_age": band, "sexe": sexe,
         "prevu": foreseen, "realise": real}
        for (band, sexe), foreseen, real in zip(cells, planned, done, strict=True)
    ]  # fmt: skip


def indicators(
    action_id: str, dispositif: str, persons: Persons, reach: Reach, chance: Chance
) -> list[Row]:
    """The figures of the dispositif, planned and reached."""
    planned = dict(_values(dispositif, persons.prevu))
    done = dict(_values(dispositif, persons.realise)) if persons.realise is not None else {}
    if dispositif == "PARR":
        planned |= _sponsored(persons.prevu, round(persons.prevu * 0.54))
        if persons.realise is not None:
            done |= _sponsored(persons.realise, reach.returned(persons.realise))
    for code, value in _teams(dispositif, persons.prevu, chance):
        planned[code] = value
        if persons.realise is not None:
            done[code] = value
    return [
        {"id": chance.id(), "action_id": action_id, "code": code, "prevu": value,
         "realise": done.get(code)}
        for code, value in planned.items()
    ]  # fmt: skip


def breakdowns(action_id: str, dispositif: str, told: list[Row], chance: Chance) -> list[Row]:
    """What the figures of an action break down into; some of it is known at the end only."""
    held = {row["code"]: row for row in told}
    rows = []
    for share in SHARES.get(dispositif, ()):
        parts: dict[str, Row] = {code: {"prevu": None, "realise": None} for code in share.weights}
        for side in ("prevu", "realise"):
            for code, value in share.of_whole(held[share.whole][side]).items():
                one = indicator(code)
                if side == "realise" or (one is not None and one.foreseen):
                    parts[code][side] = value
        rows += [
            {"id": chance.id(), "action_id": action_id, "code": code, **values}
            for code, values in parts.items()
            if values["prevu"] is not None or values["realise"] is not None
        ]
    return rows


def _values(dispositif: str, persons: int) -> Iterator[tuple[str, int | Decimal]]:
    for split in SPLITS.get(dispositif, ()):
        total = persons if split.part == 1 else max(1, round(persons * split.part))
        yield from zip(split.codes, counts(total, split.weights), strict=True)


def _sponsored(persons: int, returned: int) -> dict[str, int | Decimal]:
    trained = returned // 3
    return {
        "PARR.FILLEULS": persons, "PARR.PARRAINS": max(1, persons * 45 // 100),
        "PARR.RET_EMPLOI": returned - trained, "PARR.RET_FORM": trained,
    }  # fmt: skip


def _teams(dispositif: str, persons: int, chance: Chance) -> Iterator[tuple[str, int | Decimal]]:
    if dispositif == "PRE":
        yield "PRE.EQUIPES", 1 + persons // 300
        yield "PRE.ETP", Decimal(persons) / 100 // Decimal("0.1") / 10 + 1
    elif dispositif == "ASV":
        yield "ASV.COORD", chance.pick(TENTHS)
    elif dispositif == "AR":
        posts = 2 if persons > 600 else 1
        yield "AR.POSTES", posts
        yield "AR.POSTES_POURVUS", posts if chance.hit(0.9) else posts - 1
    elif dispositif == "FIPD" and chance.hit(0.3):
        yield "FIPD.CAMERAS", chance.between(4, 60)
