"""The balance of a budget, live: totals, gap in euros, bars, and what to do about it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acse_desktop.translation import _
from acse_desktop.typography import amount_text
from ui.theme.apply import current
from ui.theme.dress import dress, restyle
from ui.theme.painting import filled, painter_on
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import Mark
from ui.widgets.scroll import Responsive

if TYPE_CHECKING:
    from acse_desktop.services.budget import Balance


class BalanceBars(QWidget):
    """Charges above, produits below; what one lacks to equal the other is hatched."""

    def __init__(self) -> None:
        super().__init__()
        self._charges = self._produits = Decimal(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, charges: Decimal, produits: Decimal) -> None:
        """Show other totals, in euros."""
        self._charges, self._produits = charges, produits
        gap = produits - charges
        said = _("Charges {charges}, produits {produits}, écart {ecart}")
        texts = [amount_text(one, unit="€") for one in (charges, produits, gap)]
        self.setAccessibleName(said.format(charges=texts[0], produits=texts[1], ecart=texts[2]))
        self.update()

    def sizeHint(self) -> QSize:
        """Two bars."""
        return QSize(current().px(200), current().px(36))

    def refresh_theme(self) -> None:
        """Sizes follow the text."""
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both bars on the scale of the longer one."""
        painter, theme = painter_on(self), current()
        whole = max(self._charges, self._produits, Decimal(1))
        charts, high = theme.tokens.charts, theme.px(11)
        rows = ((self._charges, charts[0], theme.px(4)), (self._produits, charts[4], theme.px(21)))
        for amount, colour, top in rows:
            share = float(max(amount, Decimal(0)) / whole)
            wide = self.width() * share
            if share < 1:
                hatch = QBrush(theme.colour("ink3"), Qt.BrushStyle.BDiagPattern)
                painter.fillRect(QRectF(wide, top, self.width() - wide, high), hatch)
            filled(painter, QRectF(0, top, wide, high), theme.colour(colour), 2)
        painter.end()


class Check(QWidget):
    """A mark and a sentence, with a link that mends."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = Mark("checkmark_circle", "success", 14)
        self.text = ElidedLabel("", "help")
        self.link = LinkButton("")
        self.link.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.mark)
        row.addWidget(self.text)
        row.addWidget(self.link)
        row.addStretch(1)

    def show_check(self, text: str, level: str, link: str = "") -> None:
        """`level` is success, warning or error."""
        icons = {"success": "checkmark_circle", "warning": "warning", "error": "error_circle"}
        self.mark.show_mark(icons[level], level)
        self.text.setText(text)
        self.link.setText(link)
        self.link.setVisible(bool(link))


class BalanceStrip(QFrame):
    """Under the two sides; `repair_asked` when the gap is to be written as autofinancement."""

    repair_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, surface="bottom")
        self.charges, self.produits, self.gap = (TextLabel("", "amount") for _one in range(3))
        self.bars = BalanceBars()
        self.checks = [Check() for _one in range(3)]
        self._parts = Responsive(880, 20)
        self._parts.add(self._totals(), 0)
        self._parts.add(self.bars, 2)
        self._parts.add(self._said(), 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._parts)
        self.checks[0].link.clicked.connect(self.repair_asked)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(20), px(8), px(20), px(8))

    def _totals(self) -> QWidget:
        block = QWidget()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        named = (
            (_("Total charges"), self.charges),
            (_("Total produits"), self.produits),
            (_("Écart"), self.gap),
        )
        for column, (name, label) in enumerate(named):
            grid.addWidget(TextLabel(name, "help", "ink2"), 0, column)
            grid.addWidget(label, 1, column)
        return block

    def _said(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for check in self.checks:
            column.addWidget(check)
        return block

    def show_balance(self, balance: Balance, share: Decimal | None) -> None:
        """Show the totals, the two balances, and the share asked of the Acsé (%)."""
        self.charges.setText(amount_text(balance.charges, unit="€"))
        self.produits.setText(amount_text(balance.produits, unit="€"))
        self.gap.setText(amount_text(balance.gap, unit="€"))
        restyle(self.gap, ink="error" if balance.gap else "success")
        self.bars.show_totals(balance.charges, balance.produits)
        self._say_balance(balance)
        if share is None:
            self.checks[1].show_check(_("Part demandée à l’Acsé\u00a0: inconnue"), "warning")
        else:
            text = _("Part demandée à l’Acsé\u00a0: {part}\u00a0% du coût")
            level = "success" if share <= 100 else "error"
            self.checks[1].show_check(text.format(part=amount_text(share)), level)
        self._say_voluntary(balance)

    def _say_balance(self, balance: Balance) -> None:
        gap, check = balance.gap, self.checks[0]
        amount = amount_text(abs(gap), unit="€")
        if not balance.charges and not balance.produits:
            check.show_check(_("Le budget est vide."), "warning")
        elif gap < 0:
            text = _("Les produits ne couvrent pas les charges\u00a0: il manque {amount}.")
            check.show_check(text.format(amount=amount), "error", _("Ajouter en autofinancement"))
        elif gap > 0:
            text = _("Les produits dépassent les charges de {amount}.")
            check.show_check(text.format(amount=amount), "error", _("Inscrire en excédent"))
        else:
            check.show_check(_("Charges et produits sont équilibrés."), "success")

    def _say_voluntary(self, balance: Balance) -> None:
        if balance.voluntary_gap == 0:
            text = _("Contributions volontaires équilibrées (86 = 87)")
            self.checks[2].show_check(text, "success")
        else:
            text = _("Contributions volontaires\u00a0: {emplois} en 86, {dons} en 87")
            shown = text.format(
                emplois=amount_text(balance.emplois, unit="€"),
                dons=amount_text(balance.contributions, unit="€"),
            )
            self.checks[2].show_check(shown, "error")
