"""What the pages of records share: reading, saving, undoing, and what others wrote meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _
from ui.fiche.dialogs import DisagreementDialog
from ui.fiche.header import FicheHeader
from ui.fiche.saving import Disagreement, Saver
from ui.form.form import Form, history_key

if TYPE_CHECKING:
    from ui.context import Context
    from ui.printing import PrintDialog


class RecordPage(QWidget):
    """One record. `commands` are those of the menu that it carries out.

    Signals:
        saved: « Enregistré à 10:42 ».
        shown: the record asked for is on screen.
    """

    header: FicheHeader
    saved = Signal(str)
    shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.saver = Saver(context, self)
        self.record = ""
        self.sheet: Any = None
        self.commands: dict[str, Callable[[], object]] = {
            "save": self.flush, "print": self.print_record,
        }  # fmt: skip
        self.disagreement: DisagreementDialog | None = None
        self._stale = self._own = self._fresh = self._reset = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._read_again)
        context.database.changed.connect(self._changed)
        self.saver.saved.connect(self.saved)
        self.saver.disagreed.connect(self._disagree)
        self.saver.failed.connect(self._failed)

    # ---- what each page says

    def read(self, session: Any, identifier: str) -> Any:
        """Read the record, on the database thread."""
        raise NotImplementedError

    def check(self, session: Any, identifier: str) -> Any:
        """What the rules find on the record, on the database thread, once it is shown."""
        return []

    def take_anomalies(self, anomalies: list[Any]) -> None:
        """Show what the rules found."""

    def take(self, sheet: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def forms(self) -> dict[str, Form]:
        """The forms of the page, by table."""
        return {}

    def tables(self) -> tuple[str, ...]:
        """The tables that the record of the page may be the parent of: its own."""
        return tuple(self.forms())

    def focus_moved(self, table: str, name: str) -> None:
        """Go to a field that an undo changed."""
        self.forms()[table].focus_field(name)

    # ---- reading

    def show_record(self, identifier: str) -> None:
        """Read a record and show it."""
        if self.record and self.record != identifier:
            self.flush()
        self.record, self._fresh, self._reset = identifier, True, True
        self._read_again()

    def _changed(self) -> None:
        if self.isVisible():
            self._again.start()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was written while the page was away."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was about to be read again is read at the next visit."""
        super().hideEvent(event)
        self._stale = self._stale or self._again.isActive()
        self._again.stop()

    def _read_again(self) -> None:
        wanted = self.record
        if not wanted:
            return

        def work(session: Any) -> Any:
            sheet = self.read(session, wanted)
            self.saver.note(sheet.cards())
            return sheet

        self.context.database.read(work, lambda sheet: self._receive(wanted, sheet), self._gone)

    def _receive(self, wanted: str, sheet: Any) -> None:
        if wanted != self.record:
            return
        if self._reset:
            for form in self.forms().values():
                form.values = {}
        self.sheet = sheet
        moved = self._show_forms(sheet)
        self.take(sheet)
        if moved and not self._reset and not self._own and self.isVisible():
            self.focus_moved(*moved[0])
        if self._fresh:
            self._fresh = False
            self.header.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            self.shown.emit()
        self._own = self._reset = False
        self.context.database.read(
            lambda session: self.check(session, wanted),
            lambda found: self.take_anomalies(found) if wanted == self.record else None,
            self._gone,
        )

    def _show_forms(self, sheet: Any) -> list[tuple[str, str]]:
        moved = []
        for table, form in self.forms().items():
            card = getattr(sheet, table)
            names = form.show_values(card.values)
            moved += [(table, name) for name in names if not form.described[name].readonly]
        return moved

    def _gone(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.record = ""
            self.context.say(str(error))
        else:
            self.context.database.failed.emit(error)

    # ---- writing

    def save(self, table: str, name: str, value: Any) -> None:
        """Write one field of one of the records of the page."""
        self.save_part((table, getattr(self.sheet, table).id), name, value)

    def save_part(self, key: tuple[str, str], name: str, value: Any) -> None:
        """Write one field of any record of the page."""
        self._own = True
        self.saver.save(key, name, value)

    def do(self, work: Callable[[Any], Any], done: Callable[[Any], None] | None = None) -> None:
        """Write through a service."""
        self._own = True
        self.saver.do(work, done)

    def remove_record(self, table: str, said: str, place: str) -> None:
        """Remove the record and go back to its list; undo brings it back."""
        wanted, agent = self.record, self.context.agent
        self.record = ""

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.delete(session, table, wanted, agent=agent)

        def gone(_none: None) -> None:
            self.context.say(said, undoable=True)
            self.context.go(place)

        self.do(work, gone)

    def flush(self) -> None:
        """Save what is being typed."""
        for form in self.forms().values():
            form.flush()

    def print_record(self) -> PrintDialog | None:
        """Print the fiche of the record, or write it as a PDF."""
        from ui.printing import print_document

        self.flush()
        table, wanted = self.tables()[0], self.record
        if not wanted:
            return None

        def read(session: Any, _progress: Any) -> Any:
            from acse_desktop.services.publishing.fiches import fiche

            return fiche(session, table, wanted)

        return print_document(self, self.context, read)

    def undo(self) -> None:
        """Undo the last operation; the field it changed takes the focus."""
        self.context.database.undo()

    def redo(self) -> None:
        """Redo the operation undone last."""
        self.context.database.redo()

    def listen_to(self, form: Form, table: str) -> None:
        """Save what a form commits."""
        form.committed.connect(lambda name, value: self.save(table, name, value))
        form.undo_requested.connect(self.undo)
        form.redo_requested.connect(self.redo)

    def _failed(self, error: Exception) -> None:
        self._reset = True  # what was typed is not in the base: show what is
        self._read_again()
        self.context.database.failed.emit(error)

    # ---- disagreement

    def _disagree(self, found: Disagreement) -> None:
        table = found.key[0]
        from acse_desktop.fields import fields_of
        from acse_desktop.services.records import MODELS

        described = fields_of(MODELS[table])[found.name]
        texts = [described.type.format(value) for value in (found.mine, found.theirs)]
        dialog = DisagreementDialog(self, _(described.label), *texts)
        dialog.finished.connect(lambda: self._settle(found, dialog.chosen))
        self.disagreement = dialog
        dialog.open()

    def _settle(self, found: Disagreement, chosen: str) -> None:
        if chosen == "mine":
            self._own = True
            self.saver.save(found.key, found.name, found.mine, forced=True)
        else:
            self._reset = True
            self._read_again()

    # ---- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The shortcuts of the page where no menu bar carries them."""
        undo, redo = history_key(event)
        if undo or redo:
            (self.undo if undo else self.redo)()
            return
        command = self.commands.get(_key_of(event))
        if command is not None:
            command()
        else:
            super().keyPressEvent(event)


def _key_of(event: QKeyEvent) -> str:
    alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if event.key() == Qt.Key.Key_F8:
        return "next_error"
    if control and event.key() == Qt.Key.Key_S:
        return "save"
    moves = {Qt.Key.Key_Up: "previous", Qt.Key.Key_Down: "next"}
    return moves.get(Qt.Key(event.key()), "") if alt else ""
