"""Every command of the window: its key, menu, shortcut and icon, said once.

A `local` command shows its shortcut but leaves the keys to the widget that has the focus:
Ctrl+C must stay that of the text field or of the table.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from acse_desktop.translation import N_, _
from ui.shell.places import PLACES
from ui.theme.dress import dress_action

SEPARATOR = "-"


@dataclass(frozen=True)
class Command:
    """One entry of a menu. `group` makes it one choice among several, ticked when chosen."""

    key: str
    text: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    local: bool = False
    group: str = ""


def _c(key: str, text: str, shortcut: str = "", icon: str = "", group: str = "") -> Command:
    return Command(key, text, (shortcut,) if shortcut else (), icon, False, group)


def _local(key: str, text: str, shortcut: str, icon: str = "") -> Command:
    return Command(key, text, (shortcut,), icon, True)


MENUS: dict[str, tuple[Command | str, ...]] = {
    N_("&Fichier"): (
        _c("new_base", N_("&Nouvelle base…"), "Ctrl+Shift+N", "database"),
        _c("open_base", N_("&Ouvrir une base…"), "Ctrl+O", "folder_open"),
        _c("open_example", N_("Ouvrir la base d’e&xemple")),
        _c("backup", N_("Enregistrer une &copie…"), "", "save"),
        _c("check_base", N_("&Vérifier la base")),
        SEPARATOR,
        _c("import", N_("&Importer un classeur…"), "Ctrl+I", "arrow_import"),
        _c("export", N_("&Exporter vers Excel…"), "Ctrl+E", "table"),
        _c("print", N_("Im&primer…"), "Ctrl+P", "print"),
        SEPARATOR,
        _c("close_base", N_("&Fermer la base"), "Ctrl+W"),
        _c("quit", N_("&Quitter"), "Ctrl+Q"),
    ),
    N_("Édi&tion"): (
        _c("undo", N_("&Annuler"), "Ctrl+Z", "arrow_undo"),
        Command("redo", N_("&Rétablir"), ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow_redo"),
        SEPARATOR,
        _local("copy", N_("&Copier"), "Ctrl+C", "copy"),
        _local("copy_headers", N_("Copier avec les &titres"), "Ctrl+Shift+C"),
        _local("paste", N_("C&oller"), "Ctrl+V", "clipboard_paste"),
        _local("fill_down", N_("Recopier vers le &bas"), "Ctrl+D"),
        _local("insert_today", N_("&Date du jour"), "Ctrl+;"),
        SEPARATOR,
        _c("find", N_("Rechercher dans la &liste"), "Ctrl+F", "search"),
        _c("next_error", N_("&Erreur suivante"), "F8"),
    ),
    N_("&Affichage"): (
        _c("panel", N_("Panneau de &détail"), "F4", "panel_right"),
        _c("fold_navigation", N_("Réduire la &navigation"), "F9", "navigation"),
        _c("columns", N_("&Colonnes…"), "", "column_triple_edit"),
        SEPARATOR,
        _c("density_compact", N_("Lignes com&pactes"), group="density"),
        _c("density_normal", N_("Lignes n&ormales"), group="density"),
        _c("density_airy", N_("Lignes &aérées"), group="density"),
        SEPARATOR,
        Command("text_smaller", N_("Text&e plus petit"), ("Ctrl+-",)),
        Command("text_normal", N_("Taille nor&male"), ("Ctrl+0",)),
        Command("text_larger", N_("Texte plus &grand"), ("Ctrl++", "Ctrl+=")),
        SEPARATOR,
        _c("theme_clair", N_("&Thème clair"), group="theme"),
        _c("theme_sombre", N_("Thème &sombre"), group="theme"),
        SEPARATOR,
        _c("full_screen", N_("P&lein écran"), "F11"),
    ),
    N_("&Données"): (
        _c("new_dossier", N_("&Nouveau dossier"), "Ctrl+N", "add"),
        _c("save", N_("&Enregistrer"), "Ctrl+S", "save"),
        SEPARATOR,
        _c("change_status", N_("C&hanger le statut…"), "Ctrl+Shift+S", "arrow_swap"),
        _c("decide", N_("&Décider…"), "Ctrl+Shift+D", "gavel"),
        _c("make_documents", N_("É&tablir un document…"), "Ctrl+Shift+E", "document_add"),
        _c("ask_opinions", N_("Demander un a&vis…"), "", "mail_inbox"),
        _c("send_opinions", N_("Envoyer la f&iche d’avis…"), "", "mail_checkmark"),
        SEPARATOR,
        _c("previous", N_("Dossier &précédent"), "Alt+Up", "chevron_up"),
        _c("next", N_("Dossier &suivant"), "Alt+Down", "chevron_down"),
        _c("back", N_("&Retour"), "Alt+Left", "arrow_left"),
        SEPARATOR,
        _c("clear_filters", N_("Effacer les &filtres"), "Ctrl+Shift+F", "filter_dismiss"),
        _c("refresh", N_("&Actualiser"), "F5", "arrow_sync"),
    ),
    N_("&Outils"): (
        _c("search", N_("&Rechercher partout"), "Ctrl+K", "search"),
        _c("check_data", N_("&Contrôler les données")),
        _c("history", N_("&Journal des opérations"), "", "history"),
    ),
    N_("A&ide"): (
        _c("help", N_("&Aide"), "F1", "question_circle"),
        _c("shortcuts", N_("&Raccourcis clavier"), "Ctrl+F1"),
        _c("about", N_("À &propos")),
    ),
}
VIEW = N_("&Affichage")


class Commands(QObject):
    """The QAction of every command, by key; `triggered` says which one was asked."""

    triggered = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._by_key: dict[str, QAction] = {}
        self._texts: dict[str, str] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._icons: dict[str, str] = {}
        self._menus: list[tuple[str, QMenu]] = []
        for entries in MENUS.values():
            for entry in entries:
                if isinstance(entry, Command):
                    self._add(entry, window)
        for place in PLACES:
            shortcuts = place.shortcuts
            self._add(Command(f"go_{place.key}", place.text, shortcuts, place.icon), window)
        self.retranslate()

    def __getitem__(self, key: str) -> QAction:
        return self._by_key[key]

    def all_keys(self) -> tuple[str, ...]:
        """The keys of all commands, in the order of the menus."""
        return tuple(self._by_key)

    def _add(self, command: Command, window: QWidget) -> None:
        action = QAction(window)
        action.setObjectName(command.key)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        if command.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        else:
            window.addAction(action)
        if command.icon:
            self._icons[command.key] = command.icon
        if command.group:
            self._grouped(action, command.group)
        action.triggered.connect(self._triggered)
        self._by_key[command.key], self._texts[command.key] = action, command.text

    def _grouped(self, action: QAction, name: str) -> None:
        group = self._groups.setdefault(name, QActionGroup(self))
        action.setCheckable(True)
        group.addAction(action)

    def _triggered(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.triggered.emit(sender.objectName())

    def fill(self, bar: QMenuBar) -> None:
        """Put every command in its menu."""
        for title, entries in MENUS.items():
            menu = bar.addMenu(_(title))
            menu.aboutToShow.connect(self._draw_icons)
            self._menus.append((title, menu))
            for entry in entries:
                if isinstance(entry, Command):
                    menu.addAction(self._by_key[entry.key])
                else:
                    menu.addSeparator()
            if title == VIEW:
                self._add_places(menu)

    def _add_places(self, menu: QMenu) -> None:
        menu.addSeparator()
        places = menu.addMenu(_("&Aller à"))
        self._menus.append((N_("&Aller à"), places))
        for place in PLACES:
            places.addAction(self._by_key[f"go_{place.key}"])

    def _draw_icons(self) -> None:
        """Icons are drawn when a menu first opens: drawing them all would delay the window."""
        for key, name in self._icons.items():
            dress_action(self._by_key[key], name)
        self._icons.clear()

    def retranslate(self) -> None:
        """Say every text again in the language in use."""
        for key, action in self._by_key.items():
            action.setText(_(self._texts[key]))
        for title, menu in self._menus:
            menu.setTitle(_(title))
