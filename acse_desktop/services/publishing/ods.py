"""A small OpenDocument spreadsheet: one sheet, real numbers and dates, texts as texts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from acse_desktop.services.publishing.forms import Value

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NS = "urn:oasis:names:tc:opendocument:xmlns"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_NS}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{_NS}:office:1.0" xmlns:table="{_NS}:table:1.0"'
    f' xmlns:text="{_NS}:text:1.0" xmlns:style="{_NS}:style:1.0"'
    f' xmlns:number="{_NS}:datastyle:1.0" office:version="1.2"><office:automatic-styles>'
    '<number:number-style style:name="N1"><number:number number:decimal-places="2"'
    ' number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>'
    '</number:number-style><number:date-style style:name="N2"><number:day number:style="long"/>'
    '<number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="amount" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def _text(value: str) -> str:
    lines = _ILLEGAL.sub("", value).split("\n")
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return _text(value)
    kind, style, attribute = "float", "", "value"
    if isinstance(value, Decimal):
        style = ' table:style-name="amount"'
    elif isinstance(value, date):
        kind, style, attribute = "date", ' table:style-name="day"', "date-value"
    return (
        f'<table:table-cell{style} office:value-type="{kind}"'
        f' office:{attribute}="{value}"/>'
    )  # fmt: skip


def _content(sheet: str, rows: Iterable[tuple[Value, ...]]) -> Iterator[str]:
    yield f'{_HEAD}<table:table table:name="{escape(sheet)}">'
    for row in rows:
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    yield _TAIL


def write_ods(path: Path, sheet: str, rows: Iterable[tuple[Value, ...]]) -> None:
    """Write rows, the header first, as the only sheet of a spreadsheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        # The format wants this entry first and uncompressed.
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        with archive.open("content.xml", "w") as content:
            for part in _content(sheet, rows):
                content.write(part.encode("utf-8"))
