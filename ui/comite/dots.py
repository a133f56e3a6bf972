"""The opinions on an action as a row of dots: favourable, reserved, unfavourable, awaited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from acse_desktop.translation import _, ngettext
from ui.grid.look import Look

MARKS = {
    "F": ("checkmark_circle", "success"),
    "R": ("warning", "warning"),
    "D": ("dismiss_circle", "error"),
    "-": ("circle", "ink3"),
}
"""Icon and colour of each sense, by its letter in a cell."""
LETTERS = {"FAVORABLE": "F", "RESERVE": "R", "DEFAVORABLE": "D"}
SIDE, STEP = 14, 20
MOST = 6
"""Dots painted; the words say them all."""


def dots_text(opinions: Iterable[Any], confidential: bool = True) -> str:
    """The value of the cell: one letter per opinion, in the order of the authors."""
    return "".join(
        LETTERS.get(one.sens or "", "-") for one in opinions if confidential or not one.confidentiel
    )


def dots_words(text: str) -> str:
    """What the dots mean, for screen readers, tooltips and the clipboard."""
    said = []
    for letter, singular, plural in (
        ("F", "{n} favorable", "{n} favorables"),
        ("R", "{n} réservé", "{n} réservés"),
        ("D", "{n} défavorable", "{n} défavorables"),
        ("-", "{n} attendu", "{n} attendus"),
    ):
        if count := text.count(letter):
            said.append(ngettext(singular, plural, count).format(n=count))
    return ", ".join(said) or _("Aucun avis demandé")


def paint_dots(painter: QPainter, rect: QRect, value: str, look: Look) -> None:
    """Paint the dots from the left of a cell, as many as fit."""
    side, step = look.px(SIDE), look.px(STEP)
    left, top = rect.left() + look.pad, rect.top() + (rect.height() - side) // 2
    room = max((rect.width() - look.pad) // step, 1)
    for place, letter in enumerate(value[: min(room, MOST)]):
        icon, role = MARKS[letter]
        colour = QColor(look.status_colours(role)[0]) if role != "ink3" else look.ink3
        pixmap = look.pixmap(icon, colour, SIDE, filled=letter != "-")
        painter.drawPixmap(left + place * step, top, pixmap)
