"""What every page knows: the open base, the exercice in view, the territory and the agent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from acse_desktop.services.listing_types import Query

if TYPE_CHECKING:
    from ui.tasks import Database

KINDS = ("action", "organisme", "contrat", "dossier", "seance")
"""The records that have a page of their own."""


@runtime_checkable
class ShowsQuery(Protocol):
    """A list that another page can narrow."""

    def show_query(self, query: Query) -> None:
        """Show the rows of a query."""


@runtime_checkable
class ShowsRecords(Protocol):
    """The page of one record at a time."""

    def show_record(self, identifier: str) -> None:
        """Show another record."""

    def flush(self) -> None:
        """Write what is typed and not yet saved."""


class Context(QObject):
    """Given to every page; pages talk to each other through it and never directly.

    Signals:
        exercice_changed: another exercice is in view; lists reload.
        territory_changed: another base was opened, with another territory.
        message: what was just done, and whether it can be undone.
        opened: somebody asked for the page of a record (kind, identifier).
        went: somebody asked for a page of the navigation (its key).
        listed: somebody asked for a list narrowed to some rows (its key, the query).
        agent_changed: the agent chose another name for the journal.
        selection: what the status bar says of a list: its filters, then its selected cells.
    """

    exercice_changed = Signal(int)
    territory_changed = Signal()
    message = Signal(str, bool)
    opened = Signal(str, str)
    went = Signal(str)
    listed = Signal(str, object)
    agent_changed = Signal(str)
    selection = Signal(str, str)

    def __init__(self, database: Database, agent: str, exercice: int = 0) -> None:
        super().__init__(database)
        self.database = database
        self.agent = agent
        self.exercice = exercice
        self.query = Query()
        """What the list of the dossiers shows: the page of an action steps through it."""
        self.departement = ""
        self.region = ""
        self._jour = ""

    @property
    def today(self) -> date:
        """The day that decides what is late: an example base has its own."""
        return date.fromisoformat(self._jour) if self._jour else date.today()

    @property
    def territory_name(self) -> str:
        """« 93 — Seine-Saint-Denis », the region, or nothing for a national base."""
        from acse_desktop.services import reference

        if found := reference.departements().get(self.departement):
            return f"{found.code} — {found.nom}"
        region = reference.regions().get(self.region)
        return region.nom if region else ""

    @property
    def regional(self) -> bool:
        """Whether the base gathers the remontées of several territories."""
        return not self.departement

    def set_base(self, info: dict[str, str]) -> None:
        """Take the territory and the exercice that a base says of itself."""
        self.departement = info.get("departement", "")
        self.region = info.get("region", "")
        self._jour = info.get("jour", "")
        self.territory_changed.emit()
        self.set_exercice(int(info.get("exercice", self.exercice)))

    def set_exercice(self, exercice: int) -> None:
        """Look at another exercice."""
        if exercice != self.exercice:
            self.exercice = exercice
            self.exercice_changed.emit(exercice)

    def rename_agent(self, name: str) -> None:
        """The name that the journal takes from now on."""
        self.agent = self.database.agent = name
        self.agent_changed.emit(name)

    def say(self, text: str, undoable: bool = False) -> None:
        """Tell the agent what was done, without a dialog."""
        self.message.emit(text, undoable)

    def show_selection(self, conditions: str, statistics: str) -> None:
        """Tell the status bar which rows are in view, and what the selected cells amount to."""
        self.selection.emit(conditions, statistics)

    def open(self, kind: str, identifier: str) -> None:
        """Show the page of a record."""
        self.opened.emit(kind, identifier)

    def go(self, page: str) -> None:
        """Show a page of the navigation."""
        self.went.emit(page)

    def show_rows(self, page: str, query: Query) -> None:
        """Show a list of the navigation narrowed to some rows: what stands behind a figure."""
        self.listed.emit(page, query)
