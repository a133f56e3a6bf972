"""What a consolidation found: each file as in an import, and the state of each département."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from acse_desktop.services.importing.report import Report

RECU = "recu"
ABSENT = "absent"
REMPLACE = "remplace"
EN_DOUBLE = "en_double"
MODIFIE = "modifie_apres_export"
IDENTIQUE = "identique"


@dataclass
class TerritoryState:
    """What came from a territory for an exercice."""

    code: str
    """Code of the département; `R11` for a region's own programmes."""
    etat: str
    fichier: str = ""
    empreinte: str = ""
    actions: int = 0
    montant_accorde: Decimal = Decimal("0.00")
    exercice: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The state as the reports for programs hold it."""
        return {
            "code": self.code,
            "etat": self.etat,
            "fichier": self.fichier,
            "empreinte": self.empreinte,
            "actions": self.actions,
            "montant_accorde": f"{self.montant_accorde:.2f}",
            "exercice": self.exercice,
        }


@dataclass
class ConsolidationReport(Report):
    """The whole consolidation."""

    departements: list[TerritoryState] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        states = [state.as_dict() for state in self.departements]
        return {**super().as_dict(), "departements": states}
