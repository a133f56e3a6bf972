"""The streamed look at the XML parts of a workbook, without any XML parser.

A part is fed block by block; only what a parser would choke on is looked for, with regular
expressions, so that a sheet of 400 000 cells takes well under a second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from acse_desktop.services.reading.limits import Limits
from acse_desktop.services.reading.refusals import refused, too_big
from acse_desktop.translation import _

_CARRY_BYTES = 4 * 1024 * 1024
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
# Only references that may lie beyond column SF or line 200 000: the others cost nothing.
_FAR = re.compile(
    rb"""\sr\s*=\s*["']((?:[A-Za-z]{3,}|[sS][g-zG-Z]|[t-zT-Z][A-Za-z])\d+"""
    rb"""|[A-Za-z]{1,3}0*(?:[2-9]\d{5}|[1-9]\d{6,}))["'][^>]*>(</)?"""
)
_MAYBE_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3}|[s-zS-Z][A-Za-z]|[A-Za-z]{1,3}\d{6})""")
"""Three times faster than the real question, which is then seldom asked."""
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*ref=["']([A-Z]+\d+):([A-Z]+\d+)["']""")
_UNIQUE = re.compile(rb"""\suniqueCount\s*=\s*["']\s*(\d+)""")
_ERROR = re.compile(
    rb"""<c\b([^>]*\bt="e"[^>]*)>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>([^<]*)</v>"""
)
_HIDDEN_ROW = re.compile(rb"""<row\b([^>]*\bhidden="(?:1|true)"[^>]*)>""")
_STALE = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_REF = re.compile(rb"""\br="([A-Za-z]*)(\d+)\"""")
_ODS_ROW = re.compile(rb"<table:table-row(?=[\s>/])")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_ODS_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')


@dataclass
class SheetFacts:
    """What the scan of a sheet learnt that the parser will not tell."""

    is_sheet: bool = False
    rows: int = 0
    cells: int = 0
    """Rows and cells, or a few more."""
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    """Row, column (from 0) and text of the cells such as #REF!, which parsers empty."""
    hidden_rows: list[int] = field(default_factory=list)
    """Rows from 0."""
    formulas_without_value: int = 0


def _count(block: bytes, tag: bytes, pattern: re.Pattern[bytes]) -> int:
    """How many elements begin in a block, or a few more: those whose name begins alike."""
    if b":" + tag in block:
        return len(pattern.findall(block))
    return block.count(b"<" + tag)


def position(reference: bytes) -> tuple[int, int]:
    """Row and column from 0 of a cell reference: `C12` gives (11, 2)."""
    letters = reference.rstrip(b"0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return int(reference[len(letters) :]) - 1, column - 1


class PartScan:
    """An XML part fed in chunks of any size and examined in blocks that end between two tags."""

    boundary = b">"

    def __init__(self, path: Path, part: str, size: int, limits: Limits) -> None:
        self.path = path
        self.part = part
        self.size = size
        self.limits = limits
        self.facts = SheetFacts()
        self._carry = b""

    def feed(self, chunk: bytes) -> None:
        """Examine what is complete; raises UnreadableFile for a trap."""
        block = self._carry + chunk
        cut = self._cut(block)
        if not cut and len(block) > _CARRY_BYTES:
            # A text without end: nothing to examine but its last bytes.
            cut = len(block) - 1024
        self._carry = block[cut:]
        if cut:
            self._examine_block(block[:cut])

    def close(self) -> None:
        """Examine what is left at the end of the part."""
        self._examine_block(self._carry)
        self._carry = b""

    def _cut(self, block: bytes) -> int:
        return block.rfind(b">") + 1

    def _examine_block(self, block: bytes) -> None:
        # Old OpenOffice manifests name a DTD that nobody reads; entities are refused anywhere.
        doctype = b"<!DOCTYPE" in block and self.part != "meta-inf/manifest.xml"
        if doctype or b"<!ENTITY" in block:
            raise refused(
                self.path,
                _("contient des définitions XML interdites dans « {part} ».").format(
                    part=self.part
                ),
            )
        self._examine(block)
        self._check_amounts()

    def _examine(self, block: bytes) -> None:
        """What the kind of workbook requires; counts go to `facts`."""

    def _check_amounts(self) -> None:
        if self.facts.rows > self.limits.rows:
            raise too_big(self.path, self._beyond(_("lignes"), self.limits.rows))
        if self.facts.cells > self.limits.cells:
            raise too_big(self.path, self._beyond(_("cellules"), self.limits.cells))

    def _beyond(self, what: str, most: int) -> str:
        return _("a plus de {most} {what} dans « {part} ».").format(
            most=f"{most:_}".replace("_", "\u202f"), what=what, part=self.part
        )


class SheetScan(PartScan):
    """A part of an Excel workbook."""

    def _cut(self, block: bytes) -> int:
        # Whole rows, so that a cell is never cut between its tag and its value.
        end = block.rfind(b"</row>")
        return end + 6 if end >= 0 else super()._cut(block)

    def _examine(self, block: bytes) -> None:
        self.facts.is_sheet |= b"worksheet" in block[:4096]
        self.facts.rows += _count(block, b"row", _ROW)
        self.facts.cells += _count(block, b"c", _CELL)
        if _MAYBE_FAR.search(block):
            self._check_far(block)
        if b"mergeCell" in block:
            self._check_merges(block)
        self._check_strings(block)
        self._collect(block)

    def _check_far(self, block: bytes) -> None:
        for found in _FAR.finditer(block):
            # An empty formatted cell is harmless: parsers skip it.
            empty = found[2] or found[0].endswith(b"/>")
            row, column = position(found[1])
            far = row >= self.limits.rows or column >= self.limits.columns
            if far and not empty:
                raise too_big(
                    self.path,
                    _("contient une cellule perdue au loin, {cell}, dans « {part} ».").format(
                        cell=found[1].decode(), part=self.part
                    ),
                )

    def _check_merges(self, block: bytes) -> None:
        for found in _MERGE.finditer(block):
            (top, left), (bottom, right) = position(found[1]), position(found[2])
            if (bottom - top + 1) * (right - left + 1) > self.limits.merged_cells:
                zone = b":".join(found.groups()).decode()
                raise too_big(
                    self.path,
                    _("fusionne une zone démesurée, {zone}, dans « {part} ».").format(
                        zone=zone, part=self.part
                    ),
                )

    def _check_strings(self, block: bytes) -> None:
        found = _UNIQUE.search(block[:4096])
        if found and int(found[1]) > self.size:
            raise refused(
                self.path,
                _("annonce plus de textes qu’il n’en contient dans « {part} ».").format(
                    part=self.part
                ),
            )

    def _collect(self, block: bytes) -> None:
        if b't="e"' in block:
            self.facts.errors += [
                (*position(reference[1] + reference[2]), found[2].decode("utf-8", "replace"))
                for found in _ERROR.finditer(block)
                if (reference := _REF.search(found[1]))
            ]
        if b'hidden="' in block:
            self.facts.hidden_rows += [
                int(reference[2]) - 1
                for found in _HIDDEN_ROW.finditer(block)
                if (reference := _REF.search(found[1]))
            ]
        if b"</f>" in block or b"<f " in block:
            self.facts.formulas_without_value += len(_STALE.findall(block))


class OdsScan(PartScan):
    """A part of an OpenDocument workbook, where cells and rows are repeated by a number."""

    def _cut(self, block: bytes) -> int:
        start = block.rfind(b"<table:table-row")
        return start if start > 0 else super()._cut(block)

    def _examine(self, block: bytes) -> None:
        for segment in _ODS_ROW.split(block)[1:]:
            self._examine_row(segment)

    def _examine_row(self, segment: bytes) -> None:
        tag, _close, content = segment.partition(b">")
        repeated = _ODS_ROWS.search(tag)
        rows = int(repeated[1]) if repeated else 1
        filled, width = self._filled(content)
        if filled:
            self.facts.rows += rows
            self.facts.cells += rows * filled
        if width > self.limits.columns:
            raise too_big(self.path, self._beyond(_("colonnes"), self.limits.columns))

    @staticmethod
    def _filled(content: bytes) -> tuple[int, int]:
        """How many cells of the row hold something, and the position of the last of them."""
        filled = place = width = 0
        for found in _ODS_CELL.finditer(content):
            repeated = _ODS_COLUMNS.search(found[1])
            count = int(repeated[1]) if repeated else 1
            place += count
            if not found[2] or b"office:" in found[1]:
                filled += count
                width = place
        return filled, width
