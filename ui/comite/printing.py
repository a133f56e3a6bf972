"""The documents of a sitting on paper: laid out as text and tables, written as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from acse_desktop.typography import amount_text
from ui.theme.paper import EDGE, HEAD, paper_chars, paper_font

if TYPE_CHECKING:
    from acse_desktop.services.committee.minutes import Document, Table
    from acse_desktop.services.publishing.forms import Value

DPI = 96
MARGIN = 12.0
"""Millimetres."""
AMOUNT, LEAST, MOST = 11, 9, 36
"""Characters that a column of amounts, the narrowest and the widest text are given room for."""


def laid_out(document: Document, width: float) -> QTextDocument:
    """A document as text and tables, for a width in pixels at 96 dpi."""
    text = QTextDocument()
    text.setDefaultFont(paper_font("cell"))
    text.setDocumentMargin(0)
    text.setTextWidth(width)
    cursor = QTextCursor(text)
    cursor.insertText(document.title, paper_chars("title", bold=True))
    for name, fact in document.facts:
        cursor.insertBlock(_block(2), paper_chars("text"))
        cursor.insertText(f"{name}\u00a0: ", paper_chars("text", bold=True))
        cursor.insertText(fact, paper_chars("text"))
    for table in document.tables:
        _add_table(cursor, table)
    for heading, said in document.texts:
        cursor.insertBlock(_block(14), paper_chars("heading"))
        cursor.insertText(heading, paper_chars("heading", bold=True))
        cursor.insertBlock(_block(2), paper_chars("text"))
        cursor.insertText(said, paper_chars("text"))
    return text


def _block(above: float, right: bool = False) -> QTextBlockFormat:
    found = QTextBlockFormat()
    found.setTopMargin(above)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    found.setAlignment(side)
    return found


def _add_table(cursor: QTextCursor, table: Table) -> None:
    cursor.insertBlock(_block(14), paper_chars("heading"))
    cursor.insertText(table.title, paper_chars("heading", bold=True))
    cursor.insertBlock(_block(2), paper_chars("gap"))
    made = cursor.insertTable(1 + len(table.rows), len(table.header), _frame(table))
    amounts = _amounts(table)
    for place, label in enumerate(table.header):
        cell = made.cellAt(0, place)
        shade = cell.format()
        shade.setBackground(QBrush(HEAD))
        cell.setFormat(shade)
        _write(cell.firstCursorPosition(), label, paper_chars("cell", bold=True), place in amounts)
    for number, row in enumerate(table.rows, 1):
        bold = table.totalled and number == len(table.rows)
        for place, value in enumerate(row):
            at = made.cellAt(number, place).firstCursorPosition()
            _write(at, _shown(value), paper_chars("cell", bold), place in amounts)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _frame(table: Table) -> QTextTableFormat:
    found = QTextTableFormat()
    found.setHeaderRowCount(1)
    found.setBorder(1)
    found.setBorderBrush(QBrush(EDGE))
    found.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    found.setBorderCollapse(True)
    found.setCellPadding(3)
    found.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    weights = _weights(table)
    found.setColumnWidthConstraints([
        QTextLength(QTextLength.Type.PercentageLength, 100 * weight / sum(weights))
        for weight in weights
    ])  # fmt: skip
    return found


def _weights(table: Table) -> list[int]:
    """The room of each column, in characters: its longest text, within reason."""
    amounts = _amounts(table)
    return [
        AMOUNT if place in amounts else min(max(_longest(table, place), LEAST), MOST)
        for place in range(len(table.header))
    ]


def _longest(table: Table, place: int) -> int:
    texts = [row[place] for row in table.rows]
    return max((len(text) for text in texts if isinstance(text, str)), default=0)


def _amounts(table: Table) -> frozenset[int]:
    """The places of the columns of amounts."""
    columns: Sequence[tuple[Value, ...]] = list(zip(*table.rows, strict=True))
    return frozenset(
        place
        for place, column in enumerate(columns)
        if any(isinstance(value, Decimal) for value in column)
    )


def _write(cursor: QTextCursor, text: str, chars: QTextCharFormat, right: bool) -> None:
    cursor.setBlockFormat(_block(0, right))
    cursor.insertText(text, chars)


def _shown(value: Value) -> str:
    if isinstance(value, Decimal):
        return amount_text(value, decimals=True)
    return "" if value is None else str(value)


def write_pdf(document: Document, target: Path) -> int:
    """Write a document as a PDF in landscape, with numbered pages; gives their number.

    Raises CannotWrite; the old file is then intact.
    """
    from acse_desktop.services.atomic import written_aside

    with written_aside(target) as fresh:
        writer = QPdfWriter(str(fresh))
        writer.setTitle(document.title)
        writer.setResolution(DPI)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
        writer.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN),
                              QPageLayout.Unit.Millimeter)  # fmt: skip
        return _paint(writer, document)


def _paint(writer: QPdfWriter, document: Document) -> int:
    page = QRectF(0, 0, writer.width(), writer.height())
    foot = 20.0
    text = laid_out(document, page.width())
    text.documentLayout().setPaintDevice(writer)
    text.setPageSize(QSizeF(page.width(), page.height() - foot))
    painter = QPainter(writer)
    painter.setFont(paper_font("foot"))
    count = text.pageCount()
    for number in range(count):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * (page.height() - foot))
        text.drawContents(painter, QRectF(0, number * (page.height() - foot), page.width(),
                                          page.height() - foot))  # fmt: skip
        painter.restore()
        painter.drawText(page, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
                         f"{number + 1} / {count}")  # fmt: skip
    painter.end()
    return count
