"""Pages being laid out: what is written where, before anything is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from ui.printing.columns import Columns, columns_of, shown
from ui.printing.faces import Face

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from acse_desktop.services.publishing.documents import Document, Table
    from acse_desktop.services.publishing.forms import Value

HEADER, FOOTER = 16.0, 16.0
"""Points kept above and below what is printed."""
PADDING, GAP = 3.0, 12.0
"""Points around the text of a cell, and before a table."""
SIGNATURE = 48.0
"""Points left to sign under a heading without text."""
EACH = 50
"""Rows laid out between two steps of the progress."""


@dataclass
class Page:
    """What is written on a page, in the pixels of the device."""

    bands: list[QRectF] = field(default_factory=list)
    rules: list[QLineF] = field(default_factory=list)
    texts: list[tuple[Face, QPointF, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A row of a table, folded into lines."""

    cells: list[list[str]]
    face: Face
    head: bool = False

    @property
    def count(self) -> int:
        """Lines of its longest cell."""
        return max(len(lines) for lines in self.cells)


class Pages:
    """Fills pages from top to bottom; a table that goes on says its header again."""

    def __init__(self, device: QPagedPaintDevice) -> None:
        self.device = device
        self.unit = device.logicalDpiY() / 72
        self.width = float(device.width())
        self.top = HEADER * self.unit
        self.bottom = device.height() - FOOTER * self.unit
        self.pages = [Page()]
        self.y = self.top
        self._header: Row | None = None
        self._columns = Columns((1,), frozenset())

    def steps(self, document: Document) -> Iterator[float]:
        """Lay a document out; gives the share that is done."""
        whole = sum(len(table.rows) for table in document.tables) or 1
        self._write(document.title, Face(self.device, "title", bold=True), 0)
        for name, fact in document.facts:
            self._write(f"{name}\u00a0: {fact}", Face(self.device, "text"), 2)
        done = 0
        for table in document.tables:
            for rank in self._table(table):
                yield (done + rank) / whole
            done += len(table.rows)
        for heading, text in document.texts:
            self._write(heading, Face(self.device, "heading", bold=True), GAP)
            self._write(text, Face(self.device, "text"), 2)
            self.y += 0 if text else SIGNATURE * self.unit

    # ---- texts

    def _write(self, text: str, face: Face, above: float) -> None:
        self.y += above * self.unit
        for line in face.lines(text, self.width):
            self._need(face.height)
            self._put(0, line, face)
            self.y += face.height

    def _put(self, x: float, text: str, face: Face) -> None:
        if text:
            self.pages[-1].texts.append((face, QPointF(x, self.y + face.ascent), text))

    def _need(self, height: float) -> None:
        """Go to a new page when there is no room left."""
        if self.y + height > self.bottom and self.y > self.top:
            self._turn()

    def _turn(self) -> None:
        self.pages.append(Page())
        self.y = self.top
        if self._header is not None:
            self._chunk(self._header, 0, self._header.count)

    # ---- tables

    def _table(self, table: Table) -> Iterator[int]:
        self._columns = columns_of(table)
        share = self._columns.share(self.width / Face(self.device, "cell").width("n") * 0.97)
        usual = Face(self.device, "cell", share=share)
        bold = Face(self.device, "cell", bold=True, share=share)
        heading = Face(self.device, "heading", bold=True)
        self._need(GAP * self.unit + heading.height + 4 * self._height(usual, 1))
        self._write(table.title, heading, GAP)
        self.y += 3 * self.unit
        if table.header:
            self._header = self._row(table.header, bold, head=True)
            self._add(self._header)
        for rank, values in enumerate(table.rows, 1):
            total = table.totalled and rank == len(table.rows)
            self._add(self._row(values, bold if total else usual))
            if rank % EACH == 0:
                yield rank
        self._header = None

    def _row(self, values: Sequence[Value], face: Face, head: bool = False) -> Row:
        widths = self._columns.widths(self.width)
        inside = 2 * PADDING * self.unit
        cells = [
            face.lines(shown(value), width - inside)
            for value, width in zip(values, widths, strict=True)
        ]
        return Row(cells, face, head)

    def _height(self, face: Face, lines: int) -> float:
        return lines * face.height + 2 * PADDING * self.unit

    def _add(self, row: Row) -> None:
        """A row goes to the next page whole, unless it is longer than a page."""
        page = self.bottom - self.top - (0 if self._header is None else self._held())
        if self._height(row.face, row.count) <= page:
            self._need(self._height(row.face, row.count))
            self._chunk(row, 0, row.count)
            return
        start = 0
        while start < row.count:
            room = int((self.bottom - self.y - 2 * PADDING * self.unit) // row.face.height)
            if room < 1:
                self._turn()
                continue
            self._chunk(row, start, min(start + room, row.count))
            start += room

    def _held(self) -> float:
        assert self._header is not None
        return self._height(self._header.face, self._header.count)

    def _chunk(self, row: Row, start: int, end: int) -> None:
        """The lines of a row from one to another, between their rules."""
        page, top, pad = self.pages[-1], self.y, PADDING * self.unit
        height = self._height(row.face, end - start)
        if row.head:
            page.bands.append(QRectF(0, top, self.width, height))
        left = 0.0
        widths = self._columns.widths(self.width)
        for place, (lines, width) in enumerate(zip(row.cells, widths, strict=True)):
            for rank, line in enumerate(lines[start:end]):
                self.y = top + pad + rank * row.face.height
                right = place in self._columns.right
                room = width - pad - row.face.width(line) if right else pad
                self._put(left + room, line, row.face)
            left += width
        self.y = top + height
        page.rules.append(QLineF(0, self.y, self.width, self.y))
