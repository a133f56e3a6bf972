"""QPalette and the small style sheet, both made from the tokens.

No rule names an item view: one is enough to make tables repaint every cell at each scroll.
No rule sets a font: sizes come from the scale, through `Theme.font`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from acse_desktop.resources import resource
from ui.theme.tokens import CARD_RADIUS, RADIUS, Tokens

_ROLES = {
    QPalette.ColorRole.Window: "app",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sub",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "primary",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.LinkVisited: "violet",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "on_toast",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Dark: "field",
    QPalette.ColorRole.Shadow: "line2",
}
_TEXTS = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def palette_of(tokens: Tokens) -> QPalette:
    """The colours of stock widgets and item views."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, name)))
    for role in _TEXTS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return palette


def sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The style sheet of the application at one text size."""
    shade = "dark" if tokens.dark else "light"
    values = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    values |= {
        "arrow": resource(f"icons/arrow_{shade}.svg").as_posix(),
        "tick": resource(f"icons/tick_{shade}.svg").as_posix(),
        "radius": RADIUS,
        "card_radius": CARD_RADIUS,
    }
    values |= {f"p{n}": px(n) for n in (2, 3, 4, 6, 7, 8, 10, 12, 16, 24, 28)}
    return _SHEET % values


_SHEET = """
QToolTip { background: %(toast)s; color: %(on_toast)s; border: 0; padding: %(p4)dpx; }
QLabel[ink="ink2"] { color: %(ink2)s; }
QLabel[ink="ink3"] { color: %(ink3)s; }
QLabel[ink="primary"] { color: %(primary)s; }
QLabel[ink="error"] { color: %(error)s; }
QLabel[ink="warning"] { color: %(warning)s; }
QLabel[ink="information"] { color: %(information)s; }
QLabel[ink="success"] { color: %(success)s; }

QFrame[surface="card"] { background: %(surface)s; border: 1px solid %(line)s;
  border-radius: %(card_radius)dpx; }
QFrame[surface="drop"] { background: %(surface)s; border: 2px dashed %(line2)s;
  border-radius: %(card_radius)dpx; }
QFrame[surface="panel"] { background: %(surface)s; border: 0; }
QFrame[surface="top"] { background: %(surface)s; border: 0; border-bottom: 1px solid %(line)s; }
QFrame[surface="side"] { background: %(surface)s; border: 0; border-right: 1px solid %(line)s; }
QFrame[surface="bottom"] { background: %(surface)s; border: 0; border-top: 1px solid %(line)s; }
QFrame[surface="error"] { background: %(error_fill)s; border: 1px solid %(error)s;
  border-radius: %(radius)dpx; }
QFrame[surface="warning"] { background: %(warning_fill)s; border: 1px solid %(warning)s;
  border-radius: %(radius)dpx; }
QFrame[surface="rule"] { background: %(line)s; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[clear="true"] { background: transparent; border: 0; }

QPushButton { background: %(surface)s; color: %(ink)s; border: 1px solid %(line2)s;
  border-radius: %(radius)dpx; padding: 0 %(p12)dpx; }
QPushButton:hover { background: %(hover)s; }
QPushButton:pressed { background: %(line)s; }
QPushButton:focus { border: 2px solid %(primary)s; }
QPushButton:disabled { color: %(disabled)s; border-color: %(line)s; }
QPushButton[variant="primary"] { background: %(primary)s; color: %(on_primary)s;
  border: 1px solid %(primary)s; }
QPushButton[variant="primary"]:hover { background: %(primary_hover)s; }
QPushButton[variant="primary"]:pressed { background: %(primary_pressed)s; }
QPushButton[variant="primary"]:focus { border: 2px solid %(ink)s; }
QPushButton[variant="primary"]:disabled { background: %(line2)s; color: %(ink2)s;
  border-color: %(line2)s; }
QPushButton[variant="link"] { background: transparent; color: %(primary)s;
  border: 2px solid transparent; padding: 0 %(p2)dpx; text-align: left; }
QPushButton[variant="link"]:hover { color: %(primary_hover)s; text-decoration: underline; }
QPushButton[variant="link"]:focus { border: 2px solid %(primary)s; }
QPushButton[variant="link"]:disabled { color: %(disabled)s; }
QPushButton[variant="quiet"], QToolButton { background: transparent; color: %(ink2)s;
  border: 2px solid transparent; border-radius: %(radius)dpx; padding: 0 %(p6)dpx; }
QPushButton[variant="quiet"]:hover, QToolButton:hover { background: %(hover)s; }
QPushButton[variant="quiet"]:focus, QToolButton:focus { border: 2px solid %(primary)s; }
QToolButton:checked { background: %(primary_tint)s; color: %(primary)s; }
QToolButton:disabled { color: %(disabled)s; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QComboBox { background: %(surface)s; color: %(ink)s;
  border: 1px solid %(line2)s; border-bottom: 1px solid %(field)s;
  border-radius: %(radius)dpx; padding: 0 %(p8)dpx;
  selection-background-color: %(primary)s; selection-color: %(on_primary)s; }
QLineEdit, QPlainTextEdit { placeholder-text-color: %(ink3)s; }
QPlainTextEdit { padding: %(p4)dpx %(p6)dpx; }
QLineEdit:focus, QComboBox:focus, QComboBox:on { border: 2px solid %(primary)s;
  padding: 0 %(p7)dpx; }
QPlainTextEdit:focus { border: 2px solid %(primary)s; padding: %(p3)dpx %(p6)dpx; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: %(sub)s; color: %(ink2)s; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: %(sub)s;
  color: %(disabled)s; border-color: %(line)s; }
QLineEdit[problem="error"], QComboBox[problem="error"], QPlainTextEdit[problem="error"] {
  border: 1px solid %(error)s; border-bottom: 2px solid %(error)s; }
QLineEdit[problem="error"]:focus, QComboBox[problem="error"]:focus,
QPlainTextEdit[problem="error"]:focus { border: 2px solid %(error)s; }
QLineEdit QToolButton { border: 0; padding: 0; }
QComboBox::drop-down { border: 0; width: %(p28)dpx; subcontrol-origin: padding;
  subcontrol-position: center right; }
QComboBox::down-arrow { image: url("%(arrow)s"); width: %(p12)dpx; height: %(p12)dpx; }

QCheckBox { spacing: %(p8)dpx; min-height: 24px; }
QCheckBox::indicator { width: %(p16)dpx; height: %(p16)dpx; border: 1px solid %(field)s;
  border-radius: 3px; background: %(surface)s; }
QCheckBox::indicator:checked { background: %(primary)s; border-color: %(primary)s;
  image: url("%(tick)s"); }
QCheckBox::indicator:focus { border: 2px solid %(primary)s; }
QCheckBox::indicator:disabled { border-color: %(line2)s; }

QMenuBar { background: transparent; border: 0; color: %(ink)s; }
QMenuBar::item { padding: %(p6)dpx %(p12)dpx; border-radius: %(radius)dpx;
  background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: %(hover)s; }
QMenu { background: %(surface)s; color: %(ink)s; border: 1px solid %(line2)s; padding: %(p4)dpx; }
QMenu::item { padding: %(p6)dpx %(p24)dpx %(p6)dpx %(p8)dpx; border-radius: %(radius)dpx; }
QMenu::icon { padding-left: %(p8)dpx; }
QMenu::item:selected { background: %(primary_tint)s; color: %(ink)s; }
QMenu::item:disabled { color: %(disabled)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: %(p4)dpx %(p8)dpx; }

QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: %(ink2)s; border: 0;
  border-bottom: 2px solid transparent; padding: %(p8)dpx %(p10)dpx; }
QTabBar::tab:hover { color: %(ink)s; }
QTabBar::tab:selected { color: %(primary)s; border-bottom: 2px solid %(primary)s; }
QTabBar::tab:focus { background: %(primary_tint)s; }

QScrollBar:vertical { background: transparent; width: %(p10)dpx; margin: 0; }
QScrollBar:horizontal { background: transparent; height: %(p10)dpx; margin: 0; }
QScrollBar::handle { background: %(line2)s; border-radius: %(p4)dpx; margin: 2px; }
QScrollBar::handle:hover { background: %(field)s; }
QScrollBar::handle:vertical { min-height: %(p28)dpx; }
QScrollBar::handle:horizontal { min-width: %(p28)dpx; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: %(line)s; }
"""
