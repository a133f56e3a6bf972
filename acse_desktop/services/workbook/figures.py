"""What a remontée says of itself: territory, counts, sums, and what was left out of a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import BaseInfo
from acse_desktop.services.importing.report import Anomalie


@dataclass(frozen=True)
class OpenAnomaly:
    """What `verifier` left open, with the agent's reason where one was given."""

    gravite: str
    code: str
    message: str
    remede: str = ""
    feuille: str = ""
    enregistrement: str = ""
    """Identifier of the record."""
    numero: str = ""
    """How an agent names the record: n° dossier, n° action, nom."""
    colonne: str = ""
    valeur: str = ""
    motif: str = ""


@dataclass(frozen=True)
class Sending:
    """Who sends a remontée, when, and with which open anomalies."""

    agent: str = ""
    on: date = field(default_factory=date.today)
    anomalies: tuple[OpenAnomaly, ...] = ()


@dataclass(frozen=True)
class SheetFigures:
    """A sheet in figures: rows, and sums in euros by column name."""

    rows: int
    sums: dict[str, Decimal]


@dataclass
class ExportSummary:
    """What was written, for the agent and for the journal."""

    path: Path
    exercice: int
    territoire: str
    empreinte: str
    feuilles: dict[str, SheetFigures]
    anomalies: list[Anomalie]
    """Texts that a cell could not hold whole: named, never silent."""


def territory_of(session: Session) -> str:
    """`93` for a département, `R11` for a région; empty when the base does not say."""
    told: dict[str, str] = {
        key: value for key, value in session.execute(select(BaseInfo.cle, BaseInfo.valeur))
    }
    if told.get("departement"):
        return told["departement"]
    return f"R{told['region']}" if told.get("region") else ""


def file_name(territory: str, exercice: int, on: date) -> str:
    """The name of a remontée: `remontee_93_2012_2012-11-23.xlsx`."""
    return f"remontee_{territory or 'base'}_{exercice}_{on:%Y-%m-%d}.xlsx"
