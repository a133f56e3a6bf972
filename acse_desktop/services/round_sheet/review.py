"""What came back, compared: plain values, shown to the agent before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Key = tuple[str, str]
"""Identifier of a record, name of a field."""

ERREUR = "erreur"
INFORMATION = "information"


@dataclass(frozen=True)
class Difference:
    """A cell that its author changed and that the base does not hold yet."""

    record: str
    version: int
    """Of the record in the base when it was compared."""
    field: str
    label: str
    """Of the field: a message of the catalogue."""
    what: str
    """The row as people name it."""
    place: str
    """The cell, as the spreadsheet names it: `K14`."""
    sent: Any
    returned: Any
    current: Any
    texts: tuple[str, str, str]
    """What was sent, came back and is in the base now, as an agent reads them."""
    conflict: bool
    """Whether the base changed too since the sheet was sent."""
    remark: str = ""
    """What was repaired, or looks wrong, in the cell."""

    @property
    def key(self) -> Key:
        """What the choice of the agent is about."""
        return self.record, self.field


@dataclass(frozen=True)
class Trouble:
    """What could not be read or compared, where, and what to do about it."""

    code: str
    gravite: str
    place: str
    """« Avis, ligne 14, colonne K »."""
    value: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Review:
    """A sheet that came back, compared with what was sent and with the base."""

    layout: str
    """Key of the kind of sheet."""
    file: str
    """Name of the file."""
    scope: Mapping[str, str]
    rows: int
    """Rows read."""
    settled: int
    """Cells whose change is in the base already."""
    differences: tuple[Difference, ...]
    """Conflicts first, then in the order of the sheet."""
    troubles: tuple[Trouble, ...]
    """Errors first."""
    filled: frozenset[Key] = frozenset()
    """The cells that held something when they were sent or when they came back."""

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """The cells changed on both sides."""
        return tuple(one for one in self.differences if one.conflict)

    def proposed(self) -> frozenset[Key]:
        """What is chosen at first: all but the conflicts, on which the agent decides."""
        return frozenset(one.key for one in self.differences if not one.conflict)
