"""« Bilans »: the comptes rendus of every exercice, those that are late reminded in bulk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.grid.grid import Grid
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.theme.apply import current
from ui.theme.dress import dress, dress_action

if TYPE_CHECKING:
    from ui.acts.dialog import MakeDialog

LATE = Query(filters=(Filter("etat", "in", ("RETARD",)),))
"""What the page shows at first: those to remind."""
LETTER = "RELANCE_CRF"


def _caption(count: int) -> str:
    text = ngettext("Total · {n} compte rendu", "Total · {n} comptes rendus", count)
    return text.format(n=count_text(count))


BILANS = ListSpec(
    key="bilans",
    table="action",
    title=N_("Bilans"),
    icon="clipboard",
    named="numero",
    shown=("numero", "organisme", "intitule", "dispositif", "exercice", "etat", "crf_attendu_le",
           "jours", "crf_relance_le", "nouvelle", "montant_accorde", "montant_paye",
           "crf_recu_le", "montant_realise", "montant_a_reverser", "reverse", "reste"),
    frozen=1,
    caption=_caption,
    create=N_("Marquer relancé"),
    empty=N_("Les actions subventionnées viennent ici\u00a0: chacune doit un compte rendu."),
    editable=frozenset({"crf_attendu_le", "crf_relance_le", "crf_recu_le"}),
    short={"crf_attendu_le": N_("Attendu le"), "crf_recu_le": N_("Reçu le"),
           "montant_accorde": N_("Accordé"), "montant_paye": N_("Payé"),
           "montant_realise": N_("Réalisé"), "montant_a_reverser": N_("À reverser"),
           "jours": N_("Retard (j)"), "reste": N_("Reste")},
    widths={"numero": 152, "organisme": 176, "intitule": 184, "etat": 92, "jours": 88,
            "exercice": 76, "dispositif": 92, "montant_accorde": 96, "montant_paye": 96,
            "nouvelle": 120},
    bare=frozenset({"dispositif"}),
)  # fmt: skip


class BilansPage(ListPage):
    """The list; Enter opens the action, the primary button reminds the selected ones."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, BILANS)
        dress(self.header.create_button, icon="mail_checkmark")
        self.letters_button = self.header.add_button(_("Lettres de relance"), "document")
        self.letters_button.clicked.connect(self.make_letters)
        self.delays_button = self.header.add_button(_("Délais"), "timer")
        self.delays_button.clicked.connect(lambda: context.go("delais"))
        self.filled.connect(lambda: self.empty.button.setVisible(self._is_narrowed()))
        self.show_query(LATE)

    def create_record(self) -> None:
        """Write that the selected comptes rendus were asked again today."""
        if not (ids := self._selected()):
            return
        agent, day = self.context.agent, self.context.today

        def work(session: Any) -> int:
            from acse_desktop.services.comptes_rendus.gestes import mark_reminded

            return mark_reminded(session, ids, day, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} compte rendu relancé", "{n} comptes rendus relancés", count)
            self.context.say(text.format(n=count_text(count)), bool(count))

        self.context.database.write(work, done)

    def make_letters(self) -> MakeDialog | None:
        """Make the letters of reminder of the selection; they date the reminder."""
        from ui.acts.dialog import MakeDialog, Wanted

        if not (ids := self._selected()):
            return None
        dialog = MakeDialog(self, self.context, Wanted(action_ids=ids), LETTER)
        dialog.open()
        return dialog

    def _selected(self) -> list[str]:
        ids = self.grid.selected_ids() if self.grid is not None else []
        if not ids:
            self.context.say(_("Sélectionnez les comptes rendus à relancer."))
        return ids

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is not None and self.grid.current_id():
            self.menu_of(self.grid).popup(corner)

    def menu_of(self, grid: Grid) -> QMenu:
        """The context menu, built for the selection."""
        wanted = grid.current_id()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        for text, icon, act in (
            (_("Ouvrir l’action"), "open", lambda: self.open_record(wanted)),
            (_("Marquer relancé"), "mail_checkmark", self.create_record),
            (_("Lettres de relance"), "document", self.make_letters),
        ):
            entry = menu.addAction(text)
            entry.triggered.connect(lambda _on=False, do=act: do())
            dress_action(entry, icon)
        return menu
