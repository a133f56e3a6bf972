"""A list as a workbook: hostile texts stay texts, amounts and dates are real."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from acse_desktop.services.publishing.xlsx import write_xlsx

HOSTILE = ("=1+1", "+33 1", "-x", "@x", "{=1}", "#REF!", "http://exemple.fr", "0123", "a\x07b")


def test_a_list_is_a_plain_workbook(tmp_path: Path) -> None:
    target = tmp_path / "liste.xlsx"
    rows = [(text, Decimal("1234.50"), date(2012, 11, 23), None) for text in HOSTILE]
    write_xlsx(target, "actions", [("Texte", "Montant", "Date", "Vide"), *rows])
    markup = zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    read = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    sheet = load_workbook(target)["actions"]
    assert "<f>" not in markup
    assert 't="e"' not in markup
    assert [row[0] for row in read[1:]] == [*HOSTILE[:-1], "ab"]
    assert read[1][1:3] == [1234.5, date(2012, 11, 23)]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D10")
