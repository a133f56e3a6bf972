"""Documents on pages: written as a PDF or sent to a printer, step by step."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from ui.printing.faces import Face
from ui.printing.pages import Page, Pages
from ui.theme.paper import EDGE, HEAD, INK

if TYPE_CHECKING:
    from acse_desktop.services.publishing.documents import Document

DPI = 600
MARGIN = 12.0
"""Millimetres."""
LAYING = 0.6
"""The share of the work that laying out is."""
END = b"%%EOF"


def set_up(device: QPagedPaintDevice, document: Document) -> None:
    """A4, turned as the document asks."""
    turned = QPageLayout.Orientation
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(turned.Landscape if document.landscape else turned.Portrait)
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)


def printing(device: QPagedPaintDevice, document: Document, running: str) -> Iterator[float]:
    """Print a document; gives the share that is done. `running` heads every page."""
    laid = Pages(device)
    for share in laid.steps(document):
        yield share * LAYING
    painter = QPainter(device)
    try:
        for number, page in enumerate(laid.pages):
            if number:
                device.newPage()
            _paint(painter, laid, page)
            _frame(painter, laid, (running, document.title, f"{number + 1} / {len(laid.pages)}"))
            yield LAYING + (1 - LAYING) * (number + 1) / len(laid.pages)
    finally:
        painter.end()


def _paint(painter: QPainter, laid: Pages, page: Page) -> None:
    for band in page.bands:
        painter.fillRect(band, HEAD)
    painter.setPen(QPen(EDGE, laid.unit * 0.5))
    painter.drawLines(page.rules)
    painter.setPen(INK)
    used: Face | None = None
    for face, place, text in page.texts:
        if face is not used:
            painter.setFont(face.font)
            used = face
        painter.drawText(place, text)


def _frame(painter: QPainter, laid: Pages, said: tuple[str, str, str]) -> None:
    """The running head, the title again and the number of the page."""
    running, title, number = said
    face = Face(laid.device, "foot")
    painter.setFont(face.font)
    low = laid.device.height() - face.height + face.ascent
    right = laid.width - face.width(number)
    shown = face.lines(title, right - 2 * face.width("n"))[0]
    for x, y, text in ((0.0, face.ascent, running), (0.0, low, shown), (right, low, number)):
        painter.drawText(QPointF(x, y), text)


def pdf_steps(document: Document, target: Path, running: str) -> Iterator[float]:
    """Write a document as a PDF; gives the share that is done.

    Raises CannotWrite; the old file is then intact, as it is when the work is given up.
    """
    from acse_desktop.services.atomic import written_aside

    with written_aside(target) as fresh:
        writer = QPdfWriter(str(fresh))
        writer.setTitle(document.title)
        writer.setResolution(DPI)
        set_up(writer, document)
        yield from printing(writer, document, running)
        del writer
        # Qt says nothing of a disk that is full: the end of the file does.
        if not fresh.read_bytes().rstrip().endswith(END):
            raise OSError(errno.ENOSPC, "")


def write_pdf(document: Document, target: Path, running: str = "") -> None:
    """Write a document as a PDF at once. Raises CannotWrite; the old file is then intact."""
    for _share in pdf_steps(document, target, running):
        pass
