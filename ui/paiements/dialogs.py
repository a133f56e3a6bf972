"""The questions of the payments: a payment, many of them, a reversement withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Code
from acse_desktop.nomenclatures import entries
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.editors import AmountEditor, AnyEditor, DateEditor, LineEditor, ListEditor
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.payments import OldGrant, Proposal, Standing
    from ui.context import Context

_MARKS = {True: ("warning", "warning"), False: ("checkmark_circle", "success")}
PARTS = (100, 80, 50, 30, 20)
"""Shares of the grant offered, in %."""


class AskDialog(QDialog):
    """A sentence, fields, a verb and « Annuler ».

    Signals:
        answered: the values, by field.
    """

    answered = Signal(dict)

    def __init__(
        self, parent: QWidget, title: str, verb: str, editors: Mapping[str, AnyEditor],
        optional: Sequence[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.summary = TextLabel("", "body", "ink2", wrap=True)
        self.fields = {
            name: Field(editor.accessibleName(), editor, optional=name in optional)
            for name, editor in editors.items()
        }
        self._wanted = tuple(name for name in editors if name not in optional)
        self.save = Button(verb, primary=True)
        self.save.setDefault(True)
        self.save.clicked.connect(self.answer)
        self.column = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        px = current().px
        outer, buttons = QVBoxLayout(self), QHBoxLayout()
        outer.setContentsMargins(px(20), px(20), px(20), px(16))
        outer.setSpacing(px(16))
        self.column.setSpacing(px(12))
        self.column.addWidget(self.summary)
        self.summary.hide()
        for field in self.fields.values():
            self.column.addWidget(field)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(cancel)
        outer.addLayout(self.column, 1)
        outer.addLayout(buttons)
        self.setMinimumWidth(px(440))

    def explain(self, text: str) -> None:
        """Say something above the fields."""
        self.summary.setText(text)
        self.summary.show()

    def values(self) -> dict[str, Any]:
        """What is entered, by field."""
        return {name: field.editor.value() for name, field in self.fields.items()}

    def answer(self) -> None:
        """Give the answer, or show what is missing."""
        problems = {name: field.editor.problem() for name, field in self.fields.items()}
        for name in self._wanted:
            if self.fields[name].editor.value() is None:
                problems[name] = problems[name] or _("À remplir.")
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        wrong = [name for name, text in problems.items() if text]
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        values = self.values()
        self.accept()
        self.answered.emit(values)


def _natures() -> list[tuple[str, str]]:
    """What a payment typed by hand may be; netting has its own gesture."""
    found = entries("type_versement")
    return [(one.code, _(one.libelle)) for one in found if one.code != "COMPENSATION"]


class PaymentDialog(AskDialog):
    """One payment of an action, the amount left proposed."""

    def __init__(self, parent: QWidget, standing: Standing, ej: str | None) -> None:
        editors: dict[str, AnyEditor] = {
            "montant": AmountEditor(_("Montant")),
            "nature": ListEditor(_("Nature"), _natures(), _("D’après le montant")),
            "verse_le": DateEditor(_("Date")),
            "ej": LineEditor(Code(), _("N° EJ")),
            "dp": LineEditor(Code(), _("N° DP")),
        }
        super().__init__(
            parent, _("Ajouter un paiement"), _("Enregistrer le paiement"), editors,
            ("nature", "verse_le", "ej", "dp"),
        )  # fmt: skip
        self.explain(standing_text(standing))
        proposed = {"montant": standing.propose or None, "verse_le": date.today(), "ej": ej}
        for name, value in proposed.items():
            self.fields[name].editor.set_value(value)


class NettingDialog(AskDialog):
    """Which older grant gives back, and how much is withheld from this one."""

    def __init__(self, parent: QWidget, standing: Standing, grants: Sequence[OldGrant]) -> None:
        self._grants = {one.action_id: one for one in grants}
        self._standing = standing
        self.grant = ListEditor(
            _("Subvention à rendre"), [(one.action_id, _grant_text(one)) for one in grants]
        )
        self.montant = AmountEditor(_("Montant retenu"))
        editors: dict[str, AnyEditor] = {
            "old": self.grant, "montant": self.montant, "verse_le": DateEditor(_("Date")),
        }  # fmt: skip
        super().__init__(
            parent, _("Compenser un reversement"), _("Compenser"), editors, ("verse_le",)
        )
        self.explain(
            _("La somme retenue compte comme payée ici et comme rendue sur l’ancienne"
              " subvention.")
        )  # fmt: skip
        self.grant.committed.connect(lambda _value: self._propose())
        self.grant.set_value(grants[0].action_id)
        self.fields["verse_le"].editor.set_value(date.today())
        self._propose()

    def _propose(self) -> None:
        grant = self._grants.get(self.grant.value() or "")
        if grant is not None:
            self.montant.set_value(min(grant.montant, self._standing.reste) or None)


def _grant_text(grant: OldGrant) -> str:
    text = _("{year} · {numero} · payé {paid}").format(
        year=grant.exercice or "", numero=grant.numero, paid=amount_text(grant.paye, unit="€")
    )
    if not grant.montant:
        return text
    back = _("à rendre {back}").format(back=amount_text(grant.montant, unit="€"))
    return f"{text} · {back}"


class BulkDialog(AskDialog):
    """The payment of many actions: the share and the date, then what that would enter."""

    def __init__(self, parent: QWidget, context: Context, ids: Sequence[str]) -> None:
        self.part = ListEditor(_("Part du montant accordé"), [(one, _part(one)) for one in PARTS])
        self.day = DateEditor(_("Date"))
        editors: dict[str, AnyEditor] = {"part": self.part, "verse_le": self.day}
        super().__init__(parent, _("Enregistrer un paiement"), _("Enregistrer"), editors)
        self._context, self._ids = context, list(ids)
        self.proposals: list[Proposal] = []
        self.table = TextTable(
            _("Versements proposés"),
            (_("Action"), _("Organisme"), _("Montant"), _("Nature"), _("À savoir")),
            (120, 220, 110, 90), right=(2,),
        )  # fmt: skip
        self.table.setMinimumHeight(current().px(220))
        self.column.addWidget(self.table, 1)
        self.total = TextLabel("", "strong", wrap=True)
        self.column.addWidget(self.total)
        self.resize(current().px(820), current().px(560))
        self.part.set_value(PARTS[0])
        self.day.set_value(date.today())
        for editor in (self.part, self.day):
            editor.committed.connect(lambda _value: self.propose())
        self.propose()

    def propose(self) -> None:
        """Read what the present choice would enter."""
        ids, part, day = self._ids, Decimal(self.part.value() or 0), self.day.value()
        self.save.setEnabled(False)

        def work(session: Any) -> list[Proposal]:
            from acse_desktop.services.payments import proposals

            return proposals(session, ids, part, day)

        self._context.database.read(work, self._show)

    def values(self) -> dict[str, Any]:
        """The payments that were shown."""
        return {"proposals": self.proposals}

    def _show(self, found: list[Proposal]) -> None:
        self.proposals = found
        names = dict(_natures())
        self.table.show_rows(
            [
                (one.numero, one.organisme, amount_text(one.payment.montant, unit="€"),
                 names[one.payment.nature] if one.payment.montant else "", " ".join(one.remarks))
                for one in found
            ],
            [_MARKS[bool(one.remarks)] for one in found],
        )  # fmt: skip
        amounts = [one.payment.montant for one in found if one.payment.montant]
        text = ngettext("{n} versement, {sum}.", "{n} versements, {sum}.", len(amounts))
        total = amount_text(sum(amounts, Decimal(0)), unit="€")
        self.total.setText(text.format(n=count_text(len(amounts)), sum=total))
        self.save.setEnabled(bool(amounts))


def _part(percent: int) -> str:
    if percent == PARTS[0]:
        return _("Tout ce qui reste à payer")
    return _("{n}\u00a0% du montant accordé").format(n=percent)


def standing_text(standing: Standing) -> str:
    """Granted, engaged, paid and left, in one line."""
    engaged = standing.engage
    parts = (
        (_("Accordé"), standing.accorde), (_("Engagé"), engaged), (_("Payé"), standing.paye),
        (_("Reste à payer"), standing.reste),
    )  # fmt: skip
    return " · ".join(
        f"{label}\u00a0: {amount_text(amount, unit='€') if amount is not None else '—'}"
        for label, amount in parts
    )
