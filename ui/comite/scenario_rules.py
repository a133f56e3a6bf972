"""The rules of a scenario: which envelopes, what share of each, the cap and the minimum."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Percent, Text
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text
from ui.comite.gauge import name_of
from ui.editors import AmountEditor, LineEditor
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.committee.pools import Credits
    from acse_desktop.services.committee.scenarios import Known

RULE = N_(
    "Chaque action reçoit d’abord ce qui est proposé, sinon ce qui est demandé. Puis rien sous le"
    " minimum, aucun organisme au-dessus du plafond, aucune enveloppe au-dessus de sa part\u00a0:"
    " ce qui dépasse est réduit en proportion, au centime."
)


class CreditsLine:
    """An envelope to tick, its share when it has its own, what it has."""

    def __init__(self, credits: Credits, checked: bool, rate: Decimal | None) -> None:
        self.id = credits.id
        name = name_of_credits(credits)
        self.tick = QCheckBox(name.replace("&", "&&"))
        self.tick.setChecked(checked)
        dress(self.tick, font="body")
        self.rate = LineEditor(Percent(), _("Part de {nom}").format(nom=name))
        self.rate.set_value(rate)
        self.rate.setPlaceholderText(_("celle du scénario"))
        self.rate.setFixedWidth(current().px(150))
        left = _("{reste} à accorder sur {disponible}").format(
            reste=amount_text(credits.reste, unit="€"),
            disponible=amount_text(credits.disponible, unit="€"),
        )
        self.left = TextLabel(left, "help", "ink2")


def name_of_credits(credits: Credits) -> str:
    """What an envelope is called."""
    from acse_desktop.services.committee.live import Figures

    zero = Decimal(0)
    return name_of(Figures("enveloppe", credits.id, "", credits.dispositif, credits.theme, zero,
                           zero, zero, zero))  # fmt: skip


class RulesDialog(QDialog):
    """A new scenario, or the rules of one.

    Signals:
        answered: the values by field, then the share of each envelope ticked.
    """

    answered = Signal(dict, dict)

    def __init__(
        self, parent: QWidget, envelopes: list[Credits], known: Known | None, ticked: set[str]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Règles du scénario"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.fields = {
            "nom": Field(_("Nom"), LineEditor(Text(200), _("Nom"))),
            "taux": Field(_("Part de l’enveloppe à répartir"),
                          LineEditor(Percent(), _("Part de l’enveloppe à répartir")),
                          optional=True),
            "plafond_organisme": Field(_("Plafond par organisme"),
                                       AmountEditor(_("Plafond par organisme")), optional=True),
            "minimum": Field(_("Montant minimum par action"),
                             AmountEditor(_("Montant minimum par action")), optional=True),
        }  # fmt: skip
        shares = known.envelopes if known is not None else dict.fromkeys(ticked)
        self.lines = [CreditsLine(one, one.id in shares, shares.get(one.id)) for one in envelopes]
        for name, field in self.fields.items():
            field.editor.set_value(known.card.values[name] if known is not None else None)
        self.save = Button(_("Calculer"), "calculator", primary=True)
        self.save.setDefault(True)
        self.save.clicked.connect(self._answer)
        self._lay_out()

    def _lay_out(self) -> None:
        px = current().px
        column, row, buttons = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(TextLabel(_(RULE), "body", "ink2", wrap=True))
        column.addWidget(self.fields["nom"])
        row.setSpacing(px(12))
        for name in ("taux", "plafond_organisme", "minimum"):
            row.addWidget(self.fields[name])
        column.addLayout(row)
        column.addWidget(TextLabel(_("Enveloppes à répartir"), "card"))
        column.addWidget(scrolled(self._table()), 1)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.resize(px(860), px(560))

    def _table(self) -> QWidget:
        found = QWidget()
        grid = QGridLayout(found)
        grid.setContentsMargins(0, 0, current().px(8), 0)
        for place, line in enumerate(self.lines):
            for column, widget in enumerate((line.tick, line.rate, line.left)):
                grid.addWidget(widget, place, column)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(self.lines), 1)
        return found

    def _answer(self) -> None:
        problems = {name: field.editor.problem() for name, field in self.fields.items()}
        if not self.fields["nom"].editor.value():
            problems["nom"] = _("Donnez un nom, par exemple « CUCS à 85\u00a0% ».")
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        shares = {line.id: line.rate.value() for line in self.lines if line.tick.isChecked()}
        wrong = [name for name, text in problems.items() if text]
        if wrong or any(line.rate.problem() for line in self.lines):
            self.fields[wrong[0] if wrong else "nom"].editor.setFocus()
            return
        values: dict[str, Any] = {name: one.editor.value() for name, one in self.fields.items()}
        self.accept()
        self.answered.emit(values, shares)
