"""The candidates at the right of the reconciliation: why, how much, and the gestures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount, Code
from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text, day_text
from ui.editors import LineEditor
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage
from ui.widgets.scroll import Responsive

if TYPE_CHECKING:
    from acse_desktop.services.chorus.candidates import Candidate
    from acse_desktop.services.chorus.rows import ChorusRow, Tied

HEADS = (
    Head("confiance", N_("Piste"), 80), Head("action", N_("Action")),
    Head("reste", N_("Reste à payer"), 108, right=True), Head("part", N_("Part"), 100, right=True),
)  # fmt: skip
INKS = {"Sûr": "success", "Probable": "information", "Possible": "ink2"}
ZERO = Decimal(0)


class MatchPane(Card):
    """What a row may pay.

    Signals:
        confirmed: actions and their parts, in euros.
        passed: the next row is wanted.
        aside: the row is to be set aside.
        reopened: its decision is taken back.
        named: an action was asked for by its number.
        opened: identifier of an action to show.
    """

    confirmed = Signal(list)
    passed = Signal()
    aside = Signal()
    reopened = Signal()
    named = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Actions possibles"))
        self.row: ChorusRow | None = None
        self.candidates: list[Candidate] = []
        self.split: list[tuple[str, Decimal]] = []
        self.parts: dict[str, Decimal] = {}
        self.what = TextLabel("", "strong", wrap=True)
        self.detail = TextLabel("", "help", "ink2", wrap=True)
        self.table = Sheet(_("Actions possibles"), HEADS, row=32, fits=False)
        self.reasons = TextLabel("", "body", "ink2", wrap=True)
        self.fault = InlineMessage()
        self.number = LineEditor(Code(), _("N° d’une autre action"))
        self.number.setPlaceholderText(_("N° d’une autre action"))
        self.confirm_button = Button(_("Confirmer"), "checkmark", primary=True)
        self.split_button = Button(_("Répartir"), "arrow_swap")
        self.aside_button = Button(_("Écarter…"))
        self.next_button = Button(_("Suivante"))
        self.reopen_button = Button(_("Reprendre la ligne"), "history")
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _lay_out(self) -> None:
        px = current().px
        self.add(self.what)
        self.add(self.detail)
        self.content.addWidget(self.table, 1)
        self.add(self.reasons)
        self.add(self.fault)
        more, buttons = QHBoxLayout(), Responsive(430, 8)
        self.number.setMinimumWidth(px(200))
        more.addWidget(self.number)
        more.addStretch(1)
        for button in (self.confirm_button, self.split_button, self.aside_button,
                       self.next_button, self.reopen_button):  # fmt: skip
            buttons.add(button, 0)
        buttons.row.addStretch(1)
        self.content.addLayout(more)
        self.add(buttons)

    def _connect(self) -> None:
        self.confirm_button.clicked.connect(self.confirm)
        self.split_button.clicked.connect(self.share)
        self.aside_button.clicked.connect(self.aside)
        self.next_button.clicked.connect(self.passed)
        self.reopen_button.clicked.connect(self.reopened)
        self.table.typed.connect(self._typed)
        self.table.opened.connect(self.opened)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._explain())
        self.number.committed.connect(lambda value: self.named.emit(value) if value else None)

    # ---- showing

    def show_nothing(self) -> None:
        """No row is looked at."""
        self.row, self.candidates = None, []
        self._fill(_("Aucune ligne"), _("Importez une extraction, ou choisissez un autre état."))

    def show_row(
        self, row: ChorusRow, found: Sequence[Candidate], split: list[tuple[str, Decimal]],
        tied: Sequence[Tied],
    ) -> None:  # fmt: skip
        """Show the candidates of a row to reconcile, the payments of another one."""
        self.row, self.candidates, self.split, self.parts = row, list(found), split, {}
        self.fault.show_message(None)
        self.number.set_value(None)
        open_ = row.etat == "A_RAPPROCHER"
        self._fill(_what(row), _detail(row, tied))
        if not open_:
            self.table.show_lines([_tied_line(one) for one in tied])
        elif found:
            self.table.go(found[0].action_id, "part")
        self._explain()

    def _fill(self, what: str, detail: str) -> None:
        self.what.setText(what)
        self.detail.setText(detail)
        self.table.show_lines([self._line(one) for one in self.candidates])
        open_ = self.row is not None and self.row.etat == "A_RAPPROCHER"
        for button in (self.confirm_button, self.split_button, self.aside_button, self.number):
            button.setVisible(open_)
        self.next_button.setVisible(self.row is not None)
        self.reopen_button.setVisible(self.row is not None and not self._is_fresh())
        self.confirm_button.setEnabled(bool(self.candidates))
        self.split_button.setEnabled(bool(self.split))
        self._explain()

    def _is_fresh(self) -> bool:
        """Whether nothing was decided yet for the row."""
        return self.row is None or (
            self.row.etat == "A_RAPPROCHER" and self.row.reste == self.row.montant
        )

    def add_candidate(self, candidate: Candidate | None) -> None:
        """Add the action that was asked for by its number."""
        if candidate is None:
            self.fault.show_message(_("Aucune action accordée ne porte ce numéro."))
            return
        others = [one for one in self.candidates if one.action_id != candidate.action_id]
        self.candidates = [candidate, *others]
        self.fault.show_message(None)
        self._fill(self.what.text(), self.detail.text())
        self.table.go(candidate.action_id, "part")

    def _line(self, one: Candidate) -> Line:
        part = self.parts.get(one.action_id)
        name = f"{one.numero} · {one.organisme}"
        cells = (
            Cell(_(one.confiance), ink=INKS[one.confiance], strong=one.confiance == "Sûr"),
            Cell(name, help=f"{one.numero} · {one.intitule} · {one.organisme}"),
            Cell(amount_text(one.standing.reste, True)),
            Cell(amount_text(part, True), True, value=part),
        )
        return Line(one.action_id, cells, name)

    def _explain(self) -> None:
        here = self.table.here()
        found = next((one for one in self.candidates if here and one.action_id == here[0]), None)
        text = ""
        if found is not None:
            text = _("{nature}, « {title} ». Parce que\u00a0: {reasons}.").format(
                nature=_(label_of("type_versement", found.nature)),
                title=found.intitule or found.numero,
                reasons=", ".join(found.reasons),
            )
        elif self.row is not None and self.row.etat == "A_RAPPROCHER":
            text = _("Aucune action ne correspond\u00a0: donnez son numéro, ou écartez la ligne.")
        self.reasons.setText(text)

    # ---- gestures

    def _typed(self, line: str, _name: str, text: str) -> None:
        try:
            value = Amount().parse(text)
        except InvalidInput as error:
            self.fault.show_message(str(error))
            return
        self.fault.show_message(None)
        self.parts = {key: one for key, one in self.parts.items() if key != line}
        if value:
            self.parts[line] = value
        self.table.show_lines([self._line(one) for one in self.candidates])

    def share(self) -> None:
        """Propose the parts of the actions of the EJ."""
        self.parts = dict(self.split)
        self.table.show_lines([self._line(one) for one in self.candidates])

    def confirm(self) -> None:
        """Give the parts typed; without any, the whole row to the current candidate."""
        here = self.table.here()
        if self.row is None or self.row.etat != "A_RAPPROCHER" or not self.candidates:
            return
        if self.parts:
            self.confirmed.emit(list(self.parts.items()))
        elif here is not None:
            self.confirmed.emit([(here[0], self.row.reste)])

    def focus_candidates(self) -> None:
        """Go to the table."""
        self.table.setFocus()


def _what(row: ChorusRow) -> str:
    return _("{amount} à {name}, le {day}").format(
        amount=amount_text(row.montant, unit="€"), name=row.fournisseur or _("inconnu"),
        day=day_text(row.paye_le) or "?",
    )  # fmt: skip


def _detail(row: ChorusRow, tied: Sequence[Tied]) -> str:
    parts = [
        _("EJ {ej}").format(ej=row.ej or "—"),
        _("DP {dp}").format(dp=row.dp or "—"),
        _("SIRET {siret}").format(siret=row.siret or "—"),
    ]
    if row.etat == "A_RAPPROCHER" and tied:
        rest = amount_text(row.reste, unit="€")
        parts.append(_("reste {rest} à rapprocher").format(rest=rest))
    if row.motif:
        parts.append(row.motif)
    return " · ".join(parts)


def _tied_line(one: Tied) -> Line:
    name = f"{one.numero} · {one.organisme}"
    cells = (
        Cell(_(label_of("type_versement", one.nature)), ink="success"), Cell(name), Cell(""),
        Cell(amount_text(one.montant, True)),
    )  # fmt: skip
    return Line(one.action_id, cells, name)
