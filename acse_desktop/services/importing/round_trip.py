"""Our own workbook read back into a base: matched on identifiers, never on the place of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.progress import Progress
from acse_desktop.services.importing.plan import Row
from acse_desktop.services.importing.report import FileReport, Totaux
from acse_desktop.store.operations import Done


@dataclass
class RoundTrip:
    """Placeholder until the layout is there."""

    session: Session
    provenance: Row
    report: FileReport
    changes: list[Any] = field(default_factory=list)

    def read(self, path: Path, totaux: Totaux, progress: Progress) -> None:
        """Placeholder."""

    def write(self, done: Done, progress: Progress) -> None:
        """Placeholder."""
