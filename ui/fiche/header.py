"""The head of a record's page: where it is, what it is called, what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout

from acse_desktop.translation import _
from acse_desktop.typography import count_text
from ui.statuses import status_of
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL, NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.buttons import Button, IconButton, LinkButton
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.pill import Pill

NARROW, WIDE = 144, 420
"""Room for the title, design px: the least, and that for which buttons lose their words."""


class FicheHeader(QFrame):
    """Breadcrumb, title, status, place in the list, buttons and tabs.

    Signals:
        went_back: the list was asked for, in the breadcrumb.
        moved: −1 for the record before in the list, 1 for the one after.
        tab_changed: rank of the tab.
        print_asked: the fiche is to be printed.
    """

    went_back = Signal()
    moved = Signal(int)
    tab_changed = Signal(int)
    print_asked = Signal()

    def __init__(self, place: str) -> None:
        super().__init__()
        dress(self, surface="top")
        self.trail = LinkButton(place)
        self.number = ElidedLabel("", "help", "ink2")
        self.rank = TextLabel("", "help", "ink2")
        self.title = ElidedLabel("", "title")
        self.pill = Pill("")
        self.pill.hide()
        self.before = IconButton("chevron_up", _("Dossier précédent (Alt+↑)"))
        self.after = IconButton("chevron_down", _("Dossier suivant (Alt+↓)"))
        self.printer = IconButton("print", _("Imprimer la fiche (Ctrl+P)"))
        self.tabs = QTabBar()
        self._buttons = QHBoxLayout()
        self._named: list[tuple[Button, str]] = []
        self._primary: list[tuple[Button, str]] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fold)
        self._lay_out()
        self.trail.clicked.connect(self.went_back)
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.after.clicked.connect(lambda: self.moved.emit(1))
        self.printer.clicked.connect(self.print_asked)
        self.tabs.currentChanged.connect(self.tab_changed)
        self.refresh_theme()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        trail, title = QHBoxLayout(), QHBoxLayout()
        trail.addWidget(self.trail)
        trail.addWidget(TextLabel("›", "help", "ink3"))
        trail.addWidget(self.number, 1)
        trail.addWidget(self.rank)
        title.addWidget(self.title)
        title.addWidget(self.pill)
        title.addStretch(1)
        for button in (self.before, self.after, self.printer):
            title.addWidget(button)
        title.addLayout(self._buttons)
        dress(self.trail, font="help")
        dress(self.tabs, font="key")
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for part in (trail, title):
            self._column.addLayout(part)
        self._column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        self._column.setContentsMargins(side, px(6), side, 0)
        self._column.setSpacing(px(2))
        self._buttons.setSpacing(px(8))
        self._fold()
        self._later.start()  # the buttons take the new font after us

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins."""
        super().resizeEvent(event)
        self.refresh_theme()

    def _fold(self) -> None:
        """Leave room for the title: buttons are icons alone on a narrow page, the primary last."""
        self._name(self._primary, True)
        self._name(self._named, True)
        wanted = self.title.fontMetrics().horizontalAdvance(self.title.text())
        self._name(self._named, self._needed(min(wanted, current().px(WIDE))) <= self.width())
        self._name(self._primary, self._needed(current().px(NARROW)) <= self.width())

    def _needed(self, title: int) -> int:
        """The width of the line of the title with its buttons as they are named now."""
        px, buttons = current().px, [one for one, _text in (*self._named, *self._primary)]
        shown = [one for one in (self.pill, self.before, self.after, *buttons) if one.isVisible()]
        widths = sum(one.sizeHint().width() + px(8) for one in shown)
        return widths + px(2 * PAGE_MARGIN) + title

    def minimumSizeHint(self) -> QSize:
        """As narrow as with the primary button folded too."""
        hint, icon = super().minimumSizeHint(), current().px(CONTROL + 4)
        spared = sum(max(button.sizeHint().width() - icon, 0) for button, _text in self._primary
                     if button.text())  # fmt: skip
        return QSize(hint.width() - spared, hint.height())

    def _name(self, buttons: list[tuple[Button, str]], in_full: bool) -> None:
        for button, text in buttons:
            button.setText(text)
            if not in_full:
                button.setText("")
            button.setToolTip("" if in_full else text)

    def set_tabs(self, names: list[str]) -> None:
        """The tabs, in order."""
        for name in names:
            self.tabs.addTab(name)
        self.tabs.setAccessibleName(_("Onglets de la fiche"))

    def add_button(self, text: str, icon: str = "", primary: bool = False) -> Button:
        """Add an action at the right."""
        button = Button(text, icon, primary)
        button.setAccessibleName(text)
        (self._primary if primary else self._named).append((button, text))
        self._buttons.addWidget(button)
        self.setTabOrder(button, self.tabs)
        return button

    def show_title(self, number: str, title: str, statut: str | None = None) -> None:
        """Show what the record is called and how far it is."""
        self.number.setText(number)
        self.title.setText(title)
        self.pill.setVisible(bool(statut))
        if statut:
            shown = status_of(statut)
            self.pill.show_status(_(shown.label), shown.kind, shown.icon)
        self._later.start()

    def show_rank(self, rank: int, count: int) -> None:
        """« 3 sur 55 » in the list the agent came from; nothing when it is not in it."""
        known = rank >= 0 and count > 0
        text = _("{rank} sur {count}").format(rank=count_text(rank + 1), count=count_text(count))
        self.rank.setText(text if known else "")
        for button in (self.before, self.after):
            button.setVisible(known)
        self.before.setEnabled(known and rank > 0)
        self.after.setEnabled(known and rank + 1 < count)
