"""A page that lists the records of a table: Dossiers, Organismes, Contrats."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.services.listing_types import Query, Summary
from acse_desktop.translation import _
from ui.context import Context
from ui.grid.grid import Grid
from ui.grid.statistics import Statistics
from ui.pages.listing.cell_editors import editors_of
from ui.pages.listing.chips import chosen, narrowed
from ui.pages.listing.emptiness import ListEmptiness
from ui.pages.listing.exporting import ask_target, export_seen, print_seen
from ui.pages.listing.heading import ListHeader
from ui.pages.listing.notice import Notice
from ui.pages.listing.side import SideArea
from ui.pages.listing.source import BaseSource, Content
from ui.pages.listing.spec import ListSpec
from ui.pages.listing.tags import SEARCH, TagRow
from ui.pages.listing.toolbar import DENSITIES, Toolbar, under
from ui.pages.listing.views import View, Views
from ui.pages.listing.wording import conditions_text, count_words, statistics_text
from ui.pages.listing.writing import CellWriter
from ui.panel.base import SidePanel
from ui.theme.apply import current
from ui.theme.tokens import NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.bars import BusyBar


class ListPage(QWidget):
    """Header, chips, filters in force, table and panel over one table of the base.

    The table is made when its columns have come from the database thread."""

    filled = Signal()
    """The rows of the last query are shown."""

    def __init__(self, context: Context, spec: ListSpec, panel: SidePanel | None = None) -> None:
        super().__init__()
        self.context, self.spec, self.panel = context, spec, panel
        self.content, self._first = Content(), Query()
        self.grid: Grid | None = None
        self._asked, self._stale, self._wanted = False, False, ""
        self._source = BaseSource(context, spec.key, self._fail)
        self.views = Views(context, spec.key, self)
        self._build()
        self._connect()
        self.commands: dict[str, Callable[[], object]] = {
            "find": self.header.search.setFocus,
            "print": lambda: self._with_grid(print_seen, context, spec.key, _(spec.title)),
            "columns": self._choose_columns,
            "clear_filters": lambda: self._with_grid(Grid.clear_filters),
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            **{f"density_{one}": partial(self._with_grid, Grid.set_density, one)
               for one in DENSITIES},
        }  # fmt: skip
        if panel is not None:
            self.commands["panel"] = self.toggle_panel

    # ---- building

    def _build(self) -> None:
        self.header = ListHeader(self.context, self.spec)
        self.toolbar = Toolbar(self.panel is not None)
        self.tags, self.notice = TagRow(), Notice()
        self.busy = BusyBar(_("Lecture de la liste"))
        self.empty = ListEmptiness(self.spec)
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())
        self.stack.addWidget(self.empty)
        self.side = SideArea(self.stack, self.panel)
        self._above = QVBoxLayout()
        for widget in (self.toolbar, self.tags, self.notice):
            self._above.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._above)
        column.addWidget(self.busy)
        column.addWidget(self.side, 1)
        self.refresh_theme()

    def _connect(self) -> None:
        bar = self.toolbar
        self.header.create_button.clicked.connect(self.create_record)
        bar.chips.chosen.connect(self._narrow)
        self.header.search.search_edited.connect(lambda text: self._with_grid(Grid.set_text, text))
        self.header.search.search_requested.connect(lambda _text: self.setFocus())
        bar.columns_requested.connect(self._choose_columns)
        bar.density_requested.connect(lambda one: self._with_grid(Grid.set_density, one))
        bar.panel_requested.connect(self.toggle_panel)
        bar.export_requested.connect(self.export_seen)
        bar.print_requested.connect(lambda: self.commands["print"]())
        bar.view_menu.aboutToShow.connect(self._fill_views)
        self.side.panel_shown.connect(bar.panel.setChecked)
        self.tags.removed.connect(self._free)
        self.tags.cleared.connect(lambda: self._with_grid(Grid.clear_filters))
        self.tags.save_requested.connect(self.ask_view_name)
        self.empty.action_requested.connect(self._remedy_emptiness)
        self.views.picked.connect(self._show_view)
        self.views.renamed.connect(self._name_view)
        self.context.database.changed.connect(self._base_changed)
        self.context.exercice_changed.connect(self._base_changed)
        if self.panel is not None:
            self._connect_panel(self.panel)

    def _connect_panel(self, panel: SidePanel) -> None:
        panel.previous.connect(lambda: self._step(-1))
        panel.following.connect(lambda: self._step(1))
        panel.closed.connect(self.toggle_panel)
        panel.opened.connect(self.open_record)

    # ---- the table

    def _fill(self, content: Content) -> None:
        self.busy.hide()
        self.content = content
        columns = self.spec.columns_of(content)
        layout = self.spec.layout_of(columns)
        editors = editors_of(content.labels)
        presentation = self.spec.presentation_of(content)
        self.grid = Grid(columns, self._source, presentation, layout, editors)
        self.stack.addWidget(self.grid)
        self.stack.setCurrentWidget(self.grid)
        self.setFocusProxy(self.grid)
        self._listen(self.grid)
        self.toolbar.chips.set_presets(content.presets)
        self.views.set_views(self.spec.shipped_views(self.grid), content.views)
        self.grid.ask(self._first)
        self._source.request_counts(self.toolbar.chips.set_counts)
        self._focus_table(self.grid)

    def _focus_table(self, grid: Grid) -> None:
        """Leave the search box, which had the focus for want of a table, unless it is in use."""
        focused = QApplication.focusWidget()
        mine = focused is None or self.isAncestorOf(focused)
        if mine and self.isVisible() and not self.header.search.text():
            grid.setFocus()

    def _listen(self, grid: Grid) -> None:
        grid.summary_changed.connect(self._show_summary)
        grid.statistics_changed.connect(self._show_statistics)
        grid.filters_changed.connect(self._show_query)
        grid.view_changed.connect(self._name_view)
        grid.current_changed.connect(self._show_in_panel)
        grid.activated.connect(self.open_record)
        grid.menu_requested.connect(self.open_menu)
        writer = CellWriter(self.context, self.spec.table, grid)
        writer.refused.connect(self.notice.show_error)
        writer.written.connect(self.notice.hide)

    def _with_grid(self, act: Callable[..., Any], *arguments: Any) -> None:
        if self.grid is not None:
            act(self.grid, *arguments)

    def _fail(self, error: Exception) -> None:
        self.busy.hide()
        self._with_grid(Grid.give_up)
        if isinstance(error, UserError):
            self.notice.show_error(error)
        else:
            self.context.database.failed.emit(error)

    # ---- what the agent asks

    def create_record(self) -> None:
        """Add a record: each list has its own way."""
        raise NotImplementedError

    def open_menu(self, corner: QPoint) -> None:
        """The context menu of the table; a page adds its commands."""

    def open_record(self, identifier: str) -> None:
        """Show the page of a record."""
        if identifier:
            self.context.open(self.spec.table, identifier)

    def select(self, identifier: str) -> None:
        """Go to a record once the rows have come."""
        self._wanted = identifier
        if self.grid is not None and self.grid.select_id(identifier):
            self._wanted = ""

    def toggle_panel(self) -> None:
        """Show the panel beside the table, or hide it (F4)."""
        self.side.show_panel(not self.side.is_open())
        if self.side.is_open() and self.panel is not None and self.grid is not None:
            self.panel.identifier = self.grid.current_id()
            self.panel.reload()
        elif self.grid is not None:
            self.grid.setFocus()

    def ask_view_name(self) -> None:
        """Keep the present arrangement under a name."""
        from ui.pages.listing.dialogs import TextDialog

        asked = [_("Nom de la vue")]
        dialog = TextDialog(self, _("Enregistrer comme vue"), asked, _("Enregistrer"))
        dialog.answered.connect(lambda texts: self._with_grid(self._save_view, texts[0]))
        dialog.open()

    def export_seen(self) -> None:
        """Write what the table shows where the agent says."""
        if self.grid is not None and (target := ask_target(self.grid, _(self.spec.title))):
            export_seen(self.context, self.spec.key, self.grid, target, self._fail)

    def _save_view(self, grid: Grid, name: str) -> None:
        self.views.save(name, grid.state())

    def _narrow(self, code: str) -> None:
        if self.grid is not None:
            self.grid.ask(narrowed(self.grid.query(), self.content.presets, code))

    def _free(self, key: str) -> None:
        if self.grid is None:
            return
        if key == SEARCH:
            self.grid.set_text("")
        else:
            self.grid.set_filter(key, None)
        self.grid.setFocus()

    def _choose_columns(self, corner: QPoint | None = None) -> None:
        self._with_grid(Grid.open_column_chooser, corner or under(self.toolbar.columns))

    def _step(self, down: int) -> None:
        self._with_grid(Grid.step, 0, down)

    def _fill_views(self) -> None:
        menu = self.toolbar.view_menu
        self._with_grid(lambda grid: self.views.fill(menu, grid.state(), self.ask_view_name))

    def show_query(self, query: Query) -> None:
        """Narrow the list to what another page asks for, once there is a table."""
        self._first = query
        self._with_grid(Grid.ask, query)

    def _show_view(self, view: View) -> None:
        if self.grid is not None:
            self.grid.restore(view)
            self._name_view()

    def _remedy_emptiness(self) -> None:
        if self.grid is None or not self._is_narrowed():
            self.create_record()
            return
        self.grid.clear_filters()
        self.grid.setFocus()

    # ---- what is shown

    def _is_narrowed(self) -> bool:
        query = self.grid.query() if self.grid is not None else Query()
        return bool(query.filters or query.text)

    def _show_query(self) -> None:
        if self.grid is None:
            return
        query = self.grid.query()
        columns = {column.key: column for column in self.grid.model.columns}
        self.tags.show_query(query, columns, self.grid.model.presentation)
        self.toolbar.chips.show_chosen(chosen(query, self.content.presets))
        if not self.header.search.hasFocus():
            self.header.search.setText(query.text)

    def _show_summary(self, found: Summary) -> None:
        self.header.set_title(_(self.spec.title), count_words(found.count, found.total))
        self.empty.explain_summary(found)
        self.stack.setCurrentWidget(self.grid if found.count and self.grid else self.empty)
        if self._wanted:
            self.select(self._wanted)
        elif self.grid is not None and not self.grid.current_id() and found.count:
            self.grid.go(0, 0)
        self._show_statistics(Statistics(0))
        self.filled.emit()

    def _show_statistics(self, found: Statistics) -> None:
        if self.grid is not None and self.isVisible():
            lines = len(self.grid.caret.area().rows)
            words = conditions_text(self.grid.query(), lines)
            self.context.show_selection(words, statistics_text(found))

    def _show_in_panel(self, identifier: str) -> None:
        if self.panel is not None and self.side.is_open():
            self.panel.show_record(identifier)

    def _name_view(self) -> None:
        if self.grid is not None:
            self.toolbar.show_view(self.views.name, self.views.changed(self.grid.state()))

    # ---- life

    def _base_changed(self) -> None:
        """Read again what is seen; a hidden page waits until it is shown."""
        if not self.isVisible():
            self._stale = True
        elif self.grid is not None:
            self._stale = False
            self.grid.reload()
            self._source.request_counts(self.toolbar.chips.set_counts)
            if self.panel is not None and self.side.is_open():
                self.panel.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the columns at the first showing; read again what changed since the last one."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self.busy.show_progress(0, 0)
            self._source.request_content(self._fill)
        elif self._stale:
            self._base_changed()

    def hideEvent(self, event: QHideEvent) -> None:
        """The status bar no longer speaks of this list."""
        super().hideEvent(event)
        self.context.show_selection("", "")

    def minimumSizeHint(self) -> QSize:
        """A page never widens the window."""
        return QSize(current().px(320), current().px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins."""
        super().resizeEvent(event)
        self._set_margins()

    def refresh_theme(self) -> None:
        """Margins and rows follow the text size."""
        self._set_margins()
        self._with_grid(Grid.refresh_theme)

    def _set_margins(self) -> None:
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        # The first button of the line is flat: its word, not its edge, is aligned.
        self._above.setContentsMargins(side - px(8), 0, side, px(8))
        self._above.setSpacing(px(8))
        self.header.fit(self.width())
