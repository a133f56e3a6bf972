"""The line of commands above a table: views, chips, columns, density, export, panel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from acse_desktop.translation import _
from ui.pages.listing.chips import ChipRow
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CHIP
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Rule

DENSITIES = ("compact", "normal", "airy")


class Toolbar(QWidget):
    """Everything that arranges the table; the page obeys.

    Signals:
        columns_requested: the list of columns is wanted at a global point.
        density_requested: compact, normal or airy.
        export_requested, print_requested, panel_requested: as they say.
    """

    columns_requested = Signal(QPoint)
    density_requested = Signal(str)
    export_requested = Signal()
    print_requested = Signal()
    panel_requested = Signal()

    def __init__(self, has_panel: bool) -> None:
        super().__init__()
        self.view = QPushButton()
        dress(self.view, font="key", icon="bookmark", height=CHIP, variant="quiet",
              icon_role="primary", icon_filled="true")  # fmt: skip
        self.view_menu = QMenu(self.view)
        self.view.setMenu(self.view_menu)
        self.chips = ChipRow()
        self.columns = IconButton("column_triple_edit", _("Choisir les colonnes"))
        self.density = IconButton("text_font_size", _("Hauteur des lignes"))
        self.export = IconButton("arrow_export_ltr", _("Exporter ce qui est affiché"))
        self.printer = IconButton("print", _("Imprimer ce qui est affiché (Ctrl+P)"))
        self.panel = IconButton("panel_right", _("Panneau de détail (F4)"), checkable=True)
        self.panel.setVisible(has_panel)
        self._lay_out()
        self._connect()
        self.refresh_theme()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.view, Rule(vertical=True)):
            self._row.addWidget(widget)
        self._row.addWidget(self.chips, 1)
        for tool in (self.columns, self.density, self.export, self.printer, self.panel):
            self._row.addWidget(tool)

    def _connect(self) -> None:
        self.columns.clicked.connect(lambda: self.columns_requested.emit(under(self.columns)))
        self.export.clicked.connect(self.export_requested)
        self.printer.clicked.connect(self.print_requested)
        self.panel.clicked.connect(self.panel_requested)
        menu = QMenu(self.density)
        words = (_("Lignes compactes"), _("Lignes normales"), _("Lignes aérées"))
        for code, word in zip(DENSITIES, words, strict=True):
            action = menu.addAction(word)
            action.triggered.connect(lambda _on=False, one=code: self.density_requested.emit(one))
        self.density.setMenu(menu)
        self.density.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def refresh_theme(self) -> None:
        """Widths follow the text size."""
        self._row.setSpacing(current().px(6))

    def show_view(self, name: str, changed: bool) -> None:
        """Name the view in use; « ● » when it has been changed since."""
        text = _("Vue\u00a0: {name}").format(name=name)
        self.view.setText(f"{text} ●" if changed else text)
        said = _("{text}, modifiée").format(text=text) if changed else text
        self.view.setAccessibleName(said)


def under(widget: QWidget) -> QPoint:
    """The global point where the menu of a button opens."""
    return widget.mapToGlobal(QPoint(0, widget.height() + 2))
