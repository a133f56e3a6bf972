"""A remontée that was read: its records, what is wrong with them, what was edited after export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from acse_desktop.fields import Base
from acse_desktop.services.importing.report import ERREUR, Anomalie


@dataclass(frozen=True)
class Edit:
    """A row that no longer is what was exported."""

    feuille: str
    ligne: int | None
    """Row number in the sheet; None when rows were removed, or the sheet as a whole changed."""
    enregistrement: str = ""
    colonnes: tuple[str, ...] = ()
    """Headers of the cells that changed; empty when the whole row is new."""
    cellules: tuple[str, ...] = ()
    """The same cells as the spreadsheet names them, `AM12`."""
    message: str = ""


@dataclass
class SheetRecords:
    """The records of a sheet, ready to be written in a base."""

    names: tuple[str, ...]
    """Attributes, in the order of the values."""
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Row number of each record in its sheet."""
    read: int = 0
    """Filled rows of the sheet, those kept out included."""

    def mappings(self) -> Iterator[dict[str, Any]]:
        """The records by attribute."""
        for row in self.rows:
            yield dict(zip(self.names, row, strict=True))

    def ids(self) -> list[str]:
        """The identifiers of the records."""
        return [row[self.names.index("id")] for row in self.rows] if "id" in self.names else []

    def total(self, name: str) -> Decimal:
        """The sum, in euros, of an amount."""
        if name not in self.names:
            return Decimal("0.00")
        rank = self.names.index(name)
        return sum((row[rank] or Decimal() for row in self.rows), Decimal("0.00"))


@dataclass
class Remontee:
    """A workbook of one territory and exercice."""

    path: Path
    territoire: str
    """`93`, or `R11` for a région's own programmes."""
    exercice: int | None
    version: int
    """Layout version."""
    programme: str = ""
    agent: str = ""
    etabli_le: str = ""
    empreinte: str = ""
    """Fingerprint that the workbook states."""
    empreinte_lue: str = ""
    """Fingerprint of what it holds now."""
    records: dict[type[Base], SheetRecords] = field(default_factory=dict)
    issues: list[Anomalie] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    @property
    def edited(self) -> bool:
        """Whether its content changed after export."""
        return self.empreinte != self.empreinte_lue

    @property
    def refused(self) -> int:
        """Rows kept out."""
        return sum(found.read - len(found.rows) for found in self.records.values())

    @property
    def clean(self) -> bool:
        """Whether every cell was read as it should be."""
        return not any(issue.gravite == ERREUR for issue in self.issues)
