"""Strokes shared by painted widgets: rounded fills and the 2 px focus mark."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.apply import current

FOCUS = 2


def painter_on(widget: QWidget) -> QPainter:
    """A smooth painter on a widget; call `end()` when done."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def filled(painter: QPainter, rect: QRect | QRectF, colour: QColor, radius: float) -> None:
    """A rounded rectangle without edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(rect), radius, radius)


def edged(painter: QPainter, rect: QRect, colour: QColor, radius: float, width: int = 1) -> None:
    """A rounded edge, drawn inside the rectangle."""
    inset = width / 2
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_mark(painter: QPainter, widget: QWidget, radius: float) -> None:
    """The visible focus of a painted widget."""
    if widget.hasFocus():
        edged(painter, widget.rect(), current().colour("primary"), radius, FOCUS)
