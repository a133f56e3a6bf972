"""The tab of the compte rendu financier: its day, its figures, its words, what is paid back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from acse_desktop.fields import fields_of
from acse_desktop.models import Action
from acse_desktop.models.action import COMPTE_RENDU, PUBLICS
from acse_desktop.services.budget import share
from acse_desktop.translation import _
from acse_desktop.typography import count_text, day_text
from ui.fiche.anomalies import messages_of
from ui.fiche.tabs.bilan_financier import BilanFinancierCard
from ui.fiche.tabs.column import CardColumn
from ui.fiche.tabs.controles import ControlsCard
from ui.fiche.tabs.reversement import ReversementCard
from ui.form.form import Form
from ui.form.look import FormLook
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

DEADLINE = ("crf_attendu_le", "crf_relance_le", "crf_recu_le", "service_fait_le")
WORDS = ("public_realise", "montant_realise", "objectifs_atteints", "bilan_qualitatif",
         "explication_ecarts")  # fmt: skip
OWN = frozenset(name for name, one in fields_of(Action).items() if one.section == COMPTE_RENDU) | {
    "public_realise"
}
"""The fields of an action that this tab takes from the tab « Action »."""


class BilanTab(CardColumn):
    """The compte rendu of an action, from the reminder to the repayment."""

    def __init__(self, page: RecordPage) -> None:
        self.page = page
        self._action = ""
        self.deadline, self.words = _form(DEADLINE), _form(WORDS)
        self.accounts, self.repayment = BilanFinancierCard(page), ReversementCard(page)
        self.controls = ControlsCard(page)
        super().__init__(self.deadline, self.accounts, self.words, self.controls, self.repayment)
        for form in self.forms():
            form.fill()
            page.listen_to(form, "action")
        self._head_cards()

    def _head_cards(self) -> None:
        titles = (
            (self.deadline.cards[COMPTE_RENDU], _("Échéance")),
            (self.words.cards[PUBLICS], _("Bénéficiaires")),
            (self.words.cards[COMPTE_RENDU], _("Bilan qualitatif")),
        )
        for card, title in titles:
            card.title.setText(title)
            card.setAccessibleName(title)
        self.public = TextLabel("", "help", "ink2", wrap=True)
        self.words.cards[PUBLICS].add(self.public)
        self._add_buttons()

    def _add_buttons(self) -> None:
        self.state = TextLabel("", "strong", "ink", wrap=True)
        self.remind_button = Button(_("Marquer relancé"), "mail_inbox")
        self.receive_button = Button(_("Reçu aujourd’hui"), "mail_checkmark")
        self.remind_button.clicked.connect(lambda: self._date("crf_relance_le"))
        self.receive_button.clicked.connect(lambda: self._date("crf_recu_le"))
        row = QHBoxLayout()
        row.addWidget(self.state, 1)
        for button in (self.remind_button, self.receive_button):
            row.addWidget(button)
        self.deadline.cards[COMPTE_RENDU].content.addLayout(row)

    def forms(self) -> tuple[Form, Form]:
        """The two forms of the tab; the page saves what they commit."""
        return self.deadline, self.words

    # ---- showing

    def take(self, sheet: ActionSheet) -> None:
        """Show the compte rendu of an action."""
        values = sheet.action.values
        if sheet.action.id != self._action:
            self._action = sheet.action.id
            for form in self.forms():
                form.values = {}
        for form in self.forms():
            form.show_values(values)
        self.accounts.take(sheet)
        self.repayment.take(sheet)
        self.controls.take(sheet)
        self.public.setText(_public_text(values))
        self._show_state(values, values["crf_attendu_le"])
        if values["montant_accorde"] and values["crf_attendu_le"] is None:
            self._read_due(self._action, values)
        waiting = bool(values["montant_accorde"]) and values["crf_recu_le"] is None
        self.remind_button.setEnabled(waiting)
        self.receive_button.setEnabled(waiting)

    def _show_state(self, values: dict[str, Any], due: date | None) -> None:
        self.state.setText(state_text({**values, "crf_attendu_le": due}, self.page.context.today))

    def _read_due(self, action: str, values: dict[str, Any]) -> None:
        """Tell the day that the texts give when none is written."""

        def work(session: Any) -> date | None:
            from acse_desktop.services.comptes_rendus.echeances import echeance_of

            return echeance_of(session, action)

        def show(due: date | None) -> None:
            if action == self._action:
                self._show_state(values, due)

        self.page.context.database.read(work, show)

    def take_anomalies(self, anomalies: list[Any]) -> None:
        """Show under the fields what the rules find."""
        for form in self.forms():
            form.show_messages(messages_of(anomalies, "action"))

    def flush(self) -> None:
        """Save what is being typed."""
        for form in self.forms():
            form.flush()

    def focus_field(self, name: str) -> None:
        """Go to a field of the compte rendu."""
        found: QWidget = self.accounts.table
        for form in self.forms():
            found = form.editors.get(name, found)
        found.setFocus()

    # ---- writing

    def _date(self, name: str) -> None:
        self.page.save("action", name, self.page.context.today)


def _form(names: tuple[str, ...]) -> Form:
    others = frozenset(fields_of(Action)) - set(names)
    return Form(Action, FormLook(omitted=others, prefix="bilan_"))


def _public_text(values: dict[str, Any]) -> str:
    foreseen, reached = values["public_prevu"], values["public_realise"]
    if foreseen is None:
        return ""
    text = _("{foreseen} bénéficiaires étaient prévus\u202f; le détail par âge et par sexe est dans"
             " «\u00a0Publics et lieux\u00a0».")  # fmt: skip
    if reached is not None and foreseen:
        text = _("{reached} bénéficiaires sur {foreseen} prévus ({part}\u00a0%).")
    part = f"{share(Decimal(reached or 0), Decimal(foreseen)) or 0:.0f}"
    return text.format(reached=count_text(reached), foreseen=count_text(foreseen), part=part)


def state_text(values: dict[str, Any], today: date) -> str:
    """Where the compte rendu stands, in one sentence."""
    due, received, reminded = (
        values[name] for name in ("crf_attendu_le", "crf_recu_le", "crf_relance_le")
    )
    if not values["montant_accorde"]:
        return _("Aucune subvention accordée\u00a0: aucun compte rendu n’est attendu.")
    if received is not None:
        return _("Compte rendu reçu le {day}.").format(day=day_text(received))
    if due is None:
        return _("L’échéance n’est pas inscrite.")
    if due >= today:
        return _("Attendu pour le {day}.").format(day=day_text(due))
    text = _("En retard de {n} jours.").format(n=count_text((today - due).days))
    if reminded is not None:
        text += " " + _("Dernière relance le {day}.").format(day=day_text(reminded))
    return text
