"""The sheet of a sitting goes out, is filled, and comes back as reviewed differences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from acse_desktop.errors import Conflict
from acse_desktop.services.committee import round as sheets
from acse_desktop.services.committee import sheet, sittings, votes
from acse_desktop.store import operations

AGENT = "Awa"


def _filled(path: Path, cells: dict[str, dict[str, Any]]) -> None:
    """Type in the sheet as its author would: by number of action, then by label of column."""
    book = load_workbook(path)
    page = book["Séance"]
    rows = list(page.iter_rows())
    header = next(row for row in rows if any(cell.value == "Voté" for cell in row))
    labels = {cell.value: cell.column for cell in header if cell.value}
    for row in rows[header[0].row :]:
        number = page.cell(row[0].row, labels["N° action"]).value
        for label, value in cells.get(str(number), {}).items():
            page.cell(row[0].row, labels[label]).value = value
    book.save(path)


def test_a_filled_sheet_becomes_votes_and_tells_conflicts(
    session: Any, seance: str, tmp_path: Path
) -> None:
    path = tmp_path / "seance.xlsx"
    assert sheets.export_sheet(session, seance, path) == 4
    _filled(path, {"93-2012-1": {"Voté": 15000.01, "Observations": "Trois ateliers"},
                   "93-2012-2": {"Décision": "Refus"}, "93-2012-3": {"Voté": 100}})  # fmt: skip
    ids = {one.action_id: one.id for one in sheet.read_sitting(session, seance).lines}
    votes.write_votes(session, seance, [(ids["a3"], "montant", "200")], agent=AGENT)
    review = sheets.read_back(session, path)
    assert {one.what.split(" ")[0] for one in review.conflicts} == {"93-2012-3"}
    assert sheets.apply(session, seance, review, review.proposed(), agent=AGENT) == 2
    lines = {one.action_id: one for one in sheet.read_sitting(session, seance).lines}
    first = lines["a1"]
    assert (first.montant, first.decision) == (Decimal("15000.01"), "PARTIEL")
    assert (first.motif, lines["a2"].montant) == ("Trois ateliers", Decimal(0))
    assert lines["a3"].montant == Decimal(200)
    operations.undo(session, AGENT)
    assert sheet.read_sitting(session, seance).lines[0].montant is None


def test_a_sheet_of_a_closed_sitting_changes_nothing(
    session: Any, seance: str, tmp_path: Path
) -> None:
    path = tmp_path / "seance.xlsx"
    sheets.export_sheet(session, seance, path)
    _filled(path, {"93-2012-1": {"Voté": 10}})
    review = sheets.read_back(session, path)
    with operations.operation(session, "Clore", agent=AGENT):
        sittings.sitting_of(session, seance).etat = sittings.CLOSE
    with pytest.raises(Conflict):
        sheets.apply(session, seance, review, review.proposed(), agent=AGENT)
