"""The left navigation: eleven places in five groups, badges of waiting work, foldable to icons."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from acse_desktop.translation import _
from acse_desktop.typography import count_text
from ui.shell.places import PLACES, Place
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.icons import pixmap
from ui.theme.painting import filled, focus_mark, painter_on
from ui.theme.tokens import FOLDED, NAV_ITEM, NAVIGATION, RADIUS
from ui.widgets.labels import TextLabel, escaped
from ui.widgets.painted import PaintedButton

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class NavigationItem(PaintedButton):
    """A place: icon, name, badge. The badge is orange when the work is late."""

    role = "key"

    def __init__(self, place: Place) -> None:
        super().__init__(_(place.text))
        self.place, self.badge, self.late, self.folded = place, "", False, False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_badge(self, count: int | None, late: bool = False) -> None:
        """Work waiting; None or 0 shows no badge."""
        self.badge, self.late = count_text(count) if count else "", late
        self._say()

    def set_folded(self, folded: bool) -> None:
        """Icon alone, the name in the tooltip."""
        self.folded = folded
        self.setToolTip(escaped(self.caption) if folded else "")
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Say the name again."""
        self.caption = _(self.place.text)
        self._say()
        self.set_folded(self.folded)

    def nextCheckState(self) -> None:
        """A click on the place shown leaves it checked."""
        self.setChecked(True)

    def sizeHint(self) -> QSize:
        """The width of the navigation."""
        return self.box(current().px(36 if self.folded else NAVIGATION - 16), NAV_ITEM)

    def minimumSizeHint(self) -> QSize:
        """The icon at least."""
        return self.box(current().px(36), NAV_ITEM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint and blue mark at the left when it is the place shown."""
        theme, painter, checked = current(), painter_on(self), self.isChecked()
        if checked or self.underMouse():
            ground = theme.colour("primary_tint" if checked else "hover")
            filled(painter, self.rect(), ground, RADIUS)
        if checked:
            mark = QRect(0, theme.px(8), theme.px(3), self.height() - theme.px(16))
            filled(painter, mark, theme.colour("primary"), theme.px(1))
        role = "primary" if checked else "ink2"
        left, side = theme.px(9 if self.folded else 11), theme.px(18)
        painter.drawPixmap(
            left, (self.height() - side) // 2, pixmap(self.place.icon, 18, role, checked)
        )
        if not self.folded:
            self._paint_words(painter, role)
        focus_mark(painter, self, RADIUS)
        painter.end()

    def _paint_words(self, painter: QPainter, role: str) -> None:
        theme = current()
        badge = theme.px(20) + self.width_of(self.badge, "pill") if self.badge else 0
        box = self.rect().adjusted(theme.px(40), 0, -badge - theme.px(10), 0)
        painter.setFont(theme.font("strong" if self.isChecked() else "key"))
        painter.setPen(theme.colour(role))
        shown = painter.fontMetrics().elidedText(
            self.caption, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, _LEFT, shown)
        if self.badge:
            self._paint_badge(painter, badge)

    def _paint_badge(self, painter: QPainter, width: int) -> None:
        theme = current()
        text, _fill = theme.tokens.status("warning" if self.late else "neutral")
        high = theme.px(20)
        box = QRect(self.width() - width - theme.px(6), (self.height() - high) // 2, width, high)
        filled(painter, box, theme.colour(_fill), box.height() / 2)
        painter.setFont(theme.font("pill"))
        painter.setPen(theme.colour(text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.badge)

    def _say(self) -> None:
        parts = [self.caption, self.badge, _("en retard") if self.late and self.badge else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()


class Navigation(QFrame):
    """The column of places. `navigated` gives the key of the place asked."""

    navigated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, surface="side")
        self.setAccessibleName(_("Navigation"))
        self.items = {place.key: NavigationItem(place) for place in PLACES}
        self._groups: list[tuple[TextLabel, str]] = []
        self.folded = False
        self._column = QVBoxLayout()
        self._fill(self._column)
        self._scroll(self._column)
        for item in self.items.values():
            item.clicked.connect(self._clicked)
        self.refresh_theme()

    def _scroll(self, column: QVBoxLayout) -> None:
        content, area, outer = QWidget(), QScrollArea(), QVBoxLayout(self)
        dress(content, clear="true")
        content.setLayout(column)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(area)
        self._bar = area.verticalScrollBar()

    def _fill(self, column: QVBoxLayout) -> None:
        group = ""
        for place in PLACES:
            if place.group == "bottom" and group != "bottom":
                column.addStretch(1)
            elif place.group != group:
                label = TextLabel("", "group", "ink3")
                self._groups.append((label, place.group))
                column.addWidget(label)
            group = place.group
            column.addWidget(self.items[place.key])
        self._name_groups()

    def _name_groups(self) -> None:
        for label, text in self._groups:
            label.setText(_(text).upper())

    def show_place(self, key: str) -> None:
        """Mark the place shown; an unknown key marks none."""
        for name, item in self.items.items():
            item.setChecked(name == key)

    def fold(self, folded: bool) -> None:
        """52 px of icons, or names and badges."""
        self.folded = folded
        for item in self.items.values():
            item.set_folded(folded)
        for label, _text in self._groups:
            label.setText("" if folded else _(_text).upper())
        self.refresh_theme()

    def retranslate(self) -> None:
        """Say every name again."""
        for item in self.items.values():
            item.retranslate()
        self._name_groups()
        self.fold(self.folded)

    def refresh_theme(self) -> None:
        """Widths follow the text size."""
        px = current().px
        self._bar.setFixedWidth(px(6))
        self.setFixedWidth(px(FOLDED if self.folded else NAVIGATION))
        self._column.setContentsMargins(px(8), px(8), px(8), px(8))
        self._column.setSpacing(px(2))
        for label, _text in self._groups:
            label.setContentsMargins(px(17), 0 if self.folded else px(10), 0, px(2))
            label.setFixedHeight(px(14 if self.folded else 28))

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, NavigationItem):
            self.navigated.emit(sender.place.key)
