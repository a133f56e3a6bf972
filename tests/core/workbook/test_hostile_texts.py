"""Whatever a text holds, it stays a text, in every text field of every sheet."""

import re
import zipfile

import openpyxl
import pytest

from acse_desktop.fieldtypes import Reference, Text
from acse_desktop.services.workbook.layout import (
    LAYOUT_VERSION,
    NOMENCLATURES,
    layout_of,
    sheet_names,
)
from acse_desktop.services.workbook.package import part_of
from acse_desktop.services.workbook.reading import read_remontee

HOSTILE = [
    "=1+1", "+33 1 02", "-x", "@SUM(A1)", "\t=1", "\r=1", "{=1}", "#REF!", "#N/A", "TRUE",
    '=HYPERLINK("http://x")', "http://exemple.fr", "mailto:a@b.fr", "0123", "1/2", "1e5",
    "_x0041_", "&amp;<b>", "]]>", "a\u2028b", "'apostrophe", " ends ", "deux\nlignes", "😀é",
    "col\x07le\x00z", "\ufffe", "nan", "oui", "12345678901234567890",
]  # fmt: skip


def as_written(text):
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", "", text.replace("\r", "\n"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile") / "remontee.xlsx"


@pytest.fixture
def written(bases, hostile):
    if not hostile.exists():
        with bases.empty() as session:
            for rank, text in enumerate(HOSTILE):
                bases.add(session, lambda t, text=text: bases.sample(t, text), f"-{rank}")
            bases.export(session, hostile)
    return hostile


def test_no_formula_no_error_no_link_outside_lisez_moi(written):
    with zipfile.ZipFile(written) as archive:
        for sheet in sheet_names()[1:]:
            xml = archive.read(part_of(sheet)).decode()
            assert "<f>" not in xml and "<f " not in xml, sheet
            assert 't="e"' not in xml and "<hyperlink" not in xml, sheet


def test_texts_come_back_identical(written):
    remontee = read_remontee(written)
    assert remontee.version == LAYOUT_VERSION
    assert remontee.edits == []
    for model, records in remontee.records.items():
        names = [
            column.name
            for column in layout_of(model).stored[2:]
            if isinstance(column.type, Text) and not isinstance(column.type, Reference)
        ]
        assert len(records.rows) == len(HOSTILE)
        for mapping in records.mappings():
            text = as_written(HOSTILE[int(mapping["id"].rsplit("-", 1)[1])])
            assert [mapping[name] or "" for name in names] == [text] * len(names)


def test_openpyxl_sees_texts_only(written):
    workbook = openpyxl.load_workbook(written, read_only=True)
    for name in sheet_names()[1:]:
        if name == NOMENCLATURES:
            continue
        for row in workbook[name].iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "d"}
    workbook.close()


def test_a_text_too_long_is_cut_and_named(session, bases, tmp_path, some_organisme):
    some_organisme.objet = "é" * 32_768
    some_organisme.activites = "😀" * 16_383
    session.flush()
    summary = bases.export(session, tmp_path / "long.xlsx")
    (cut,) = summary.anomalies
    assert (cut.code, cut.feuille, cut.valeur[:3]) == ("TEXTE_COUPE", "Organismes", "ééé")
    remontee = read_remontee(tmp_path / "long.xlsx")
    rows = {row["id"]: row for found in remontee.records.values() for row in found.mappings()}
    assert len(rows["organisme"]["objet"]) == 32_767
    assert rows["organisme"]["activites"] == "😀" * 16_383
