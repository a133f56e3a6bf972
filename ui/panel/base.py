"""The frame of a panel: previous, next, close at the top; what it shows; buttons at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import Conflict
from acse_desktop.translation import _
from ui.context import Context
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Rule
from ui.widgets.scroll import scrolled

PAUSE = 80
"""Milliseconds on a row before it is read: holding ↓ reads only the row reached."""
SIDE = 16


class SidePanel(QFrame):
    """Shows the record of the current row; each kind says what to read and how to show it.

    Signals:
        previous, following: another row of the list is wanted.
        closed: the panel is to be hidden.
        opened: the page of the record is wanted.
    """

    previous = Signal()
    following = Signal()
    closed = Signal()
    opened = Signal(str)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        dress(self, surface="panel")
        self.setAccessibleName(name)
        self.context = context
        self.identifier = ""
        self._edge = Rule()
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        self.foot = QHBoxLayout()
        self.open_button = Button(_("Ouvrir la fiche"), "open", primary=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.reload)
        self._add_steps()
        self._lay_out()
        self.refresh_theme()

    def load(self, session: Any, identifier: str, exercice: int | None) -> Any:
        """On the database thread: what `show_found` needs."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def show_record(self, identifier: str) -> None:
        """Show another record, after a short pause."""
        self.identifier = identifier
        self._pause.start()

    def reload(self) -> None:
        """Read the record again."""
        wanted, exercice = self.identifier, self.context.exercice or None
        if not wanted:
            self._content.hide()
            return
        self.context.database.read(
            lambda session: self.load(session, wanted, exercice),
            lambda found: self._found(wanted, found),
            self._fail,
        )

    def _found(self, wanted: str, found: Any) -> None:
        if wanted == self.identifier:
            self._content.show()
            self.show_found(found)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Conflict):
            self._content.hide()
        else:
            self.context.database.failed.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        self.head.setSpacing(px(8))
        self.head.setContentsMargins(px(SIDE), px(8), px(12), px(4))
        self.body.setContentsMargins(px(SIDE), 0, px(SIDE), px(12))
        self.body.setSpacing(px(8))
        self.foot.setContentsMargins(px(SIDE), px(10), px(SIDE), px(10))

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setLayout(self.body)
        self._content.hide()
        outer = QHBoxLayout(self)
        column = QVBoxLayout()
        for layout in (outer, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._edge.setFixedWidth(1)
        self._edge.setMaximumHeight(16_777_215)
        self._edge.setMinimumHeight(0)
        outer.addWidget(self._edge)
        outer.addLayout(column, 1)
        column.addLayout(self.head)
        column.addWidget(scrolled(self._content), 1)
        column.addWidget(Rule())
        column.addLayout(self.foot)
        self.foot.addWidget(self.open_button, 1)
        self.open_button.clicked.connect(lambda: self.opened.emit(self.identifier))

    def _add_steps(self) -> None:
        self.head.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.head.addLayout(row)
        steps: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("chevron_up", _("Ligne précédente (Alt+↑)"), self.previous.emit),
            ("chevron_down", _("Ligne suivante (Alt+↓)"), self.following.emit),
            ("dismiss", _("Fermer le panneau (F4)"), self.closed.emit),
        )
        for icon, name, act in steps:
            button = IconButton(icon, name)
            button.clicked.connect(lambda _on=False, do=act: do())
            row.addWidget(button)
