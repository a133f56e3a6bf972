"""What the page of an action does to the action itself: add, copy, remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from acse_desktop.translation import _
from ui.fiche.dialogs import ConfirmDialog
from ui.fiche.page import RecordPage

if TYPE_CHECKING:
    from ui.context import Context
    from ui.lifecycle.dialog import ChangeDialog
    from ui.lifecycle.offers import Offer


class ActionGestures(RecordPage):
    """An action that can be added to its dossier, copied, removed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._neighbours: tuple[str | None, str | None] = (None, None)

    def ask_change(self, offer: Offer) -> ChangeDialog:
        """Tell what a transition would do, and take it when the agent agrees."""
        from ui.lifecycle.dialog import ChangeDialog

        self.flush()
        dialog = ChangeDialog(self, self.context, [self.record], offer)
        dialog.writing.connect(self._write_own)
        dialog.open()
        return dialog

    def _write_own(self) -> None:
        """What is written now comes from this page: it does not move the focus."""
        self._own = True

    def add_action(self) -> None:
        """Add an action to the dossier and show it."""
        dossier, agent = self.sheet.dossier.id, self.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services import records

            return records.new_action(session, dossier, agent=agent)

        self._then_show(work, _("Action ajoutée."))

    def duplicate(self, years: int) -> None:
        """Copy the action in its dossier, or to another exercice, and show the copy."""
        wanted, agent = self.record, self.context.agent
        exercice = (self.sheet.dossier.values["exercice"] or self.context.exercice) + years

        def work(session: Any) -> str:
            from acse_desktop.services import duplication

            return duplication.duplicate_action(session, wanted, exercice, agent=agent)

        self._then_show(work, _("Action dupliquée en {annee}.").format(annee=exercice))

    def duplicate_dossier(self) -> None:
        """Copy the dossier with all its actions to the next exercice, and show it."""
        dossier, agent = self.sheet.dossier.id, self.context.agent
        exercice = (self.sheet.dossier.values["exercice"] or self.context.exercice) + 1

        def work(session: Any) -> str:
            from acse_desktop.services import duplication, records

            copy = duplication.duplicate_dossier(session, dossier, exercice, agent=agent)
            return records.children(session, "action", "dossier", copy)[0].id

        self._then_show(work, _("Dossier dupliqué en {annee}.").format(annee=exercice))

    def make_documents(self) -> None:
        """Make an act or a letter for the action shown."""
        from ui.acts.dialog import MakeDialog, Wanted

        self.flush()
        MakeDialog(self, self.context, Wanted(action_ids=[self.record]), "").open()

    def _then_show(self, work: Callable[[Any], str], text: str) -> None:
        def shown(identifier: str) -> None:
            self.context.say(text, undoable=True)
            self.show_record(identifier)

        self.flush()
        self.do(work, shown)

    def ask_delete(self) -> ConfirmDialog:
        """Say what would go, and remove it when the agent agrees."""
        parts = sum(len(cards) for cards in self.sheet.parts.values())
        text = _(
            "Supprimer l’action {numero} et ses {n} lignes (budget, financements, lieux…)\u202f?"
        )
        numero = self.sheet.action.values["numero"] or ""
        dialog = ConfirmDialog(self, text.format(numero=numero, n=parts), _("Supprimer l’action"))
        dialog.finished.connect(
            lambda: self.delete_now() if dialog.chosen == "delete" else None
        )  # fmt: skip
        dialog.open()
        return dialog

    def delete_now(self) -> None:
        """Remove the action, then go to the next one or back to the list."""
        wanted, agent = self.record, self.context.agent
        target = self._neighbours[1] or self._neighbours[0]
        self.record = ""

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.delete(session, "action", wanted, agent=agent)

        def gone(_none: None) -> None:
            self.context.say(_("Action supprimée."), undoable=True)
            if target is not None:
                self.show_record(target)
            else:
                self.context.go("dossiers")

        self.do(work, gone)
