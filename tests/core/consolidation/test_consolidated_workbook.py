"""The consolidated workbook: territory first, figures that recalculate, what is missing named."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled
from acse_desktop.models import Action
from acse_desktop.progress import Progress
from acse_desktop.services.consolidation import consolidate
from acse_desktop.services.workbook.layout import sheet_names
from tests.core.consolidation.conftest import Send, base_of, copied, remontee_of


@pytest.fixture(scope="module")
def books(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The workbook with its formulas, and with the results they carry."""
    folder = copied(templates, tmp_path_factory.mktemp("region"))
    target = folder / "consolidation.xlsx"
    paths = [remontee_of(folder, departement) for departement in ("93", "77")]
    with base_of(folder, "R11") as session:
        consolidate(session, paths, target, agent="Région")
    return load_workbook(target), load_workbook(target, data_only=True)


def test_each_sheet_has_its_territory_columns_first(books: tuple[Any, Any]) -> None:
    _formulas, book = books
    assert book.sheetnames == [*sheet_names(), "Synthèse"]
    actions = [list(row) for row in book["Actions"].iter_rows(values_only=True)]
    assert actions[0][:5] == ["Code département", "Territoire", "Fichier", "Ligne du fichier", "id"]
    assert [row[:4] for row in actions[1:4]] == [
        ["77", "Seine-et-Marne", "remontee_77_2012_2012-11-23.xlsx", line] for line in (2, 3, 4)
    ]
    assert len(actions) == 9
    assert actions[0].index("Intitulé de l’action") > 0
    assert [len(list(book[name].iter_rows())) for name in ("Organismes", "Lieux")] == [3, 9]


def test_missing_departements_are_named_on_the_first_sheet(books: tuple[Any, Any]) -> None:
    _formulas, book = books
    texts = " ".join(
        str(cell) for row in book["Lisez-moi"].iter_rows(values_only=True) for cell in row if cell
    )
    assert "Remontées manquantes\u00a0: 75 Paris, 78 Yvelines" in texts
    assert "remontee_93_2012_2012-11-23.xlsx" in texts


def test_the_summary_adds_up_to_the_actions(books: tuple[Any, Any]) -> None:
    formulas, book = books
    rows = [row for row in book["Synthèse"].iter_rows(min_row=2, values_only=True)]
    *lines, total = rows
    granted = Decimal("21002.96")
    assert total[0] == "Total"
    assert (total[3], Decimal(str(total[6]))) == (8, granted)
    assert sum(line[3] for line in lines) == 8
    assert round(sum(Decimal(str(line[6])) for line in lines), 2) == granted
    assert {line[0] for line in lines} == {"Seine-et-Marne", "Seine-Saint-Denis"}
    for row in formulas["Synthèse"].iter_rows(min_row=2, max_row=len(rows), min_col=4):
        assert all(str(cell.value).startswith("=") for cell in row)


def test_the_formulas_of_the_summary_point_at_the_columns_they_name(
    books: tuple[Any, Any],
) -> None:
    """Each SUMIFS is worked out again from the cells that it points at."""
    formulas, book = books
    summary, actions = formulas["Synthèse"], book["Actions"]
    for row in range(2, summary.max_row):
        cell = summary.cell(row, 7)
        summed, *criteria = re.findall(r"'Actions'!\$([A-Z]+)\$2:", cell.value)
        wanted = [summary.cell(row, rank).value for rank in (1, 2, 3)]
        found = sum(
            Decimal(str(actions[f"{summed}{line}"].value))
            for line in range(2, actions.max_row + 1)
            if [actions[f"{letter}{line}"].value for letter in criteria] == wanted
        )
        assert round(found, 2) == Decimal(str(book["Synthèse"].cell(row, 7).value))


def test_giving_up_leaves_no_workbook_and_no_record(
    region: Session, send: Send, tmp_path: Path
) -> None:
    path, target = send("93"), tmp_path / "consolidation.xlsx"
    progress = Progress(lambda done, total, text: text.startswith("Conso") and progress.cancel())
    with pytest.raises(Cancelled):
        consolidate(region, [path, send("77")], target, progress=progress)
    assert not target.exists()
    assert not region.scalars(select(Action)).all()
