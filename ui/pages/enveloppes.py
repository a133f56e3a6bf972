"""The list of the envelopes: the credits notified, and what the actions make of them."""

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
from ui.theme.dress import dress_action


def _caption(count: int) -> str:
    text = ngettext("Total · {n} enveloppe", "Total · {n} enveloppes", count)
    return text.format(n=count_text(count))


ENVELOPPES = ListSpec(
    key="enveloppes",
    table="enveloppe",
    title=N_("Enveloppes"),
    icon="wallet",
    named="dispositif",
    shown=("dispositif", "theme", "notifie", "notifie_le", "transferts", "disponible", "accorde",
           "reste", "demande", "propose", "engage", "paye", "postes", "commentaire"),
    frozen=2,
    caption=_caption,
    create=N_("Nouvelle enveloppe"),
    empty=N_("Saisissez les crédits notifiés\u00a0: ce qu’il en reste suit vos décisions."),
    editable=frozenset({"notifie", "notifie_le", "transferts", "postes", "commentaire"}),
    short={"notifie": N_("Notifié"), "reste": N_("Reste")},
    widths={"dispositif": 96, "theme": 184, "commentaire": 240},
    bare=frozenset({"dispositif"}),
)  # fmt: skip


class EnveloppesPage(ListPage):
    """« Enveloppes »: an envelope is typed in the table, it has no page of its own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, ENVELOPPES)

    def create_record(self) -> None:
        """What the notification says is asked, the rest is typed in the table."""
        from ui.dialogs.new_enveloppe import NewEnveloppe

        dialog = NewEnveloppe(self, self.context.exercice)
        dialog.answered.connect(self._create)
        dialog.open()

    def open_record(self, identifier: str) -> None:
        """Everything is in the table: Enter types in it, or does nothing."""

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is not None and self.grid.current_id():
            self.menu_of(self.grid).popup(corner)

    def menu_of(self, grid: Grid) -> QMenu:
        """The context menu, built for the selection."""
        ids = grid.selected_ids()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        action = menu.addAction(_("Supprimer"))
        action.triggered.connect(lambda _on=False: self._delete(ids))
        dress_action(action, "delete")
        return menu

    def _create(self, values: dict[str, Any]) -> None:
        agent, context = self.context.agent, self.context
        # An envelope of no département covers them all: empty is not a code.
        scope = {
            "exercice": context.exercice,
            "departement": context.departement or None,
            "region": context.region or None,
        }

        def work(session: Any) -> str:
            from acse_desktop.services.records import create

            return create(session, "enveloppe", {**scope, **values}, agent=agent)

        def done(identifier: str) -> None:
            self.context.say(_("Enveloppe ajoutée"), True)
            self.select(identifier)

        self.context.database.write(work, done)

    def _delete(self, ids: list[str]) -> None:
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.gestures import delete_all

            return delete_all(session, "enveloppe", ids, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} enveloppe supprimée", "{n} enveloppes supprimées", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done)
