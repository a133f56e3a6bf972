"""The toast: what was just done, with « Annuler » instead of a confirmation beforehand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from acse_desktop.translation import _
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.painting import filled, focus_mark, painter_on
from ui.theme.tokens import CARD_RADIUS, CONTROL
from ui.widgets.labels import ElidedLabel
from ui.widgets.message import Mark, announce

SHOWN_FOR = 8000
"""Milliseconds; the same undo stays in Édition › Annuler, so nothing is lost after them."""


class Toast(QWidget):
    """A dark bar at the bottom of its parent. It waits while the mouse or focus is on it."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ElidedLabel(role="key")
        self._icon = Mark("checkmark_circle", "success", 16)
        self.button = QPushButton(_("Annuler"))
        dress(self.button, font="strong", height=24, variant="link")
        # A click must not take the focus from the table it acts on.
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self._expire)
        self.hide()
        parent.installEventFilter(self)

    def show_message(self, text: str, undoable: bool = True) -> None:
        """Say what was done; `undoable` offers « Annuler Ctrl+Z »."""
        self._text.setText(text)
        self.button.setText(_("Annuler") + "  Ctrl+Z")
        self.button.setVisible(undoable)
        self.refresh_theme()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def refresh_theme(self) -> None:
        """Colours are those of the other theme: dark on light, light on dark."""
        theme = current()
        row = self.layout()
        if row is not None:
            row.setContentsMargins(theme.px(16), theme.px(2), theme.px(16), theme.px(2))
            row.setSpacing(theme.px(10))
        tokens = theme.tokens
        self._text.setStyleSheet(f"color: {tokens.on_toast}")
        self.button.setStyleSheet(f"color: {tokens.toast_link}")
        self._icon.show_mark("checkmark_circle", tokens.toast_mark)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A round dark bar."""
        painter = painter_on(self)
        filled(painter, self.rect(), QColor(current().tokens.toast), CARD_RADIUS)
        focus_mark(painter, self, CARD_RADIUS)
        painter.end()

    def _place(self) -> None:
        parent, px = self.parentWidget(), current().px
        row = self.layout()
        if parent is None or row is None:
            return
        wide = row.sizeHint().width()
        width = min(wide, parent.width() - px(32))
        height = max(px(CONTROL + 4), row.sizeHint().height())
        left = (parent.width() - width) // 2
        self.setGeometry(left, parent.height() - height - px(52), width, height)

    def _undo(self) -> None:
        self.hide()
        self.undo_requested.emit()

    def _expire(self) -> None:
        held = self.underMouse() or (self.button.isVisible() and self.button.hasFocus())
        if held:
            self._timer.start()
        else:
            self.hide()


def message_on(window: QWidget, text: str, undoable: bool = False) -> Toast:
    """Show a toast on a window, reusing the one already there."""
    kind = Qt.FindChildOption.FindDirectChildrenOnly
    toast = window.findChild(Toast, options=kind) or Toast(window)
    toast.show_message(text, undoable)
    return toast
