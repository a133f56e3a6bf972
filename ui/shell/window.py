"""The main window: lays out menus, navigation, pages and status bar, and says what was asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.translation import _
from ui.shell.actions import Commands
from ui.shell.navigation import Navigation
from ui.shell.status_bar import StatusBar
from ui.shell.top_bar import TopBar
from ui.theme.apply import current
from ui.theme.tokens import FOLD_UNDER
from ui.widgets.search import SearchBox
from ui.widgets.toast import Toast, message_on

SMALLEST = QSize(640, 400)


class Shell(QMainWindow):
    """Knows no data. Commands that it does not handle itself are given by `command_requested`."""

    navigated = Signal(str)
    search_edited = Signal(str)
    search_requested = Signal(str)
    command_requested = Signal(str)
    text_scale_changed = Signal(float)
    language_changed = Signal(str)
    theme_changed = Signal(str)
    context_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("ACSE Desktop"))
        # Said explicitly, or the widest page would decide: pages scroll instead.
        self.setMinimumSize(SMALLEST)
        self.commands = Commands(self)
        self.top_bar, self.navigation = TopBar(), Navigation()
        self.status, self.pages = StatusBar(), QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._folded_by_agent: bool | None = None
        self.commands.fill(self.top_bar.menus)
        self.setMenuWidget(self.top_bar)
        self.setCentralWidget(self._middle())
        self._connect()
        self.set_base_open(False)

    def _middle(self) -> QWidget:
        middle, row, column = QWidget(), QHBoxLayout(), QVBoxLayout()
        middle.setLayout(column)
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.pages, 1)
        column.addLayout(row, 1)
        column.addWidget(self.status)
        return middle

    def _connect(self) -> None:
        self.navigation.navigated.connect(self.go_to)
        self.commands.triggered.connect(self._do)
        self.status.text_scale_changed.connect(self.text_scale_changed)
        self.status.language_changed.connect(self.language_changed)
        self.search_box.search_edited.connect(self.search_edited)
        self.search_box.search_requested.connect(self.search_requested)
        self.top_bar.exercice.clicked.connect(lambda: self.context_requested.emit("exercice"))
        self.top_bar.territory.clicked.connect(lambda: self.context_requested.emit("territoire"))
        self.top_bar.agent.clicked.connect(lambda: self.context_requested.emit("agent"))
        self._own: dict[str, Callable[[], object]] = {
            "search": self.focus_search,
            "fold_navigation": self._fold_by_agent,
            "text_smaller": lambda: self.status.step(-1),
            "text_normal": lambda: self.status.step(0),
            "text_larger": lambda: self.status.step(1),
            "theme_clair": lambda: self.theme_changed.emit("clair"),
            "theme_sombre": lambda: self.theme_changed.emit("sombre"),
            "full_screen": self._full_screen,
            "quit": self.close,
        }

    @property
    def search_box(self) -> SearchBox:
        """The global search box, where results can be anchored."""
        return self.top_bar.search

    def add_page(self, key: str, page: QWidget) -> None:
        """Add a page, reached by its key; `navigation` marks it when it is one of its places."""
        self._pages[key] = page
        self.pages.addWidget(page)

    def page(self, key: str) -> QWidget | None:
        """The page of a key, if it was added."""
        return self._pages.get(key)

    def go_to(self, key: str) -> None:
        """Show a page if it exists, mark its place, and say so."""
        if page := self._pages.get(key):
            self.pages.setCurrentWidget(page)
        self.navigation.show_place(key)
        self.navigated.emit(key)

    def set_base_open(self, is_open: bool) -> None:
        """Navigation, search and context exist only when a base is open."""
        self.navigation.setVisible(is_open)
        self.top_bar.set_base_open(is_open)

    def set_context(self, exercice: str, territoire: str, agent: str) -> None:
        """Show the exercice, the territory and the agent at the top right."""
        self.top_bar.exercice.show_context(exercice, _("Exercice"))
        self.top_bar.territory.show_context(territoire, _("Territoire"))
        self.top_bar.agent.show_context(agent, _("Agent"))
        self.top_bar.fit(self.width())

    def set_badge(self, place: str, count: int | None, late: bool = False) -> None:
        """Work waiting in a place; orange when late."""
        self.navigation.items[place].set_badge(count, late)

    def focus_search(self) -> None:
        """Put the caret in the global search box."""
        self.search_box.setFocus()

    def say(self, text: str, undoable: bool = False) -> Toast:
        """Show a toast; connect its `undo_requested` when it is undoable."""
        return message_on(self, text, undoable)

    def retranslate(self) -> None:
        """Say every text of the shell again in the language in use."""
        for part in (self.commands, self.top_bar, self.navigation, self.status):
            part.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """The page has the focus, not the search box."""
        super().showEvent(event)
        page = self.pages.currentWidget()
        if self.focusWidget() is None and page is not None:
            page.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation under 1200 logical px."""
        super().resizeEvent(event)
        self._fit()

    def refresh_theme(self) -> None:
        """The same window holds less when the text grows."""
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < current().px(FOLD_UNDER)
        folded = narrow if self._folded_by_agent is None else self._folded_by_agent
        if folded != self.navigation.folded:
            self.navigation.fold(folded)
        self.top_bar.fit(self.width())

    def _fold_by_agent(self) -> None:
        self._folded_by_agent = not self.navigation.folded
        self._fit()

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _do(self, key: str) -> None:
        if key.startswith("go_"):
            self.go_to(key.removeprefix("go_"))
        elif key in self._own:
            self._own[key]()
        else:
            self.command_requested.emit(key)
