"""Anomalies in a tree, one branch per rule, and the detail of the one in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from acse_desktop.translation import _
from acse_desktop.typography import NBSP, count_text
from ui.panel.parts import LEVELS
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.icons import icon
from ui.theme.tokens import ROW
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.rules.anomalie import Anomalie
    from acse_desktop.services.overview import Problem

_ANOMALY = Qt.ItemDataRole.UserRole
_TITLE = _ANOMALY + 1
_HEADER = """QHeaderView::section {{ background: {head}; color: {ink2}; border: 0;
  border-bottom: 1px solid {line2}; padding: 0 {pad}px; }}"""


class ProblemTree(QTreeWidget):
    """A branch per rule with its count; a leaf per record.

    Signals:
        current_changed: the Anomalie in view, None on a branch.
        activated_anomaly: Enter or a double click on a leaf.
    """

    current_changed = Signal(object)
    activated_anomaly = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Anomalies par règle"))
        self.setColumnCount(3)
        self.setHeaderLabels([_("Anomalie"), _("Enregistrement"), _("Remède")])
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._problems: Sequence[Problem] = ()
        self.currentItemChanged.connect(self._tell)
        self.itemActivated.connect(self._activate)
        self.refresh_theme()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Replace everything; the leaf in view stays in view when it is still there."""
        kept = self.current()
        opened = {item.data(0, _TITLE) for item in self._branches() if item.isExpanded()}
        first = not self._problems
        self._problems = problems
        self.clear()
        for place, problem in enumerate(problems):
            branch = self._branch(problem)
            self.addTopLevelItem(branch)
            branch.setExpanded(problem.title in opened or (first and place == 0))
        self._return_to(kept)

    def current(self) -> Anomalie | None:
        """The anomaly in view; None on a branch."""
        item = self.currentItem()
        found: Anomalie | None = item.data(0, _ANOMALY) if item is not None else None
        return found

    def go_to_next(self) -> None:
        """The next anomaly, opening its branch (F8)."""
        item = self.currentItem()
        following = self.itemBelow(item) if item is not None else self.topLevelItem(0)
        if following is not None and following.childCount():
            following.setExpanded(True)
            following = following.child(0)
        if following is not None:
            self.setCurrentItem(following)

    def refresh_theme(self) -> None:
        """Icons, fonts and widths follow the theme."""
        self.setFont(current().font("body"))
        self.setIconSize(QSize(current().px(16), current().px(16)))
        self._dress_header()
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((460, 260)):
            self.setColumnWidth(column, current().px(width))
        if self._problems:
            self.show_problems(self._problems)

    def _dress_header(self) -> None:
        header, theme = self.header(), current()
        names = ("head", "ink2", "line2")
        colours = {name: theme.colour(name).name() for name in names}
        header.setStyleSheet(_HEADER.format(pad=theme.px(8), **colours))
        header.setFont(theme.font("header"))
        header.setMinimumHeight(theme.px(32))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

    def _branches(self) -> list[QTreeWidgetItem]:
        return _children(self.invisibleRootItem())

    def _branch(self, problem: Problem) -> QTreeWidgetItem:
        name, role = LEVELS.get(problem.gravite, ("info", "information"))
        branch = QTreeWidgetItem()
        count = count_text(len(problem.anomalies))
        branch.setText(0, f"{problem.title}{NBSP}({count})")
        branch.setText(1, _("erreur") if problem.gravite == "erreur" else _("avertissement"))
        branch.setText(2, problem.source)
        branch.setData(0, _TITLE, problem.title)
        branch.setFont(0, current().font("strong"))
        branch.setSizeHint(0, QSize(0, current().px(ROW["compact"])))
        branch.setIcon(0, icon(name, role, filled=True))
        for one in problem.anomalies:
            leaf = QTreeWidgetItem([one.message, one.objet, one.remede])
            leaf.setData(0, _ANOMALY, one)
            leaf.setForeground(1, current().colour("primary"))
            leaf.setSizeHint(0, QSize(0, current().px(ROW["compact"])))
            leaf.setToolTip(0, one.message.replace("<", "&lt;"))
            branch.addChild(leaf)
        return branch

    def _return_to(self, kept: Anomalie | None) -> None:
        leaves = [leaf for branch in self._branches() for leaf in _children(branch)]
        same = [leaf for leaf in leaves if kept and leaf.data(0, _ANOMALY).key == kept.key]
        wanted = same or leaves[:1]
        if wanted:
            self.setCurrentItem(wanted[0])
        else:
            self.current_changed.emit(None)

    def _tell(self, *_items: Any) -> None:
        self.current_changed.emit(self.current())

    def _activate(self, item: QTreeWidgetItem, _column: int) -> None:
        if found := item.data(0, _ANOMALY):
            self.activated_anomaly.emit(found)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [child for child in found if child is not None]


class Detail(QFrame):
    """The anomaly in view in full: what, how to put it right, which text asks for it."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, surface="bottom")
        self.record = TextLabel(role="key", ink="primary", wrap=True)
        self.message = TextLabel(role="strong", wrap=True)
        self.remedy = TextLabel(wrap=True)
        self.source = TextLabel(role="help", ink="ink3", wrap=True)
        self._column = QVBoxLayout(self)
        for label in (self.record, self.message, self.remedy, self.source):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.refresh_theme()

    def show_anomaly(self, anomaly: Anomalie | None) -> None:
        """Show another one; nothing on a branch."""
        self.record.setText(anomaly.objet if anomaly else "")
        self.message.setText(anomaly.message if anomaly else "")
        self.remedy.setText(anomaly.remede if anomaly else "")
        source = _("Source\u00a0: {texte}").format(texte=anomaly.source) if anomaly else ""
        self.source.setText(source)

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        self._column.setContentsMargins(px(20), px(12), px(20), px(12))
        self._column.setSpacing(px(6))
        self.setMinimumHeight(px(132))
