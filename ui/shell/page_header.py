"""The head of a page: title, count, buttons, and one primary action at the right."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.apply import current
from ui.theme.tokens import NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel

TITLE = 140
"""Room kept for the title, design px."""


class PageHeader(QWidget):
    """« Dossiers  55 sur 206 » and the actions of the page."""

    def __init__(self, title: str, count: str = "") -> None:
        super().__init__()
        self.title = ElidedLabel(title, "title")
        self.count = ElidedLabel(count, "body", "ink3")
        self._named: list[tuple[Button, str]] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.count, 1)
        self.refresh_theme()

    def set_title(self, title: str, count: str = "") -> None:
        """Show another title and count."""
        self.title.setText(title)
        self.count.setText(count)

    def add_button(self, text: str, icon: str = "", primary: bool = False) -> Button:
        """Add an action at the right; the primary one, added last, stands out."""
        button = Button(text, icon, primary)
        button.setAccessibleName(text.replace("&", ""))
        if icon and not primary:
            self._named.append((button, text))
        self._row.addWidget(button)
        return button

    def _fold(self) -> None:
        """Leave room for the title: secondary buttons are icons alone when the place lacks."""
        for button, text in self._named:
            button.setText(text)
            button.setToolTip("")
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        shown = [one for one in widgets if one is not None and not one.isHidden()]
        labels = (self.title, self.count)
        gap = self._row.spacing()
        margins = self._row.contentsMargins()
        needed = margins.left() + margins.right() + current().px(TITLE)
        needed += sum(one.sizeHint().width() + gap for one in shown if one not in labels)
        if needed > self.width():
            for button, text in self._named:
                button.setText("")
                button.setToolTip(text.replace("&", ""))

    def add_widget(self, widget: QWidget) -> None:
        """Add chips, a pill or icon buttons at the right."""
        self._row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins."""
        super().resizeEvent(event)
        self.refresh_theme()
        self._fold()

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        self._row.setContentsMargins(side, px(12), side, px(8))
        self._row.setSpacing(px(10))
