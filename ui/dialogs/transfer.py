"""Move credits from an envelope to another: how much, why, and what is left of both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Text
from acse_desktop.translation import _
from acse_desktop.typography import amount_text
from ui.editors import AmountEditor, DateEditor, LineEditor, ListEditor
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.credits import Available


class TransferDialog(QDialog):
    """Which envelope gives, which one receives.

    Signals:
        answered: `de`, `vers`, `montant`, `motif` and `jour`, as `credits.Move` takes them.
    """

    answered = Signal(dict)

    def __init__(self, parent: QWidget, envelopes: Sequence[Available], giver: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Transférer des crédits"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.left = {one.id: one.reste for one in envelopes}
        offered = [(one.id, one.name) for one in envelopes]
        self.de = ListEditor(_("Enveloppe qui cède"), offered, _("Choisir…"))
        self.vers = ListEditor(_("Enveloppe qui reçoit"), offered, _("Choisir…"))
        self.montant = AmountEditor(_("Montant"))
        self.motif = LineEditor(Text(), _("Motif"))
        self.jour = DateEditor(_("Date"))
        self.warning = InlineMessage()
        self.ok = Button(_("Transférer"), primary=True)
        self._lay_out()
        self._begin(giver)

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        self.fields = {
            "de": Field(_("Enveloppe qui cède"), self.de, " "),
            "vers": Field(_("Enveloppe qui reçoit"), self.vers, " "),
            "montant": Field(_("Montant"), self.montant),
            "motif": Field(_("Motif"), self.motif),
            "jour": Field(_("Date"), self.jour),
        }
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.warning)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.ok)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(px(480))

    def _begin(self, giver: str) -> None:
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._answer)
        self.jour.set_value(date.today())
        if giver in self.left:
            self.de.set_value(giver)
        for editor in (self.de, self.vers, self.montant):
            editor.committed.connect(lambda _value: self.show_left())
        self.montant.edited.connect(lambda _value: self.show_left())
        self.show_left()

    def show_left(self) -> None:
        """What is left of both envelopes, before and after."""
        moved = self.montant.value() or Decimal(0)
        after = {"de": -moved, "vers": moved}
        short = False
        for name, editor in (("de", self.de), ("vers", self.vers)):
            left = self.left.get(editor.value())
            self.fields[name].help.setText(_left_text(left, after[name]))
            short = short or (left is not None and left + after[name] < 0)
        text = _("Une enveloppe passe sous zéro\u00a0: le transfert reste possible.")
        self.warning.show_message(text if short else None, "warning")

    def _problems(self) -> dict[str, str | None]:
        """What keeps the credits from being moved, by field."""
        found = {name: field.editor.problem() for name, field in self.fields.items()}
        if self.de.value() is None:
            found["de"] = _("Choisissez l’enveloppe qui cède.")
        if self.vers.value() is None or self.vers.value() == self.de.value():
            found["vers"] = _("Choisissez une autre enveloppe.")
        if found["montant"] is None and (self.montant.value() or 0) <= 0:
            found["montant"] = _("Indiquez un montant positif.")
        if not (self.motif.value() or "").strip():
            found["motif"] = _("Dites pourquoi les crédits sont transférés.")
        return found

    def _answer(self) -> None:
        problems = self._problems()
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        wrong = [name for name, text in problems.items() if text]
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        values: dict[str, Any] = {name: one.editor.value() for name, one in self.fields.items()}
        self.accept()
        self.answered.emit(values)


def _left_text(left: Decimal | None, delta: Decimal) -> str:
    if left is None:
        return " "
    before = amount_text(left, unit="€")
    if not delta:
        return _("Reste\u00a0: {before}").format(before=before)
    after = amount_text(left + delta, unit="€")
    return _("Reste\u00a0: {before}, puis {after}").format(before=before, after=after)
