"""Arguments and contents made to harm: refused, or read as plain data."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.conftest import Call, Made, Outcome
from tests.journeys.test_mauvaises_entrees import contents, refused

HOSTILE = {
    "empty name": ("importer", "{base}", ""),
    "null byte": ("importer", "{base}", "a\0b.xlsx"),
    "shell": ("importer", "{base}", "; rm -rf ~ #.xlsx"),
    "parent": ("exporter", "{base}", "--exercice", "2012", "-o", "../../../absent/x.xlsx"),
    "long name": ("exporter", "{base}", "--exercice", "2012", "-o", "x" * 5000 + ".xlsx"),
    "not utf-8": ("verifier", "\udcff.xlsx"),
    "device": ("importer", "{base}", "/dev/null"),
    "folder": ("importer", "{base}", "{folder}"),
    "profile": ("importer", "{base}", "{workbook}", "--profil", "../../etc/passwd"),
    "year": ("exporter", "{base}", "--exercice", "2012; DROP TABLE action"),
    "digits": ("exporter", "{base}", "--exercice", "٢٠١٢"),
    "format": ("exporter", "{base}", "--exercice", "2012", "--format", "%s%n"),
    "option": ("importer", "{base}", "--", "--simuler"),
    "several lines": ("verifier", "a\nTraceback\nb"),
    "terminal": ("verifier", "\x1b[2Jx.acse"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_arguments(
    call: Call, made: Made, base: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(base.parent)
    before = contents(base.parent)
    named = {"base": base, "folder": base.parent, "workbook": made.workbooks["77"]}
    outcome = call(*(word.format(**named) for word in HOSTILE[kind]))
    outcome = Outcome(outcome.status, outcome.out, outcome.err.replace("Traceback", ""))
    refused(outcome, "")
    assert "\x1b" not in outcome.err
    assert contents(base.parent) == before


def test_a_base_with_hostile_content_is_read_as_data(call: Call, base: Path) -> None:
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("UPDATE organisme SET nom = '=HYPERLINK(\"http://x\")'")
        connection.commit()
    target = base.with_name("sortie.xlsx")
    assert call("exporter", base, "--exercice", 2012, "-o", target).status in (0, 1)
    book = openpyxl.load_workbook(target)
    cells = [cell for row in book["Organismes"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if "HYPERLINK" in str(cell.value)} == {"s"}
