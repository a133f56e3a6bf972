"""The tab of the funders: class 74, one line each, and the request to the Acsé among them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import InvalidInput
from acse_desktop.fields import Field, fields_of
from acse_desktop.models import Financement
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text
from ui.editors import editor_for
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.records import Card as Record
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

HEADS = (
    Head("compte", N_("Type"), 150),
    Head("financeur", N_("Financeur")),
    Head("acse", N_("Acsé"), 72),
    Head("etat", N_("État"), 100),
    Head("demande_specifique", N_("Demandé spéc."), 112, right=True),
    Head("demande_commun", N_("Demandé d. c."), 112, right=True),
    Head("propose_specifique", N_("Proposé spéc."), 112, right=True),
    Head("propose_commun", N_("Proposé d. c."), 112, right=True),
    Head("accorde_specifique", N_("Accordé spéc."), 112, right=True),
    Head("accorde_commun", N_("Accordé d. c."), 112, right=True),
)
LISTS = ("compte", "acse", "etat")
AMOUNTS = tuple(head.key for head in HEADS if head.right)
TOTAL = "total"


class FinancementsTab(QWidget):
    """The funders of an action."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__()
        self.page = page
        self._fields = fields_of(Financement)
        self.table = Sheet(_("Financements"), HEADS, row=32)
        for name in LISTS:
            self.table.edit_with(name, self._list_of(name))
        self.message, self.fault = InlineMessage(), InlineMessage()
        self.mend = LinkButton(_("Ajouter la demande à l’Acsé"))
        self.add_button = Button(_("Ajouter un financeur"), "add")
        self.remove_button = Button(_("Supprimer la ligne"), "delete")
        self._lay_out()
        self.table.typed.connect(self._typed)
        self.table.chosen.connect(self._save)
        self.mend.clicked.connect(self.add_acse)
        self.add_button.clicked.connect(lambda: self.add_line({}))
        self.remove_button.clicked.connect(self._remove)

    def _lay_out(self) -> None:
        card = Card(
            _("Financements"), _("compte 74, crédits spécifiques et droit commun (d. c.)")
        )  # fmt: skip
        card.add(self.table)
        below = QHBoxLayout()
        for button in (self.add_button, self.remove_button):
            below.addWidget(button)
        below.addStretch(1)
        check = QHBoxLayout()
        check.addWidget(self.message, 1)
        check.addWidget(self.mend)
        card.add(self.fault)
        card.content.addLayout(check)
        card.content.addLayout(below)
        content = QWidget()
        column = QVBoxLayout(content)
        gap, side = current().px(CARD_GAP), current().px(PAGE_MARGIN)
        column.setContentsMargins(side, 0, side, gap)
        column.addWidget(card)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def _list_of(self, name: str) -> Callable[[str], QWidget]:
        described = self._fields[name]
        return lambda _line: editor_for(described.type, _(described.label))

    # ---- showing

    def take(self, sheet: ActionSheet) -> None:
        """Show the funders, their sums, and whether the request to the Acsé is there."""
        self._sheet = sheet
        lines = [self._line(card) for card in sheet.parts["financement"]]
        self.table.show_lines([*lines, self._total(sheet.parts["financement"])])
        self.remove_button.setEnabled(bool(lines))
        missing = self._missing(sheet)
        self.message.show_message(missing, "error")
        self.mend.setVisible(missing is not None)

    def _line(self, card: Record) -> Line:
        cells = tuple(self._cell(self._fields[head.key], card) for head in HEADS)
        return Line(card.id, cells, card.values["financeur"] or _("Financeur sans nom"))

    def _cell(self, described: Field, card: Record) -> Cell:
        value = card.values[described.name]
        text = described.type.format(value)
        if described.name == "acse":
            text = _("Acsé") if value else ""
        return Cell(
            text,
            editable=True,
            value=value,
            strong=bool(card.values["acse"]),
            help=text if described.name == "financeur" else "",
        )

    def _total(self, cards: list[Record]) -> Line:
        cells = []
        for head in HEADS:
            total = sum((card.values[head.key] or Decimal(0) for card in cards), Decimal(0)) if (
                head.right
            ) else None  # fmt: skip
            text = amount_text(total) if total is not None else ""
            caption = _("Total") if head.key == "compte" else text
            cells.append(Cell(caption, strong=True, ground="head"))
        return Line(TOTAL, tuple(cells), _("Total"))

    @staticmethod
    def _missing(sheet: ActionSheet) -> str | None:
        asked = sheet.action.values["montant_demande"]
        shown = sum(
            (
                (card.values["demande_specifique"] or Decimal(0))
                + (card.values["demande_commun"] or Decimal(0))
                for card in sheet.parts["financement"]
                if card.values["acse"]
            ),
            Decimal(0),
        )
        if asked is None or shown == asked:
            return None
        text = _(
            "La demande à l’Acsé doit apparaître\u00a0: {asked} demandés, {shown} inscrits ici."
        )
        return text.format(asked=amount_text(asked, unit="€"), shown=amount_text(shown, unit="€"))

    # ---- writing

    def _typed(self, line: str, name: str, text: str) -> None:
        try:
            value = self._fields[name].type.parse(text)
        except InvalidInput as error:
            self.table.show_fault(line, name, text, str(error))
            self.fault.show_message(str(error))
            return
        self.table.show_fault(line, name, text, "")
        self.fault.show_message(None)
        self._save(line, name, value)

    def _save(self, line: str, name: str, value: Any) -> None:
        if line != TOTAL:
            self.page.save_part(("financement", line), name, value)

    def add_line(self, values: dict[str, Any]) -> None:
        """Add a funder."""
        action, agent = self._sheet.action.id, self.page.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services import records

            return records.create(
                session, "financement", {"action_id": action, **values}, agent=agent,
                name=N_("Ajouter un financeur"),
            )  # fmt: skip

        self.page.do(work, self._added)

    def _added(self, identifier: str) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wanted = identifier
        self.page.context.database.read(lambda _session: None, lambda _none: self._go_to_wanted())

    def _go_to_wanted(self) -> None:
        self.table.go(self._wanted, "compte")

    def add_acse(self) -> None:
        """Write the request on the line of the Acsé, made if there is none."""
        asked = self._sheet.action.values["montant_demande"]
        flagged = [card for card in self._sheet.parts["financement"] if card.values["acse"]]
        if flagged:
            common = flagged[0].values["demande_commun"] or Decimal(0)
            others = sum(
                ((one.values["demande_specifique"] or Decimal(0))
                 + (one.values["demande_commun"] or Decimal(0)) for one in flagged[1:]),
                Decimal(0),
            )  # fmt: skip
            self._save(flagged[0].id, "demande_specifique", asked - common - others)
            return
        self.add_line(
            {
                "compte": "74etat", "financeur": _("Acsé — politique de la ville"), "acse": True,
                "etat": "SOLLICITE", "demande_specifique": asked,
            }
        )  # fmt: skip

    def _remove(self) -> None:
        here = self.table.here()
        if here is None or here[0] == TOTAL:
            return
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.delete(session, "financement", here[0], agent=agent)

        self.page.do(
            work, lambda _none: self.page.context.say(_("Financeur supprimé."), undoable=True)
        )
