"""A card with a chart, its legend, and the table that stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from acse_desktop.services.dashboard.shapes import Block
from acse_desktop.translation import _
from acse_desktop.typography import NBSP
from ui.charts.chart import Chart
from ui.charts.figures import figure
from ui.theme.apply import current
from ui.theme.painting import filled, painter_on
from ui.widgets.card import Card
from ui.widgets.message import EmptyState
from ui.widgets.text_table import Rows, TextTable

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Legend(QWidget):
    """Colour squares and words, on one line."""

    def __init__(self, words: Sequence[str], colours: Sequence[int] = (0, 1, 2)) -> None:
        super().__init__()
        self.words, self._colours = tuple(words), tuple(colours)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(self.words))

    def sizeHint(self) -> QSize:
        """One line of help text."""
        return QSize(current().px(120), current().px(20))

    def refresh_theme(self) -> None:
        """It follows the text size."""
        self.updateGeometry()
        self.update()

    def show_words(self, words: Sequence[str]) -> None:
        """Name the colours otherwise."""
        self.words = tuple(words)
        self.setAccessibleName(", ".join(self.words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Squares, then words."""
        painter, theme, px = painter_on(self), current(), current().px
        painter.setFont(theme.font("help"))
        left = 0.0
        for word, colour in zip(self.words, self._colours, strict=False):
            square = QRectF(left, self.height() / 2 - px(5), px(10), px(10))
            filled(painter, square, theme.colour(theme.tokens.charts[colour]), px(2))
            width = painter.fontMetrics().horizontalAdvance(word)
            painter.setPen(theme.colour("ink2"))
            room = QRectF(left + px(16), 0, width + 2, self.height())
            painter.drawText(room, _LEFT, word)
            left += px(30) + width
        painter.end()


class ChartCard(Card):
    """A chart; « Tableau » shows the same figures as a table, in full and exact."""

    def __init__(
        self, title: str, subtitle: str, chart: Chart, legend: Legend | None = None,
        empty: str = "",
    ) -> None:  # fmt: skip
        super().__init__(title, subtitle)
        self.chart, self.legend = chart, legend
        chart.setAccessibleName(title)
        self.table = TextTable(title, ())
        self.empty = EmptyState(_("Rien à montrer"), empty, icon="clipboard_data_bar")
        self.switch = self.add_link(_("Tableau"))
        self.pages = QStackedWidget()
        for page in (chart, self.table, self.empty):
            self.pages.addWidget(page)
        if legend is not None:
            self.add(legend)
        self.add(self.pages)
        self.setTabOrder(self.switch, chart)
        self.switch.clicked.connect(self.toggle)

    def toggle(self) -> None:
        """From the chart to its table and back."""
        shown = self.pages.currentWidget() is not self.table
        self.pages.setCurrentWidget(self.table if shown else self.chart)
        self.switch.setText(_("Graphique") if shown else _("Tableau"))

    def show_rows(self, headers: Sequence[str], rows: Rows) -> None:
        """The table behind; a card without any row says so."""
        self.table.show_rows(rows, headers=headers, right=range(1, len(headers)))
        self.switch.setVisible(bool(rows))
        if not rows:
            self.pages.setCurrentWidget(self.empty)
        elif self.pages.currentWidget() is self.empty:
            self.pages.setCurrentWidget(self.chart)

    def show_block(self, block: Block, show: Callable[[Block], None]) -> None:
        """Show a block in the chart and in the table."""
        self.title.setText(block.title)
        self.subtitle.setText(block.subtitle)
        show(block)
        self.show_rows(*table_of(block))


def table_of(block: Block) -> tuple[list[str], list[list[str]]]:
    """The exact figures of a block, as texts: headers, then rows."""
    shares = any(mark.share is not None for mark in block.marks)
    headers = ["", *block.legend]
    if shares:
        headers.append(f"%{NBSP}{block.share_of}")
    rows = []
    for mark in block.marks:
        row = [mark.label, *(figure(value, block.euros) for value in mark.values)]
        if shares:
            share = "" if mark.share is None else f"{mark.share}".replace(".", ",")
            row.append(f"{share}{NBSP}%" if share else "")
        rows.append(row)
    return headers, rows
