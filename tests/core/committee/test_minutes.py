"""The procès-verbal and the tableau de programmation: what they say, and their workbooks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from acse_desktop.services import listing
from acse_desktop.services.committee import minutes, sheet, votes
from acse_desktop.services.committee.publishing import FORMS, export_document
from acse_desktop.services.listing_types import Query

AGENT = "Awa"


@pytest.fixture
def voted(session: Any, seance: str) -> str:
    """A sitting that grants two actions and refuses one, with a reason that looks a formula."""
    ids = {one.action_id: one.id for one in sheet.read_sitting(session, seance).lines}
    cells = [(ids["a1"], "montant", "15000,01"), (ids["a2"], "montant", "7800"),
             (ids["a4"], "decision", "refus"), (ids["a4"], "motif", "=1+1")]  # fmt: skip
    votes.write_votes(session, seance, cells, agent=AGENT)
    return seance


def test_the_minutes_tell_each_decision_with_its_sum(session: Any, voted: str) -> None:
    document = minutes.minutes(session, voted)
    tables = {table.title: table for table in document.tables}
    assert list(tables) == ["Accord", "Accord partiel", "Refus", "Restent à décider", "Enveloppes"]
    assert tables["Accord partiel"].rows[-1][4] == Decimal("15000.01")
    whole = tables["Enveloppes"].rows[0]
    assert whole[4] == Decimal(40000) - Decimal("8000.25") - Decimal("22800.01")


def test_the_list_shows_what_each_sitting_votes(session: Any, voted: str) -> None:
    (row,) = listing.page(session, "seances", Query(), 2012, 0, 10).rows
    keys = [column.key for column in listing.LISTINGS["seances"].columns]
    values = dict(zip(keys, row[1:], strict=True))
    assert (values["dossiers"], values["a_decider"]) == (4, 1)
    assert values["vote"] == Decimal("22800.01")


@pytest.mark.parametrize("form", list(FORMS))
def test_the_workbook_holds_amounts_and_prints_on_one_page_wide(
    session: Any, voted: str, tmp_path: Path, form: str
) -> None:
    target = tmp_path / f"{form}.xlsx"
    assert export_document(session, voted, form, target) >= 4
    page = load_workbook(target).active
    values = [cell.value for line in page.iter_rows() for cell in line if cell.value is not None]
    assert Decimal(str(22800.01)) in [
        Decimal(str(one)) for one in values if isinstance(one, float | int)
    ]
    formula = next(cell for line in page.iter_rows() for cell in line if cell.value == "=1+1")
    assert formula.data_type == "s"
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
