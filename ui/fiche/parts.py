"""A card with the table of the records that hang on the record of a page.

Columns, editors and reading follow the mapped fields: a page names the fields that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from acse_desktop.errors import InvalidInput
from acse_desktop.fields import Field, fields_of
from acse_desktop.fieldtypes import Amount, Choice, Count, Flag, Percent, Reference
from acse_desktop.translation import _
from ui.editors import ListEditor, editor_for
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage
from ui.widgets.wrapping import WrappingRow

if TYPE_CHECKING:
    from acse_desktop.services.records import Card as Record
    from ui.fiche.page import RecordPage

NUMBERS = (Amount, Count, Percent)
CHOSEN = (Choice, Flag, Reference)
"""Types that are picked from a list, not typed."""


@dataclass(frozen=True)
class Shown:
    """A field shown as a column; `width` in design px, 0 to take the room left."""

    name: str
    width: int | None = None
    """None: that of its type."""
    label: str = ""
    """A message of the catalogue, shorter than the label of the field."""


class PartsCard(Card):
    """A table of the children of a record: edited in place, added, removed.

    Subclasses change a cell (`cell`), what a choice does (`chosen`), or what a new line holds
    (`new_values`).
    """

    def __init__(
        self,
        page: RecordPage,
        model: type[Any],
        columns: Sequence[Shown | Head],
        title: str,
        subtitle: str = "",
    ) -> None:
        super().__init__(title, subtitle)
        self.page = page
        self.table_name = str(model.__tablename__)
        self.described: dict[str, Field] = fields_of(model)
        self.heads = [one if isinstance(one, Head) else self._column_of(one) for one in columns]
        self.names: dict[str, Mapping[str, str]] = {}
        """What the references may point to: label by identifier, by field."""
        self.cards: dict[str, Record] = {}
        self.table = Sheet(title, self.heads, row=32)
        self._lay_out()
        self._connect()

    def _column_of(self, shown: Shown) -> Head:
        described = self.described[shown.name]
        width = described.type.width if shown.width is None else shown.width
        label = shown.label or described.label
        return Head(shown.name, label, width, right=isinstance(described.type, NUMBERS))

    def _lay_out(self) -> None:
        self.message = InlineMessage()
        self.add_button = Button(_("Ajouter"), "add")
        self.remove_button = Button(_("Supprimer la ligne"), "delete")
        self.buttons = WrappingRow()
        for button in (self.add_button, self.remove_button):
            self.buttons.add(button)
        self.add(self.table)
        self.add(self.message)
        self.add(self.buttons)

    def _connect(self) -> None:
        for head in self.heads:
            described = self.described.get(head.key)
            if described is not None and isinstance(described.type, CHOSEN):
                self.table.edit_with(head.key, partial(self._editor, head.key))
        self.table.typed.connect(self.typed)
        self.table.chosen.connect(self.chosen)
        self.add_button.clicked.connect(self.add_line)
        self.remove_button.clicked.connect(self.remove_line)

    def _editor(self, name: str, _line: str) -> QWidget:
        described = self.described[name]
        if isinstance(described.type, Reference):
            return ListEditor(_(described.label), self.names.get(name, {}).items())
        return editor_for(described.type, _(described.label))

    # ---- showing

    def show_records(self, cards: Sequence[Record]) -> None:
        """Show the records."""
        self.cards = {card.id: card for card in cards}
        self.table.show_lines([self.line(card) for card in cards])
        self.remove_button.setEnabled(bool(cards))

    def line(self, card: Record) -> Line:
        """The line of a record."""
        cells = tuple(self.cell(card, head.key) for head in self.heads)
        return Line(card.id, cells, next((cell.text for cell in cells if cell.text), ""))

    def cell(self, card: Record, name: str) -> Cell:
        """The cell of a field."""
        described, value = self.described[name], card.values[name]
        if isinstance(described.type, Reference):
            text = self.names.get(name, {}).get(value, value or "")
        else:
            text = described.type.format(value)
        return Cell(text, not described.readonly, value=value)

    # ---- writing

    def typed(self, line: str, name: str, text: str) -> None:
        """Read what was typed and save it."""
        try:
            value = self.described[name].type.parse(text)
        except InvalidInput as error:
            self.table.show_fault(line, name, text, str(error))
            self.message.show_message(str(error))
            return
        self.table.show_fault(line, name, text, "")
        self.message.show_message(None)
        self.page.save_part((self.table_name, line), name, value)

    def chosen(self, line: str, name: str, value: Any) -> None:
        """Save what was chosen."""
        self.page.save_part((self.table_name, line), name, value)

    def new_values(self) -> dict[str, Any]:
        """What a new line holds: the record it hangs on, by the table of the page."""
        parent = next(
            f"{table}_id" for table in self.page.tables() if f"{table}_id" in self.described
        )
        return {parent: self.page.record}

    def add_line(self) -> None:
        """Add a record."""
        self.do(partial(_create, self.table_name, self.new_values(), self.page.context.agent))

    def remove_line(self) -> None:
        """Remove the current record."""
        here = self.table.here()
        if here is not None and here[0] in self.cards:
            self.remove(self.table_name, here[0])

    def remove(self, table: str, identifier: str) -> None:
        """Remove a record of any table."""
        self.do(partial(_delete, table, identifier, self.page.context.agent))

    def do(self, work: Callable[[Any], Any]) -> None:
        """Write through a service; the page reads itself again."""
        self.page.do(work)


def _create(table: str, values: dict[str, Any], agent: str, session: Any) -> str:
    from acse_desktop.services import records

    return records.create(session, table, values, agent=agent)


def _delete(table: str, identifier: str, agent: str, session: Any) -> None:
    from acse_desktop.services import records

    records.delete(session, table, identifier, agent=agent)
