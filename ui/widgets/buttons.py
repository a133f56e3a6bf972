"""Buttons: neutral, primary (one per screen), link, and icon alone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL, TARGET
from ui.widgets.labels import escaped


class Button(QPushButton):
    """A button 32 px high; its text may carry a mnemonic (`&`)."""

    def __init__(self, text: str, icon: str = "", primary: bool = False) -> None:
        super().__init__(text)
        variant, role = ("primary", "on_primary") if primary else ("", "ink2")
        font = "strong" if primary else "key"
        dress(self, font=font, icon=icon, height=CONTROL, variant=variant, icon_role=role)
        self.setAutoDefault(False)


class LinkButton(QPushButton):
    """A tertiary action that reads as a link."""

    def __init__(self, text: str, icon: str = "") -> None:
        super().__init__(text)
        dress(self, font="key", icon=icon, icon_role="primary", height=TARGET, variant="link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)


class IconButton(QToolButton):
    """An icon alone: its name is read aloud and shown as a tooltip."""

    def __init__(self, icon: str, name: str, checkable: bool = False) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(checkable)
        dress(self, icon=icon)
        self.rename(name)
        self.refresh_theme()

    def rename(self, name: str) -> None:
        """Change what the button is called."""
        self.setAccessibleName(name)
        self.setToolTip(escaped(name))

    def refresh_theme(self) -> None:
        """The icon grows with the text; the target never falls under 24 px."""
        px = current().px
        self.setIconSize(QSize(px(20), px(20)))
        side = max(px(CONTROL), TARGET)
        self.setMinimumSize(side, side)
