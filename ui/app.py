"""The composition root: puts the parts of the window together and starts it.

The shell is painted before SQLAlchemy is imported; the base opens on the database thread.
"""

from __future__ import annotations

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from acse_desktop.errors import BaseLocked, NetworkPath, UserError
from acse_desktop.progress import Progress
from acse_desktop.settings import Preferences, load_preferences, log_folder
from acse_desktop.translation import _
from ui.appearance import Appearance
from ui.bases import Bases
from ui.context import Context
from ui.errors import Errors, uninstall
from ui.log import start_log, stop_log
from ui.main_window import WELCOME, MainWindow
from ui.shell.opening import OpeningPage
from ui.tasks import Database
from ui.theme.icons import icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from ui.searching import Searching

SMOKE_TEST = "--smoke-test"
APPLICATION_NAME = "acse-desktop"


def main(arguments: list[str] | None = None) -> int:
    """Run the window: `[BASE]` opens a base, without it the last one or the welcome page."""
    given = sys.argv[1:] if arguments is None else arguments
    if SMOKE_TEST in given:
        from ui.smoke import smoke_test

        return smoke_test()
    app = application()
    errors = Errors(parent=app)
    errors.install()
    program = Program(app, load_preferences(), errors)
    program.window.show()
    app.processEvents()  # the first paint, before anything heavy is imported
    errors.log = start_log(log_folder())
    program.start(Path(given[0]).absolute() if given else None)
    status = app.exec()
    uninstall()
    stop_log()
    return status


def application() -> QApplication:
    """The QApplication, made once per process."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(APPLICATION_NAME)
    app.setApplicationDisplayName("ACSE Desktop")
    return app


def session_agent() -> str:
    """Who the journal names by default: the session of the computer."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return _("agent inconnu")


class Program(QObject):
    """Everything that lives as long as the window."""

    def __init__(self, app: QApplication, preferences: Preferences, errors: Errors) -> None:
        super().__init__(app)
        self.preferences, self.errors = preferences, errors
        self.appearance = Appearance(app, preferences)
        self.appearance.setParent(self)
        app.setWindowIcon(icon("building_government", "primary"))
        agent = preferences.agent or session_agent()
        self.database = Database(agent, self)
        self.context = Context(self.database, agent, date.today().year)
        self.bases = Bases(self.context, preferences)
        self.window = MainWindow(self.context, self.appearance, self.bases)
        self.searching: Searching | None = None
        self.opening = OpeningPage()
        self.dialog: QDialog | None = None
        self._follow()

    def _follow(self) -> None:
        self.database.failed.connect(self.errors.receive)
        self.database.damaged.connect(self._damaged)
        self.errors.user_error.connect(self.show_error)
        self.errors.bug.connect(self.show_report)
        self.bases.opened.connect(self._opened)
        self.bases.refused.connect(self._refused)
        self.bases.advanced.connect(self._advanced)

    def start(self, path: Path | None) -> None:
        """Open the base given, or the last one; without any, welcome the agent."""
        from ui.searching import Searching

        self.searching = self.searching or Searching(self.window)
        last = Path(self.preferences.last_base) if self.preferences.last_base else None
        wanted = path or (last if last and last.is_file() else None)
        if wanted is not None:
            self._wait(_("Ouverture de {nom}…").format(nom=wanted.name))
            self.bases.open(wanted)
            return
        self.database.apart(_warm, lambda _none: self.window.go_to(WELCOME))

    def show_error(self, error: UserError) -> None:
        """An error that the agent can remedy."""
        from ui.dialogs.message import user_error_dialog

        self.dialog = user_error_dialog(self.window, error)
        self.dialog.open()

    def show_report(self, report: str) -> None:
        """A bug; one report at a time."""
        from ui.dialogs.message import ReportDialog

        if isinstance(self.dialog, ReportDialog) and self.dialog.isVisible():
            return
        self.dialog = ReportDialog(self.window, report, self.errors.log)
        self.dialog.open()

    def _opened(self, path: Path) -> None:
        self.window.enter_base(path)
        self.window.status.set_base(path)
        if self.bases.read_only:
            self.window.status.set_saved(_("Lecture seule"), "warning")
        else:
            self.window.status.set_saved("")
        base = self.database.base
        for warning in base.warnings if base else ():
            self.errors.receive(warning)

    def _refused(self, path: Path, error: Exception) -> None:
        self.window.show_again()
        if not isinstance(error, (BaseLocked, NetworkPath)) or not path.is_file():
            self.errors.receive(error)
            return
        from ui.dialogs.message import user_error_dialog

        dialog = user_error_dialog(self.window, error)
        button = dialog.add_button("read_only", _("Ouvrir en &lecture seule"))
        button.clicked.connect(lambda: self.bases.open(path, read_only=True))
        self.dialog = dialog
        dialog.open()

    def _damaged(self, error: Exception) -> None:
        """The base shown proved damaged; nothing was written in it."""
        self.window.dispatcher.close_base()
        self.errors.receive(error)

    def _advanced(self, done: int, total: int, text: str) -> None:
        if total:
            self._wait(text)
            self.opening.show_progress(done, total)

    def _wait(self, text: str) -> None:
        self.opening.say(text)
        if self.window.pages.currentWidget() is not self.opening:
            self.window.show_waiting(self.opening)


def _warm(_progress: Progress) -> None:
    """Import what the welcome page needs on the database thread, while the window is up."""
    import acse_desktop.fieldtypes  # noqa: F401
