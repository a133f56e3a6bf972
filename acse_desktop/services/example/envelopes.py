"""Envelopes: the credits of each dispositif and theme, always enough for what was granted."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from acse_desktop.services.example.chance import Chance, Money, counts
from acse_desktop.services.example.projects import Project
from acse_desktop.services.example.subjects import theme_code
from acse_desktop.services.example.territory import Territory

Row = dict[str, Any]
MARGIN = 1.06
"""What was notified for one euro granted: some is left to be granted."""


class Envelopes:
    """Adds up what is granted, then makes the envelopes."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._granted: dict[tuple[int, str, str], Money] = defaultdict(int)
        self._posts: dict[tuple[int, str, str], int] = defaultdict(int)

    def count(self, projects: list[Project], exercice: int) -> None:
        """Count what the projects of an exercice were granted, and the posts among them."""
        for project in projects:
            key = exercice, project.dispositif, theme_code(project.subject.theme, exercice)
            self._granted[key] += project.accorde
            self._posts[key] += project.dispositif == "AR"

    def rows(self, territory: Territory) -> list[Row]:
        """The envelopes; credits move from the largest to the next of an exercice."""
        rows = [self._row(territory, *key) for key in sorted(self._granted)]
        for exercice in {row["exercice"] for row in rows}:
            _transfer([row for row in rows if row["exercice"] == exercice])
        return rows

    def _row(self, territory: Territory, exercice: int, dispositif: str, theme: str) -> Row:
        key = exercice, dispositif, theme
        wanted = float(self._granted[key]) * MARGIN
        return {
            "id": self._chance.id(), "exercice": exercice,
            "departement": None if territory.region else territory.code,
            "region": territory.code if territory.region else None, "dispositif": dispositif,
            "theme": theme, "notifie": int(wanted // 1_000 + 1) * 1_000,
            "notifie_le": date(exercice, 2, self._chance.between(6, 24)), "transferts": 0,
            "postes": self._posts[key] + 1 if dispositif == "AR" else None, "commentaire": None,
        }  # fmt: skip


def _transfer(rows: list[Row]) -> None:
    ranked = sorted(rows, key=lambda row: (-row["notifie"], row["id"]))
    if len(ranked) < 2:
        return
    giver, taker = ranked[:2]
    moved = giver["notifie"] // 50_000 * 1_000
    giver |= {"transferts": -moved, "commentaire": "Fongibilité, décision du comité de juin."}
    taker["transferts"] = moved


def scale(rows: list[Row], total: int) -> None:
    """Bring the notified credits of a country to their sum; transfers are lifted."""
    parts = counts(total, [row["notifie"] for row in rows])
    for row, part in zip(rows, parts, strict=True):
        row |= {"notifie": part, "transferts": 0, "commentaire": None}
