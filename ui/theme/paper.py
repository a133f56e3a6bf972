"""Fonts and colours of what is printed: the same whatever the theme of the screen."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from ui.theme.apply import current

HEAD, EDGE = QColor("#E4ECF8"), QColor("#C9CFD8")
"""Background of the headers of tables, and their rules."""
SIZES = {"title": 15.0, "heading": 11.0, "text": 9.0, "cell": 8.0, "foot": 7.0, "gap": 4.0}
"""Points."""


def paper_font(role: str) -> QFont:
    """The font of a role of `SIZES`."""
    font = QFont(current().family)
    font.setPointSizeF(SIZES[role])
    return font


def paper_chars(role: str, bold: bool = False) -> QTextCharFormat:
    """The characters of a role of `SIZES`."""
    found = QTextCharFormat()
    found.setFontPointSize(SIZES[role])
    found.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return found
