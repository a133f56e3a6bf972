"""What each command of the menus does; those of a page are handed to the page that is shown.

A page tells the commands it knows by a mapping `commands` from key to function; the others are
greyed while it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from acse_desktop.translation import _
from ui.theme.apply import current

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.tasks import History

OF_PAGES = ("print", "find", "next_error", "panel", "columns", "save", "previous", "next",
            "clear_filters", "change_status", "decide", "make_documents", "ask_opinions",
            "send_opinions", "density_compact", "density_normal", "density_airy")  # fmt: skip
OF_BASE = ("backup", "check_base", "import", "export", "close_base", "new_dossier", "refresh",
           "search", "check_data", "history")  # fmt: skip
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LOCAL = {
    "copy": (Qt.Key.Key_C, _CTRL),
    "copy_headers": (Qt.Key.Key_C, _CTRL | _SHIFT),
    "paste": (Qt.Key.Key_V, _CTRL),
    "fill_down": (Qt.Key.Key_D, _CTRL),
    "insert_today": (Qt.Key.Key_Semicolon, _CTRL),
}


class Dispatcher(QObject):
    """Receives the commands that the shell does not handle itself."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._database = window, window.context.database
        self._history: History | None = None
        self._own: dict[str, Callable[[], object]] = {
            "new_base": lambda: window.go_to("accueil"),
            "open_base": self._open,
            "open_example": lambda: window.bases.open_example(),
            "backup": self._back_up,
            "check_base": self._check,
            "import": lambda: window.go_to("importer"),
            "export": lambda: window.go_to("remontee"),
            "close_base": self.close_base,
            "undo": self.undo,
            "redo": self._redo,
            "new_dossier": self._new_dossier,
            "back": window.back,
            "refresh": self._database.changed.emit,
            "check_data": lambda: window.go_to("a_completer"),
            "history": lambda: window.go_to("journal"),
            "help": lambda: window.go_to("aide"),
            "shortcuts": self._shortcuts,
            "about": lambda: window.go_to("a_propos"),
        }
        window.command_requested.connect(self.do)
        window.page_changed.connect(self.refresh)
        window.context_requested.connect(self._change_context)
        self._database.history_changed.connect(self._show_history)
        self._database.changed.connect(self._saved)
        self.refresh()

    def do(self, key: str) -> None:
        """Carry out a command."""
        if key in LOCAL:
            self._send_keys(key)
        elif key in self._of_page():
            self._of_page()[key]()
        elif key in self._own:
            self._own[key]()

    def refresh(self) -> None:
        """Grey what cannot be done here; name what would be undone."""
        actions, known = self._window.commands, self._of_page()
        is_open = self._window.bases.path is not None
        for key in OF_PAGES:
            actions[key].setEnabled(key in known)
        for key in OF_BASE:
            actions[key].setEnabled(is_open)
        for theme in ("clair", "sombre"):
            chosen = self._window.appearance.preferences.theme == theme
            actions[f"theme_{theme}"].setChecked(chosen)
        self._name("undo", _("&Annuler"), self._history.undo if self._history else None)
        self._name("redo", _("&Rétablir"), self._history.redo if self._history else None)

    def undo(self) -> None:
        """Undo the last operation, and say which."""
        self._database.undo(lambda done: self._said(_("Annulé\u00a0: {nom}"), done))

    def close_base(self) -> None:
        """Let go of the base; the welcome page."""
        window = self._window
        window.bases.close(self._left)

    def _left(self) -> None:
        self._history = None
        self._window.leave_base()
        self._window.go_to("accueil")

    def _redo(self) -> None:
        self._database.redo(lambda done: self._said(_("Rétabli\u00a0: {nom}"), done))

    def _said(self, text: str, done: Any) -> None:
        self._window.context.say(text.format(nom=_(done.nom)))

    def _of_page(self) -> Mapping[str, Callable[[], object]]:
        known: Mapping[str, Callable[[], object]] | None = getattr(
            self._window.pages.currentWidget(), "commands", None
        )
        return known or {}

    def _name(self, key: str, text: str, name: str | None) -> None:
        action = self._window.commands[key]
        shown = _(name).replace("&", "&&") if name else ""
        action.setText(f"{text}\u00a0: {shown}" if shown else text)
        action.setEnabled(bool(name) and not self._window.bases.read_only)

    def _show_history(self, history: History) -> None:
        self._history = history
        self.refresh()

    def _saved(self) -> None:
        text = _("Enregistré à {heure}").format(heure=f"{datetime.now():%H:%M}")
        self._window.status.set_saved(text)

    def _open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _kind = QFileDialog.getOpenFileName(
            self._window, _("Ouvrir une base"), "", _("Bases ACSE (*.acse)")
        )
        if chosen:
            self._window.bases.open(Path(chosen))

    def _back_up(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, _("Dossier de la copie"))
        if folder:
            said = _("Copie enregistrée et vérifiée\u00a0: {nom}")
            self._window.bases.back_up(
                Path(folder), lambda copy: self._window.context.say(said.format(nom=copy.name))
            )

    def _check(self) -> None:
        sound = _("La base est saine et son journal est intact.")
        broken = _("La base est saine, mais son journal a été modifié à l’opération {rang}.")
        self._window.bases.check(
            lambda rank: self._window.context.say(broken.format(rang=rank) if rank else sound)
        )

    def _new_dossier(self) -> None:
        self._window.go_to("dossiers")
        action = self._of_page().get("new_dossier")
        if action is not None:
            action()

    def _shortcuts(self) -> None:
        from ui.pages.help import HelpPage

        self._window.go_to("aide")
        page = self._window.pages.currentWidget()
        if isinstance(page, HelpPage):
            page.show_topic("raccourcis")

    def _change_context(self, part: str) -> None:
        if part == "exercice":
            self._choose_exercice()
        elif part == "agent":
            self._window.go_to("parametres")
        elif self._window.bases.path is not None:
            self._window.context.say(str(self._window.bases.path))

    def _choose_exercice(self) -> None:
        self._database.read(_exercices, self.offer_exercices)

    def offer_exercices(self, years: list[int]) -> None:
        """A menu under the exercice, with those that have dossiers and the one in view."""
        context, chip = self._window.context, self._window.top_bar.exercice
        menu = QMenu(chip)
        menu.setFont(current().font("body"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for year in sorted({*years, context.exercice}, reverse=True):
            action = menu.addAction(str(year))
            action.setCheckable(True)
            action.setChecked(year == context.exercice)
            action.triggered.connect(lambda _on=False, one=year: context.set_exercice(one))
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _send_keys(self, key: str) -> None:
        """A local command is the business of the widget that has the focus: give it its keys."""
        target = QApplication.focusWidget()
        keys = LOCAL[key]
        if target is not None:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, *keys))


def _exercices(session: Any) -> list[int]:
    from acse_desktop.services.journal import exercices

    return exercices(session)
