"""The page of a sitting: the gauge, the table of votes, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _, language, ngettext
from acse_desktop.typography import count_text
from ui.comite.commands import SittingCommands
from ui.comite.gauge import Gauge
from ui.comite.table import SheetTable
from ui.context import Context
from ui.grid.statistics import Statistics
from ui.pages.listing.notice import Notice
from ui.pages.listing.wording import statistics_text
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.tokens import NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.message import EmptyState

if TYPE_CHECKING:
    from acse_desktop.services.committee.live import Figures
    from acse_desktop.services.committee.sheet import Sitting


NAMED = 2
"""Dispositifs named in the head of the page; more are counted."""


class SittingPage(QWidget):
    """« Comité de programmation », one sitting at a time.

    Signals:
        filled: what the base holds of the sitting is shown.
    """

    filled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.record = ""
        self.sitting: Sitting | None = None
        self.figures: list[Figures] = []
        self.table: SheetTable | None = None
        self._stale = False
        self.header = PageHeader(_("Comité de programmation"))
        self.gauge, self.notice = Gauge(), Notice()
        self.empty = EmptyState(
            _("L’ordre du jour est vide"),
            _("Mettez-y les dossiers à examiner, par filtre ou un par un."),
            _("Compléter l’ordre du jour"), "gavel",
        )  # fmt: skip
        self.gestures = SittingCommands(self)
        self.commands: dict[str, Callable[[], object]] = self.gestures.of_menus()
        self._lay_out()
        self.empty.action_requested.connect(self.gestures.edit_agenda)
        context.database.changed.connect(self._changed)

    def _lay_out(self) -> None:
        self._cards = QHBoxLayout()
        self._cards.addWidget(self.gauge)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addLayout(self._cards)
        self._column.addWidget(self.notice)
        self._column.addWidget(self.empty, 1)
        self.gauge.hide()
        self.refresh_theme()

    # ---- reading

    def show_record(self, identifier: str) -> None:
        """Show another sitting."""
        if identifier != self.record:
            self._forget_table()
        self.record = identifier
        self._read()

    def flush(self) -> None:
        """Votes are written as they are typed."""

    def _read(self) -> None:
        wanted = self.record
        if not wanted:
            return

        def work(session: Any) -> Any:
            from acse_desktop.services.committee.live import figures_of
            from acse_desktop.services.committee.sheet import read_sitting

            return read_sitting(session, wanted), figures_of(session, wanted)

        self.context.database.read(work, self._take, self._gone)

    def _take(self, found: tuple[Sitting, list[Figures]]) -> None:
        sitting, figures = found
        if sitting.card.id != self.record:
            return
        self.sitting, self.figures = sitting, figures
        if self.table is None:
            self._make_table(sitting)
        assert self.table is not None
        self.table.show_lines(sitting.lines)
        self.gauge.show_figures(figures)
        self._show_state(sitting)
        self.gestures.refresh(sitting)
        self.filled.emit()

    def _gone(self, error: Exception) -> None:
        """The sitting was deleted: back to the list."""
        if not isinstance(error, UserError):
            self.context.database.failed.emit(error)
            return
        self._forget_table()
        self.record, self.sitting = "", None
        if self.isVisible():
            self.context.say(error.message)
            self.context.go("comite")

    def _show_state(self, sitting: Sitting) -> None:
        assert self.table is not None
        self.header.set_title(_("Comité de programmation"), heading_of(sitting))
        self.empty.setVisible(not sitting.lines)
        self.table.grid.setVisible(bool(sitting.lines))
        if sitting.lines and not self.table.grid.current_id():
            self.table.grid.go(self.table.grid.columns.visible().index("montant"), 0)
            if self.isVisible():
                self.table.grid.setFocus()

    # ---- the table

    def _make_table(self, sitting: Sitting) -> None:
        self.table = SheetTable(sitting.card.values["exercice"] or 0, self.is_closed)
        grid = self.table.grid
        self._column.addWidget(grid, 1)
        self.table.typed.connect(self.gestures.write)
        grid.paste_left_over.connect(self.gestures.tell_left_over)
        grid.activated.connect(self._open_action)
        grid.menu_requested.connect(self._open_menu)
        grid.statistics_changed.connect(self._show_statistics)

    def _forget_table(self) -> None:
        if self.table is not None:
            self._column.removeWidget(self.table.grid)
            self.table.grid.hide()
            self.table.grid.deleteLater()
            self.table = None

    def is_closed(self) -> bool:
        """Whether the sitting can no longer be changed."""
        return self.sitting is not None and self.sitting.closed

    def _open_action(self, passage: str) -> None:
        lines = self.sitting.lines if self.sitting is not None else ()
        line = next((one for one in lines if one.id == passage), None)
        if line is not None:
            self.context.open("action", line.action_id)

    def _open_menu(self, corner: QPoint) -> None:
        if self.table is not None and self.table.grid.current_id():
            self.gestures.menu_of_lines().popup(corner)

    def _show_statistics(self, found: Statistics) -> None:
        if self.isVisible():
            words = (
                _("Séance close")
                if self.is_closed()
                else _("Colonnes modifiables\u00a0: Voté, Décision, Observations")
            )
            self.context.show_selection(words, statistics_text(found))

    # ---- life

    def _changed(self) -> None:
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was written while the page was away."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """The status bar no longer speaks of this sitting."""
        super().hideEvent(event)
        self.context.show_selection("", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list of the sittings."""
        if event.key() == Qt.Key.Key_Escape:
            self.context.go("comite")
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """A page never widens the window."""
        return QSize(current().px(320), current().px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins."""
        super().resizeEvent(event)
        self._set_margins()
        self.gestures.fit(self.width())

    def refresh_theme(self) -> None:
        """Margins and rows follow the text size."""
        self._set_margins()
        if self.table is not None:
            self.table.grid.refresh_theme()

    def _set_margins(self) -> None:
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        self._cards.setContentsMargins(side, 0, side, px(10))


def long_day(day: Any) -> str:
    """« 26 novembre 2012 »."""
    names = {"fr": QLocale.Language.French, "en": QLocale.Language.English}
    return QLocale(names[language()]).toString(day, "d MMMM yyyy") if day else ""


def heading_of(sitting: Sitting) -> str:
    """« 26 novembre 2012 · CUCS · 14 dossiers »."""
    count = len(sitting.lines)
    examined = ngettext("{n} dossier", "{n} dossiers", count).format(n=count_text(count))
    codes = ", ".join(sitting.dispositifs)
    if (several := len(sitting.dispositifs)) > NAMED:
        text = ngettext("{n} dispositif", "{n} dispositifs", several)
        codes = text.format(n=count_text(several))
    parts = (long_day(sitting.card.values["tenue_le"]), codes, examined)
    return " · ".join(part for part in parts if part)
