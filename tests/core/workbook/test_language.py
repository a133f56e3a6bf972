"""The remontée is a French document, whatever the language of the window that writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from acse_desktop.services.checking import handed_over
from acse_desktop.services.workbook.figures import Sending
from acse_desktop.services.workbook.layout import ANOMALIES
from acse_desktop.services.workbook.writing import export_workbook
from acse_desktop.translation import _, set_language


def _sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    book.close()
    return found


def _exported(session: Session, bases: Any, path: Path) -> dict[str, list[tuple[Any, ...]]]:
    anomalies = handed_over(session, bases.exercice)
    sending = Sending("Mme Durand", date(2012, 11, 23), anomalies)
    export_workbook(session, bases.exercice, path, sending=sending)
    return _sheets(path)


@pytest.fixture
def pair(session: Session, bases: Any, tmp_path: Path) -> Iterator[tuple[Any, Any]]:
    """The sheets of one base, written under French then under English."""
    french = _exported(session, bases, tmp_path / "remontee.xlsx")
    set_language("en")
    assert _("Montant demandé") == "Amount requested"
    yield french, _exported(session, bases, tmp_path / "return.xlsx")
    set_language("fr")


def test_headers_stay_french_in_english(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    french, english = pair
    assert list(english) == list(french)
    assert {name: rows[0] for name, rows in english.items()} == {
        name: rows[0] for name, rows in french.items()
    }
    assert "Montant demandé" in english["Actions"][0]


def test_every_cell_stays_french_in_english(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    french, english = pair
    assert len(french[ANOMALIES]) > 1
    differing = {
        f"{name}:{row}: {cells}"
        for name, rows in english.items()
        if name != "Lisez-moi"
        for row, (cells, before) in enumerate(zip(rows, french[name], strict=True), 1)
        if cells != before
    }
    assert differing == set()
