"""Delimited text of any origin: encoding found line by line, delimiter found by consistency."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

from acse_desktop.services.reading.limits import LIMITS
from acse_desktop.services.reading.refusals import needs_saving_as, too_big
from acse_desktop.services.reading.tables import Cell
from acse_desktop.translation import _, ngettext

_DELIMITERS = ";\t,|"
_SAMPLE_LINES = 200
# In cp850 é is the byte that cp1252 shows as a low quote, which nobody writes inside a word.
_CP850_SIGN = re.compile(r"\w[‚\x82]\w")
csv.field_size_limit(LIMITS.file_bytes)


def read_text(path: Path) -> tuple[list[list[Cell]], list[str]]:
    """The rows of a text file, every cell a text or None, and notes on how it was read.

    Raises UnreadableFile for null bytes and for what exceeds the limits.
    """
    text, notes = decoded(path.read_bytes())
    if "\0" in text:
        raise needs_saving_as(path, _("contient des caractères nuls."))
    text, delimiter = _declared_delimiter(text)
    rows, closed = _parsed(text, delimiter or sniffed(text))
    if len(rows) > LIMITS.rows or sum(map(len, rows)) > LIMITS.cells:
        raise too_big(path, _("a trop de lignes ou de cellules."))
    if not closed:
        notes.append(
            _("Un guillemet n’est jamais refermé\u00a0: les guillemets sont lus tels quels.")
        )
    notes += _overflow_note(rows)
    return [[cell or None for cell in row] for row in rows], notes


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The text of bytes of unknown encoding, with a note unless it is plain UTF-8."""
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(bom):
            try:
                return content.decode(encoding), []
            except UnicodeDecodeError:
                content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        return _decoded_by_line(content)


def _decoded_by_line(content: bytes) -> tuple[str, list[str]]:
    lines, found = [], Counter[str]()
    for raw in content.splitlines(keepends=True):
        text, encoding = _decoded_line(raw)
        lines.append(text)
        if not raw.isascii():
            found[encoding] += 1
    whole = "".join(lines)
    if "utf-8" not in found and _CP850_SIGN.search(whole):
        return content.decode("cp850"), [_("Texte lu dans l’ancien codage MS-DOS (cp850).")]
    if len(found) == 1:
        return whole, [_("Texte lu dans le codage Windows (cp1252).")]
    counts = ", ".join(f"{encoding}\u00a0: {count}" for encoding, count in found.most_common())
    return whole, [_("Codages mélangés, lus ligne par ligne ({counts}).").format(counts=counts)]


def _decoded_line(raw: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1"), "latin-1"


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Excel writes `sep=;` as first line of some files: the text without it, and the sign."""
    found = re.match(r"sep=(.)\r?\n", text)
    return (text[found.end() :], found[1]) if found else (text, "")


def sniffed(text: str) -> str:
    """The delimiter that cuts most of the first lines in the same number of cells."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    return max(_DELIMITERS, key=lambda delimiter: _consistency(sample, delimiter))


def _consistency(sample: str, delimiter: str) -> tuple[int, int]:
    found = (_width(row) for row in _parsed(sample, delimiter)[0])
    widths = Counter(width for width in found if width > 1)
    if not widths:
        return (0, 0)
    width, lines = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (lines, width)


def _parsed(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """The rows, and whether every quote was closed; else quotes are ordinary characters."""
    try:
        source = io.StringIO(text, newline="")
        return list(csv.reader(source, delimiter=delimiter, strict=True)), True
    except csv.Error:
        pass
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    # A quote left open swallows the lines that follow into one cell.
    if text.count('"') % 2 and rows and "\n" in rows[-1][-1]:
        source = io.StringIO(text, newline="")
        return list(csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)), False
    return rows, True


def _overflow_note(rows: list[list[str]]) -> list[str]:
    """Say that lines are wider than most: amounts such as `5 000,00` were cut at their comma."""
    widths = [_width(row) for row in rows]
    usual = Counter(width for width in widths if width > 1).most_common(1)
    # Last columns are often empty in the data: the header tells how many there are.
    expected = max([width for width, _count in usual] + widths[:1], default=0)
    wide = [number for number, width in enumerate(widths, 1) if width > expected]
    if not wide or expected < 2:
        return []
    return [
        ngettext(
            "{count} ligne a plus de colonnes que l’en-tête (ligne {first})\u00a0: vérifiez qu’un"
            " montant ou un texte sans guillemets n’y a pas été coupé.",
            "{count} lignes ont plus de colonnes que l’en-tête (la première est la ligne"
            " {first})\u00a0: vérifiez que des montants ou des textes sans guillemets n’y ont pas"
            " été coupés.",
            len(wide),
        ).format(count=len(wide), first=wide[0])
    ]


def _width(row: list[str]) -> int:
    """The number of cells up to the last filled one."""
    return max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)
