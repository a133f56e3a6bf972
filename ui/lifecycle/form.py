"""What is typed to change actions: the statut or decision, the day, the amount, the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from acse_desktop.services.deciding import OF_COMMITTEE, Decision
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.editors import AmountEditor, DateEditor, ListEditor, LongTextEditor
from ui.lifecycle.offers import Offer
from ui.theme.apply import current
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel


class ReasonEditor(LongTextEditor):
    """Two lines are enough for most reasons."""

    lines = 2


class ChangeForm(QWidget):
    """The fields, those that the choice needs shown; the reason is placed by the dialog.

    Signals:
        changed: what is asked is no longer the same.
    """

    changed = Signal()

    def __init__(self, offer: Offer, count: int) -> None:
        super().__init__()
        self.offer, self._count = offer, count
        label = _("Décision") if offer.deciding else _("Nouvel état")
        self.choice = ListEditor(label, offer.entries(), _("Choisir…"))
        self.amount = AmountEditor(_("Montant accordé"))
        self.committee = DateEditor(_("Comité du"))
        self.step_day = DateEditor(_("Date"))
        self.reason = ReasonEditor(_("Motif"))
        self.reasons = ListEditor(_("Motifs de la liste"), (), _("Choisir un motif de la liste…"))
        many = _("Montant par action") if count > 1 else _("Montant accordé")
        self._fields = {
            "choice": Field(label, self.choice),
            "amount": Field(many, self.amount, " "),
            "committee": Field(_("Comité du"), self.committee,
                               _("Vide\u00a0: la date de sa séance, sinon aujourd’hui.")),
            "day": Field(_("Date"), self.step_day, _("Vide\u00a0: aujourd’hui.")),
            "reasons": Field(_("Motifs de la liste"), self.reasons),
            "reason": Field(_("Motif"), self.reason),
        }  # fmt: skip
        if len(offer.codes) == 1:
            self.choice.set_value(offer.codes[0])
        self._lay_out()
        self._connect()
        self._fit()

    def _lay_out(self) -> None:
        """The choice, then beside it for many actions, below it for one, what it needs."""
        beside = self._count > 1
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        box, row = QBoxLayout(way, self), QHBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(current().px(12))
        row.setSpacing(current().px(12))
        box.addWidget(self._fields["choice"], 1)
        for name in ("amount", "committee", "day"):
            row.addWidget(self._fields[name], 1)
        box.addLayout(row, 1)

    def _connect(self) -> None:
        self.choice.committed.connect(self._chosen)
        for editor in (self.amount, self.committee):
            editor.committed.connect(lambda _value: self.changed.emit())
        self.reasons.committed.connect(self._take_reason)

    def heading(self) -> tuple[TextLabel, ...]:
        """What is done, and to how many actions."""
        title = TextLabel(self.offer.title, "card")
        if self._count == 1:
            return (title,)
        text = ngettext("{n} action sélectionnée", "{n} actions sélectionnées", self._count)
        return title, TextLabel(text.format(n=count_text(self._count)), "help", "ink2")

    def reason_fields(self) -> tuple[Field, Field]:
        """The list of reasons, then the reason."""
        return self._fields["reasons"], self._fields["reason"]

    # ---- values

    def code(self) -> str | None:
        """The statut or decision chosen."""
        code: str | None = self.choice.value()
        return code

    def decided(self) -> tuple[Decimal | None, date | None]:
        """Euros and day of the committee, when the decision has some."""
        code = self.code() or ""
        grants = self.offer.deciding and Decision(code).grants
        sits = self.offer.deciding and code in OF_COMMITTEE
        return self.amount.value() if grants else None, self.committee.value() if sits else None

    def day(self) -> date | None:
        """The day of the step; None for today."""
        day: date | None = self.step_day.value()
        return day

    def commit(self) -> None:
        """Read what is being typed."""
        for editor in (self.amount, self.committee, self.step_day, self.reason):
            editor.commit()

    # ---- what the choice needs

    def offer_reasons(self, reasons: Sequence[str]) -> None:
        """Offer the reasons of the list for this decision."""
        self.reasons.set_value(None)
        self.reasons.set_entries([(one, one) for one in reasons], self.reasons.itemText(0))
        self._fields["reasons"].setVisible(bool(reasons))

    def _chosen(self) -> None:
        self._fit()
        self.changed.emit()

    def _take_reason(self, text: str | None) -> None:
        if text:
            self.reason.set_value(text)
            self.reason.edited.emit(text)

    def _fit(self) -> None:
        code = self.code() or ""
        self._fields["choice"].setVisible(len(self.offer.codes) > 1)
        self._fields["amount"].setVisible(self.offer.deciding and Decision(code).grants)
        whole = code == "ACCORD"
        self._fields["amount"].help.setText(
            _("Vide\u00a0: le montant proposé, sinon le montant demandé.") if whole
            else _("Vide\u00a0: le montant proposé.")
        )  # fmt: skip
        self._fields["committee"].setVisible(self.offer.deciding and code in OF_COMMITTEE)
        self._fields["day"].setVisible(not self.offer.deciding)
        self._fields["reasons"].setVisible(False)
