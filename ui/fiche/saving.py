"""Saves each field as soon as it is left, and notices when somebody else wrote it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from acse_desktop.errors import Conflict
from acse_desktop.translation import _

if TYPE_CHECKING:
    from acse_desktop.services.records import Card
    from ui.context import Context

Key = tuple[str, str]
"""Table and identifier."""


@dataclass(frozen=True)
class Disagreement:
    """A field that somebody wrote while the agent was writing it."""

    key: Key
    name: str
    mine: Any
    theirs: Any


class Saver(QObject):
    """Writes the records of a page on the database thread, in order, and never blocks.

    Signals:
        saved: the words « Enregistré à 10:42 ».
        disagreed: a `Disagreement`; nothing was written.
        failed: another error.
    """

    saved = Signal(str)
    disagreed = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        # Read and written on the database thread only, which runs one piece of work at a time.
        self._cards: dict[Key, Card] = {}

    def note(self, cards: Iterable[Card]) -> None:
        """Called on the database thread: these records are as the page is about to show them."""
        for card in cards:
            self._cards[card.table, card.id] = card

    def save(self, key: Key, name: str, value: Any, forced: bool = False) -> None:
        """Write one field of a record."""

        def work(session: Any) -> Disagreement | None:
            return self._write(session, key, (name, value), forced)

        self.context.database.write(work, self._written, self.failed.emit)

    def do(self, work: Callable[[Any], Any], done: Callable[[Any], None] | None = None) -> None:
        """Write through a service that takes care of its own records."""

        def reply(result: Any) -> None:
            self._written(None)
            if done is not None:
                done(result)

        self.context.database.write(work, reply, self.failed.emit)

    def _write(
        self, session: Any, key: Key, change: tuple[str, Any], forced: bool
    ) -> Disagreement | None:
        from acse_desktop.services import records

        name, value = change
        known = self._cards.get(key)
        present = records.read(session, *key)
        theirs = present.values[name]
        if not forced and known is not None and theirs not in (known.values[name], value):
            return Disagreement(key, name, value, theirs)
        try:
            records.update(
                session, *key, {name: value}, agent=self.context.agent, version=present.version
            )
        except Conflict:
            return Disagreement(key, name, value, theirs)
        self._cards[key] = records.read(session, *key)
        return None

    def _written(self, disagreement: Disagreement | None) -> None:
        if disagreement is not None:
            self.disagreed.emit(disagreement)
            return
        moment = datetime.now().strftime("%H:%M")
        self.saved.emit(_("Enregistré à {moment}").format(moment=moment))
