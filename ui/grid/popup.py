"""A small window that closes by itself, for the menus of a table."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.grid.look import Look
from ui.theme.dress import dress


def menu_line(icon: str, text: str) -> QToolButton:
    """A command of a menu: flat, aligned left, reached by Tab."""
    button = QToolButton()
    # Stock tool buttons leave 2 px between the icon and the word.
    button.setText(f"\u2002{text}")
    button.setAccessibleName(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    dress(button, font="body", icon=icon, height=28)
    return button


class Popup(QFrame):
    """Esc or a click elsewhere closes it; it never leaves the screen."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        margin = look.px(8)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(look.px(4))
        self.setMinimumWidth(look.px(272))

    def add_rule(self) -> None:
        """A line between two groups of commands."""
        rule = QFrame()
        rule.setProperty("surface", "rule")
        rule.setFixedHeight(1)
        self.body.addWidget(rule)

    def open_at(self, corner: QPoint) -> None:
        """Show under a point, moved as needed to stay on the screen."""
        self.adjustSize()
        place = QRect(corner, self.size())
        room = self.screen().availableGeometry()
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveTopLeft(QPoint(max(place.left(), room.left()), max(place.top(), room.top())))
        self.move(place.topLeft())
        self.show()
        self.activateWindow()
