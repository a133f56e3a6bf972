"""The screen of the committee: the action examined and what is left, in big, for the room.

Confidential opinions are never shown here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.translation import _
from acse_desktop.typography import amount_text, count_text
from ui.comite.dots import dots_text, dots_words
from ui.comite.gauge import DISPOSITIF, ENVELOPPE, THEME, GaugeBar, left_ink, left_text, name_of
from ui.comite.table import DECISIONS, OPEN
from ui.theme.apply import current
from ui.theme.dress import restyle
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.committee.live import Figures
    from acse_desktop.services.committee.sheet import Line
    from ui.comite.page import SittingPage

GAUGES = 4
"""Envelopes shown at once: that of the action first."""


class BigAmount(QWidget):
    """An amount under its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.value = TextLabel("—", "room_amount")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(TextLabel(name, "room_help", "ink2"))
        column.addWidget(self.value)

    def show_amount(self, amount: Decimal | None) -> None:
        """Euros; a dash when there is none."""
        self.value.setText(amount_text(amount, unit="€") or "—")
        self.value.setAccessibleName(f"{self.name} {self.value.text()}")


class BigGauge(QWidget):
    """An envelope: its name, its bar, what is left."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("", "room_name")
        self.left = TextLabel("", "room_title")
        self.bar = GaugeBar(20)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.bar)

    def show_figures(self, one: Figures) -> None:
        """Show where an envelope stands."""
        self.name.setText(name_of(one))
        self.left.setText(left_text(one))
        restyle(self.left, ink=left_ink(one))
        self.bar.show_figures(one)


class CommitteeScreen(QWidget):
    """A window of its own that follows the table of the page; Esc closes it."""

    def __init__(self, page: SittingPage) -> None:
        super().__init__(page, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Écran du comité"))
        self.setAutoFillBackground(True)
        self._page = page
        self.rank = TextLabel("", "room_help", "ink2")
        self.organisme = ElidedLabel("", "room_title")
        self.intitule = TextLabel("", "room_text", wrap=True)
        self.opinions = ElidedLabel("", "room_help", "ink2")
        self.amounts = {
            "anterieur": BigAmount(_("Année précédente")),
            "demande": BigAmount(_("Demandé")),
            "propose": BigAmount(_("Proposé")),
            "montant": BigAmount(_("Voté")),
        }
        self.decision = TextLabel("", "room_title")
        self.gauges = [BigGauge() for _place in range(GAUGES)]
        self._lay_out()
        page.filled.connect(self.refresh)
        assert page.table is not None
        page.table.grid.current_changed.connect(lambda _id: self.refresh())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self.refresh()

    def _lay_out(self) -> None:
        px = current().px
        leave = IconButton("dismiss", _("Quitter l’écran du comité"))
        leave.clicked.connect(self.close)
        head, amounts = QHBoxLayout(), QGridLayout()
        head.addWidget(self.rank, 1)
        head.addWidget(self.decision)
        head.addWidget(leave)
        for place, amount in enumerate(self.amounts.values()):
            amounts.addWidget(amount, 0, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(48), px(32), px(48), px(40))
        column.setSpacing(px(16))
        column.addLayout(head)
        for widget in (self.organisme, self.intitule, self.opinions):
            column.addWidget(widget)
        column.addLayout(amounts)
        column.addStretch(1)
        for gauge in self.gauges:
            column.addWidget(gauge)

    def show_full(self) -> None:
        """On the second screen when there is one, else over the window."""
        screens = [one for one in self.screen().virtualSiblings() if one is not self.screen()]
        if screens:
            self.setGeometry(screens[0].geometry())
        self.showFullScreen()

    def refresh(self) -> None:
        """Follow the line where the agent stands."""
        sitting, table = self._page.sitting, self._page.table
        if sitting is None or table is None:
            self.close()
            return
        here = table.grid.current_id()
        places = {line.id: place for place, line in enumerate(sitting.lines)}
        if here in places:
            place = places[here]
            self._show_line(sitting.lines[place], place + 1, len(sitting.lines))
            self._show_gauges(sitting.lines[place], self._page.figures)

    def _show_line(self, line: Line, rank: int, count: int) -> None:
        text = _("Dossier {rang} sur {total} · {numero}")
        self.rank.setText(text.format(rang=count_text(rank), total=count_text(count),
                                      numero=line.numero))  # fmt: skip
        self.organisme.setText(line.organisme)
        self.intitule.setText(line.intitule)
        words = dots_words(dots_text(line.avis, confidential=False))
        self.opinions.setText(_("Avis\u00a0: {mots}").format(mots=words))
        for name, amount in self.amounts.items():
            amount.show_amount(getattr(line, name))
        status = DECISIONS[line.decision or OPEN]
        self.decision.setText(_(status.label))
        restyle(self.decision, ink=status.kind)

    def _show_gauges(self, line: Line, figures: list[Figures]) -> None:
        """The envelopes of the action, its theme and its contract."""
        ours = [one for one in figures if _concerns(one, line)]
        for place, gauge in enumerate(self.gauges):
            gauge.setVisible(place < len(ours))
            if place < len(ours):
                gauge.show_figures(ours[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; the arrows go through the order of the day."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Up: -1,
                 Qt.Key.Key_PageUp: -1}  # fmt: skip
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        elif key in steps and self._page.table is not None:
            self._page.table.grid.step(0, steps[key])
        else:
            super().keyPressEvent(event)


def _concerns(one: Figures, line: Line) -> bool:
    if one.kind in (DISPOSITIF, ENVELOPPE):
        return one.dispositif == line.dispositif and one.theme in (None, line.theme)
    if one.kind == THEME:
        return one.disponible is not None and one.theme == line.theme
    return one.nom == line.contrat
