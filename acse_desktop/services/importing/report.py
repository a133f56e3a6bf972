"""What an import or a consolidation found and did, file by file; the JSON of `--rapport`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

ERREUR = "erreur"
AVERTISSEMENT = "avertissement"
INFORMATION = "information"


@dataclass(frozen=True)
class Anomalie:
    """One thing to know about a file, located by sheet, row and column when it has a place."""

    gravite: str
    """`erreur` (the row was refused), `avertissement` or `information` (repairs, choices made)."""
    code: str
    message: str
    remede: str = ""
    feuille: str = ""
    ligne: int | None = None
    """Row number as the spreadsheet shows it."""
    colonne: str = ""
    """Column letter."""
    valeur: str = ""
    """What the cell holds."""

    @property
    def cellule(self) -> str:
        """The cell as the spreadsheet names it, `I12`; empty when it has no place."""
        return f"{self.colonne}{self.ligne}" if self.colonne and self.ligne else ""

    def as_dict(self) -> dict[str, Any]:
        """The anomaly as the reports for programs hold it."""
        return {
            "gravite": self.gravite,
            "code": self.code,
            "feuille": self.feuille,
            "ligne": self.ligne,
            "colonne": self.colonne,
            "valeur": self.valeur,
            "message": self.message,
            "remede": self.remede,
        }


class Remark(NamedTuple):
    """What is to be said of a cell, before its place is known."""

    gravite: str
    code: str
    message: str
    remede: str = ""


@dataclass
class FileReport:
    """One file: what it is, what was read of it, and what happened to its rows."""

    fichier: str
    profil: str = ""
    feuille: str = ""
    ligne_entete: int | None = None
    lignes_lues: int = 0
    """Data rows: titles, sub-totals and repeated headers are not counted."""
    lignes_importees: int = 0
    lignes_refusees: int = 0
    montant_total: Decimal = Decimal("0.00")
    """Sum, in euros, of the amounts read in the data rows."""
    anomalies: list[Anomalie] = field(default_factory=list)

    def note(self, gravite: str, code: str, message: str, remede: str = "") -> None:
        """Add an anomaly that concerns the whole file."""
        self.anomalies.append(Anomalie(gravite, code, message, remede, feuille=self.feuille))

    def as_dict(self) -> dict[str, Any]:
        """The file as the reports for programs hold it."""
        return {
            "fichier": self.fichier,
            "profil": self.profil,
            "feuille": self.feuille,
            "ligne_entete": self.ligne_entete,
            "lignes_lues": self.lignes_lues,
            "lignes_importees": self.lignes_importees,
            "lignes_refusees": self.lignes_refusees,
            "montant_total": f"{self.montant_total:.2f}",
            "anomalies": [anomalie.as_dict() for anomalie in self.anomalies],
        }


@dataclass
class Totaux:
    """What was written, or would be: records created or changed, and their amounts in euros."""

    organismes: int = 0
    dossiers: int = 0
    actions: int = 0
    montant_demande: Decimal = Decimal("0.00")
    montant_accorde: Decimal = Decimal("0.00")
    montant_paye: Decimal = Decimal("0.00")

    def add_amounts(self, action: dict[str, Any]) -> None:
        """Count the amounts of an action."""
        self.montant_demande += action.get("montant_demande") or 0
        self.montant_accorde += action.get("montant_accorde") or 0
        self.montant_paye += action.get("montant_paye") or 0

    def as_dict(self) -> dict[str, Any]:
        """The totals, amounts as texts with two decimals."""
        return {
            "organismes": self.organismes,
            "dossiers": self.dossiers,
            "actions": self.actions,
            "montant_demande": f"{self.montant_demande:.2f}",
            "montant_accorde": f"{self.montant_accorde:.2f}",
            "montant_paye": f"{self.montant_paye:.2f}",
        }


@dataclass
class Report:
    """The whole import."""

    fichiers: list[FileReport] = field(default_factory=list)
    totaux: Totaux = field(default_factory=Totaux)

    @property
    def anomalies(self) -> list[Anomalie]:
        """Every anomaly of every file."""
        return [anomalie for fichier in self.fichiers for anomalie in fichier.anomalies]

    @property
    def clean(self) -> bool:
        """Whether nothing was refused and nothing needs the agent's eye."""
        graves = Counter(anomalie.gravite for anomalie in self.anomalies)
        return not graves[ERREUR] and not graves[AVERTISSEMENT]

    def as_dict(self) -> dict[str, Any]:
        """The JSON of the contract: stable keys, amounts as texts, ISO dates."""
        return {
            "fichiers": [fichier.as_dict() for fichier in self.fichiers],
            "totaux": self.totaux.as_dict(),
        }
