"""The tab of the payments: what was granted, engaged and paid, and what is left."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from acse_desktop.fieldtypes import Code
from acse_desktop.models import EngagementAction, Versement
from acse_desktop.services.payments import Payment, Standing
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text
from ui.editors import AmountEditor, LineEditor
from ui.fiche.parts import PartsCard, Shown
from ui.fiche.tabs.column import CardColumn
from ui.form.cells import Cell, Head
from ui.paiements.dialogs import AskDialog, NettingDialog, PaymentDialog, standing_text
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.commitments import Link
    from acse_desktop.services.payments import OldGrant
    from acse_desktop.services.records import Card as Record
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

ZERO = Decimal(0)
PAYMENTS = (
    Shown("nature", 150), Shown("montant", 120), Shown("verse_le", 110), Shown("ej", 120),
    Shown("dp", 120), Shown("commentaire", 0, N_("Commentaire")),
)  # fmt: skip
COMMITMENTS = (
    Head("ej", N_("N° EJ"), 150), Shown("montant", 140),
    Head("others", N_("Autres actions du même EJ")),
)  # fmt: skip


def _leave_out_empty(card: PartsCard) -> None:
    """A table without any line has nothing to show the focus on."""
    policy = Qt.FocusPolicy.StrongFocus if card.cards else Qt.FocusPolicy.NoFocus
    card.table.setFocusPolicy(policy)


class PaymentsCard(PartsCard):
    """The payments: one is added with what is left to pay, or withheld for an older grant."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(page, Versement, PAYMENTS, _("Versements"))
        self.standing = Standing(ZERO, None, ZERO)
        self.add_button.setText(_("Ajouter un paiement"))
        self.net_button = Button(_("Compenser…"), "arrow_swap")
        self.buttons.add(self.net_button, 1)
        self.net_button.clicked.connect(self.ask_netting)

    def take(self, sheet: ActionSheet) -> None:
        """Show the payments of an action."""
        values = sheet.action.values
        self.standing = Standing(
            values["montant_accorde"] or ZERO, values["montant_engage"],
            values["montant_paye"] or ZERO, values["montant_a_reverser"] or ZERO,
        )  # fmt: skip
        self._ej = values["ej"]
        self.net_button.setEnabled(bool(self.standing.reste))
        self.show_records(sheet.parts["versement"])
        _leave_out_empty(self)

    def add_line(self) -> None:
        """Ask for the payment, the next one proposed."""
        dialog = PaymentDialog(self, self.standing, self._ej)
        dialog.answered.connect(self._pay)
        dialog.open()

    def _pay(self, values: dict[str, Any]) -> None:
        action, agent = self.page.record, self.page.context.agent
        payment = Payment(**{**values, "nature": values["nature"] or ""})

        def work(session: Any) -> str:
            from acse_desktop.services.payments import pay

            return pay(session, action, payment, agent=agent)

        amount = amount_text(payment.montant, unit="€")
        self._do(work, _("Paiement de {amount} enregistré").format(amount=amount))

    def ask_netting(self) -> None:
        """Ask which older grant gives back, among those of the organisme."""
        action = self.page.record

        def work(session: Any) -> list[OldGrant]:
            from acse_desktop.services.payments import old_grants

            return old_grants(session, action)

        self.page.context.database.read(work, self._offer)

    def _offer(self, grants: list[OldGrant]) -> None:
        if not grants:
            self.page.context.say(_("Aucune autre subvention payée à cet organisme."))
            return
        dialog = NettingDialog(self, self.standing, grants)
        dialog.answered.connect(self._net)
        dialog.open()

    def _net(self, values: dict[str, Any]) -> None:
        action, agent = self.page.record, self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.payments import net

            net(session, values["old"], action, values["montant"],
                verse_le=values["verse_le"], agent=agent)  # fmt: skip

        amount = amount_text(values["montant"], unit="€")
        self._do(work, _("{amount} compensés").format(amount=amount))

    def _do(self, work: Any, said: str) -> None:
        self.page.do(work, lambda _none: self.page.context.say(said, undoable=True))


class CommitmentsCard(PartsCard):
    """The commitments of Chorus that cover the action, and for how much."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(
            page, EngagementAction, COMMITMENTS, _("Engagements juridiques"),
            _("un EJ peut couvrir plusieurs actions"),
        )  # fmt: skip
        self._links: dict[str, Link] = {}
        self.add_button.setText(_("Lier un EJ"))

    def take(self, sheet: ActionSheet) -> None:
        """Show the commitments of an action."""
        action, cards = sheet.action.id, sheet.parts["engagement_action"]
        self._ej = sheet.action.values["ej"]

        def work(session: Any) -> list[Link]:
            from acse_desktop.services.commitments import links_of

            return links_of(session, action)

        def show(links: list[Link]) -> None:
            if action == self.page.record:
                self._links = {one.id: one for one in links}
                self.show_records(cards)
                _leave_out_empty(self)

        self.page.context.database.read(work, show)

    def cell(self, card: Record, name: str) -> Cell:
        """The number and the other actions are read only; the amount is typed."""
        link = self._links.get(card.id)
        if name == "ej":
            return Cell(link.ej if link else "")
        if name == "others":
            return Cell(", ".join(link.others) if link else "")
        return super().cell(card, name)

    def add_line(self) -> None:
        """Ask for the number and the amount."""
        editors = {"ej": LineEditor(Code(), _("N° EJ")), "montant": AmountEditor(_("Engagé"))}
        dialog = AskDialog(self, _("Lier un engagement"), _("Lier"), editors, ("montant",))
        dialog.explain(_("Les dix chiffres de l’engagement juridique dans Chorus."))
        if not self._links:
            dialog.fields["ej"].editor.set_value(self._ej)
        dialog.answered.connect(self._link)
        dialog.open()

    def _link(self, values: dict[str, Any]) -> None:
        action, agent = self.page.record, self.page.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services.commitments import link

            return link(session, action, values["ej"], values["montant"], agent=agent)

        self.do(work)


class PaiementsTab(CardColumn):
    """Where the payments stand, the payments, then the commitments."""

    def __init__(self, page: RecordPage) -> None:
        self.summary = Card()
        self.line = TextLabel("", "strong", wrap=True)
        self.summary.add(self.line)
        self.payments, self.commitments = PaymentsCard(page), CommitmentsCard(page)
        super().__init__(self.summary, self.payments, self.commitments)

    def take(self, sheet: ActionSheet) -> None:
        """Show the payments of an action."""
        self.payments.take(sheet)
        self.commitments.take(sheet)
        self.line.setText(standing_text(self.payments.standing))
