"""Entries of a form's index (section, state, errors) and the steps of a dossier."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from acse_desktop.translation import _, ngettext
from ui.theme.apply import current
from ui.theme.icons import pixmap
from ui.theme.painting import filled, focus_mark, painter_on
from ui.theme.tokens import CONTROL, RADIUS, SECTIONS
from ui.widgets.painted import PaintedButton

STATES = {
    "complete": ("checkmark_circle", "success", True),
    "error": ("error_circle", "error", True),
    "empty": ("circle", "ink3", False),
}
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class SectionItem(PaintedButton):
    """« Porteur ● 1 »: state is complete, error or empty; checked is the section shown."""

    role = "key"

    def __init__(self, caption: str, state: str = "empty", errors: int = 0) -> None:
        super().__init__(caption)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_state(state, errors)

    def set_state(self, state: str, errors: int = 0) -> None:
        """Show another state; the name read aloud says it in words."""
        self.state, self.errors = state, errors
        words = {"complete": _("complète"), "empty": _("à remplir")}.get(state, "")
        if errors:
            words = ngettext("{n} erreur", "{n} erreurs", errors).format(n=errors)
        self.setAccessibleName(f"{self.caption}, {words}" if words else self.caption)
        self.update()

    def sizeHint(self) -> QSize:
        """The width of the index."""
        return self.box(current().px(SECTIONS - 20), CONTROL)

    def minimumSizeHint(self) -> QSize:
        """The index may be narrowed."""
        return self.box(current().px(80), CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon of the state, caption, number of errors."""
        theme, painter = current(), painter_on(self)
        checked = self.isChecked()
        if checked or self.underMouse():
            ground = theme.colour("primary_tint" if checked else "hover")
            filled(painter, self.rect(), ground, RADIUS)
        name, role, full = STATES[self.state]
        top = (self.height() - theme.px(16)) // 2
        painter.drawPixmap(theme.px(10), top, pixmap(name, 16, role, full))
        painter.setFont(theme.font("strong" if checked else "key"))
        painter.setPen(theme.colour("primary" if checked else "ink2"))
        box = self.rect().adjusted(theme.px(36), 0, -theme.px(34), 0)
        shown = painter.fontMetrics().elidedText(
            self.caption, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, _LEFT, shown)
        self._paint_errors(painter)
        focus_mark(painter, self, RADIUS)
        painter.end()

    def _paint_errors(self, painter: QPainter) -> None:
        if self.errors:
            theme = current()
            box = QRect(self.width() - theme.px(30), 0, theme.px(24), theme.px(20))
            box.moveTop((self.height() - box.height()) // 2)
            filled(painter, box, theme.colour("error_fill"), box.height() / 2)
            painter.setPen(theme.colour("error"))
            painter.setFont(theme.font("header"))
            painter.drawText(box, _CENTRE, str(self.errors))


class Steps(QWidget):
    """The steps of a dossier: done (ticked), current (ring), to come (empty circle)."""

    def __init__(self, steps: Sequence[str], reached: int = 0) -> None:
        super().__init__()
        self.steps = tuple(steps)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(reached)

    def show_step(self, reached: int) -> None:
        """`reached` is the index of the current step; the number of steps when all are done."""
        self.reached = reached
        here = self.steps[reached] if reached < len(self.steps) else self.steps[-1]
        self.setAccessibleName(
            _("Étape {rang} sur {total}\u00a0: {etape}").format(
                rang=min(reached + 1, len(self.steps)), total=len(self.steps), etape=here
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Circles above their words."""
        return QSize(current().px(310), current().px(42))

    def minimumSizeHint(self) -> QSize:
        """Words are cut before circles touch."""
        return QSize(current().px(160), current().px(42))

    def refresh_theme(self) -> None:
        """Sizes depend on the text size."""
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then each step on it."""
        painter = painter_on(self)
        pace = self.width() / len(self.steps)
        centres = [QPointF(pace * (i + 0.5), current().px(12)) for i in range(len(self.steps))]
        for index, (start, end) in enumerate(itertools.pairwise(centres)):
            role = "primary" if index < self.reached else "line2"
            painter.setPen(QPen(current().colour(role), 2))
            painter.drawLine(start, end)
        for index, centre in enumerate(centres):
            self._paint_step(painter, index, centre, pace)
        painter.end()

    def _paint_step(self, painter: QPainter, index: int, centre: QPointF, pace: float) -> None:
        theme = current()
        done, here = index < self.reached, index == self.reached
        radius = theme.px(7)
        painter.setPen(QPen(theme.colour("primary" if done or here else "field"), 2))
        painter.setBrush(theme.colour("primary" if done else "surface"))
        painter.drawEllipse(centre, radius, radius)
        if here:
            painter.setBrush(theme.colour("primary"))
            painter.drawEllipse(centre, radius / 3, radius / 3)
        if done:
            side = theme.px(12)
            corner = centre - QPointF(side / 2, side / 2)
            painter.drawPixmap(corner, pixmap("checkmark", 12, "on_primary"))
        self._paint_word(painter, index, QRectF(centre.x() - pace / 2, 0, pace, self.height()))

    def _paint_word(self, painter: QPainter, index: int, box: QRectF) -> None:
        theme = current()
        here = index == self.reached
        font = theme.font("header" if here else "help")
        painter.setFont(font)
        painter.setPen(theme.colour("primary" if here else "ink2"))
        word = QFontMetrics(font).elidedText(
            self.steps[index], Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, word)
