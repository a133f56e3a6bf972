"""The list of the sittings of the committee."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.comite.dialogs import SittingDialog
from ui.context import Context
from ui.grid.grid import Grid
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.theme.apply import current
from ui.theme.dress import dress_action


def _caption(count: int) -> str:
    text = ngettext("Total · {n} séance", "Total · {n} séances", count)
    return text.format(n=count_text(count))


SEANCES = ListSpec(
    key="seances",
    table="seance",
    title=N_("Comité de programmation"),
    icon="gavel",
    named="intitule",
    shown=("tenue_le", "intitule", "etat", "dossiers", "a_decider", "vote", "lieu", "president"),
    frozen=2,
    caption=_caption,
    create=N_("Nouvelle séance"),
    empty=N_("Préparez une séance, puis mettez des dossiers à son ordre du jour."),
    editable=frozenset({"lieu", "president"}),
    widths={"intitule": 280},
)  # fmt: skip


class SeancesPage(ListPage):
    """« Comité »: the sittings of the exercice; Enter opens one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, SEANCES)

    def create_record(self) -> None:
        """A title and a date are enough."""
        dialog = SittingDialog(self, _("Préparer la séance"))
        dialog.answered.connect(self._create)
        dialog.open()

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is not None and self.grid.current_id():
            self.menu_of(self.grid).popup(corner)

    def menu_of(self, grid: Grid) -> QMenu:
        """The context menu, built for the selection."""
        ids = grid.selected_ids()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        opening = menu.addAction(_("Ouvrir la séance"))
        opening.triggered.connect(lambda _on=False: self.open_record(ids[0]))
        dress_action(opening, "open")
        deleting = menu.addAction(_("Supprimer"))
        deleting.triggered.connect(lambda _on=False: self._delete(ids))
        dress_action(deleting, "delete")
        return menu

    def _create(self, values: dict[str, Any]) -> None:
        agent, exercice = self.context.agent, self.context.exercice

        def work(session: Any) -> str:
            from acse_desktop.services.committee.sittings import create_sitting

            return create_sitting(session, {"exercice": exercice, **values}, agent=agent)

        def done(identifier: str) -> None:
            self.context.say(_("Séance préparée"), True)
            self.select(identifier)
            self.open_record(identifier)

        self.context.database.write(work, done)

    def _delete(self, ids: list[str]) -> None:
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.gestures import delete_all

            return delete_all(session, "seance", ids, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} séance supprimée", "{n} séances supprimées", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done)
