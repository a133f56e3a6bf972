"""Give stock widgets a font role, an icon and a style, kept right when the theme changes.

What is asked is written on the widget as dynamic properties: nothing is connected, so
nothing keeps a closed window alive.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from ui.theme.apply import before_signal, current
from ui.theme.icons import icon

_GAP = 4


def dress(
    widget: QWidget,
    font: str = "",
    ink: str = "",
    icon: str = "",
    height: int = 0,
    width: int = 0,
    **style: str,
) -> None:
    """Set a font role, colour, icon, minimum height and maximum width (design px), and style.

    `style` accepts `icon_role`, `icon_filled`, and the properties the style sheet knows:
    `variant`, `surface`, `clear`.
    """
    wanted: dict[str, Any] = {"font_role": font, "ink": ink, "icon_name": icon, **style}
    for key, value in wanted.items():
        if value:
            widget.setProperty(key, value)
    for key, length in (("design_height", height), ("design_width", width)):
        if length:
            widget.setProperty(key, length)
    _redress(widget)


def restyle(widget: QWidget, **style: str) -> None:
    """Change style properties of a widget already shown."""
    for key, value in style.items():
        widget.setProperty(key, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def dress_action(action: QAction, name: str, role: str = "ink2") -> None:
    """Give a menu entry an icon that follows the theme."""
    action.setProperty("icon_name", name)
    action.setProperty("icon_role", role)
    action.setIcon(icon(name, role))


def _redress(widget: QWidget) -> None:
    if role := widget.property("font_role"):
        widget.setFont(current().font(role))
    if height := widget.property("design_height"):
        widget.setMinimumHeight(current().px(height))
    if width := widget.property("design_width"):
        widget.setMaximumWidth(current().px(width))
    if isinstance(widget, QAbstractButton) and widget.property("icon_name"):
        _set_icon(widget)


def _set_icon(target: QAbstractButton | QAction) -> None:
    name, role = target.property("icon_name"), target.property("icon_role") or "ink2"
    gap = _GAP if isinstance(target, QPushButton) and target.text() else 0
    target.setIcon(icon(name, role, bool(target.property("icon_filled")), gap))
    if isinstance(target, QAbstractButton):
        side = current().px(16)
        target.setIconSize(QSize(side + current().px(gap), side))


def _redress_all(app: QApplication) -> None:
    for widget in app.allWidgets():
        _redress(widget)
        _refresh(widget)
        for action in widget.actions():
            if action.property("icon_name"):
                _set_icon(action)


def _refresh(target: QObject) -> None:
    """Widgets with sizes of their own have a `refresh_theme` method."""
    refresh = getattr(target, "refresh_theme", None)
    if callable(refresh):
        refresh()


before_signal(_redress_all)
