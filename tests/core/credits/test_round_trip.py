"""What notifications decide is not taken from a workbook; what a file alone says is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from acse_desktop.services import credits, records
from acse_desktop.services.importing.service import import_files
from acse_desktop.services.workbook.writing import export_workbook

PLACE = {"exercice": 2012, "departement": "93", "dispositif": "CUCS"}


def _edited(session: Session, path: Path, changes: dict[str, object]) -> Path:
    """The workbook of the base with cells of its only envelope typed over."""
    export_workbook(session, 2012, path)
    book = load_workbook(path)
    sheet = book["Enveloppes"]
    labels = [cell.value for cell in sheet[1]]
    for header, value in changes.items():
        sheet.cell(2, labels.index(header) + 1).value = value
    book.save(path)
    return path


@pytest.mark.parametrize(("notified", "kept"), [(True, "1000.00"), (False, "7.00")])
def test_figures_of_an_envelope_typed_in_a_workbook(
    session: Session, tmp_path: Path, notified: bool, kept: str
) -> None:
    if notified:
        first: dict[str, Any] = {"montant": Decimal(1000)}
        identifier = credits.new_enveloppe(session, PLACE, first, agent="Awa")
    else:
        values = {**PLACE, "notifie": Decimal(1000)}
        identifier = records.create(session, "enveloppe", values, agent="Awa")
    changes = {"Montant notifié": 7, "Commentaire": "Relu"}
    path = _edited(session, tmp_path / "sortie.xlsx", changes)
    report = import_files(session, [path])
    told = [one.message for one in report.anomalies if one.code == "valeur_calculee"]
    assert len(told) == notified and all("Montant notifié" in one for one in told)
    found = records.read(session, "enveloppe", identifier).values
    assert (found["notifie"], found["commentaire"]) == (Decimal(kept), "Relu")
