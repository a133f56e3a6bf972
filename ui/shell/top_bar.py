"""The line of menus, with the search box and the exercice, territory and agent at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QSizePolicy

from acse_desktop.translation import _
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.icons import pixmap
from ui.theme.painting import filled, focus_mark, painter_on
from ui.theme.tokens import RADIUS, SEARCH, TOP_BAR
from ui.widgets.labels import Rule, escaped
from ui.widgets.painted import PaintedButton
from ui.widgets.search import SearchBox

SMALLEST_SEARCH = 48


class ContextChip(PaintedButton):
    """Icon and text of the exercice, territory or agent; a click asks to change it."""

    role = "key"

    def __init__(self, icon: str) -> None:
        super().__init__("")
        self._icon, self.short = icon, False

    def show_context(self, caption: str, name: str) -> None:
        """Show a text; `name` says what it is to screen readers."""
        self.rename(caption)
        self.setAccessibleName(f"{name}\u00a0: {caption}")
        self.setToolTip(escaped(f"{name}\u00a0: {caption}"))

    def shorten(self, short: bool) -> None:
        """Icon alone when the window is narrow."""
        self.short = short
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and text."""
        text = 0 if self.short else self.width_of(self.caption) + current().px(8)
        return self.box(current().px(16 + 16) + text, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Quiet until hovered."""
        theme, painter = current(), painter_on(self)
        if self.underMouse():
            filled(painter, self.rect(), theme.colour("hover"), RADIUS)
        side = theme.px(16)
        top = (self.height() - side) // 2
        painter.drawPixmap(theme.px(8), top, pixmap(self._icon, 16, "ink2"))
        if not self.short:
            painter.setFont(theme.font(self.role))
            painter.setPen(theme.colour("ink2"))
            box = self.rect().adjusted(theme.px(32), 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.caption)
        focus_mark(painter, self, RADIUS)
        painter.end()


class TopBar(QFrame):
    """Menus, search, context."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, surface="top")
        self._is_open = False
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.search = SearchBox(_("Rechercher partout"), shortcut="Ctrl+K")
        self.exercice = ContextChip("calendar_ltr")
        self.territory = ContextChip("building_government")
        self.agent = ContextChip("person")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.menus, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.search)
        for chip in (self.exercice, self.territory):
            self._row.addWidget(chip)
        self._rule = Rule(vertical=True)
        self._row.addWidget(self._rule)
        self._row.addWidget(self.agent)
        self.retranslate()
        self.refresh_theme()

    def set_base_open(self, is_open: bool) -> None:
        """Without a base there is nothing to search and no context."""
        self._is_open = is_open
        self.search.setVisible(is_open)
        self.fit(self.width())

    def retranslate(self) -> None:
        """Say the hint of the search again."""
        self.search.rename(_("Rechercher partout"), _("Dossier, porteur, commune, commande…"))

    def refresh_theme(self) -> None:
        """Heights follow the text size."""
        px = current().px
        self._row.setContentsMargins(px(12), px(2), px(12), px(2))
        self._row.setSpacing(px(6))
        self.setFixedHeight(px(TOP_BAR))
        self.menus.setFont(current().font("body"))
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Narrow windows keep the menus whole: chips lose their words, then go; search shrinks."""
        px = current().px
        for chip in self._chips():
            chip.shorten(width < px(1200))
        room = width - self.menus.sizeHint().width() - px(64)
        chips = sum(chip.sizeHint().width() + px(6) for chip in self._chips() if chip.caption)
        crowded = room - chips < px(SMALLEST_SEARCH)
        for chip in self._chips():
            chip.setVisible(self._is_open and bool(chip.caption) and not crowded)
        self._rule.setVisible(self._is_open and not crowded)
        free = room if crowded else room - chips
        self.search.setFixedWidth(min(max(free, px(SMALLEST_SEARCH)), px(SEARCH)))

    def _chips(self) -> tuple[ContextChip, ContextChip, ContextChip]:
        return self.exercice, self.territory, self.agent
