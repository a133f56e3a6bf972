"""The index of a form: its sections with their state, and how complete the record is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.translation import _
from acse_desktop.typography import NBSP
from ui.theme.apply import current
from ui.widgets.bars import ShareBar
from ui.widgets.labels import TextLabel
from ui.widgets.sections import SectionItem


@dataclass(frozen=True)
class SectionState:
    """What the index says of a section."""

    title: str
    state: str
    errors: int


class SectionIndex(QWidget):
    """At the left of a form; `chosen` asks for a section."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, SectionItem] = {}
        self.bar = ShareBar(_("Complétude"))
        self.percent = TextLabel("", "help", "ink2")
        self._list = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(TextLabel(_("SECTIONS"), "group", "ink2"))
        self._column.addLayout(self._list)
        self._column.addWidget(TextLabel(_("COMPLÉTUDE"), "group", "ink2"))
        share = QHBoxLayout()
        share.addWidget(self.bar, 1)
        share.addWidget(self.percent)
        self._column.addLayout(share)
        self._column.addStretch(1)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Width and gaps follow the text size."""
        px = current().px
        self._column.setContentsMargins(px(18), px(10), px(6), px(8))
        self._column.setSpacing(px(8))
        self._list.setSpacing(px(2))

    def show_sections(self, states: list[SectionState], share: float) -> None:
        """Show every section and the share of what is required that is there."""
        for one in states:
            item = self.items.get(one.title)
            if item is None:
                item = self.items[one.title] = self._added(one.title)
            item.set_state(one.state, one.errors)
        self.bar.show_share(share)
        self.percent.setText(f"{round(share * 100)}{NBSP}%")

    def mark(self, title: str) -> None:
        """The section the agent is in."""
        for name, item in self.items.items():
            item.setChecked(name == title)

    def _added(self, title: str) -> SectionItem:
        item = SectionItem(_(title))
        item.clicked.connect(lambda: self.chosen.emit(title))
        self._list.addWidget(item)
        return item
