"""The list of the dossiers: one row per action, the unit of instruction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from acse_desktop.services.listing_types import Row
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.grid.grid import Grid
from ui.lifecycle.offers import Offer, any_decision, any_statut
from ui.pages.listing.choosing import OrganismeDialog
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.pages.opinion_gestures import OpinionGestures
from ui.panel.action import ActionPanel
from ui.statuses import STATUSES
from ui.theme.apply import current
from ui.theme.dress import dress_action


def _caption(count: int) -> str:
    text = ngettext("Total · {n} action", "Total · {n} actions", count)
    return text.format(n=count_text(count))


ACTIONS = ListSpec(
    key="actions",
    table="action",
    title=N_("Dossiers"),
    icon="folder",
    named="numero",
    shown=(
        "numero", "intitule", "organisme", "statut", "montant_demande", "montant_propose",
        "montant_accorde", "montant_paye", "contrat", "theme", "dispositif", "debut_le",
        "dossier_instructeur", "commentaire",
    ),
    frozen=2,
    caption=_caption,
    create=N_("Nouveau dossier"),
    empty=N_("Les actions de l’exercice apparaîtront ici, saisies ou importées d’un classeur."),
    editable=frozenset({"montant_propose", "montant_accorde", "statut", "commentaire"}),
    statuses=STATUSES,
    short={
        "montant_demande": N_("Demandé"),
        "montant_propose": N_("Proposé"),
        "montant_accorde": N_("Accordé"),
        "montant_paye": N_("Payé"),
        "montant_engage": N_("Engagé"),
        "dossier_instructeur": N_("Instructeur"),
    },
    widths={
        "numero": 144, "intitule": 216, "organisme": 176, "statut": 124, "montant_demande": 96,
        "montant_propose": 96, "montant_accorde": 96, "montant_paye": 96, "contrat": 168,
        "theme": 168, "dispositif": 104, "debut_le": 96, "dossier_instructeur": 128,
    },
    views={
        N_("Avis"): (
            "numero", "intitule", "organisme", "statut", "avis", "avis_manquants",
            "montant_demande", "montant_propose", "dispositif", "comite_le",
        ),
        N_("Paiements"): (
            "numero", "intitule", "organisme", "statut", "montant_accorde", "montant_engage",
            "montant_paye", "notifie_le", "acte_numero", "acte_le", "ej",
        ),
        N_("Bilans"): (
            "numero", "intitule", "organisme", "statut", "montant_accorde", "montant_paye",
            "crf_attendu_le", "crf_recu_le", "montant_realise", "montant_a_reverser",
            "public_prevu", "public_realise",
        ),
    },
    bare=frozenset({"dispositif"}),
    exchanges=True,
)  # fmt: skip


class ActionsPage(ListPage):
    """« Dossiers »: chips by step, decisions typed in the table, panel of the action."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, ACTIONS, ActionPanel(context))
        self.opinions = OpinionGestures(self, context, self._fail)
        self.commands["new_dossier"] = self.create_record
        self.commands["change_status"] = lambda: self.ask_change(any_statut())
        self.commands["decide"] = lambda: self.ask_change(any_decision())
        self.commands["make_documents"] = self.make_documents
        self.commands["ask_opinions"] = self.ask_opinions
        self.commands["send_opinions"] = self.send_opinions

    def create_record(self) -> None:
        """A dossier for an organisme that is known, or for a new one."""
        dialog = OrganismeDialog(self, self.context, _("Nouveau dossier"), _("Créer le dossier"))
        dialog.chosen.connect(self._create_for)
        dialog.named.connect(self._create_for_new)
        dialog.open()

    def open_record(self, identifier: str) -> None:
        """Show the page of an action, which then steps through the list as it is filtered."""
        if self.grid is not None:
            self.context.query = self.grid.query()
        super().open_record(identifier)

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is None or not self.grid.current_id():
            return
        menu = self.menu_of(self.grid)
        menu.popup(corner)

    def menu_of(self, grid: Grid) -> QMenu:
        """The context menu, built for the selection."""
        identifier, ids = grid.current_id(), grid.selected_ids()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        following = _("Dupliquer le dossier vers {annee}").format(annee=self.context.exercice + 1)
        entries = (
            (_("Ouvrir la fiche"), "open", lambda: self.open_record(identifier)),
            (_("Changer le statut…"), "arrow_swap", lambda: self.ask_change(any_statut())),
            (_("Décider…"), "gavel", lambda: self.ask_change(any_decision())),
            (_("Établir un document…"), "document_add", self.make_documents),
            (_("Demander un avis…"), "mail_inbox", self.ask_opinions),
            (_("Envoyer la fiche d’avis…"), "mail_checkmark", self.send_opinions),
            (_("Dupliquer l’action"), "copy", lambda: self._duplicate(identifier)),
            (following, "calendar_ltr", lambda: self._carry_over(identifier)),
            (_("Supprimer"), "delete", lambda: self._delete(ids)),
        )
        for text, icon, act in entries:
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, do=act: do())
            dress_action(action, icon)
        return menu

    def ask_change(self, offer: Offer) -> None:
        """Tell what a change of the selected actions would do, then make it at once."""
        self._with_selected(lambda ids: self._ask_about(ids, offer))

    def make_documents(self) -> None:
        """Make an act or a letter for the dossiers of the selected actions."""
        self._with_selected(self._make_for)

    def ask_opinions(self) -> None:
        """Ask partners what they think of the selected actions."""
        self._with_selected(self.opinions.ask)

    def send_opinions(self) -> None:
        """Send one partner a sheet to fill, with the selected actions."""
        self._with_selected(self.opinions.send)

    def _with_selected(self, act: Callable[[list[str]], object]) -> None:
        """Every selected row counts, those that were never scrolled to as well."""
        rows = self.grid.caret.area().rows if self.grid is not None else ()
        if self.grid is None or not rows:
            return
        chosen = set(rows)

        def ask(found: Sequence[Row]) -> None:
            numbered = enumerate(found, rows[0])
            act([str(row[0]) for rank, row in numbered if rank in chosen])

        self.grid.model.with_rows(rows[0], rows[-1], ask)

    def _make_for(self, ids: list[str]) -> None:
        from ui.acts.dialog import MakeDialog, Wanted

        if ids:
            MakeDialog(self, self.context, Wanted(action_ids=ids), "").open()

    def _ask_about(self, ids: list[str], offer: Offer) -> None:
        from ui.lifecycle.dialog import ChangeDialog

        if ids:
            ChangeDialog(self, self.context, ids, offer).open()

    def _territory(self) -> dict[str, str]:
        return {"departement": self.context.departement, "region": self.context.region}

    def _create_for(self, organisme_id: str) -> None:
        exercice, territory, agent = self.context.exercice, self._territory(), self.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services.records import new_dossier

            return new_dossier(session, organisme_id, exercice, territory, agent=agent)[1]

        self.context.database.write(work, self._created)

    def _create_for_new(self, nom: str) -> None:
        exercice, territory, agent = self.context.exercice, self._territory(), self.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services.gestures import new_dossier_for

            return new_dossier_for(session, nom, exercice, territory, agent=agent)

        self.context.database.write(work, self._created)

    def _created(self, action_id: str) -> None:
        self.context.say(_("Dossier créé"), True)
        self.select(action_id)
        self.open_record(action_id)

    def _duplicate(self, identifier: str) -> None:
        agent = self.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services.duplication import duplicate_action

            return duplicate_action(session, identifier, agent=agent)

        def done(copy: str) -> None:
            self.context.say(_("Action dupliquée"), True)
            self.select(copy)

        self.context.database.write(work, done)

    def _carry_over(self, identifier: str) -> None:
        agent, year = self.context.agent, self.context.exercice + 1

        def work(session: Any) -> str:
            from acse_desktop.services.gestures import duplicate_dossier_of

            return duplicate_dossier_of(session, identifier, year, agent=agent)

        text = _("Dossier dupliqué vers {annee}").format(annee=year)
        self.context.database.write(work, lambda _dossier: self.context.say(text, True))

    def _delete(self, ids: list[str]) -> None:
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.gestures import delete_all

            return delete_all(session, "action", ids, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} action supprimée", "{n} actions supprimées", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done)
