"""Workbooks made part by part, so that each can be wrong in one precise way."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from acse_desktop.services.reading.worker import Worker, shared_worker

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SAMPLES = Path(__file__).parents[2] / "data" / "samples"

Parts = dict[str, str | bytes]
MakeXlsx = Callable[..., Path]


def sound_parts() -> Parts:
    """The parts of a sound workbook: one sheet, two rows."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Feuil1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="2" uniqueCount="2">'
        "<si><t>Tiers</t></si><si><t>Montant</t></si></sst>",
        "xl/worksheets/sheet1.xml": sheet(
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
            '<row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>12.5</v></c></row>'
        ),
    }


def sheet(rows: str, before: str = "", after: str = "", prolog: str = "") -> str:
    """The XML of a sheet with such rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


@pytest.fixture
def make_xlsx(tmp_path: Path) -> MakeXlsx:
    """A workbook whose parts are the sound ones but for those given; None removes a part."""

    def make(changes: dict[str, str | bytes | None] | None = None, name: str = "x.xlsx") -> Path:
        path = tmp_path / name
        parts = {**sound_parts(), **(changes or {})}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                if content is not None:
                    archive.writestr(part, content)
        return path

    return make


@pytest.fixture
def make_sheet(make_xlsx: MakeXlsx) -> MakeXlsx:
    """A workbook with such rows in its only sheet."""

    def make(rows: str, **around: str) -> Path:
        return make_xlsx({"xl/worksheets/sheet1.xml": sheet(rows, **around)})

    return make


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A child of the test's own, so that its death or its limits disturb nobody."""
    own = Worker(timeout=20)
    yield own
    own.close()


@pytest.fixture(scope="session", autouse=True)
def _no_child_left() -> Iterator[None]:
    yield
    shared_worker().close()


@pytest.fixture
def samples() -> Path:
    """The folder of real grant files."""
    return SAMPLES
