"""What is to be mended, on top of a page, with links to the fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from acse_desktop.translation import _, ngettext
from ui.fiche.anomalies import Problem
from ui.theme.apply import current
from ui.theme.dress import dress, restyle
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import Mark

SHOWN = 3
"""Links on the line; F8 goes through all of them."""


class ErrorSummary(QFrame):
    """« 2 points à corriger » and the first of them.

    Signals:
        asked: the problem to go to.
        accept_asked: a reason is to be given for one of them.
    """

    asked = Signal(object)
    accept_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self._next = 0
        dress(self, surface="error")
        self.heading = ElidedLabel("", "strong", "error")
        self._mark = Mark("error_circle", "error")
        self.key = TextLabel(_("F8\u00a0: point suivant"), "help", "ink2")
        self.accept = LinkButton(_("Accepter avec un motif…"))
        self.accept.clicked.connect(self.accept_asked)
        self.links = [LinkButton("") for _rank in range(SHOWN)]
        self._more = TextLabel("", "help", "ink2")
        self._lay_out()
        for rank, link in enumerate(self.links):
            link.clicked.connect(lambda _on=False, one=rank: self.asked.emit(self.problems[one]))
        self.refresh_theme()
        self.hide()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        head, self._line = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self.heading, 1)
        head.addWidget(self.key)
        for link in self.links:
            link.setMinimumWidth(1)  # its text follows the width, not the reverse
            self._line.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addWidget(self._more)
        self._line.addStretch(1)
        self._line.addWidget(self.accept)
        self._column.addLayout(head)
        self._column.addLayout(self._line)

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        self._column.setContentsMargins(px(12), px(8), px(16), px(6))
        self._column.setSpacing(px(2))
        self._line.setContentsMargins(px(20), 0, 0, 0)
        self._line.setSpacing(px(12))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the errors first; hidden when there is nothing to mend."""
        self.problems = list(problems)
        errors = sum(one.level == "error" for one in problems)
        level = "error" if errors else "warning"
        self._mark.show_mark("error_circle" if errors else "warning", level)
        restyle(self.heading, ink=level)
        restyle(self, surface=level)
        self.heading.setText(self._title(errors, len(problems) - errors))
        self.setVisible(bool(problems))
        self._show_links()

    def _title(self, errors: int, warnings: int) -> str:
        parts = []
        if errors:
            text = ngettext("{n} point à corriger", "{n} points à corriger", errors)
            parts.append(text.format(n=errors))
        if warnings:
            text = ngettext("{n} point à justifier", "{n} points à justifier", warnings)
            parts.append(text.format(n=warnings))
        return ", ".join(parts)

    def _show_links(self) -> None:
        room = max(1, min(SHOWN, self.width() // current().px(300), len(self.problems)))
        shown = self.problems[:room]
        for rank, link in enumerate(self.links):
            link.setVisible(rank < len(shown))
            if rank < len(shown):
                text = shown[rank].text.rstrip(".").replace("&", "&&")
                metrics = link.fontMetrics()
                width = max(current().px(160), (self.width() - current().px(320)) // room)
                link.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        left = len(self.problems) - len(shown)
        more = ngettext("et {n} autre", "et {n} autres", left).format(n=left)
        self._more.setText(more if left else "")
        self._more.setVisible(bool(left))

    def event(self, event: QEvent) -> bool:
        """Links follow the width."""
        if event.type() == QEvent.Type.Resize and self.problems:
            self._show_links()
        return super().event(event)

    def next(self) -> Problem | None:
        """The next one, round and round."""
        if not self.problems:
            return None
        self._next = (self._next + 1) if self._next + 1 < len(self.problems) else 0
        return self.problems[self._next]

    def first_again(self) -> None:
        """Another record: F8 starts from the first problem."""
        self._next = -1
