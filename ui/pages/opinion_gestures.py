"""What the list of the dossiers does about opinions: ask for them, send the sheet of an author."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context

if TYPE_CHECKING:
    from acse_desktop.services.avis import Request
    from ui.dialogs.opinions import AskOpinions, SendSheet


class OpinionGestures:
    """Asks in a dialog over a page, then writes. `refused` is told what could not be written."""

    def __init__(
        self, page: QWidget, context: Context, refused: Callable[[Exception], None]
    ) -> None:
        self._page, self._context, self._refused = page, context, refused

    def ask(self, ids: Sequence[str]) -> AskOpinions:
        """« Demander un avis… »."""
        from ui.dialogs.opinions import AskOpinions

        dialog = AskOpinions(self._page, len(ids))
        dialog.answered.connect(lambda requests: self._ask(ids, requests))
        dialog.open()
        return dialog

    def send(self, ids: Sequence[str]) -> SendSheet:
        """« Envoyer la fiche d’avis… »."""
        from ui.dialogs.opinions import SendSheet

        dialog = SendSheet(self._page, len(ids))
        dialog.answered.connect(lambda requests: self._choose(ids, requests[0]))
        dialog.open()
        return dialog

    def _ask(self, ids: Sequence[str], requests: list[Request]) -> None:
        agent = self._context.agent

        def work(session: Any) -> int:
            from acse_desktop.services import avis

            return avis.ask_all(session, ids, requests, agent=agent)

        self._context.database.write(work, self._asked, self._refused)

    def _asked(self, count: int) -> None:
        if not count:
            self._context.say(_("Ces avis étaient déjà demandés."))
            return
        text = ngettext("{n} avis demandé", "{n} avis demandés", count)
        self._context.say(text.format(n=count_text(count)), True)

    def _choose(self, ids: Sequence[str], request: Request) -> None:
        author = _(label_of("auteur_avis", request.auteur))
        name = f"{_('Avis')} {author} {date.today().isoformat()}.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page, _("Envoyer la fiche d’avis"), name, _("Classeur Excel (*.xlsx)")
        )
        if chosen:
            self.export(ids, request, Path(chosen).with_suffix(".xlsx"))

    def export(self, ids: Sequence[str], request: Request, target: Path) -> None:
        """Write the sheet of an author, and ask for the opinions not asked yet."""
        agent = self._context.agent

        def work(session: Any) -> int:
            from acse_desktop.services import avis_sheet

            return avis_sheet.export(session, ids, request, target, agent=agent)

        def done(count: int) -> None:
            text = ngettext(
                "Fiche d’avis de {n} action écrite dans {nom}",
                "Fiche d’avis de {n} actions écrite dans {nom}",
                count,
            )
            self._context.say(text.format(n=count_text(count), nom=target.name))

        self._context.database.write(work, done, self._refused)
