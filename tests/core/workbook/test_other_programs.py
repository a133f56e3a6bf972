"""The workbook reads back equal in the programs that agents have."""

import os
import shutil
import subprocess
from datetime import date, datetime

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from acse_desktop.services.workbook.layout import README, sheet_names
from acse_desktop.services.workbook.reading import read_remontee

SOFFICE = shutil.which("soffice")


def cells_of_calamine(path):
    workbook = CalamineWorkbook.from_path(str(path))
    return {
        name: [list(map(plain, row)) for row in workbook.get_sheet_by_name(name).to_python()]
        for name in sheet_names()
    }


def cells_of_openpyxl(path):
    workbook = openpyxl.load_workbook(path, data_only=True, read_only=True)
    cells = {
        name: [[plain(cell) for cell in row] for row in workbook[name].values]
        for name in sheet_names()
    }
    workbook.close()
    return cells


def plain(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return round(float(value), 2)
    return value or ""


def trimmed(sheets):
    return {
        name: [row[: max((n + 1 for n, c in enumerate(row) if c != ""), default=0)] for row in rows]
        for name, rows in sheets.items()
        if name != README
    }


def test_calamine_and_openpyxl_read_the_same_cells(workbook):
    read = trimmed(cells_of_calamine(workbook))
    assert read == trimmed(cells_of_openpyxl(workbook))
    assert len(read["Actions"]) == 3
    assert date(2012, 2, 29) in read["Actions"][1]


@pytest.mark.skipif(not SOFFICE and "CI" not in os.environ, reason="LibreOffice is not here")
def test_libreoffice_reads_and_writes_the_same_cells(workbook, tmp_path):
    out = tmp_path / "libreoffice"
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(workbook),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    saved = out / workbook.name
    assert trimmed(cells_of_calamine(saved)) == trimmed(cells_of_calamine(workbook))
    remontee = read_remontee(saved)
    assert (remontee.edits, remontee.issues, remontee.edited) == ([], [], False)
    assert not any("modifié" in row for row in cells_of_calamine(saved)[README])
