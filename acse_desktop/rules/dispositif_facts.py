"""What the rules of each dispositif look at: the action, its indicators, its periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from acse_desktop.indicateurs import sum_of

Figures = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class PeriodFacts:
    """A holiday period of a VVV action."""

    vacances: str | None = None
    debut_le: date | None = None
    fin_le: date | None = None
    jours: int | None = None
    filles: int | None = None
    garcons: int | None = None
    sexe_inconnu: int | None = None
    moins_13: int | None = None
    de_13_18: int | None = None
    plus_18: int | None = None

    def sexes(self) -> int | None:
        """Young people told by sex; None when no number is given."""
        return _total(self.filles, self.garcons, self.sexe_inconnu)

    def ages(self) -> int | None:
        """Young people told by age; None when no number is given."""
        return _total(self.moins_13, self.de_13_18, self.plus_18)

    def jeunes(self) -> int | None:
        """How many young people: by sex, or by age where sexes are not told."""
        return self.ages() if self.sexes() is None else self.sexes()


def _total(*values: int | None) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class DispositifFacts:
    """An action with the data of its dispositif."""

    table: ClassVar[str] = "action"
    id: str
    dispositif: str
    exercice: int | None = None
    organisme_statut: str | None = None
    montant_demande: Decimal | None = None
    montant_accorde: Decimal | None = None
    cout_total: Decimal | None = None
    contrat_id: str | None = None
    contrats: int = 0
    """Places attached to a contract."""
    donnees: Mapping[str, Any] = field(default_factory=dict)
    """The fields of the section « Données du dispositif », by name."""
    prevu: Figures = field(default_factory=dict)
    realise: Figures = field(default_factory=dict)
    """Indicators by code."""
    periodes: tuple[PeriodFacts, ...] = ()
    objet: str = ""

    def known(self, codes: str) -> Decimal | None:
        """What indicators joined by `+` reached, or what was foreseen while nothing is known."""
        reached = sum_of(codes, self.realise)
        return sum_of(codes, self.prevu) if reached is None else reached

    @property
    def montant(self) -> Decimal:
        """What was granted, or what is asked while nothing is."""
        return self.montant_accorde or self.montant_demande or Decimal(0)
