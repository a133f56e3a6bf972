"""Files that would freeze, kill or deceive a parser are refused at once, in one French sentence."""

from __future__ import annotations

import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from acse_desktop.errors import UnreadableFile
from acse_desktop.services.reading.guard import check
from acse_desktop.services.reading.limits import Limits
from acse_desktop.services.reading.tables import read_tables

Make = Callable[..., Path]
SHEET = "xl/worksheets/sheet1.xml"
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def refusal(path: Path, limits: Limits | None = None) -> str:
    """The sentence of the refusal, which must come fast and say what to do."""
    start = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        check(path, limits) if limits else read_tables(path)
    assert time.monotonic() - start < 10
    assert path.name in caught.value.message
    assert caught.value.remedy
    return caught.value.message


@pytest.mark.parametrize(
    ("rows", "around", "expected"),
    [
        (ONE_CELL, {"prolog": LAUGHS}, "définitions XML"),
        ('<row r="1"><c r="XFD1048576"><v>1</v></c></row>', {}, "XFD1048576"),
        ('<row r="1"><c s="1" r="AAA1"><v>1</v></c></row>', {}, "AAA1"),
        (
            ONE_CELL,
            {"after": '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'},
            "A1:XFD1048576",
        ),
        ("".join(f'<row r="{n}"/>' for n in range(1, 1_048_577)), {}, "200\u202f000 lignes"),
    ],
    ids=["billion laughs", "far cell", "far column", "giant merge", "million rows"],
)
def test_traps_of_a_sheet(
    make_sheet: Make, rows: str, around: dict[str, str], expected: str
) -> None:
    assert expected in refusal(make_sheet(rows, **around))


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        ("xl/sharedStrings.xml", '<sst uniqueCount="4294967295"><si/></sst>', "annonce plus"),
        ("xl/workbook.xml", LAUGHS + "<workbook/>", "définitions XML"),
        ("xl/workbook.xml", '<workbook xmlns="http://purl.oclc.org/ooxml/x"/>', "Strict"),
        (SHEET, "<worksheet/>".encode("utf-16"), "UTF-16"),
        (SHEET, "<worksheet/>".encode("utf-16-le"), "UTF-16"),
        ("../../evil.xml", "<x/>", "chemin interdit"),
        ("C:/evil.xml", "<x/>", "chemin interdit"),
        ("XL/workbook.xml", "<workbook/>", "deux fois"),
        ("xl/media/zeros.bin", b"\0" * 60_000_000, "comprimé"),
        ("[Content_Types].xml", None, "manque des parties"),
        ("xl/workbook.xml", None, "manque des parties"),
    ],
)
def test_traps_of_a_part(
    make_xlsx: Make, part: str, content: str | bytes | None, expected: str
) -> None:
    assert expected in refusal(make_xlsx({part: content}))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "vide"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "page web"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>", "page web"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas"/>', "XML"),
        (b"%PDF-1.4", "PDF"),
        (b"SQLite format 3\0", "base de données"),
        (b"a;b\n1;\0\n", "octets nuls"),
        ("a;b\n1;\0\n".encode("utf-16"), "caractères nuls"),
        (b"PK\x05\x06" + b"\0" * 18, "archive"),
        (b"PK\x03\x04truncated", "tronqué"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "abîmé"),
    ],
)
def test_other_contents_named_xls(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "envoi.xls"
    path.write_bytes(content)
    assert expected in refusal(path)


@pytest.mark.parametrize(
    ("stream", "expected"), [("EncryptedPackage", "mot de passe"), ("WordDocument", "Word")]
)
def test_ole_documents_are_named(tmp_path: Path, stream: str, expected: str) -> None:
    path = tmp_path / "envoi.xlsx"
    entry = stream.encode("utf-16-le").ljust(128, b"\0")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0") + entry)
    assert expected in refusal(path)


def test_entry_twice(make_xlsx: Make) -> None:
    path = make_xlsx()
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    assert "deux fois" in refusal(path)


def test_encrypted_entry_flag(make_xlsx: Make) -> None:
    path = make_xlsx()
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, central + 8, 1)
    path.write_bytes(content)
    assert "mot de passe" in refusal(path)


def test_truncated_and_flipped(make_xlsx: Make, tmp_path: Path) -> None:
    content = make_xlsx().read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: len(content) // 2])
    assert "tronqué" in refusal(tmp_path / "cut.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        sheet = archive.getinfo(SHEET)
    place = sheet.header_offset + 30 + len(SHEET) + sheet.compress_size // 2
    flipped = bytes([content[place] ^ 4])
    (tmp_path / "flip.xlsx").write_bytes(content[:place] + flipped + content[place + 1 :])
    assert "tronqué ou abîmé" in refusal(tmp_path / "flip.xlsx")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "ouvert" in refusal(tmp_path / "absent.xlsx")
    assert "ouvert" in refusal(tmp_path)


def test_limits_are_parameters(make_xlsx: Make) -> None:
    path = make_xlsx()
    assert check(path).kind == "xlsx"
    assert "2 lignes" not in refusal(path, Limits(rows=1))
    assert "1 lignes" in refusal(path, Limits(rows=1))
    assert "3 cellules" in refusal(path, Limits(cells=3))
    assert "trop de parties" in refusal(path, Limits(entries=3))
    assert "0\u00a0Mo" in refusal(path, Limits(file_bytes=100))
    assert "décompressé" in refusal(path, Limits(unpacked_bytes=500))


def ods(path: Path, rows: str, extra: dict[str, str] | None = None) -> Path:
    content = (
        "<office:document-content><office:body><office:spreadsheet><table:table "
        f'table:name="F">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, text in {"content.xml": content, **(extra or {})}.items():
            archive.writestr(name, text)
    return path


CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'


@pytest.mark.parametrize(
    ("row", "cell", "expected"),
    [
        (' table:number-rows-repeated="1048576"', CELL.format(""), "lignes"),
        ("", CELL.format(' table:number-columns-repeated="16384"'), "colonnes"),
    ],
)
def test_repeated_cells_of_an_ods(tmp_path: Path, row: str, cell: str, expected: str) -> None:
    path = ods(tmp_path / "x.ods", f"<table:table-row{row}>{cell}</table:table-row>")
    assert expected in refusal(path)


def test_empty_repeats_of_an_ods_are_normal(tmp_path: Path) -> None:
    end = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = f"<table:table-row>{CELL.format('')}</table:table-row>{end}"
    assert check(ods(tmp_path / "x.ods", rows)).kind == "ods"


def test_protected_ods(tmp_path: Path) -> None:
    manifest = {"META-INF/manifest.xml": "<manifest><manifest:encryption-data/></manifest>"}
    assert "mot de passe" in refusal(ods(tmp_path / "x.ods", "", manifest))


def test_two_cells_too_far_apart_kill_the_child_only(make_sheet: Make) -> None:
    # Within the limits one by one, but their rectangle would take 2.4 GB.
    rows = ONE_CELL + '<row r="199999"><c r="SE199999"><v>1</v></c></row>'
    assert "mémoire" in refusal(make_sheet(rows))
