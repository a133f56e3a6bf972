"""« Établir un document »: which, for when; what is ready, what is missing; then all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.fieldtypes import Text
from acse_desktop.progress import Progress
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.acts.preview import Preview
from ui.acts.tranches import Tranches
from ui.context import Context
from ui.editors import DateEditor, LineEditor, ListEditor
from ui.pages.exchange.parts import WorkBar
from ui.tasks import Reply, Work
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.acts.preparing import Order, Preparation
    from acse_desktop.services.acts.recording import Made


@dataclass(frozen=True)
class Wanted:
    """For whom documents are made."""

    dossier_ids: Sequence[str] = ()
    action_ids: Sequence[str] = ()
    exercice: int = 0
    """Every dossier of the exercice, when neither is given."""


class MakeDialog(QDialog):
    """The documents are prepared again at each change, and entered when the agent says so.

    Signals:
        made: how many were entered in the register.
    """

    made = Signal(int)

    def __init__(self, parent: QWidget, context: Context, wanted: Wanted, nature: str) -> None:
        super().__init__(parent)
        from acse_desktop.services.acts import natures

        self.setWindowTitle(_("Établir un document"))
        self.setModal(True)
        self.finished.connect(self._give_up)
        self.finished.connect(self.deleteLater)
        self._context, self._wanted = context, wanted
        self._ready: Preparation | None = None
        self._turn = 0
        """Counts the requests: only the reply to the last one is shown."""
        self.nature = ListEditor(_("Document"), natures.choices())
        self.nature.set_value(nature or natures.CHOSEN)
        self.day = DateEditor(_("Date du document"))
        self.objet = LineEditor(Text(), _("Objet"))
        self.folder = LineEditor(Text(), _("Copie dans le dossier"))
        self.browse = Button(_("Parcourir…"), "folder_open")
        self.tranches = Tranches(context.exercice)
        self.message, self.work, self.preview = InlineMessage(), WorkBar(), Preview()
        self.verb = Button(_("Établir"), primary=True)
        self._lay_out(parent)
        self._connect()
        self.prepare()

    def _lay_out(self, parent: QWidget) -> None:
        px = current().px
        column, head, buttons = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(10))
        today = _("Vide\u00a0: aujourd’hui.")
        self.day_field = Field(_("Date du document"), self.day, today, optional=True)
        head.addWidget(Field(_("Document"), self.nature), 2)
        head.addWidget(self.day_field, 1)
        head.addWidget(Field(_("Objet"), self.objet, optional=True), 2)
        column.addLayout(head)
        column.addWidget(self.tranches)
        column.addWidget(self.message)
        column.addWidget(self.work)
        column.addWidget(self.preview, 1)
        column.addWidget(
            Field(_("Copie dans le dossier"), self.folder, optional=True, beside=self.browse)
        )
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.verb)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        room = parent.window().size() - QSize(px(40), px(40))
        self.resize(QSize(px(940), px(620)).boundedTo(room))

    def _connect(self) -> None:
        self.nature.committed.connect(lambda *_value: self.prepare())
        for editor in (self.day, self.objet, *self.tranches.editors.values()):
            editor.committed.connect(lambda *_value: self.prepare())
        self.browse.clicked.connect(self._choose_folder)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self.record)
        self.work.cancelled.connect(self._stopped)

    # ---- preparing

    def _order(self) -> Order:
        from acse_desktop.services.acts.preparing import Order

        return Order(
            self.nature.value(), self.day.value(), self.objet.value() or "", self.tranches.value()
        )

    def prepare(self) -> None:
        """Make the documents without writing anything, and show what comes of it."""
        self.tranches.setVisible(self.nature.value() == "CPO")
        self._ready = None
        self.verb.setEnabled(False)
        self.message.show_message(None)
        self.preview.clear()
        self.day_field.show_problem(self.day.problem())
        if self.day.problem():
            return
        order, wanted = self._order(), self._wanted

        def work(session: Any, progress: Progress) -> Preparation:
            return _prepared(session, order, wanted, progress)

        self._run(work, self._show, _("Préparation des documents…"))

    def _run(self, work: Work, done: Reply, text: str, writes: bool = False) -> None:
        """Run work on the base; its reply is let go when the agent has asked for something else."""
        self._give_up()
        turn = self._turn

        def when_current(reply: Reply) -> Reply:
            return lambda value: reply(value) if turn == self._turn else None

        self.work.start(text)
        self.work.follow(
            self._context.database.run(
                work, when_current(done), when_current(self._fail), writes=writes,
                watch=self.work.step,
            )
        )  # fmt: skip

    def _show(self, found: Preparation) -> None:
        self.work.stop()
        self._ready = found
        self.preview.show_preparation(found)
        count = len(found.ready)
        text = ngettext("Établir {n} document", "Établir {n} documents", count)
        self.verb.setText(text.format(n=count_text(count)) if count else _("Établir"))
        self.verb.setEnabled(count > 0)

    def _fail(self, error: Exception) -> None:
        self.work.stop()
        if isinstance(error, UserError):
            self.message.show_message(str(error))
        else:
            self.reject()
            self._context.database.failed.emit(error)

    def _stopped(self) -> None:
        self._turn += 1
        self.message.show_message(_("La préparation a été arrêtée."), "information")

    def _give_up(self) -> None:
        self._turn += 1
        self.work.give_up()

    # ---- entering

    def record(self) -> None:
        """Enter what is ready in the register, as one operation."""
        ready, agent = self._ready, self._context.agent
        if ready is None or not ready.ready:
            return
        folder = Path(self.folder.value()).expanduser() if self.folder.value() else None

        def work(session: Any, progress: Progress) -> list[Made]:
            from acse_desktop.services.acts.recording import record

            return record(session, ready, agent=agent, folder=folder, progress=progress)

        self.verb.setEnabled(False)
        self._run(work, self._recorded, _("Inscription au registre…"), writes=True)

    def _recorded(self, made: list[Made]) -> None:
        self.work.stop()
        text = ngettext("{n} document établi", "{n} documents établis", len(made))
        self._context.say(text.format(n=count_text(len(made))), True)
        self.accept()
        self.made.emit(len(made))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Copie dans le dossier"))
        if chosen:
            self.folder.set_value(chosen)


def _prepared(session: Any, order: Order, wanted: Wanted, progress: Progress) -> Preparation:
    from acse_desktop.services.acts.preparing import prepare
    from acse_desktop.services.acts.subjects import dossiers_of

    dossiers = list(wanted.dossier_ids)
    if not dossiers and not wanted.action_ids:
        dossiers = dossiers_of(session, wanted.exercice)
    return prepare(
        session, order, dossier_ids=dossiers, action_ids=wanted.action_ids, progress=progress
    )
