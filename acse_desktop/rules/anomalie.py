"""What a check finds, and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from acse_desktop.translation import _

ERREUR = "erreur"
AVERTISSEMENT = "avertissement"
INFORMATION = "information"
GRAVITES = (ERREUR, AVERTISSEMENT, INFORMATION)
"""The most serious first; none of them ever prevents from saving."""


class Target(Protocol):
    """The record an anomaly is about."""

    @property
    def table(self) -> str:
        """Name of its table."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def objet(self) -> str:
        """What an agent calls it: a number, a name."""


@dataclass(frozen=True)
class Anomalie:
    """One thing to put right, or to accept with a reason."""

    gravite: str
    """`erreur`, `avertissement` or `information`."""
    code: str
    """Code of the rule."""
    table: str
    id: str
    champ: str
    """Machine name of the field to show, or empty."""
    valeur: str
    """The value in question as an agent reads it."""
    message: str
    remede: str
    source: str
    """The text, circular or form the rule comes from."""
    objet: str = ""
    """What an agent calls the record: number of the action, name of the organisme."""
    reserve: str | None = None
    """The reason an agent gave for going on; the anomaly stays listed."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What a reserve is attached to: rule, table, record."""
        return self.code, self.table, self.id


@dataclass(frozen=True)
class Rule:
    """A documented rule. Texts are messages of the catalogue, translated where they are shown."""

    code: str
    gravite: str
    titre: str
    source: str
    remede: str

    def on(self, target: Target, champ: str, message: str, valeur: str = "") -> Anomalie:
        """The anomaly this rule finds on a record."""
        return Anomalie(
            self.gravite, self.code, target.table, target.id, champ, valeur, message,
            _(self.remede), _(self.source), target.objet,
        )  # fmt: skip


@dataclass(frozen=True)
class RecordTarget:
    """A record known by its table and identifier only."""

    table: str
    id: str
    objet: str = ""
