"""Where the money stands: one bar per envelope, theme or contract, moving with each vote."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from acse_desktop.translation import _
from acse_desktop.typography import NBSP, amount_text
from ui.theme.apply import current
from ui.theme.dress import dress, restyle
from ui.theme.painting import filled, painter_on
from ui.theme.tokens import CARD_X
from ui.widgets.card import Card
from ui.widgets.labels import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.committee.live import Figures

ELSEWHERE, SITTING, PENDING = "elsewhere", "sitting", "pending"
DISPOSITIF, ENVELOPPE, THEME, CONTRAT = "dispositif", "enveloppe", "theme", "contrat"
NAMED = 360
"""Most that the list of the envelopes takes, logical px."""


def colour_of(part: str) -> QColor:
    """The colour of a part of the bar."""
    tokens = current().tokens
    wanted = {ELSEWHERE: tokens.charts[0], SITTING: tokens.charts[4], PENDING: tokens.charts[4]}
    return QColor(wanted[part])


def name_of(one: Figures) -> str:
    """What an envelope, a theme or a contract is called in the list of the gauge."""
    from acse_desktop.nomenclatures import label_of

    theme = _(label_of("theme", one.theme)) if one.theme else ""
    if one.kind == CONTRAT:
        return _("Contrat {nom}").format(nom=one.nom)
    if one.kind == THEME:
        return _("Thématique {nom}").format(nom=theme)
    if one.kind == DISPOSITIF:
        return _("Dispositif {nom}").format(nom=one.dispositif)
    nom = " – ".join(part for part in (one.dispositif, theme) if part)
    return _("Enveloppe {nom}").format(nom=nom)


class GaugeBar(QWidget):
    """Granted elsewhere, voted here, hatched for what is still to examine, on what is available."""

    def __init__(self, thick: int = 12) -> None:
        super().__init__()
        self._thick = thick
        self.parts: tuple[tuple[str, Decimal], ...] = ()
        self.whole, self.limit = Decimal(1), Decimal(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, one: Figures | None) -> None:
        """Show where the money stands."""
        if one is None:
            self.parts = ()
        else:
            self.parts = ((ELSEWHERE, one.ailleurs), (SITTING, one.vote), (PENDING, one.a_examiner))
            total = sum((amount for _part, amount in self.parts), Decimal(0))
            self.limit = one.disponible or Decimal(0)
            self.whole = max(self.limit, total, Decimal(1))
        self.update()

    def sizeHint(self) -> QSize:
        """As thick as asked, in logical px."""
        return QSize(current().px(200), current().px(self._thick))

    def refresh_theme(self) -> None:
        """The height follows the text."""
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, then each part after the other; a red mark where the credits end."""
        painter, tokens = painter_on(self), current().tokens
        radius = current().px(4)
        ends = QPainterPath()
        ends.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(ends)
        filled(painter, self.rect(), QColor(tokens.charts[2]), 0)
        left = 0.0
        for part, amount in self.parts:
            width = float(amount / self.whole) * self.width()
            _paint_part(painter, QRectF(left, 0, width, self.height()), part)
            left += width
        if 0 < self.limit < self.whole:
            place = float(self.limit / self.whole) * self.width()
            painter.fillRect(QRectF(place - 1, 0, 2, self.height()), QColor(tokens.error))
        painter.end()


def _paint_part(painter: QPainter, box: QRectF, part: str) -> None:
    colour = colour_of(part)
    if part == PENDING:
        painter.fillRect(box, QBrush(colour, Qt.BrushStyle.BDiagPattern))
    else:
        painter.fillRect(box, colour)


class Swatch(QWidget):
    """The colour of a part, before its name."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(current().px(10), current().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Plain or hatched, as in the bar."""
        painter = painter_on(self)
        filled(painter, self.rect(), QColor(current().tokens.charts[2]), 2)
        _paint_part(painter, QRectF(self.rect()), self._part)
        painter.end()


class Entry(QWidget):
    """A part of the legend: colour, name, amount."""

    def __init__(self, part: str, name: str) -> None:
        super().__init__()
        self.name = name
        self.value = TextLabel("", "table_strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px(6))
        row.addWidget(Swatch(part))
        row.addWidget(ElidedLabel(name, "body", "ink2"))
        row.addWidget(self.value)

    def show_amount(self, amount: Decimal) -> None:
        """Show another amount, in euros."""
        self.value.setText(amount_text(amount, unit="€"))
        self.value.setAccessibleName(f"{self.name}{NBSP}: {self.value.text()}")


class Gauge(Card):
    """The gauge of one envelope, theme or contract, chosen in a list.

    Signals:
        chosen: another one is shown (its kind and key).
    """

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.figures: Sequence[Figures] = ()
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Enveloppe, thématique ou contrat suivi"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMaximumWidth(current().px(NAMED))
        dress(self.choice, font="strong", height=28)
        self.available = TextLabel("", "body", "ink2")
        self.entries = {
            ELSEWHERE: Entry(ELSEWHERE, _("Déjà voté")),
            SITTING: Entry(SITTING, _("Cette séance")),
            PENDING: Entry(PENDING, _("Restant à examiner (proposé)")),
        }
        self.left = TextLabel("", "strong", "success")
        self.bar = GaugeBar()
        self._rows = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.choice.activated.connect(self._choose)

    def _lay_out(self) -> None:
        self._legend = QWidget()
        entries = QHBoxLayout(self._legend)
        entries.setContentsMargins(0, 0, 0, 0)
        entries.setSpacing(current().px(16))
        for entry in self.entries.values():
            entries.addWidget(entry)
        first, second = self._rows
        for row in self._rows:
            row.setSpacing(current().px(12))
            self.content.addLayout(row)
        first.addWidget(self.choice)
        first.addWidget(self.available)
        first.addWidget(self._legend)
        first.addStretch(1)
        first.addWidget(self.left)
        second.addStretch(1)
        self.add(self.bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange again."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The legend goes under the name when both do not fit."""
        first, second = self._rows
        margins = self.contentsMargins().left() + self.contentsMargins().right()
        shown = (self.choice, self.available, self._legend, self.left)
        needed = sum(one.sizeHint().width() + first.spacing() for one in shown)
        roomy = self.width() - margins - 2 * current().px(CARD_X) > needed
        if roomy != (first.indexOf(self._legend) >= 0):
            if roomy:
                first.insertWidget(2, self._legend)
            else:
                second.insertWidget(0, self._legend)

    def current_figures(self) -> Figures | None:
        """The ones shown; None when the sitting touches no envelope."""
        place = self.choice.currentIndex()
        return self.figures[place] if 0 <= place < len(self.figures) else None

    def show_figures(self, figures: Sequence[Figures]) -> None:
        """Take new figures; the same envelope stays shown."""
        before = self.current_figures()
        keys = [(one.kind, one.key) for one in figures]
        self.figures = figures
        self.choice.clear()
        self.choice.addItems([name_of(one) for one in figures])
        if before is not None and (before.kind, before.key) in keys:
            self.choice.setCurrentIndex(keys.index((before.kind, before.key)))
        self.setVisible(bool(figures))
        self._show()

    def select(self, kind: str, key: str) -> None:
        """Show an envelope, a theme or a contract."""
        keys = [(one.kind, one.key) for one in self.figures]
        self.choice.setCurrentIndex(keys.index((kind, key)))
        self._show()

    def _choose(self, _place: int) -> None:
        self._show()
        if (one := self.current_figures()) is not None:
            self.chosen.emit(one.kind, one.key)

    def _show(self) -> None:
        one = self.current_figures()
        self.bar.show_figures(one)
        if one is None:
            return
        self.available.setText(amount_text(one.disponible, unit="€"))
        for part, amount in ((ELSEWHERE, one.ailleurs), (SITTING, one.vote),
                             (PENDING, one.a_examiner)):  # fmt: skip
            self.entries[part].show_amount(amount)
        self.left.setText(left_text(one))
        restyle(self.left, ink=left_ink(one))
        self.setAccessibleName(f"{name_of(one)}, {self.left.text()}")
        self._fold()


def left_text(one: Figures) -> str:
    """What is left after the sitting; what was given where nothing is notified."""
    if one.reste is None:
        given = amount_text(one.ailleurs + one.vote, unit="€")
        return _("Accordé avec cette séance\u00a0: {montant}").format(montant=given)
    left = amount_text(one.reste, unit="€")
    return _("Reste après séance\u00a0: {montant}").format(montant=left)


def left_ink(one: Figures) -> str:
    """Red when too much is granted, neutral where nothing is notified."""
    if one.reste is None:
        return "ink"
    return "success" if one.reste >= 0 else "error"
