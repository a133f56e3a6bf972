"""The parts of a panel: amounts, what is left to do, shares of a plan, titled lists."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import NBSP, amount_text
from ui.theme.apply import current
from ui.widgets.bars import ShareBar
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import Mark

if TYPE_CHECKING:
    from acse_desktop.rules.anomalie import Anomalie

LEVELS = {"erreur": ("error_circle", "error"), "avertissement": ("warning", "warning")}
"""Icon and colour of each severity; anything else is information."""
SHOWN = 6
"""Things to do that are listed; the others are on the page of the record."""


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while item := layout.takeAt(0):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)


class Amounts(QWidget):
    """Amounts side by side, each under its name; a missing one is a dash."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)

    def show_amounts(self, amounts: Sequence[tuple[str, Decimal | None, str]]) -> None:
        """Name, euros, colour of each."""
        emptied(self._grid)
        for place, (name, amount, ink) in enumerate(amounts):
            value = TextLabel(amount_text(amount, unit="€") or "—", "amount", ink)
            value.setAccessibleName(f"{name} {value.text()}")
            self._grid.addWidget(TextLabel(name, "help", "ink2"), 0, place)
            self._grid.addWidget(value, 1, place)


class Heading(QWidget):
    """The title of a part, and a short word at its right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = TextLabel(title, "strong")
        self.word = TextLabel(role="help", ink="ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.title, 1)
        row.addWidget(self.word)

    def say(self, title: str, word: str, ink: str = "ink2") -> None:
        """Change both."""
        self.title.setText(title)
        self.word.setText(word)
        self.word.setProperty("ink", ink)
        self.word.style().unpolish(self.word)
        self.word.style().polish(self.word)


class ToDo(QWidget):
    """What is left to do on an action; `asked` says which anomaly to go and see."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.heading = Heading("")
        self.links: list[LinkButton] = []
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._rows)

    def show_anomalies(self, title: str, anomalies: Sequence[Anomalie]) -> None:
        """The most serious first; how many are not shown is said."""
        emptied(self._rows)
        self.links = []
        self.heading.say(title, str(len(anomalies)) if anomalies else _("rien"))
        for one in anomalies[:SHOWN]:
            self._rows.addLayout(self._line(one))
        more = len(anomalies) - SHOWN
        if more > 0:
            text = ngettext("et {n} autre sur la fiche", "et {n} autres sur la fiche", more)
            self._rows.addWidget(TextLabel(text.format(n=more), "help", "ink3"))

    def _line(self, one: Anomalie) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current().px(8))
        text = TextLabel(one.message, wrap=True)
        text.setToolTip(one.remede.replace("&", "&amp;").replace("<", "&lt;"))
        link = LinkButton(_("Corriger"))
        link.setAccessibleName(_("Corriger\u00a0: {message}").format(message=one.message))
        link.clicked.connect(lambda: self.asked.emit(one))
        self.links.append(link)
        row.addWidget(Mark(*LEVELS.get(one.gravite, ("info", "information"))))
        row.addWidget(text, 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return row


class Plan(QWidget):
    """Shares of a whole: name, bar, euros, percentage."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)

    def show_shares(self, shares: Sequence[tuple[str, Decimal, Decimal]]) -> None:
        """Label, euros, percentage of each; the colours are those of the charts, in order."""
        emptied(self._grid)
        self._grid.setVerticalSpacing(current().px(6))
        self._grid.setHorizontalSpacing(current().px(8))
        charts = current().tokens.charts
        colours = (charts[0], charts[1], charts[4], charts[3], charts[5])
        for row, (label, amount, share) in enumerate(shares):
            bar = ShareBar(label, float(share / 100), colours[row % len(colours)])
            percent = TextLabel(f"{share:.0f}{NBSP}%", "help", "ink2")
            self._grid.addWidget(ElidedLabel(label, "body", "ink2"), row, 0)
            self._grid.addWidget(bar, row, 1)
            for place, label_ in ((2, TextLabel(amount_text(amount, unit="€"), "strong")),
                                  (3, percent)):  # fmt: skip
                self._grid.addWidget(label_, row, place, Qt.AlignmentFlag.AlignRight)
