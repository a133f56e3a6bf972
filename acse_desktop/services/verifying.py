"""What `verifier` says of a workbook: cells that cannot be read, and edits after export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.progress import Progress
from acse_desktop.services.importing.report import AVERTISSEMENT, Anomalie
from acse_desktop.services.workbook.reading import read_remontee
from acse_desktop.services.workbook.remontee import Edit, Remontee
from acse_desktop.translation import _

EDITED = "REM-MODIFIE"


@dataclass(frozen=True)
class WorkbookCheck:
    """The anomalies of a workbook, and its counts and sums in euros."""

    anomalies: list[Anomalie]
    totaux: dict[str, int | Decimal]


def check_workbook(path: Path, progress: Progress | None = None) -> WorkbookCheck:
    """Read a remontée and compare it with its fingerprint.

    Raises UnreadableFile when it is not one, FileTooRecent for a later layout, and Cancelled.
    """
    remontee = read_remontee(path, progress)
    return WorkbookCheck([*remontee.issues, *_edits(remontee)], _totals(remontee))


def _edits(remontee: Remontee) -> Iterator[Anomalie]:
    for edit in remontee.edits:
        yield _anomaly(edit.message or _("La ligne a été modifiée après l’export."), edit)
    if remontee.edited and not remontee.edits:
        whole = _("Le classeur a été modifié après l’export.")
        yield _anomaly(whole, Edit(feuille="", ligne=None))


def _anomaly(message: str, edit: Edit) -> Anomalie:
    return Anomalie(
        AVERTISSEMENT, EDITED, message, _("Demandez à l’expéditeur ce qui a été changé."),
        edit.feuille, edit.ligne, ", ".join(edit.cellules), ", ".join(edit.colonnes),
    )  # fmt: skip


def _totals(remontee: Remontee) -> dict[str, int | Decimal]:
    totals: dict[str, int | Decimal] = {
        name: len(found.rows) if (found := remontee.records.get(model)) else 0
        for name, model in (("organismes", Organisme), ("dossiers", Dossier), ("actions", Action))
    }
    actions = remontee.records.get(Action)
    for name in ("montant_demande", "montant_accorde", "montant_paye"):
        totals[name] = actions.total(name) if actions else Decimal("0.00")
    return totals
