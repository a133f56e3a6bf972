"""A box to tick, painted inside lists and tables."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from ui.theme.apply import current
from ui.theme.icons import pixmap
from ui.theme.painting import edged, filled

BOX = 16
"""Side of the box, design px."""


def paint_tick(painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
    """An empty box, a ticked one, or one that stands for lines ticked in part."""
    theme = current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == Qt.CheckState.Unchecked:
        filled(painter, box, theme.colour("surface"), 3)
        edged(painter, box, theme.colour("field"), 3)
    else:
        filled(painter, box, theme.colour("primary"), 3)
    if state == Qt.CheckState.Checked:
        painter.drawPixmap(box.topLeft(), pixmap("checkmark", BOX, "on_primary"))
    elif state == Qt.CheckState.PartiallyChecked:
        bar = QRect(box.left() + 4, box.center().y(), box.width() - 8, 2)
        painter.fillRect(bar, theme.colour("on_primary"))
    painter.restore()
