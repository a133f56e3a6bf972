"""Fonts and colours of what is printed: the same whatever the theme of the screen."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

from ui.theme.apply import current

HEAD, EDGE, INK = QColor("#E4ECF8"), QColor("#C9CFD8"), QColor("#1B2430")
"""Background of the headers of tables, their rules, and what is written."""
SIZES = {"title": 15.0, "heading": 11.0, "text": 9.0, "cell": 8.0, "foot": 7.0}
"""Points."""


def paper_font(role: str, bold: bool = False, share: float = 1.0) -> QFont:
    """The font of a role of `SIZES`, or a share of its size."""
    font = QFont(current().family)
    font.setPointSizeF(SIZES[role] * share)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # The dashes that the font draws by context lose their character in a PDF: a number of dossier
    # could not be found or copied.
    font.setFeature(QFont.Tag("calt"), 0)
    return font
