"""What each dispositif tells of an action: its own fields, breakdowns, holiday periods.

Draws come from a chance of each action: the rest of the base does not depend on them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from acse_desktop.fields import fields_of
from acse_desktop.models.action import DISPOSITIF, Action
from acse_desktop.rules.dispositif_montants import fipd_bounds
from acse_desktop.services.example.chance import Chance, Money, counts
from acse_desktop.services.example.indicators import Persons, breakdowns
from acse_desktop.services.example.money import coordinator
from acse_desktop.services.example.names import of
from acse_desktop.services.example.projects import Project
from acse_desktop.services.example.subjects import VIDEO

Row = dict[str, Any]
Holiday = tuple[str, date]
"""Which holiday, and its first day."""
NAMES = tuple(one.name for one in fields_of(Action).values() if one.section == DISPOSITIF)
LABEL = 50
"""Trainees from which a school of the second chance is labelled."""
ARTS = {"théâtre": "THEATRE", "images": "AUDIOVISUEL", "Ciné": "AUDIOVISUEL",
        "radio": "AUDIOVISUEL", "Orchestre": "MUSIQUE", "Chœur": "MUSIQUE", "danse": "DANSE",
        "cultures urbaines": "DANSE", "Écriture": "LECTURE", "Fresque": "ARTS",
        "artistes": "ARTS"}  # fmt: skip
AGAINST = {"Plan ": "PLAN", "Formation": "FORMATION", "Diagnostic": "DIAGNOSTIC",
           "Permanence": "ACCOMPAGNEMENT", "linguistiques": "ACCOMPAGNEMENT"}  # fmt: skip
GROUNDS = {"filles": "SEXE", "immigration": "ORIGINE", "linguistiques": "ORIGINE",
           "emploi": "RESIDENCE"}  # fmt: skip
WATCHED = {"Formation": "FORMATION", "Séminaire": "FORMATION", "Contrôle": "SUR_PLACE",
           "Évaluation": "EVALUATION"}  # fmt: skip
HOLIDAYS = (("HIVER", (2, 20)), ("PRINTEMPS", (4, 16)), ("ETE", (7, 9)), ("TOUSSAINT", (10, 27)))
DOINGS = {"montagne": "SEJOUR", "voile": "SPORT", "solidaire": "UTILITE", "raid": "SPORT",
          "cirque": "ART", "plein air": "SEJOUR", "vélo": "SEJOUR", "proximité": "ANIMATION",
          "Activités": "ANIMATION"}  # fmt: skip
FAR = {"SEJOUR": "FRANCE", "SPORT": "REGION", "UTILITE": "VILLE", "ART": "VILLE"}
SEXES = ("filles", "garcons", "sexe_inconnu")
AGES = ("moins_13", "de_13_18", "plus_18")
CODES = {"filles": "VVV.FILLES", "garcons": "VVV.GARCONS", "sexe_inconnu": "VVV.SEXE_NP",
         "moins_13": "VVV.M13", "de_13_18": "VVV.A13_18", "plus_18": "VVV.P18",
         "jours": "VVV.JOURNEES"}  # fmt: skip


def _own(action_id: str, part: str) -> Chance:
    return Chance(0, part, action_id)


def _found(words: dict[str, str], text: str, other: str) -> str:
    return next((code for word, code in words.items() if word in text), other)


def fields(project: Project, action_id: str, exercice: int, persons: Persons) -> Row:
    """The fields of the section of the dispositif, those of the others empty."""
    title, chance = project.intitule, _own(action_id, "champs")
    kind = project.dispositif
    row: Row = dict.fromkeys(NAMES)
    if kind in ("PRE", "IE", "E2C"):
        row["annee_scolaire"] = f"{exercice}-{exercice + 1}"
    makers: dict[str, Callable[[], Row]] = {
        "PRE": lambda: {"nature_pre": _nature(title, chance)},
        "IE": lambda: _educator(coordinator(project.reached, exercice)),
        "E2C": lambda: {"labellisee": (persons.realise or persons.prevu) >= LABEL},
        "PARR": lambda: {"charte_parrainage": True},
        "FIPD": lambda: {"videoprotection": title.startswith(VIDEO), "zsp": chance.hit(0.2)},
        "CULT": lambda: {"domaine_culture": _found(ARTS, title, "AUTRE")},
        "LCD": lambda: {"nature_lcd": _found(AGAINST, title, "SENSIBILISATION"),
                        "critere_lcd": _found(GROUNDS, title, "PLUSIEURS")},
        "GUP": lambda: _renewal(project, exercice, chance),
        "RELOG": lambda: _renewal(project, exercice, chance),
        "FEC": lambda: {"nature_fec": _found(WATCHED, title, "EVALUATION")},
    }  # fmt: skip
    return row | makers[kind]() if kind in makers else row


def _nature(title: str, chance: Chance) -> str:
    if "parcours" in title:
        return "PARCOURS"
    drawn = chance.weighted({"PARCOURS": 5, "COLLECTIF": 3, "INGENIERIE": 2})
    return "INGENIERIE" if "Équipe" in title else drawn


def _educator(aid: int) -> Row:
    return {"coordonnateur": aid > 0, "aide_coordonnateur": aid or None}


def _renewal(project: Project, exercice: int, chance: Chance) -> Row:
    signed = chance.day(date(exercice - 3, 2, 1), date(exercice - 1, 11, 30))
    place = of(project.sites[0].commune.nom)
    return {"projet_anru": f"Rénovation urbaine {place}", "convention_anru_le": signed}


def cost(project: Project, own: Row, exercice: int) -> Money | None:
    """What vidéoprotection costs for its grant to be at the rate of the year; None for others."""
    _low, high = fipd_bounds(exercice, bool(own["zsp"]))
    if not own["videoprotection"] or high is None:
        return None
    return (project.accorde or project.demande) * 100 / high


def details(
    project: Project, action_id: str, told: list[Row], light: bool, exercice: int
) -> tuple[list[Row], list[Row]]:
    """More indicators in a base of ordinary size, and the periods of a VVV action."""
    chance = _own(action_id, "details")
    more = [] if light else breakdowns(action_id, project.dispositif, told, chance)
    if project.dispositif != "VVV":
        return more, []
    drawn = chance.sample(HOLIDAYS, 1 if light else chance.between(1, 3))
    holidays = [(name, date(exercice, *day)) for name, day in drawn]
    return more, _periods(project.intitule, action_id, told, holidays, chance)


def _periods(
    title: str, action_id: str, told: list[Row], holidays: list[Holiday], chance: Chance
) -> list[Row]:
    held = {row["code"]: row["prevu"] if row["realise"] is None else row["realise"] for row in told}
    weights = [1.0] * len(holidays)
    crowds = counts(int(held["VVV.JEUNES"]), weights)
    columns = {**_split(held, SEXES, crowds), **_split(held, AGES, crowds)}
    days = counts(int(held[CODES["jours"]]), weights)
    doing = _found(DOINGS, title, "SORTIE")
    rows = []
    for rank, (holiday, first) in enumerate(holidays):
        rows.append({
            "id": chance.id(), "action_id": action_id, "vacances": holiday, "jours": days[rank],
            "activite": doing, "lieu": FAR.get(doing, "QUARTIER"),
            "debut_le": first, "fin_le": first + timedelta(days=chance.between(2, 11)),
            **{name: values[rank] for name, values in columns.items()},
        })  # fmt: skip
    return rows


def _split(held: dict[str, Any], names: tuple[str, ...], crowds: list[int]) -> dict[str, list[int]]:
    """Parts of each total by period, whose sum is the total and that make each period."""
    left = [int(held[CODES[name]]) for name in names]
    columns: dict[str, list[int]] = {name: [] for name in names}
    for crowd in crowds:
        row = counts(crowd, left) if crowd else [0] * len(left)
        left = [a - b for a, b in zip(left, row, strict=True)]
        for name, value in zip(names, row, strict=True):
            columns[name].append(value)
    return columns
