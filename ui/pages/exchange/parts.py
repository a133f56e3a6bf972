"""Parts shared by the exchange pages: files dropped, work under way, anomalies, the page itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from acse_desktop.translation import _
from ui.shell.page_header import PageHeader
from ui.tasks import Task
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CARD_GAP, NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.bars import BusyBar
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import Mark
from ui.widgets.scroll import scrolled
from ui.widgets.text_table import TextTable

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt")
MARKS = {
    "erreur": ("error_circle", "error"),
    "avertissement": ("warning", "warning"),
    "information": ("info", "information"),
}
MOST_ANOMALIES = 1000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Told(Protocol):
    """An anomaly of a file."""

    @property
    def gravite(self) -> str:
        """How serious it is."""

    @property
    def feuille(self) -> str:
        """The sheet."""

    @property
    def cellule(self) -> str:
        """The cell, when it has one."""

    @property
    def message(self) -> str:
        """What is wrong."""

    @property
    def remede(self) -> str:
        """What to do."""


class ExchangePage(QWidget):
    """A title and cards that scroll."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.header = PageHeader(title)
        self._content = QWidget()
        self.cards = QVBoxLayout(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(scrolled(self._content), 1)
        self.refresh_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margins of the title and of the cards follow the width together."""
        super().resizeEvent(event)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        self.header.refresh_theme()
        self.cards.setContentsMargins(side, px(4), side, px(PAGE_MARGIN))
        self.cards.setSpacing(px(CARD_GAP))


class DropZone(QFrame):
    """Where workbooks are dropped, or chosen with the button. `chosen` gives their paths.

    Large while it is alone on the page, one line once there is something under it.
    """

    chosen = Signal(list)

    def __init__(self, text: str, button: str) -> None:
        super().__init__()
        dress(self, surface="drop")
        self.setAcceptDrops(True)
        self.button = Button(button, "folder_open")
        self.button.clicked.connect(self._choose)
        self.mark = Mark("arrow_import", "primary", 32, False)
        self.text = TextLabel(text, "body", "ink2", wrap=True)
        self.known = TextLabel("", "help", "ink2", wrap=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._box.addStretch(1)
        self._box.addWidget(self.mark, 0, middle)
        self._box.addWidget(self.text)
        self._box.addWidget(self.button, 0, middle)
        self._box.addWidget(self.known)
        self._box.addStretch(1)
        self.set_large(False)

    def set_large(self, large: bool) -> None:
        """Take the room of a page, or one line."""
        self._large = large
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if large else across)
        for rank, stretch in ((0, 1), (2, 0), (5, 1)) if large else ((0, 0), (2, 1), (5, 0)):
            self._box.setStretch(rank, stretch)
        for label in (self.text, self.known):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter if large else _LEFT)
        self.mark.setVisible(large)
        self.known.setVisible(large and bool(self.known.text()))
        self.refresh_theme()

    def show_known(self, labels: Iterable[str]) -> None:
        """Say which kinds of files are recognised."""
        self.known.setText(_("Fichiers reconnus\u00a0: {formes}").format(formes=" · ".join(labels)))
        self.known.setVisible(self._large)

    def refresh_theme(self) -> None:
        """Margins and height follow the text size."""
        px = current().px
        self._box.setContentsMargins(px(16), px(12), px(16), px(12))
        self._box.setSpacing(px(12))
        self.setMinimumHeight(px(260) if self._large else 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only files of the kinds that are read."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        found = _files(event)
        if found:
            event.acceptProposedAction()
            self.chosen.emit(found)

    def _choose(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _kind = QFileDialog.getOpenFileNames(
            self, self.button.text(), "", _("Classeurs et tableaux ({kinds})").format(kinds=kinds)
        )
        if names:
            self.chosen.emit([Path(name) for name in names])


def _files(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]


class WorkBar(QWidget):
    """Work under way: a bar, what it does, and « Annuler »; hidden otherwise."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self.text = ElidedLabel("", "body", "ink2")
        self.bar = BusyBar(_("Avancement"))
        self.button = Button(_("Annuler"))
        self.button.clicked.connect(self._cancel)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.hide()

    def start(self, text: str) -> None:
        """Show that work begins; `follow` is given its task right after."""
        self.text.setText(text)
        self.bar.show_progress(0, 0)
        self.show()

    def follow(self, task: Task) -> None:
        """The task that « Annuler » gives up."""
        self._task = task

    def step(self, done: int, total: int, text: str) -> None:
        """How far it is."""
        if self._task is None:
            return
        self.text.setText(text)
        self.bar.show_progress(min(done, max(total - 1, 0)), total)

    def stop(self) -> None:
        """The work is over."""
        self._task = None
        self.hide()

    def give_up(self) -> None:
        """Ask the work under way to stop, if any, without telling."""
        if self._task is not None:
            self._task.cancel()
        self.stop()

    def _cancel(self) -> None:
        self.give_up()
        self.cancelled.emit()


class AnomalyTable(TextTable):
    """What is wrong with files, cell by cell."""

    def __init__(self) -> None:
        super().__init__(
            _("Anomalies"),
            (_("Fichier"), _("Feuille"), _("Cellule"), _("Message"), _("Que faire")),
            (200, 120, 80, 420, 240),
        )
        self.setMinimumHeight(current().px(180))

    def show_anomalies(self, found: Iterable[tuple[str, Told]]) -> None:
        """Show (file, anomaly) pairs, the most serious first."""
        order = list(MARKS)
        pairs = sorted(found, key=lambda pair: order.index(pair[1].gravite))[:MOST_ANOMALIES]
        rows = [
            (name, one.feuille, one.cellule, one.message, one.remede) for name, one in pairs
        ]  # fmt: skip
        self.show_rows(rows, [MARKS[one.gravite] for _name, one in pairs])


def open_folder(path: Path) -> None:
    """Show a file that was written in the explorer of the computer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def row_of(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Widgets in line, at the left."""
    row = QHBoxLayout()
    row.setSpacing(current().px(10))
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row
