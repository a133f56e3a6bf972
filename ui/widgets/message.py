"""Messages in the page: under a field, and the state of a page that has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme.apply import current
from ui.theme.dress import restyle
from ui.theme.icons import pixmap
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel

LEVEL_ICONS = {"error": "error_circle", "warning": "warning", "information": "info"}


def announce(source: QWidget, text: str) -> None:
    """Have a screen reader say a text that appeared by itself."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, text))


class Mark(QLabel):
    """A small status icon; decorative: the words beside it say the same."""

    def __init__(self, name: str, role: str, size: int = 16, filled: bool = True) -> None:
        super().__init__()
        self._size, self._filled = size, filled
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.show_mark(name, role)

    def show_mark(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Tint and size of the theme."""
        side = current().px(self._size)
        self.setFixedSize(QSize(side, side))
        self.setPixmap(pixmap(self._name, self._size, self._role, self._filled))


class InlineMessage(QWidget):
    """Cause and remedy under a field: icon and words; hidden when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Mark("error_circle", "error", 14)
        self.label = TextLabel(role="help", ink="error", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.hide()

    def show_message(self, text: str | None, level: str = "error") -> None:
        """Show a text of level error, warning or information; None hides it."""
        changed = text and text != self.label.text()
        self.label.setText(text or "")
        self.setVisible(bool(text))
        if text:
            self._icon.show_mark(LEVEL_ICONS[level], level)
            restyle(self.label, ink=level)
        if text and changed and self.isVisible():
            announce(self, text)


class EmptyState(QWidget):
    """What would be here, why it is empty, and the one thing to do about it."""

    action_requested = Signal()

    def __init__(self, heading: str, guidance: str, action: str = "", icon: str = "folder") -> None:
        super().__init__()
        self.heading = TextLabel(heading, "card", wrap=True)
        self.guidance = TextLabel(guidance, "body", "ink2", wrap=True)
        self.button = Button(action, primary=True)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(Mark(icon, "ink3", 32, False), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.heading, self.guidance):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def explain(self, heading: str, guidance: str, action: str = "") -> None:
        """Give another reason and another action."""
        self.heading.setText(heading)
        self.guidance.setText(guidance)
        self.button.setText(action)
        self.button.setVisible(bool(action))
