"""The theme in use: chosen once, changed while running, read by every widget that paints."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from acse_desktop.resources import resource
from ui.theme.style import palette_of, sheet
from ui.theme.tokens import LIGHT, THEMES, TYPE, Tokens

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


class ThemeSignals(QObject):
    """Tells painted widgets that colours or sizes changed."""

    theme_changed = Signal()


signals = ThemeSignals()


@dataclass
class Theme:
    """Colours, text scale and the fonts made from them."""

    tokens: Tokens = LIGHT
    scale: float = 1.0
    family: str = "Inter"
    _fonts: dict[str, QFont] = field(default_factory=dict)
    _colours: dict[str, QColor] = field(default_factory=dict)

    def px(self, length: float) -> int:
        """A length of the design (logical px at 100 %) at the current text size."""
        return round(length * self.scale)

    def font(self, role: str) -> QFont:
        """The font of a role of `tokens.TYPE`; the same object each time: do not change it."""
        if role not in self._fonts:
            self._fonts[role] = self._made(role)
        return self._fonts[role]

    def _made(self, role: str) -> QFont:
        size, weight = TYPE[role]
        font = QFont(self.family)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        if role.startswith("table"):
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def colour(self, role: str) -> QColor:
        """The colour of a token by its name, or of a `#RRGGBB`; shared: do not change it."""
        if role not in self._colours:
            code = role if role.startswith("#") else getattr(self.tokens, role)
            self._colours[role] = QColor(code)
        return self._colours[role]


_theme = Theme()
_before_signal: list[Callable[[QApplication], None]] = []


def current() -> Theme:
    """The theme in use; light at 100 % until `apply_theme` is called."""
    return _theme


def before_signal(refresh: Callable[[QApplication], None]) -> None:
    """Register what must be redone before `theme_changed` is emitted (icons, dressed widgets)."""
    _before_signal.append(refresh)


def _family() -> str:
    if sys.platform == "win32":
        return "Segoe UI"
    if "Inter" not in QFontDatabase.families():
        for weight in WEIGHTS:
            QFontDatabase.addApplicationFont(str(resource(f"fonts/Inter-{weight}.ttf")))
    return "Inter"


def apply_theme(app: QApplication, theme: str, scale: float = 1.0) -> None:
    """Dress the whole application: `theme` is `clair` or `sombre`, `scale` from 0.9 to 2.0."""
    global _theme
    _theme = Theme(THEMES.get(theme, LIGHT), scale, _family())
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(_theme.font("body"))
    palette: QPalette = palette_of(_theme.tokens)
    app.setPalette(palette)
    app.setStyleSheet(sheet(_theme.tokens, _theme.px))
    for refresh in _before_signal:
        refresh(app)
    signals.theme_changed.emit()
