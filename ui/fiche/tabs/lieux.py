"""Where an action takes place: contract, commune, quarter, and the share of each place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Percent, Text
from acse_desktop.translation import N_, _
from acse_desktop.typography import NBSP, amount_text
from ui.editors import CommunePicker, ListEditor, Suggestion
from ui.form.cells import Cell, Head, Line
from ui.form.communes import CommuneNamePicker
from ui.form.table import Sheet
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.records import Card as Record
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

HEADS = (
    Head("contrat_id", N_("Contrat")),
    Head("commune", N_("Commune"), 190),
    Head("quartier_id", N_("Quartier"), 200),
    Head("adresse", N_("Adresse"), 200),
    Head("part", N_("Part"), 96, right=True),
)
TOTAL = "total"
WHOLE = Decimal(100)


class LieuxCard(Card):
    """The places of an action, whose shares make 100 %."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(_("Lieux"), _("les parts font 100\u00a0%"))
        self.page = page
        self.table = Sheet(_("Lieux de l’action"), HEADS, row=32)
        self.table.edit_with("contrat_id", self._contract_editor)
        self.table.edit_with("quartier_id", self._quarter_editor)
        self.table.edit_with("commune", self._commune_editor)
        self.message = InlineMessage()
        self.add_button = Button(_("Ajouter un lieu"), "add")
        self.equal_button = Button(_("Parts égales"), "calculator")
        self.remove_button = Button(_("Supprimer le lieu"), "delete")
        self.add(self.table)
        self.add(self.message)
        self._add_buttons()
        self.table.typed.connect(self._typed)
        self.table.chosen.connect(self._chosen)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        for button, action in (
            (self.add_button, self.add_place),
            (self.equal_button, self.share_equally),
            (self.remove_button, self.remove),
        ):
            button.clicked.connect(action)
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)

    # ---- showing

    def take(self, sheet: ActionSheet) -> None:
        """Show the places and the sum of their shares."""
        self._action = sheet.action.id
        self._contrats, self._quartiers = dict(sheet.contrats), sheet.quartiers
        self._places = {card.id: card for card in sheet.parts["lieu"]}
        lines = [self._line(card) for card in sheet.parts["lieu"]]
        self.table.show_lines([*lines, self._total()])
        self.equal_button.setEnabled(bool(lines))
        self.remove_button.setEnabled(bool(lines))
        self._check()

    def _line(self, card: Record) -> Line:
        values = card.values
        quarters = {one: name for one, name, _contrat in self._quartiers}
        contrat, quartier = values["contrat_id"], values["quartier_id"]
        cells = (
            Cell(self._contrats.get(contrat, contrat or ""), True, value=contrat),
            Cell(values["commune"] or "", True, value=values["code_insee"]),
            Cell(quarters.get(quartier, quartier or ""), True, value=quartier),
            Cell(values["adresse"] or "", True),
            Cell(Percent().format(values["part"]), True, value=values["part"]),
        )
        return Line(card.id, cells, values["commune"] or _("Lieu"))

    def total(self) -> Decimal:
        """The sum of the shares, in %."""
        return sum((c.values["part"] or Decimal(0) for c in self._places.values()), Decimal(0))

    def _total(self) -> Line:
        whole = self.total() == WHOLE or not self._places
        cells = [Cell(_("Total"), strong=True, ground="head")]
        cells += [Cell(ground="head") for _head in HEADS[1:-1]]
        text = Percent().format(self.total())
        cells.append(Cell(text, strong=True, ground="head", ink="ink" if whole else "error"))
        return Line(TOTAL, tuple(cells), _("Total"))

    def _check(self) -> None:
        left = WHOLE - self.total()
        if not self._places or left == 0:
            self.message.show_message(None)
            return
        lacking = _("Il manque {part} pour faire 100\u00a0%.")
        beyond = _("Il y a {part} de trop.")
        part = f"{amount_text(abs(left))}{NBSP}%"
        self.message.show_message((lacking if left > 0 else beyond).format(part=part))

    # ---- editors

    def _contract_editor(self, _line: str) -> QWidget:
        return ListEditor(_("Contrat"), self._contrats.items())

    def _quarter_editor(self, line: str) -> QWidget:
        contrat = self._places[line].values["contrat_id"]
        offered = [
            (one, name) for one, name, owner in self._quartiers if contrat in (None, owner)
        ]  # fmt: skip
        return ListEditor(_("Quartier"), offered)

    def _commune_editor(self, _line: str) -> QWidget:
        return commune_picker(_("Commune"), self.page.context.departement)

    # ---- writing

    def _typed(self, line: str, name: str, text: str) -> None:
        kind: Any = Percent() if name == "part" else Text()
        try:
            value = kind.parse(text)
        except InvalidInput as error:
            self.table.show_fault(line, name, text, str(error))
            self.message.show_message(str(error))
            return
        self.table.show_fault(line, name, text, "")
        if line != TOTAL:
            self._update(line, {name: value})

    def _chosen(self, line: str, name: str, value: Any) -> None:
        if line == TOTAL:
            return
        if name == "commune":
            from acse_desktop.services.parts import commune_fields

            self._update(line, commune_fields(value))
        else:
            self._update(line, {name: value})

    def _update(self, line: str, changes: dict[str, Any]) -> None:
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.update(session, "lieu", line, changes, agent=agent)

        self.page.do(work)

    def add_place(self) -> None:
        """Add a place with the share that is left."""
        left = max(WHOLE - self.total(), Decimal(0))
        values = {"action_id": self._action, "part": left or None}
        contrat = self.page.sheet.action.values["contrat_id"]
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.create(
                session, "lieu", {**values, "contrat_id": contrat}, agent=agent,
                name=N_("Ajouter un lieu"),
            )  # fmt: skip

        self.page.do(work, lambda _none: self.table.setFocus(Qt.FocusReason.OtherFocusReason))

    def share_equally(self) -> None:
        """Give every place the same share."""
        action, agent = self._action, self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import parts

            parts.equal_parts(session, action, agent=agent)

        self.page.do(work)

    def remove(self) -> None:
        """Remove the current place; undo brings it back."""
        here = self.table.here()
        if here is None or here[0] == TOTAL:
            return
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.delete(session, "lieu", here[0], agent=agent)

        self.page.do(work, lambda _none: self._said_removed())

    def _said_removed(self) -> None:
        self.page.context.say(_("Lieu supprimé."), undoable=True)


def commune_picker(label: str, departement: str, by_name: bool = False) -> CommunePicker:
    """A picker of communes, those of the territory first; its value is the code, or the name."""
    from acse_desktop.services import reference

    def suggest(text: str) -> list[Suggestion]:
        near = reference.suggest_communes(text, departement or None)
        far = [one for one in reference.suggest_communes(text) if one not in near]
        return [_suggestion(one, by_name) for one in [*near, *far]]

    def name_of(code: str) -> str:
        found = reference.commune(code)
        return found.nom if found else code

    if by_name:
        return CommuneNamePicker(label, suggest)
    return CommunePicker(label, suggest, name_of)


def _suggestion(place: Any, by_name: bool) -> Suggestion:
    people = _("{n} hab.").format(n=amount_text(place.population)) if place.population else ""
    detail = " · ".join(part for part in (place.code, people) if part)
    return Suggestion(place.nom if by_name else place.code, place.nom, detail)
