"""What is to be done, by deadline: a line each, with its mark and its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from ui.charts.chart import Chart, Part
from ui.theme.apply import current
from ui.theme.icons import pixmap
from ui.theme.painting import painter_on

LINE = 44
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Task:
    """One thing to do."""

    key: str
    title: str
    detail: str
    day: str
    icon: str
    colour: str
    late: bool = False


class TaskList(Chart):
    """The tasks, the most pressing first."""

    def __init__(self, name: str, limit: int = 7) -> None:
        self.tasks: Sequence[Task] = ()
        self.limit = limit
        super().__init__(name)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show others."""
        self.tasks, self.here = tasks[: self.limit], -1
        self.describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line per task."""
        return QSize(current().px(320), current().px(LINE) * max(len(self.tasks), 1))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(current().px(220), self.sizeHint().height())

    def parts(self) -> Sequence[Part]:
        """A band per task."""
        height = current().px(LINE)
        return [
            Part(one.key, f"{one.title}, {one.detail}, {one.day}",
                 QRectF(0, rank * height, self.width(), height))
            for rank, one in enumerate(self.tasks)
        ]  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, title and detail, day."""
        painter = painter_on(self)
        for part, task in zip(self.parts(), self.tasks, strict=True):
            self._paint_task(painter, part.area, task)
        self.mark_focus(painter)
        painter.end()

    def _paint_task(self, painter: QPainter, area: QRectF, task: Task) -> None:
        theme, px = current(), current().px
        ratio = self.devicePixelRatioF()
        picture = pixmap(task.icon, 18, task.colour, filled=True, ratio=ratio)
        painter.drawPixmap(int(area.left()), int(area.center().y() - px(9)), picture)
        painter.setPen(theme.colour("grid"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        middle = area.center().y()
        day = QRectF(area.right() - px(84), area.top(), px(84), area.height())
        room = QRectF(area.left() + px(28), 0, day.left() - area.left() - px(36), px(18))
        texts = (
            (room.translated(0, middle - px(18)), task.title, "key", "ink", _LEFT),
            (room.translated(0, middle), task.detail, "help", "ink3", _LEFT),
            (day, task.day, "label" if task.late else "help", "error" if task.late else "ink3",
             _RIGHT),
        )  # fmt: skip
        for box, text, role, ink, side in texts:
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(ink))
            metrics = QFontMetrics(theme.font(role))
            elide = Qt.TextElideMode.ElideRight
            painter.drawText(box, side, metrics.elidedText(text, elide, int(box.width())))
