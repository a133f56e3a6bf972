"""« Actes »: the register of the acts and letters of the exercice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from acse_desktop.errors import UserError
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.acts.day import DayDialog
from ui.acts.dialog import MakeDialog, Wanted
from ui.context import Context
from ui.grid.grid import Grid
from ui.opening import open_file, print_file
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.theme.apply import current
from ui.theme.dress import dress_action
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.attachments import OpenedCopy


def _caption(count: int) -> str:
    text = ngettext("Total · {n} document", "Total · {n} documents", count)
    return text.format(n=count_text(count))


NAMED = 3
"""Bearers that are named above the list; the others are counted."""

ACTES = ListSpec(
    key="actes",
    table="acte",
    title=N_("Actes et courriers"),
    icon="document",
    named="numero",
    shown=("numero", "nature", "organisme", "dossier", "montant", "etabli_le", "signe_le",
           "notifie_le", "annule", "commentaire"),
    frozen=1,
    caption=_caption,
    create=N_("Établir un document"),
    empty=N_("Les arrêtés, conventions et lettres établis pour les dossiers seront listés ici."),
    editable=frozenset({"signe_le", "commentaire"}),
    widths={"numero": 144, "nature": 208, "organisme": 232, "dossier": 120, "commentaire": 240},
)  # fmt: skip


def _crossing(bearers: list[str]) -> str:
    count = len(bearers)
    text = ngettext(
        "Une convention est due\u00a0: {n} porteur a dépassé le seuil depuis son arrêté"
        " ({who}).",
        "Une convention est due\u00a0: {n} porteurs ont dépassé le seuil depuis leur arrêté"
        " ({who}).", count,
    )  # fmt: skip
    named = ", ".join(bearers[:NAMED]) + ("…" if count > NAMED else "")
    return text.format(n=count_text(count), who=named)


class ActesPage(ListPage):
    """Enter opens the document; the menu notifies, cancels, goes to the dossier."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, ACTES)
        self.alerts = InlineMessage()
        self._above.addWidget(self.alerts)
        self.filled.connect(self._look_for_alerts)

    def _look_for_alerts(self) -> None:
        """A later grant makes a convention due; the tranches of another may not add up."""
        exercice = self.context.exercice

        def work(session: Any) -> tuple[list[str], list[str]]:
            from acse_desktop.services.acts.choosing import crossings
            from acse_desktop.services.acts.register import gaps_in

            bearers = [one.nom for one in crossings(session, exercice)]
            return bearers, gaps_in(session, exercice)

        self.context.database.read(work, self._tell_alerts)

    def _tell_alerts(self, found: tuple[list[str], list[str]]) -> None:
        bearers, gaps = found
        told = [_crossing(bearers), *gaps[:NAMED]] if bearers else gaps[:NAMED]
        self.alerts.show_message("\n".join(told) or None, "warning")

    def create_record(self) -> None:
        """For every dossier of the exercice that such a document is for."""
        wanted = Wanted(exercice=self.context.exercice)
        MakeDialog(self, self.context, wanted, "").open()

    def open_record(self, identifier: str) -> None:
        """Open a copy of the document in Word."""

        def work(session: Any) -> OpenedCopy:
            from acse_desktop.services.acts import register

            return register.open_copy(session, identifier)

        self.context.database.read(work, self._opened, self._fail)

    def print_copies(self, ids: Sequence[str]) -> None:
        """Print a copy of each document with Word, or open it where that cannot be asked."""

        def work(session: Any) -> list[OpenedCopy]:
            from acse_desktop.services.acts import register

            return [register.open_copy(session, one) for one in ids]

        self.context.database.read(work, self._print, self._fail)

    def _print(self, copies: list[OpenedCopy]) -> None:
        left = [copy for copy in copies if not print_file(copy.path)]
        for copy in left:
            self._opened(copy)
        if left:
            text = _("Imprimez depuis le programme qui vient de s’ouvrir.")
        else:
            sent = ngettext("{n} document envoyé à l’imprimante",
                            "{n} documents envoyés à l’imprimante", len(copies))  # fmt: skip
            text = sent.format(n=count_text(len(copies)))
        self.context.say(text)

    def _opened(self, copy: OpenedCopy) -> None:
        if not open_file(copy.path):
            text = _("Aucun programme n’ouvre « {name} ».").format(name=copy.path.name)
            self.notice.show_error(UserError(text, _("Installez Word ou LibreOffice.")))

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is not None and self.grid.current_id():
            self.menu_of(self.grid).popup(corner)

    def menu_of(self, grid: Grid) -> QMenu:
        """The context menu, built for the selection."""
        identifier, ids = grid.current_id(), grid.selected_ids()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        entries: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (_("Ouvrir le document"), "open", lambda: self.open_record(identifier)),
            (_("Imprimer le document"), "print", lambda: self.print_copies(ids)),
            (_("Ouvrir le dossier"), "folder_open", lambda: self._open_dossier(identifier)),
            (_("Inscrire la notification…"), "mail_checkmark", lambda: self.ask_notified(ids)),
            (_("Annuler l’acte"), "dismiss_circle", lambda: self.cancel(ids)),
        )
        for text, icon, act in entries:
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, do=act: do())
            dress_action(action, icon)
        return menu

    def ask_notified(self, ids: Sequence[str]) -> DayDialog:
        """When the documents were sent."""
        dialog = DayDialog(self, _("Inscrire la notification"), _("Notifié le"))
        dialog.answered.connect(lambda day: self._notify(ids, day))
        dialog.open()
        return dialog

    def _notify(self, ids: Sequence[str], day: date) -> None:
        agent = self.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.acts import register

            register.mark_notified(session, ids, day, agent=agent)

        text = ngettext("{n} document notifié", "{n} documents notifiés", len(ids))
        self._write(work, text.format(n=count_text(len(ids))))

    def cancel(self, ids: Sequence[str]) -> None:
        """Cancel acts; they stay in the register, with their number."""
        agent = self.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.acts import register

            register.cancel(session, ids, agent=agent)

        text = ngettext("{n} acte annulé", "{n} actes annulés", len(ids))
        self._write(work, text.format(n=count_text(len(ids))))

    def _write(self, work: Callable[[Any], None], text: str) -> None:
        self.context.database.write(
            work, lambda _none: self.context.say(text, True), self._fail
        )  # fmt: skip

    def _open_dossier(self, identifier: str) -> None:
        def work(session: Any) -> str:
            from acse_desktop.services.acts import register

            return register.first_action(session, identifier)

        self.context.database.read(work, lambda found: self.context.open("action", found),
                                   self._fail)  # fmt: skip
