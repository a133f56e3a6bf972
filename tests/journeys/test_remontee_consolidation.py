"""From two départements to the region: every row, every cent, in every program that reads them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from acse_desktop.services.workbook.layout import AFTER, record_sheets
from tests.journeys.conftest import Call, Made

SOFFICE = shutil.which("soffice")
ORIGIN = ["Code département", "Territoire", "Fichier", "Ligne du fichier"]
FORMULA = re.compile(r"(<c [^>]*?)(?: t=\"str\")?(><f>[^<]*</f>)<v>[^<]*</v></c>")
Rows = list[list[Any]]


def plain(value: object) -> object:
    """A cell whatever the program that reads it: days, cents, texts."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return value or ""


def trimmed(rows: Rows) -> Rows:
    """Rows without the empty cells at their ends, nor the empty rows at the end."""
    kept = []
    for row in rows:
        cells = [plain(cell) for cell in row]
        while cells and cells[-1] == "":
            cells.pop()
        kept.append(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def by_calamine(path: Path) -> dict[str, Rows]:
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: trimmed(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    }


def by_openpyxl(path: Path) -> dict[str, Rows]:
    with closing(openpyxl.load_workbook(path, data_only=True, read_only=True)) as book:
        return {sheet.title: trimmed([list(row) for row in sheet.values]) for sheet in book}


@pytest.fixture(scope="module")
def read(made: Made) -> dict[Path, dict[str, Rows]]:
    """Every workbook of the journey, by calamine."""
    return {path: by_calamine(path) for path in (*made.workbooks.values(), made.consolidated)}


def numbers(rows: Rows) -> dict[str, Decimal]:
    """The sum of every column that holds numbers, by label, and how many rows there are."""
    sums = {"": Decimal(len(rows) - 1)}
    for row in rows[1:]:
        for label, cell in zip(rows[0], row, strict=False):
            if isinstance(cell, Decimal) and label not in ORIGIN:
                sums[label] = sums.get(label, Decimal(0)) + cell
    return sums


def test_every_amount_and_count_is_that_of_the_sources(
    made: Made, read: dict[Path, dict[str, Rows]]
) -> None:
    whole = read[made.consolidated]
    for sheet in record_sheets():
        expected: dict[str, Decimal] = {}
        for source in made.workbooks.values():
            for label, total in numbers(read[source][sheet.name]).items():
                expected[label] = expected.get(label, Decimal(0)) + total
        assert numbers(whole[sheet.name]) == expected, sheet.name
        rare = sheet.model in AFTER[5:]  # posts, periods: small examples may have none
        assert rare or expected[""] > 0, f"the example has no row in {sheet.name}"


def test_the_workbooks_hold_what_the_bases_hold(
    made: Made, read: dict[Path, dict[str, Rows]]
) -> None:
    """By plain SQL, which knows nothing of the program: cents of the base, euros of the cells."""
    columns = {"montant_demande": "Montant demandé", "montant_propose": "Montant proposé",
               "montant_accorde": "Montant accordé", "montant_paye": "Montant payé"}  # fmt: skip
    names = ", ".join(f"sum(a.{name})" for name in columns)
    query = f"SELECT count(*), {names} FROM action a JOIN dossier d ON d.id = a.dossier_id"
    for code, path in made.bases.items():
        with closing(sqlite3.connect(path)) as base:
            count, *cents = base.execute(f"{query} WHERE d.exercice = 2012").fetchone()
        found = numbers(read[made.workbooks[code]]["Actions"])
        assert found[""] == count
        euros = [Decimal(total).scaleb(-2) for total in cents]
        assert [found[label] for label in columns.values()] == euros


def test_the_report_tells_the_same_totals(made: Made, read: dict[Path, dict[str, Rows]]) -> None:
    told = json.loads(made.report.read_text("utf-8"))
    found = numbers(read[made.consolidated]["Actions"])
    assert told["totaux"]["actions"] == found[""]
    for name, label in (("demande", "demandé"), ("accorde", "accordé"), ("paye", "payé")):
        assert Decimal(told["totaux"][f"montant_{name}"]) == found[f"Montant {label}"]
    received = {one["code"]: one for one in told["departements"] if one["etat"] == "recu"}
    assert set(received) == set(made.bases)
    assert sum(one["actions"] for one in received.values()) == found[""]
    assert [file["lignes_refusees"] for file in told["fichiers"]] == [0, 0]


def test_every_consolidated_row_leads_to_its_source(
    made: Made, read: dict[Path, dict[str, Rows]]
) -> None:
    sources = {path.name: read[path] for path in made.workbooks.values()}
    for sheet in record_sheets():
        header, *rows = read[made.consolidated][sheet.name]
        assert header[:5] == [*ORIGIN, "id"]
        seen = set()
        for code, _territory, file, line, ident, *rest in rows:
            origin = sources[file][sheet.name][int(line) - 1]
            assert file == made.workbooks[code].name
            assert origin[0] == ident
            # The sheet Contrôle column is of the sender only.
            assert rest == origin[1 : len(rest) + 1]
            seen.add((file, line))
        assert len(seen) == len(rows)


def test_calamine_and_openpyxl_read_the_same_cells(
    made: Made, read: dict[Path, dict[str, Rows]]
) -> None:
    for path, sheets in read.items():
        assert by_openpyxl(path) == sheets, path.name


@pytest.fixture(scope="module")
def saved(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """The workbooks opened and saved by LibreOffice, which had to work out every formula."""
    if SOFFICE is None and "CI" not in os.environ:
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("libreoffice")
    sources = (*made.workbooks.values(), made.consolidated)
    bare = [_without_results(path, folder / path.name) for path in sources]
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "sortie"),
            *map(str, bare),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return {path: folder / "sortie" / path.name for path in sources}


def _without_results(source: Path, target: Path) -> Path:
    """A copy whose formulas carry no result: what is then read was calculated."""
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text, found = FORMULA.subn(r"\1\2</c>", content.decode())
                assert found == text.count("<f>"), name
                content, count = text.encode(), count + found
            new.writestr(name, content)
    assert count > 30
    return target


def test_libreoffice_reads_the_same_cells_and_calculates_the_same_results(
    saved: dict[Path, Path], read: dict[Path, dict[str, Rows]]
) -> None:
    for path, copy in saved.items():
        found = by_calamine(copy)
        assert list(found) == list(read[path])
        for sheet, rows in read[path].items():
            assert found[sheet] == rows, (path.name, sheet)
    for path in saved:
        told = [cell for row in read[path]["Lisez-moi"] for cell in row]
        assert "modifié" not in told


def fingerprint_of(path: Path) -> str:
    [found] = [
        row[1] for row in by_calamine(path)["Lisez-moi"] if row[:1] == ["Empreinte (SHA-256)"]
    ]
    assert re.fullmatch("[0-9a-f]{64}", found)
    return str(found)


@pytest.mark.parametrize("code", ["93", "77"])
def test_a_workbook_taken_into_an_empty_base_gives_itself_again(
    call: Call, made: Made, tmp_path: Path, code: str
) -> None:
    base, again = tmp_path / "vide.acse", tmp_path / "encore.xlsx"
    call("creer", base, "--departement", code, "--exercice", 2012)
    taken = call("importer", base, made.workbooks[code])
    assert taken.status in (0, 1), taken.err
    assert call("exporter", base, "--exercice", 2012, "-o", again).status in (0, 1)
    assert fingerprint_of(again) == fingerprint_of(made.workbooks[code])


def test_an_edited_cell_is_named(call: Call, made: Made, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made.workbooks["93"])
    sheet = book["Actions"]
    [column] = [cell.column_letter for cell in sheet[1] if cell.value == "Montant accordé"]
    sheet[f"{column}5"] = 1.01
    book.save(edited := tmp_path / "modifie.xlsx")
    outcome = call("verifier", edited, "--json")
    assert outcome.status == 1
    found = [one for one in json.loads(outcome.out)["anomalies"] if one["code"] == "REM-MODIFIE"]
    assert [(one["feuille"], one["ligne"], one["colonne"]) for one in found] == [
        ("Actions", 5, f"{column}5")
    ]
    assert "Montant accordé" in found[0]["message"]
    assert call("verifier", made.workbooks["93"]).out == "Aucune anomalie.\n"


def personal(base: Path) -> Iterator[str]:
    with closing(sqlite3.connect(base)) as connection:
        yield from (iban for (iban,) in connection.execute(
            "SELECT iban FROM organisme WHERE length(iban) > 10"
        ))  # fmt: skip


def test_no_workbook_holds_an_iban(made: Made) -> None:
    ibans = [iban for base in made.bases.values() for iban in personal(base)]
    assert ibans
    for path in (*made.workbooks.values(), made.consolidated):
        with zipfile.ZipFile(path) as archive:
            content = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
        assert not any(iban in content for iban in ibans)
