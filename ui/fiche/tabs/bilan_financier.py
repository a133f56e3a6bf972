"""The table of the compte rendu: what was foreseen, what was realised, and the gap."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount
from acse_desktop.services.comptes_rendus.bilan_financier import (
    BilanFinancier,
    Ecart,
    LigneBilan,
    bilan_of,
)
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import MINUS, NBSP, amount_text
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

HEADS = (
    Head("compte", N_("Compte"), 84),
    Head("libelle", N_("Intitulé")),
    Head("prevu", N_("Prévu"), 124, right=True),
    Head("realise", N_("Réalisé"), 124, right=True),
    Head("ecart", N_("Écart"), 124, right=True),
    Head("part", N_("Écart en\u00a0%"), 104, right=True),
)
ALL, SHORT = N_("Afficher tous les comptes"), N_("N’afficher que les comptes servis")
LOUD = Decimal(20)
"""Gaps over this share, in %, stand out: they call for an explanation."""


def percent_text(value: Decimal | None) -> str:
    """« −37,5 % »."""
    if value is None:
        return ""
    text = f"{value:.1f}".replace(".", ",").replace("-", MINUS)
    return f"{'+' if value > 0 else ''}{text}{NBSP}%"


class BilanFinancierCard(Card):
    """Accounts of both sides, then the funders; only what was realised is typed here."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(
            _("Bilan financier"), _("écarts en euros et en pourcentage (arrêté du 11 octobre 2006)")
        )
        self.page = page
        self.bilan = BilanFinancier((), ())
        self._every = False
        self._sheet: ActionSheet | None = None
        self.table = Sheet(_("Bilan financier"), HEADS)
        self.message = InlineMessage()
        self.more = self.add_link(_(ALL))
        self.add(self.table)
        self.add(self.message)
        self.table.typed.connect(self._typed)
        self.table.pasted.connect(self._pasted)
        self.more.clicked.connect(self.toggle_accounts)

    def toggle_accounts(self) -> None:
        """Show every account, to enter what nobody had foreseen, or only those in use."""
        self._every = not self._every
        self.more.setText(_(SHORT if self._every else ALL))
        if self._sheet is not None:
            self.take(self._sheet)

    def take(self, sheet: ActionSheet) -> None:
        """Show the accounts and their totals."""
        self._sheet = sheet
        parts = sheet.parts
        self.bilan = bilan_of(parts["ligne_budget"], parts["financement"], self._every)
        self.table.show_lines(
            [
                _heading("charges", _("Charges")),
                *map(_line, self.bilan.charges),
                _total("total_charges", _("Total des charges"), self.bilan.total_charges),
                _heading("produits", _("Produits")),
                *map(_line, self.bilan.produits),
                _total("total_produits", _("Total des produits"), self.bilan.total_produits),
            ]
        )

    # ---- writing

    def _typed(self, line: str, name: str, text: str) -> None:
        amounts = self._read(line, name, text)
        if amounts is not None:
            self.message.show_message(None)
            self._write(amounts)

    def _read(self, line: str, name: str, text: str) -> dict[tuple[str, str], Any] | None:
        """The amount typed, by table and key; what cannot be read stays in its cell."""
        try:
            value = Amount().parse(text)
        except InvalidInput as error:
            self.table.show_fault(line, name, text, str(error))
            self.message.show_message(str(error))
            return None
        self.table.show_fault(line, name, text, "")
        table, key = line.split(":", 1)
        return {(table, key): value}

    def _pasted(self, block: list[list[str]]) -> None:
        """A column of amounts goes down from the current cell, over the accounts."""
        here = self.table.here()
        if here is None:
            return
        lines = [line.key for line in self.table.sheet.lines]
        below = [key for key in lines[lines.index(here[0]) :] if ":" in key]
        amounts: dict[tuple[str, str], Any] = {}
        for line, texts in zip(below, block, strict=False):
            amounts |= self._read(line, "realise", texts[0] if texts else "") or {}
        self._write(amounts)

    def _write(self, amounts: dict[tuple[str, str], Any]) -> None:
        if self._sheet is None or not amounts:
            return
        action, agent = self._sheet.action.id, self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.comptes_rendus import gestes

            gestes.enter_realised(session, action, amounts, agent=agent)

        self.page.do(work, lambda _none: self._say(len(amounts)))

    def _say(self, count: int) -> None:
        if count > 1:
            text = ngettext("{n} montant écrit.", "{n} montants écrits.", count)
            self.page.context.say(text.format(n=count), undoable=True)


def _heading(key: str, title: str) -> Line:
    blank = tuple(Cell(ground="sub") for _head in HEADS[1:])
    return Line(key, (Cell(title, strong=True, ground="sub"), *blank), title)


def _line(one: LigneBilan) -> Line:
    loud = one.ecart.pourcentage is not None and abs(one.ecart.pourcentage) > LOUD
    realised = Cell(
        amount_text(one.ecart.realise), editable=True, value=one.ecart.realise
    )  # fmt: skip
    compte = one.compte if one.table == "ligne_budget" else one.compte[:2]
    cells = (
        Cell(compte, ink="ink2"), Cell(_(one.libelle), help=_(one.libelle)),
        Cell(amount_text(one.ecart.prevu)), realised,
        *_gap(one.ecart, "warning" if loud else "ink2"),
    )  # fmt: skip
    return Line(f"{one.table}:{one.cle}", cells, f"{compte} {_(one.libelle)}")


def _gap(ecart: Ecart, ink: str, **look: Any) -> tuple[Cell, Cell]:
    return (
        Cell(amount_text(ecart.montant), ink=ink, **look),
        Cell(percent_text(ecart.pourcentage), ink=ink, **look),
    )


def _total(key: str, title: str, ecart: Ecart) -> Line:
    look: dict[str, Any] = {"strong": True, "ground": "head"}
    texts = ("", title, amount_text(ecart.prevu), amount_text(ecart.realise))
    return Line(key, (*(Cell(text, **look) for text in texts), *_gap(ecart, "ink", **look)), title)
