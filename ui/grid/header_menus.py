"""Opens the menu of a header and carries out what is chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from acse_desktop.services.listing_types import Values
from ui.grid.header_menu import HeaderMenu
from ui.grid.look import Look

if TYPE_CHECKING:
    from ui.grid.grid import Grid
    from ui.grid.source import Source


class HeaderMenus:
    """One menu at a time; values that come after another search are dropped."""

    def __init__(self, grid: Grid, source: Source) -> None:
        self._grid = grid
        self._source = source
        self._sequence = 0
        self._open: HeaderMenu | None = None

    def open(self, key: str, corner: QPoint, look: Look) -> HeaderMenu:
        """The menu of a column, under its header."""
        grid = self._grid
        column = next(one for one in grid.model.columns if one.key == key)
        menu = HeaderMenu(column, grid.query(), grid.model.presentation, look, grid)
        menu.sort_chosen.connect(lambda descending: grid.sort_by(key, descending))
        menu.freeze_chosen.connect(lambda: grid.freeze_to(key))
        menu.hide_chosen.connect(lambda: grid.show_column(key, False))
        menu.filter_chosen.connect(lambda condition: grid.set_filter(key, condition))
        menu.values_asked.connect(lambda text: self._ask(key, text))
        menu.destroyed.connect(self._forget)
        self._open = menu
        menu.start()
        menu.open_at(corner)
        return menu

    def _ask(self, key: str, text: str) -> None:
        self._sequence += 1
        sequence = self._sequence

        def reply(values: Values) -> None:
            if sequence == self._sequence and self._open is not None:
                self._open.set_values(text, values)

        self._source.request_values(self._grid.query(), key, text, reply)

    def _forget(self) -> None:
        self._sequence += 1
        self._open = None
