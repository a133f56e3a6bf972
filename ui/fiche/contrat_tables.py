"""The tables of a contract's page: signatories, and quarters with their communes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from acse_desktop.errors import InvalidInput
from acse_desktop.fields import Field, fields_of
from acse_desktop.models import Quartier, Signataire
from acse_desktop.services.parts import commune_fields
from acse_desktop.translation import N_, _
from ui.editors import editor_for
from ui.fiche.tabs.lieux import commune_picker
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.records import Card as Record
    from acse_desktop.services.sheets import ContratSheet
    from ui.fiche.page import RecordPage


class PartsCard(Card):
    """A table of the records that hang on a contract: edited in place, added, removed."""

    table_name = ""
    model: type[Any]
    heads: tuple[Head, ...] = ()
    choices: tuple[str, ...] = ()

    def __init__(self, page: RecordPage, title: str, subtitle: str = "") -> None:
        super().__init__(title, subtitle)
        self.page = page
        self.described: dict[str, Field] = fields_of(self.model)
        self.table = Sheet(title, self.heads, row=32)
        for name in self.choices:
            self.table.edit_with(name, partial(self._choice, name))
        self.message = InlineMessage()
        self.add_button = Button(_("Ajouter"), "add")
        self.remove_button = Button(_("Supprimer la ligne"), "delete")
        self._buttons = QHBoxLayout()
        for button in (self.add_button, self.remove_button):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.add(self.table)
        self.add(self.message)
        self.content.addLayout(self._buttons)
        self.table.typed.connect(self.typed)
        self.table.chosen.connect(self.chosen)
        self.add_button.clicked.connect(self.add_line)
        self.remove_button.clicked.connect(self.remove_line)

    def _choice(self, name: str, _line: str) -> QWidget:
        described = self.described[name]
        return editor_for(described.type, _(described.label))

    def show_records(self, cards: list[Record]) -> None:
        """Show the records."""
        self.table.show_lines([self.line(card) for card in cards])
        self.remove_button.setEnabled(bool(cards))

    def line(self, card: Record) -> Line:
        """The line of a record."""
        return Line(
            card.id,
            tuple(self.cell(card, head.key) for head in self.heads),
            card.values["nom"] or "",
        )

    def cell(self, card: Record, name: str) -> Cell:
        """The cell of a field."""
        value = card.values[name]
        return Cell(self.described[name].type.format(value), True, value=value)

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

    def add_line(self) -> None:
        """Add a record to the contract."""
        table, contrat, agent = self.table_name, self.page.record, self.page.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services import records

            return records.create(session, table, {"contrat_id": contrat}, agent=agent)

        self.page.do(work)

    def remove_line(self) -> None:
        """Remove the current record."""
        here = self.table.here()
        if here is not None:
            self._remove(self.table_name, here[0])

    def _remove(self, table: str, identifier: str) -> None:
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.delete(session, table, identifier, agent=agent)

        self.page.do(work)


class SignatoriesCard(PartsCard):
    """Who signed."""

    table_name = "signataire"
    model = Signataire
    heads = (
        Head("nature", N_("Nature"), 170),
        Head("nom", N_("Nom")),
        Head("code_insee", N_("Commune"), 200),
        Head("siren_epci", N_("SIREN de l’EPCI"), 140),
    )
    choices = ("nature",)

    def __init__(self, page: RecordPage) -> None:
        super().__init__(page, _("Signataires"))
        picker = lambda _line: commune_picker(_("Commune"), page.context.departement)  # noqa: E731
        self.table.edit_with("code_insee", picker)

    def take(self, sheet: ContratSheet) -> None:
        """Show the signatories."""
        self.show_records(sheet.signataires)

    def cell(self, card: Record, name: str) -> Cell:
        """The commune is shown by its name."""
        if name != "code_insee":
            return super().cell(card, name)
        code = card.values["code_insee"]
        return Cell(commune_fields(code)["commune"] or code or "", True, value=code)


class QuartersCard(PartsCard):
    """The quarters, and the communes each lies in."""

    table_name = "quartier"
    model = Quartier
    heads = (
        Head("code", N_("Code"), 110),
        Head("nom", N_("Nom")),
        Head("nature", N_("Nature"), 170),
        Head("priorite", N_("Priorité"), 120),
        Head("population", N_("Habitants"), 100, right=True),
        Head("communes", N_("Communes"), 260),
    )
    choices = ("nature", "priorite")

    def __init__(self, page: RecordPage) -> None:
        super().__init__(
            page, _("Quartiers"), _("une commune choisie s’ajoute à celles du quartier")
        )  # fmt: skip
        self._communes: dict[str, list[Record]] = {}
        self.table.edit_with(
            "communes", lambda _line: commune_picker(_("Commune"), page.context.departement)
        )

    def take(self, sheet: ContratSheet) -> None:
        """Show the quarters."""
        self._communes = {card.id: [] for card in sheet.quartiers}
        for one in sheet.communes:
            self._communes[one.values["quartier_id"]].append(one)
        self.show_records(sheet.quartiers)

    def cell(self, card: Record, name: str) -> Cell:
        """The communes in one cell, with the share of the inhabitants when it is known."""
        if name != "communes":
            return super().cell(card, name)
        names = [one.values["commune"] or one.values["code_insee"] or ""
                 for one in self._communes[card.id]]  # fmt: skip
        text = ", ".join(names)
        return Cell(text, True, help=text)

    def chosen(self, line: str, name: str, value: Any) -> None:
        """A commune is added to the quarter; Del removes the last one."""
        if name != "communes":
            super().chosen(line, name, value)
        elif value is None and self._communes[line]:
            self._remove("quartier_commune", self._communes[line][-1].id)
        elif value is not None:
            self._add_commune(line, value)

    def _add_commune(self, quartier: str, code: str) -> None:
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            values = {"quartier_id": quartier, **commune_fields(code)}
            records.create(session, "quartier_commune", values, agent=agent)

        self.page.do(work)
