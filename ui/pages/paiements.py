"""« Paiements »: the granted actions, what is left to pay on each, and payments in bulk."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.grid.grid import Grid
from ui.pages.listing.heading import ROOMY
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.paiements.dialogs import BulkDialog
from ui.statuses import STATUSES
from ui.theme.apply import current
from ui.theme.dress import dress_action
from ui.widgets.buttons import Button


def _caption(count: int) -> str:
    text = ngettext("Total · {n} action", "Total · {n} actions", count)
    return text.format(n=count_text(count))


PAIEMENTS = ListSpec(
    key="paiements",
    table="action",
    title=N_("Paiements"),
    icon="payment",
    named="numero",
    shown=("numero", "organisme", "montant_accorde", "notifie_le", "jours", "montant_engage",
           "montant_paye", "reste", "ej", "dernier", "intitule", "statut"),
    frozen=1,
    caption=_caption,
    create=N_("Enregistrer un paiement…"),
    empty=N_("Les actions auxquelles un montant est accordé viennent ici."),
    editable=frozenset({"ej"}),
    statuses=STATUSES,
    short={"montant_accorde": N_("Accordé"), "montant_engage": N_("Engagé"),
           "montant_paye": N_("Payé"), "jours": N_("Jours"), "dernier": N_("Payé le")},
    widths={"numero": 148, "organisme": 190, "intitule": 220, "jours": 72},
    bare=frozenset({"dispositif"}),
)  # fmt: skip


class PaiementsPage(ListPage):
    """The list; Enter opens the action, the primary button pays the selected ones."""

    def __init__(self, context: Context) -> None:
        self.reconcile_button = Button(_("Rapprocher Chorus"), "merge")
        super().__init__(context, PAIEMENTS)
        self.header.add_widget(self.reconcile_button)
        self.reconcile_button.clicked.connect(lambda: context.go("rapprochement"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the context menu holds too gives way in a narrow page."""
        super().resizeEvent(event)
        self.reconcile_button.setVisible(self.width() > current().px(ROOMY))

    def refresh_theme(self) -> None:
        """The same when the text grows."""
        super().refresh_theme()
        self.reconcile_button.setVisible(self.width() > current().px(ROOMY))

    def create_record(self) -> None:
        """Pay what is selected."""
        self.ask_payment()

    def ask_payment(self) -> BulkDialog | None:
        """Show what paying the selected actions would enter, before anything is."""
        if self.grid is None or not (ids := self.grid.selected_ids()):
            self.context.say(_("Sélectionnez les actions à payer."))
            return None
        dialog = BulkDialog(self, self.context, ids)
        dialog.answered.connect(lambda answer: self._pay(answer["proposals"]))
        dialog.open()
        return dialog

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is not None and self.grid.current_id():
            self.menu_of(self.grid).popup(corner)

    def menu_of(self, grid: Grid) -> QMenu:
        """The context menu, built for the selection."""
        wanted = grid.current_id()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        opening = menu.addAction(_("Ouvrir l’action"))
        opening.triggered.connect(lambda _on=False: self.open_record(wanted))
        dress_action(opening, "open")
        paying = menu.addAction(_("Enregistrer un paiement…"))
        paying.triggered.connect(lambda _on=False: self.ask_payment())
        dress_action(paying, "payment")
        matching = menu.addAction(_("Rapprocher Chorus"))
        matching.triggered.connect(lambda _on=False: self.context.go("rapprochement"))
        dress_action(matching, "merge")
        return menu

    def _pay(self, proposals: list[Any]) -> None:
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.payments import pay_many

            return pay_many(session, proposals, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} versement enregistré", "{n} versements enregistrés", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done)
