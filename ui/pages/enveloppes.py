"""The list of the envelopes: the credits notified, and what the actions make of them."""

from __future__ import annotations

from collections.abc import Callable
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
           "reste", "demande", "propose", "engage", "paye", "postes", "conventionnes",
           "postes_reste", "commentaire"),
    frozen=2,
    caption=_caption,
    create=N_("Nouvelle enveloppe"),
    empty=N_("Saisissez les crédits notifiés\u00a0: ce qu’il en reste suit vos décisions."),
    editable=frozenset({"dispositif", "theme", "commentaire"}),
    short={"notifie": N_("Notifié"), "reste": N_("Reste"), "postes": N_("Postes"),
           "conventionnes": N_("Conventionnés"), "postes_reste": N_("Postes restants")},
    widths={"dispositif": 96, "theme": 184, "commentaire": 240},
    bare=frozenset({"dispositif"}),
)  # fmt: skip


class EnveloppesPage(ListPage):
    """« Enveloppes »: figures follow; notifications and transfers are on the page of each."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, ENVELOPPES)

    def create_record(self) -> None:
        """What the first notification says is asked; the others are added on its page."""
        from ui.dialogs.new_enveloppe import NewEnveloppe

        dialog = NewEnveloppe(self, self.context.exercice)
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
        self._add(menu, _("Ouvrir la fiche"), "open", lambda: self.open_record(ids[0]))
        self._add(menu, _("Transférer des crédits…"), "arrow_swap", lambda: self._transfer(ids[0]))
        menu.addSeparator()
        self._add(menu, _("Supprimer"), "delete", lambda: self._delete(ids))
        return menu

    def _add(self, menu: QMenu, text: str, icon: str, act: Callable[[], None]) -> None:
        action = menu.addAction(text)
        action.triggered.connect(lambda _on=False: act())
        dress_action(action, icon)

    def _transfer(self, giver: str) -> None:
        from ui.fiche.transferring import ask_transfer

        context = self.context
        ask_transfer(self, context, context.exercice, giver, context.database.write)

    def _create(self, values: dict[str, Any]) -> None:
        agent, context = self.context.agent, self.context
        # An envelope of no département covers them all: empty is not a code.
        scope = {
            "exercice": context.exercice,
            "departement": context.departement or None,
            "region": context.region or None,
        }

        perimeter = {name: values.pop(name) for name in ("dispositif", "theme")}

        def work(session: Any) -> str:
            from acse_desktop.services.credits import new_enveloppe

            return new_enveloppe(session, {**scope, **perimeter}, values, agent=agent)

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
