"""The budget tab: both sides, last year beside, formulas, paste, and the balance that follows."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount
from acse_desktop.services.budget import CHARGE, PRODUIT, balance_of, share
from acse_desktop.translation import _, ngettext
from ui.budget.balance import BalanceStrip
from ui.budget.lines import SideAmounts
from ui.budget.pasting import Pasted, by_account, downwards
from ui.budget.side import BudgetSide
from ui.form.table import clipboard_block
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.message import InlineMessage
from ui.widgets.scroll import Responsive, scrolled

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

SELF_FUNDING, SURPLUS = "INS", "EXC"


class BudgetTab(QWidget):
    """The budget of an action; `funders_asked` when an account of class 74 is opened."""

    funders_asked = Signal()

    def __init__(self, page: RecordPage) -> None:
        super().__init__()
        self.page = page
        self._sheet: ActionSheet | None = None
        self.sides = {side: BudgetSide(side) for side in (CHARGE, PRODUIT)}
        self.strip = BalanceStrip()
        self.message = InlineMessage()
        self.paste_button = Button(_("Coller depuis Excel"), "clipboard_paste")
        self.again_button = Button("", "history")
        self.hide_chip = Chip(_("Masquer les lignes vides"))
        self.compare_chip = Chip("", checked=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._tools, self._both = QHBoxLayout(), Responsive(760)
        for button in (self.paste_button, self.again_button):
            self._tools.addWidget(button)
        self._tools.addWidget(self.message, 1)
        self._tools.addStretch(0)
        for chip in (self.hide_chip, self.compare_chip):
            self._tools.addWidget(chip)
        for side in self.sides.values():
            self._both.add(side)
        self._column.addLayout(self._tools)
        self._column.addWidget(self._both, 1)
        self._column.addWidget(self.strip)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Gaps follow the text size."""
        px = current().px
        side = px(PAGE_MARGIN)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(CARD_GAP))
        self._tools.setSpacing(px(8))
        self._tools.setContentsMargins(side, 0, side, 0)
        self._both.setContentsMargins(side, 0, side, 0)

    def _connect(self) -> None:
        for side in self.sides.values():
            side.typed.connect(self._typed)
            side.pasted.connect(lambda block, one=side: self._paste_at(one, block))
            side.opened.connect(self._opened)
        self.strip.repair_asked.connect(self.repair)
        self.paste_button.clicked.connect(self.paste)
        self.again_button.clicked.connect(self.take_last_year)
        self.hide_chip.toggled.connect(lambda _on: self._show())
        self.compare_chip.toggled.connect(lambda _on: self._show())

    # ---- showing

    def take(self, sheet: ActionSheet) -> None:
        """Show the amounts of an action."""
        self._sheet = sheet
        self._show()

    def _show(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._name_years(sheet)
        amounts = SideAmounts(
            foreseen_of(sheet),
            sheet.last_year.amounts if sheet.last_year else {},
            _funders(sheet),
            self.hide_chip.isChecked(),
        )
        for side in self.sides.values():
            side.show_amounts(amounts)
        self.strip.show_balance(*self.balance())

    def _name_years(self, sheet: ActionSheet) -> None:
        exercice = sheet.dossier.values["exercice"] or self.page.context.exercice
        last = sheet.last_year
        compared = last is not None and self.compare_chip.isChecked()
        realised = _("Réalisé {annee}") if last and last.realised else _("Prévu {annee}")
        for side in self.sides.values():
            side.name_columns(
                realised.format(annee=exercice - 1), _("Prévu {annee}").format(annee=exercice),
                compared,
            )  # fmt: skip
        self.compare_chip.setVisible(last is not None)
        self.again_button.setVisible(last is not None)
        self.compare_chip.rename(_("Comparer à {annee}").format(annee=exercice - 1))
        self.again_button.setText(_("Reprendre le budget {annee}").format(annee=exercice - 1))

    def balance(self) -> tuple[Any, Decimal | None]:
        """The balance, and the share asked of the Acsé in % of the cost."""
        assert self._sheet is not None
        parts = self._sheet.parts
        lines = [SimpleNamespace(**card.values) for card in parts["ligne_budget"]]
        funders = [SimpleNamespace(**card.values) for card in parts["financement"]]
        found = balance_of(lines, funders)
        return found, share(self._sheet.action.values["montant_demande"], found.charges)

    # ---- writing

    def _typed(self, compte: str, text: str) -> None:
        side = self._side_of(compte)
        try:
            value = Amount().parse(text)
        except InvalidInput as error:
            side.table.show_fault(compte, "prevu", text, str(error))
            self.message.show_message(str(error))
            return
        side.table.show_fault(compte, "prevu", text, "")
        self.message.show_message(None)
        self.write({compte: value})

    def _side_of(self, compte: str) -> BudgetSide:
        charges = self.sides[CHARGE]
        return charges if charges.table.sheet.row_of(compte) >= 0 else self.sides[PRODUIT]

    def write(self, amounts: dict[str, Decimal | None]) -> None:
        """Write amounts by account, as one operation."""
        assert self._sheet is not None
        action, agent = self._sheet.action.id, self.page.context.agent
        changes = {compte: {"prevu": value} for compte, value in amounts.items()}

        def work(session: Any) -> None:
            from acse_desktop.services import records

            if len(changes) == 1:
                records.set_budget_line(session, action, *changes.popitem(), agent=agent)
            elif changes:
                records.set_budget_lines(session, action, changes, agent=agent)

        self.page.do(work)

    def repair(self) -> None:
        """Write the gap: as autofinancement when money is missing, as excédent otherwise."""
        assert self._sheet is not None
        gap = self.balance()[0].gap
        compte = SELF_FUNDING if gap < 0 else SURPLUS
        present = foreseen_of(self._sheet).get(compte, Decimal(0))
        self.write({compte: present + abs(gap)})
        self.page.context.say(_("Budget équilibré."), undoable=True)

    def take_last_year(self) -> None:
        """Copy last year's amounts in the accounts that are still empty."""
        assert self._sheet is not None
        last, present = self._sheet.last_year, foreseen_of(self._sheet)
        if last is None:
            return
        known = self._editable()
        new: dict[str, Decimal | None] = {
            compte: amount
            for compte, amount in last.amounts.items()
            if compte in known and compte not in present and amount
        }
        self.write(new)
        self._say_pasted(Pasted(new))

    # ---- paste

    def paste(self) -> None:
        """The button: the clipboard goes where the cursor is, or by account."""
        focused = next((one for one in self.sides.values() if one.table.here()), None)
        self._paste_at(focused or self.sides[CHARGE], clipboard_block())

    def _paste_at(self, side: BudgetSide, block: list[list[str]]) -> None:
        wide = any(len([text for text in row if text.strip()]) > 1 for row in block)
        here = side.table.here()
        if wide:
            pasted = by_account(block, self._editable())
        elif here is not None:
            keys = [line.key for line in side.table.sheet.lines]
            pasted = downwards(block, keys[keys.index(here[0]) :], side.editable())
        else:
            return
        if pasted.amounts:
            self.write(dict(pasted.amounts))
        self._say_pasted(pasted)

    def _editable(self) -> dict[str, str]:
        charges, produits = (side.editable() for side in self.sides.values())
        return charges | produits

    def _say_pasted(self, pasted: Pasted) -> None:
        count = len(pasted.amounts)
        text = ngettext("{n} montant écrit.", "{n} montants écrits.", count).format(n=count)
        if pasted.refused:
            left = _("Laissé de côté\u00a0: {lignes}").format(lignes=" ; ".join(pasted.refused[:4]))
            self.message.show_message(left, "warning")
        else:
            self.message.show_message(None)
        if count:
            self.page.context.say(text, undoable=True)

    def _opened(self, compte: str) -> None:
        if compte.startswith("74"):
            self.funders_asked.emit()


def foreseen_of(sheet: ActionSheet) -> dict[str, Decimal]:
    """What an action foresees, in euros by account; class 74 comes from the funders."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for card in sheet.parts["ligne_budget"]:
        if card.values["prevu"] is not None:
            found[card.values["compte"]] += card.values["prevu"]
    for card in sheet.parts["financement"]:
        parts = [card.values[name] for name in ("demande_specifique", "demande_commun")]
        if any(part is not None for part in parts):
            total = sum((part or Decimal(0) for part in parts), Decimal(0))
            found[card.values["compte"] or "74x"] += total
    return dict(found)


def _funders(sheet: ActionSheet) -> dict[str, str]:
    names: dict[str, list[str]] = defaultdict(list)
    for card in sheet.parts["financement"]:
        if card.values["financeur"]:
            names[card.values["compte"] or "74x"].append(card.values["financeur"])
    return {compte: ", ".join(found) for compte, found in names.items()}
