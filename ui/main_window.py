"""The window: the shell with its pages, each made at its first visit, and the open base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from acse_desktop.services.listing_types import Query
from acse_desktop.translation import _
from ui.appearance import Appearance
from ui.bases import Bases
from ui.commands import Dispatcher
from ui.context import Context, ShowsQuery, ShowsRecords
from ui.places import FACTORIES, PLACE_OF
from ui.shell.places import PLACES
from ui.shell.window import Shell
from ui.widgets.toast import Toast

WELCOME = "accueil"
SETTINGS = "parametres"
NEW_REGION = "nouvelle_region"
"""No page but a question: where the base of a region will be."""
WITHOUT_BASE = (WELCOME, SETTINGS, "aide", "a_propos")
DEFAULT_SIZE = (1366, 768)


class MainWindow(Shell):
    """Lays out pages and goes from one to the other; the work is done by `bases` and `commands`.

    Signals:
        page_changed: another page is shown (its key).
    """

    page_changed = Signal(str)

    def __init__(self, context: Context, appearance: Appearance, bases: Bases) -> None:
        super().__init__()
        self.context, self.appearance, self.bases = context, appearance, bases
        self.here = ""
        self._way: list[tuple[str, str]] = []
        self._record = ""
        self._former: list[QWidget] = []
        self._toast: Toast | None = None
        self.geometry_file = appearance.preferences.path.with_name("fenetre.ini")
        self.dispatcher = Dispatcher(self)
        self._follow()
        self._restore_geometry()
        self.set_base_open(False)

    def _follow(self) -> None:
        self.context.opened.connect(self.show_record)
        self.context.went.connect(self.go_to)
        self.context.listed.connect(self.show_rows)
        self.context.message.connect(self.say_done)
        self.context.selection.connect(self.show_selection)
        self.context.exercice_changed.connect(lambda _year: self.show_context())
        self.context.agent_changed.connect(lambda _name: self.show_context())
        self.appearance.language_changed.connect(self.retranslate)
        self.theme_changed.connect(self.appearance.set_theme)
        self.text_scale_changed.connect(self.appearance.set_text_scale)
        self.language_changed.connect(self.appearance.set_language)

    def go_to(self, key: str) -> None:
        """Show a page, made now if need be; a place that needs a base waits for one."""
        if key == NEW_REGION:
            self._ask_region()
            return
        if key not in WITHOUT_BASE and self.bases.path is None:
            return
        self._remember()
        self._show(key)

    def show_rows(self, key: str, query: Query) -> None:
        """Show a list narrowed to what another page asks for."""
        self.go_to(key)
        page = self.page(key)
        if isinstance(page, ShowsQuery):
            page.show_query(query)

    def show_record(self, kind: str, identifier: str) -> None:
        """Show the page of a record."""
        if kind == "dossier":
            self._open_dossier(identifier)
            return
        self._remember()
        self._show(f"fiche_{kind}", identifier)

    def back(self) -> None:
        """Return to the page before, as it was left."""
        if self._way:
            self._show(*self._way.pop())

    def show_waiting(self, page: QWidget) -> None:
        """Show a page that is no place: while a base is opened."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def show_again(self) -> None:
        """Show the page that was there before waiting, or the welcome page."""
        self._show(self.here or WELCOME, self._record)

    def say_done(self, text: str, undoable: bool) -> None:
        """Tell what was done, with « Annuler » when it can be undone."""
        toast = self.say(text, undoable)
        if toast is not self._toast:
            self._toast = toast
            toast.undo_requested.connect(self.dispatcher.undo)

    def show_selection(self, conditions: str, statistics: str) -> None:
        """Show in the status bar the filters and the selection of a list."""
        if conditions:
            self.status.set_context(conditions)
        else:
            self.status.set_base(self.bases.path)
        self.status.set_statistics(statistics)

    def set_base_open(self, is_open: bool) -> None:
        """Places and commands follow."""
        super().set_base_open(is_open)
        for place in PLACES:
            enabled = is_open or place.key in WITHOUT_BASE
            self.commands[f"go_{place.key}"].setEnabled(enabled)

    def enter_base(self, path: Path) -> None:
        """A base was opened: its first page, without a trace of the former base."""
        self.forget_pages()
        self.set_base_open(True)
        self.show_context()
        self.setWindowTitle(_("{base} — ACSE Desktop").format(base=path.name))
        self._show("dossiers")

    def leave_base(self) -> None:
        """Back to the welcome page."""
        self.forget_pages()
        self.set_base_open(False)
        self.setWindowTitle(_("ACSE Desktop"))
        self.status.set_saved("")
        self.status.set_base(None)

    def show_context(self) -> None:
        """Exercice, territory and agent at the top right."""
        exercice = _("Exercice {annee}").format(annee=self.context.exercice)
        self.set_context(exercice, self.context.territory_name, self.context.agent)

    def retranslate(self) -> None:
        """Say everything again: pages are made anew where the agent stands."""
        super().retranslate()
        here, record = self.here, self._record
        self.forget_pages()
        if self.bases.path is not None:
            self.show_context()
        if here:
            self._show(here, record)
        self.dispatcher.refresh()

    def forget_pages(self) -> None:
        """Remove every page once the replies that it waits for have come."""
        self.flush()
        shown = self.pages.currentWidget()
        # The one shown goes last: another one that took its place would read the base again.
        former = sorted(self._pages.values(), key=lambda page: page is shown)
        self._pages.clear()
        self._way.clear()
        for page in former:
            self.pages.removeWidget(page)
            page.hide()
        waiting, self._former = bool(self._former), [*self._former, *former]
        if not waiting:
            self._delete_former()

    def _delete_former(self) -> None:
        """A reply may make a page ask again: they go when nobody waits for anything."""

        def answered(_none: None) -> None:
            if not self.context.database.idle:
                self._delete_former()
                return
            for page in self._former:
                page.deleteLater()
            self._former = []

        self.context.database.apart(lambda _progress: None, answered)

    def flush(self) -> None:
        """Have every page write what is typed and not yet saved."""
        for page in self._pages.values():
            if isinstance(page, ShowsRecords):
                page.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was; let go of the base."""
        settings = QSettings(str(self.geometry_file), QSettings.Format.IniFormat)
        settings.setValue("geometrie", self.saveGeometry())
        super().closeEvent(event)
        self.flush()
        self.context.database.close()

    def _restore_geometry(self) -> None:
        self.resize(*DEFAULT_SIZE)
        settings = QSettings(str(self.geometry_file), QSettings.Format.IniFormat)
        saved = settings.value("geometrie")
        if saved is not None:
            self.restoreGeometry(saved)

    def _remember(self) -> None:
        if self.here:
            self._way.append((self.here, self._record))
            del self._way[:-50]

    def _show(self, key: str, record: str = "") -> None:
        if self.page(key) is None:
            self.add_page(key, self._made(key))
        page = self.page(key)
        if record and isinstance(page, ShowsRecords):
            page.show_record(record)
        self.here, self._record = key, record
        super().go_to(key)
        self.navigation.show_place(PLACE_OF.get(key, key))
        self.page_changed.emit(key)

    def _made(self, key: str) -> QWidget:
        if key == WELCOME:
            return self._welcome()
        if key == SETTINGS:
            from ui.pages.preferences import PreferencesPage

            return PreferencesPage(self.context, self.appearance)
        return FACTORIES[key](self.context)

    def _welcome(self) -> QWidget:
        from acse_desktop.services import reference
        from ui.pages.welcome import WelcomePage

        names = [(one.code, one.nom) for one in reference.departements().values()]
        recents = [Path(one) for one in self.appearance.preferences.recent_bases]
        page = WelcomePage(names, self.bases.suggested_year(), Path.home(), recents)
        page.create_requested.connect(
            lambda path, departement, year: self.bases.create(path, year, departement)
        )
        page.example_requested.connect(lambda: self.bases.open_example())
        page.open_requested.connect(lambda path: self.bases.open(path))
        return page

    def _ask_region(self) -> None:
        from acse_desktop.services import reference
        from ui.dialogs.new_base import NewRegionalBase

        here = reference.region_of(self.context.departement)
        dialog = NewRegionalBase(
            self, self.context.exercice, here.code if here else "", Path.home()
        )
        dialog.accepted.connect(lambda: self._create_region(dialog.answer))
        dialog.open()

    def _create_region(self, answer: tuple[Path, str, int] | None) -> None:
        if answer is not None:
            path, region, year = answer
            self.bases.create(path, year, region=region)

    def _open_dossier(self, identifier: str) -> None:
        def first(session: Any) -> str | None:
            from acse_desktop.services.journal import first_action_of

            return first_action_of(session, identifier)

        self.context.database.read(
            first, lambda action: self.show_record("action", action) if action else None
        )
