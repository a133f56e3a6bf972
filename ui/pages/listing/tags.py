"""The conditions in force, as tags that can be removed, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acse_desktop.services.listing_types import Column, Query
from acse_desktop.translation import _
from ui.grid.cells import Presentation
from ui.pages.listing.wording import filter_text, search_text
from ui.theme.apply import current
from ui.theme.tokens import TARGET
from ui.widgets.buttons import LinkButton
from ui.widgets.chip import FilterTag
from ui.widgets.message import Mark

SEARCH = ""
"""Stands for the search among the columns that a tag frees."""
GAP = 6


class TagRow(QWidget):
    """« ▽ Thématique : Emploi ×  Effacer les filtres · Enregistrer comme vue… »

    Signals:
        removed: the key of a column, or SEARCH.
        cleared: every condition is to be lifted.
        save_requested: the present arrangement deserves a name.
    """

    removed = Signal(str)
    cleared = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Filtres en cours"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tags: list[FilterTag] = []
        self._funnel = Mark("funnel", "ink2", 16, filled=False)
        self.clear, self.save = (
            LinkButton(_("Effacer les filtres")),
            LinkButton(_("Enregistrer comme vue…")),
        )
        for widget in (self._funnel, self.clear, self.save):
            widget.setParent(self)
        self.clear.clicked.connect(self.cleared)
        self.save.clicked.connect(self.save_requested)
        self.hide()

    def show_query(
        self, query: Query, columns: dict[str, Column], presentation: Presentation
    ) -> None:
        """Make a tag of the search and of each condition; hidden when there is none."""
        self._forget()
        if query.text:
            self._add(SEARCH, search_text(query.text))
        for one in query.filters:
            if one.column in columns:
                self._add(one.column, filter_text(columns[one.column], one, presentation))
        self.setVisible(bool(self.tags))
        self._place()

    def _forget(self) -> None:
        for tag in self.tags:
            tag.hide()
            tag.deleteLater()
        self.tags = []

    def _add(self, key: str, text: str) -> None:
        tag = FilterTag(text)
        tag.setParent(self)
        tag.removed.connect(lambda: self.removed.emit(key))
        tag.show()
        if self.tags:
            self.setTabOrder(self.tags[-1], tag)
        self.setTabOrder(tag, self.clear)
        self.setTabOrder(self.clear, self.save)
        self.tags.append(tag)

    def refresh_theme(self) -> None:
        """Tags grow with the text."""
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap as needed."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """One line at least; `_place` asks for more."""
        return QSize(0, self._line())

    def _line(self) -> int:
        return max(self.clear.sizeHint().height(), current().px(TARGET))

    def _place(self) -> None:
        """From left to right, on as many lines as it takes."""
        start = current().px(8)
        spot, line = QPoint(start, 0), self._line()
        for widget in (self._funnel, *self.tags, self.clear, self.save):
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            if spot.x() > start and spot.x() + size.width() > self.width():
                spot = QPoint(start, spot.y() + line + 2)
            top = spot.y() + (line - size.height()) // 2
            widget.setGeometry(QRect(QPoint(spot.x(), top), size))
            spot.setX(spot.x() + size.width() + current().px(GAP))
        if self.height() != spot.y() + line:
            self.setFixedHeight(spot.y() + line)
