"""The search box of the window: what is typed is looked for in the base and in the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.palette import Hit, Palette, search_base, search_commands
from ui.widgets.search import SearchBox

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SHORTEST = 2


class Searching(QObject):
    """Joins the box, the list under it and the base; a late answer never replaces a newer one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asked = ""
        self._enter = False
        self.palette = Palette(window, window.search_box)
        window.search_edited.connect(self._look_for)
        window.search_requested.connect(self._entered)
        self.palette.chosen.connect(self.open_hit)

    def _look_for(self, words: str) -> None:
        self._asked, self._enter = words, False
        if len(words) < SHORTEST:
            self.palette.hide()
            return
        context = self._window.context

        def work(session: Any) -> list[Hit]:
            return search_base(session, words, context.exercice, context.departement)

        context.database.read(work, lambda hits: self._found(words, hits))

    def _found(self, words: str, hits: list[Hit]) -> None:
        if words != self._asked:
            return
        self.palette.show_hits(hits + search_commands(self._window.commands, words))
        if self._enter:
            self._enter = False
            self.palette.choose_current()

    def _entered(self, words: str) -> None:
        if self.palette.isVisible() and words == self._asked:
            self.palette.choose_current()
            return
        self._look_for(words)
        self._enter = True

    def open_hit(self, hit: Hit) -> None:
        """Open the page of a record, list the dossiers of a commune, or carry out a command."""
        if hit.kind == "command":
            self._window.commands[hit.key].trigger()
        elif hit.kind == "commune":
            self._window.go_to("dossiers")
            page = self._window.pages.currentWidget()
            box = page.findChild(SearchBox) if page else None
            if isinstance(box, SearchBox):
                box.setText(hit.key)
                box.search_edited.emit(hit.key)
        else:
            self._window.context.open(hit.kind, hit.key)
