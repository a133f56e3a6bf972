"""The card of the repayment: what the program proposes, what the agent decides, what came back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from acse_desktop.services.comptes_rendus.bilan_financier import bilan_of
from acse_desktop.services.comptes_rendus.reversements import (
    SOURCE,
    Proposition,
    Situation,
    Suivi,
    proposer,
    suivi_of,
)
from acse_desktop.translation import _
from acse_desktop.typography import amount_text
from ui.editors import AmountEditor, LongTextEditor
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage
from ui.widgets.scroll import Responsive

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

ZERO = Decimal(0)


class ReversementCard(Card):
    """The unused part of a grant: proposed in words, decided or dispensed, then followed."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(_("Reversement"), _("le programme propose, vous décidez"))
        self.page = page
        self.proposition = Proposition(None, None, ())
        self._sheet: ActionSheet | None = None
        self.reasons = TextLabel("", "body", "ink", wrap=True)
        self.source = TextLabel(_(SOURCE), "help", "ink3", wrap=True)
        self.improper = QCheckBox(_("L’emploi n’est pas conforme à l’objet de la subvention"))
        dress(self.improper, font="body")
        self.amount = AmountEditor(_("Montant à reverser"))
        self.motive = LongTextEditor(_("Motif"))
        self.state, self.fault = TextLabel("", "strong", "ink", wrap=True), InlineMessage()
        self._lay_out()
        self.improper.toggled.connect(lambda _on: self._propose())

    def _lay_out(self) -> None:
        for widget in (self.reasons, self.source, self.improper):
            self.add(widget)
        row = QHBoxLayout()
        row.setSpacing(current().px(12))
        amount = Field(_("Montant à reverser"), self.amount)
        amount.setMaximumWidth(current().px(200))
        row.addWidget(amount)
        row.addWidget(Field(_("Motif de la décision ou de la dispense"), self.motive), 1)
        self.content.addLayout(row)
        self.decide_button = self._button(_("Décider le reversement"), "gavel", self.decide)
        self.dispense_button = self._button(_("Dispenser"), "", self.dispense)
        self.order_button = self._button(_("Dater l’ordre de reversement"), "", self.order)
        self.letter_button = self._button(_("Établir l’ordre…"), "document", self.make_order)
        self.repay_button = self._button(_("Inscrire le reversement reçu"), "payment", self.repay)
        buttons = Responsive(900, 8)
        for button in self._buttons():
            buttons.add(button, 0)
        buttons.row.addStretch(1)
        self.add(self.fault)
        self.add(buttons)
        self.add(self.state)

    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.decide_button, self.dispense_button, self.letter_button, self.order_button,
            self.repay_button,
        )  # fmt: skip

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(text, icon)
        button.clicked.connect(lambda _on=False: act())
        return button

    # ---- showing

    def take(self, sheet: ActionSheet) -> None:
        """Show the proposal, then what was decided and paid back."""
        other = self._sheet is None or self._sheet.action.id != sheet.action.id
        self._sheet = sheet
        if other:
            self.improper.setChecked(False)
            self.fault.show_message(None)
        values, found = sheet.action.values, self.suivi()
        self.motive.set_value(values["reversement_motif"])
        self._propose()
        self.state.setText(found.phrase(self.page.context.today))
        self.state.setVisible(bool(self.state.text()))
        for button in (self.letter_button, self.order_button, self.repay_button):
            button.setEnabled(bool(found.reste))

    def suivi(self) -> Suivi:
        """What was paid for the action, and paid back."""
        assert self._sheet is not None
        return suivi_of(self._sheet.action, self._sheet.parts["versement"])

    def _propose(self) -> None:
        if self._sheet is None:
            return
        values, parts = self._sheet.action.values, self._sheet.parts
        totals = bilan_of(parts["ligne_budget"], parts["financement"]).total_charges
        self.proposition = proposer(
            Situation(
                values["montant_accorde"] or ZERO, self.suivi().paye,
                totals.prevu or values["cout_total"], values["montant_realise"],
                not self.improper.isChecked(),
            )
        )  # fmt: skip
        self.reasons.setText(" ".join(self._words()))
        decided = values["montant_a_reverser"]
        self.amount.set_value(self.proposition.montant if decided is None else decided)

    def _words(self) -> tuple[str, ...]:
        assert self._sheet is not None
        if self._sheet.action.values["objectifs_atteints"] != "NON":
            return self.proposition.raisons
        text = _("Les objectifs ne sont pas atteints\u00a0: vérifiez l’emploi de la subvention.")
        return (*self.proposition.raisons, text)

    # ---- writing

    def decide(self) -> None:
        """Write the amount and its reason."""
        amount = self.amount.value()
        if self.amount.problem() or amount is None:
            self.fault.show_message(self.amount.problem() or _("Indiquez le montant à reverser."))
            return
        reason = self._reason()
        text = _("Reversement de {amount} décidé.").format(amount=amount_text(amount, unit="€"))
        self._do("decide", text, amount, reason)

    def dispense(self) -> None:
        """Ask nothing back, with the reason typed."""
        self._do("dispense", _("Porteur dispensé de reversement."), self.motive.value() or "")

    def order(self) -> None:
        """Date the ordre de reversement of today."""
        self._do("order", _("Ordre de reversement daté d’aujourd’hui."), self.page.context.today)

    def make_order(self) -> None:
        """Make the ordre de reversement in Word, entered in the register."""
        from ui.acts.dialog import MakeDialog, Wanted

        assert self._sheet is not None
        wanted = Wanted(action_ids=(self._sheet.action.id,))
        MakeDialog(self, self.page.context, wanted, "REVERSEMENT").open()

    def repay(self) -> None:
        """Record that what is left came back today; the payment is then corrected in Paiements."""
        left = self.suivi().reste
        text = _("Reversement de {amount} inscrit.").format(amount=amount_text(left, unit="€"))
        self._do("repay", text, left, self.page.context.today)

    def _reason(self) -> str:
        """The reason typed; that of the proposal when the agent follows it without a word."""
        typed = self.motive.value() or ""
        follows = self.amount.value() == self.proposition.montant
        return typed or (" ".join(self.proposition.raisons) if follows else "")

    def _do(self, gesture: str, said: str, *arguments: Any) -> None:
        assert self._sheet is not None
        action, agent = self._sheet.action.id, self.page.context.agent

        def work(session: Any) -> str:
            from acse_desktop.errors import InvalidInput
            from acse_desktop.services.comptes_rendus import gestes

            try:
                getattr(gestes, gesture)(session, action, *arguments, agent=agent)
            except InvalidInput as refusal:
                return str(refusal)
            return ""

        self.page.do(work, lambda refusal: self._done(refusal, said))

    def _done(self, refusal: str, said: str) -> None:
        self.fault.show_message(refusal or None)
        if not refusal:
            self.page.context.say(said, undoable=True)
