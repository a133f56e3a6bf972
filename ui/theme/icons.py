"""Icons: the shipped SVG, tinted with a colour of the theme, sharp at any screen scaling."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from acse_desktop.resources import resource
from ui.theme.apply import before_signal, current

_pixmaps: dict[tuple[str, int, str, bool, float], QPixmap] = {}
_icons: dict[tuple[str, str, bool, int], QIcon] = {}


@cache
def _source(name: str, size: int, filled: bool) -> str:
    """The text of the closest drawing: wanted size and weight first, then what exists."""
    weights = ("filled", "regular") if filled else ("regular", "filled")
    sizes = (16, 20) if size <= 16 else (20, 16)
    for weight, drawn in ((w, s) for w in weights for s in sizes):
        path = resource(f"icons/{name}_{drawn}_{weight}.svg")
        if path.exists():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(f"icons/{name}")


def pixmap(
    name: str, size: int = 20, role: str = "ink2", filled: bool = False, ratio: float = 0.0
) -> QPixmap:
    """A drawing of `size` design px (scaled with the text), cached until the theme changes.

    `ratio` is the device pixel ratio of the widget; by default that of the application.
    """
    ratio = ratio or _ratio()
    key = (name, size, role, filled, ratio)
    if key not in _pixmaps:
        _pixmaps[key] = _drawn(name, size, role, filled, ratio)
    return _pixmaps[key]


def _drawn(name: str, size: int, role: str, filled: bool, ratio: float) -> QPixmap:
    colour = current().colour(role).name()
    text = _source(name, size, filled).replace("<svg ", f'<svg fill="{colour}" ', 1)
    side = round(current().px(size) * ratio)
    image = QPixmap(side, side)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def icon(name: str, role: str = "ink2", filled: bool = False, gap: int = 0) -> QIcon:
    """The icon of a button or a menu entry; `role` is a token or a `#RRGGBB`.

    `gap` adds design px of nothing at the right: style sheets cannot move a text from its icon.
    """
    key = (name, role, filled, gap)
    if key not in _icons:
        made = QIcon()
        for size in (16, 20):
            for ratio in sorted({1.0, _ratio(), 2.0}):
                made.addPixmap(_padded(pixmap(name, size, role, filled, ratio), gap))
        _icons[key] = made
    return _icons[key]


def _padded(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(current().px(gap) * ratio), drawn.height())
    wide.fill(Qt.GlobalColor.transparent)
    wide.setDevicePixelRatio(ratio)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wide


def _forget(_app: object) -> None:
    _pixmaps.clear()
    _icons.clear()


before_signal(_forget)
