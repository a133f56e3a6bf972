"""« Pièces manquantes »: the bearers to ask again, and since when."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.grid.grid import Grid
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.theme.apply import current
from ui.theme.dress import dress, dress_action


def _caption(count: int) -> str:
    text = ngettext("{n} dossier incomplet", "{n} dossiers incomplets", count)
    return text.format(n=count_text(count))


MISSING_PAPERS = ListSpec(
    key="pieces_manquantes",
    table="dossier",
    title=N_("Pièces manquantes"),
    icon="attach",
    named="numero",
    shown=("numero", "organisme", "manquantes", "pieces", "recu_le", "jours", "relance",
           "instructeur"),
    frozen=2,
    caption=_caption,
    create=N_("Marquer relancé"),
    empty=N_("Aucun dossier en cours n’attend de pièce."),
    short={"jours": N_("Jours"), "numero": N_("Dossier"), "relance": N_("Relance")},
    widths={"organisme": 200, "pieces": 320, "jours": 72, "numero": 124, "relance": 96},
)  # fmt: skip


class MissingPapersPage(ListPage):
    """The dossiers under way that lack papers; reached from « À compléter »."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, MISSING_PAPERS)
        dress(self.header.create_button, icon="mail_checkmark")
        self.back_button = self.header.add_other(_("À compléter"), "warning")
        self.back_button.clicked.connect(lambda: context.go("a_completer"))

    def create_record(self) -> None:
        """Write that the bearers of the selected dossiers were asked today."""
        ids = self.grid.selected_ids() if self.grid is not None else []
        if ids:
            self._ask_again(ids)

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is not None and self.grid.current_id():
            self.menu_of(self.grid).popup(corner)

    def menu_of(self, grid: Grid) -> QMenu:
        """The context menu, built for the selection."""
        ids = grid.selected_ids()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        opening = menu.addAction(_("Ouvrir le dossier"))
        opening.triggered.connect(lambda _on=False: self.open_record(grid.current_id()))
        dress_action(opening, "open")
        asking = menu.addAction(_("Marquer relancé"))
        asking.triggered.connect(lambda _on=False: self._ask_again(ids))
        dress_action(asking, "mail_checkmark")
        return menu

    def _ask_again(self, ids: list[str]) -> None:
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.pieces import ask_again_all

            return ask_again_all(session, ids, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} dossier relancé", "{n} dossiers relancés", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done)
