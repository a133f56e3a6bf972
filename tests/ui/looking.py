"""What a page must offer to everybody, read from the widgets shown; each gives the faults."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from ui.theme.tokens import TARGET
from ui.widgets.labels import ElidedLabel

FIELDS = (QLineEdit, QComboBox, QPlainTextEdit)
INTERACTIVE = (*FIELDS, QAbstractButton, QAbstractItemView, QTabBar)
MOST_TABS = 5
"""The focus must have left any widget after them."""
_INNER = ("qt_toolbar_ext_button", "qt_menubar_ext_button", "qt_spinbox_lineedit")


def told(widget: QWidget) -> str:
    """What to call a widget in a fault."""
    name = widget.accessibleName() or widget.objectName() or str(widget.property("text") or "")
    parent = widget.parentWidget()
    return f"{type(widget).__name__}({name[:40]}) in {type(parent).__name__} {widget.geometry()}"


def stops(root: QWidget) -> list[QWidget]:
    """Every widget where Tab stops, in its order."""
    found: list[QWidget] = []
    widget: QWidget | None = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if _is_stop(widget, root):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    return bool(
        root.isAncestorOf(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    )


def shown(root: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    """Visible widgets of some kinds."""
    for kind in kinds:
        for widget in root.findChildren(kind):
            if widget.isVisible() and widget.objectName() not in _INNER:
                yield widget


def buddies(root: QWidget) -> dict[QWidget, str]:
    """The label of each field that has one."""
    return {
        label.buddy(): label.text()
        for label in root.window().findChildren(QLabel)
        if label.buddy() is not None
    }


def nameless(root: QWidget) -> list[str]:
    """A01, A02: what a screen reader could not call by a name."""
    labels = buddies(root)
    found = {*shown(root, *INTERACTIVE), *stops(root)}
    return [told(w) for w in found if not _is_part(w) and not _name(w, labels)]


def _is_part(widget: QWidget) -> bool:
    """Read with the table or the field it belongs to."""
    return isinstance(widget, QHeaderView) or _inside_a_field(widget)


def _inside_a_field(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), (QLineEdit, QComboBox))


def _name(widget: QWidget, labels: dict[QWidget, str]) -> str:
    if widget.accessibleName() or labels.get(widget):
        return widget.accessibleName() or labels[widget]
    if isinstance(widget, FIELDS):
        return ""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def headless(root: QWidget) -> list[str]:
    """A04: columns without a title."""
    faults = []
    for view in shown(root, QAbstractItemView):
        model = view.model() if isinstance(view, QAbstractItemView) else None
        if model is None or not hasattr(view, "isColumnHidden"):
            continue
        titles = [
            model.headerData(column, Qt.Orientation.Horizontal)
            for column in range(model.columnCount())
            if not view.isColumnHidden(column)
        ]
        if not all(titles):
            faults.append(f"{told(view)}: {titles}")
    return faults


def climbing(root: QWidget) -> list[str]:
    """A05: within one group, Tab goes down, and to the right on one line."""
    groups: dict[QWidget | None, list[QWidget]] = {}
    for widget in stops(root):
        groups.setdefault(widget.parentWidget(), []).append(widget)
    return [
        f"{told(first)} before {told(second)}"
        for group in groups.values()
        for first, second in pairwise(group)
        if _goes_up(first.geometry(), second.geometry())
    ]


def _goes_up(first: QRect, second: QRect) -> bool:
    same_line = second.top() < first.bottom() and first.top() < second.bottom()
    if same_line:
        return second.right() < first.left()
    return second.bottom() <= first.top() and second.left() < first.right()


def traps(root: QWidget) -> list[str]:
    """A06: what keeps the focus however often Tab is pressed."""
    return [told(widget) for widget in stops(root) if not _is_left(widget)]


def _is_left(widget: QWidget) -> bool:
    _focus(widget)
    for _turn in range(MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is not widget:
            return True
    return False


def _focus(widget: QWidget) -> None:
    """Reach a widget as Tab does; a popup that was closed leaves offscreen windows inactive."""
    if not widget.isActiveWindow():
        widget.window().activateWindow()
        assert QTest.qWaitForWindowActive(widget.window())
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus(), told(widget)


def unmarked(root: QWidget) -> list[str]:
    """A14: what looks the same with the focus that Tab gives."""
    faults = []
    for widget in stops(root):
        if not isinstance(widget, INTERACTIVE):
            continue
        root.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))
        if (focus := QApplication.focusWidget()) is not None:
            focus.clearFocus()
        before = widget.grab().toImage()
        _focus(widget)
        if widget.grab().toImage() == before:
            faults.append(told(widget))
    return faults


def doubles(window: QMainWindow) -> list[str]:
    """A08: one letter for two things of the window."""
    texts: list[str] = [w.text() for w in shown(window, QAbstractButton)]  # type: ignore[attr-defined]
    texts += [w.title() for w in shown(window, QGroupBox)]  # type: ignore[attr-defined]
    texts += [text for widget, text in buddies(window).items() if widget.isVisible()]
    for bar in window.findChildren(QMenuBar):
        texts += [action.text() for action in bar.actions() if action.isVisible()]
    letters: dict[str, list[str]] = {}
    for text in texts:
        if letter := QKeySequence.mnemonic(text).toString():
            letters.setdefault(letter, []).append(text)
    return [f"{letter}: {same}" for letter, same in letters.items() if len(same) > 1]


def small(root: QWidget) -> list[str]:
    """A19: targets under 24 px, but for links inside a field or a scroll bar."""
    return [
        told(w)
        for w in shown(root, QLineEdit, QComboBox, QAbstractButton, QTabBar)
        if not _inside_a_field(w) and min(w.width(), w.height()) < TARGET
    ]


def cut(root: QWidget) -> list[str]:
    """A11: texts with less room than they need, and what lies outside of what shows it."""
    faults = [told(w) for w in shown(root, QLabel) if isinstance(w, QLabel) and _is_cut(w)]
    for button in shown(root, QAbstractButton):
        needed = button.minimumSizeHint()
        text = isinstance(button, QAbstractButton) and button.text()
        if text and (button.width() < needed.width() or button.height() < needed.height()):
            faults.append(f"{told(button)} needs {needed}")
    for widget in shown(root, QLabel, *INTERACTIVE):
        if not _inside_a_field(widget) and _is_outside(widget):
            faults.append(f"{told(widget)} outside")
    return faults


def _is_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    if isinstance(label, ElidedLabel):
        return label.elided() != label.text() and not label.toolTip()
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    needed = label.minimumSizeHint()
    return label.width() < needed.width() or label.height() < needed.height()


def _is_outside(widget: QWidget) -> bool:
    """Out of its parents, up to the content of what scrolls."""
    inside, parent = widget, widget.parentWidget()
    while parent is not None and not inside.isWindow():
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return False
        place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if not parent.rect().contains(place):
            return True
        inside, parent = parent, parent.parentWidget()
    return False


def too_wide(root: QWidget) -> list[str]:
    """Pages that need more room than there is: they scroll down, never across."""
    needed, faults = root.minimumSizeHint(), []
    if needed.width() > root.width() or needed.height() > root.height():
        faults.append(f"{type(root).__name__} needs {needed} in {root.size()}")
    for area in shown(root, QScrollArea):
        bar = area.horizontalScrollBar() if isinstance(area, QScrollArea) else None
        if bar is not None and bar.maximum() > 0:
            faults.append(f"{told(area)} scrolls across by {bar.maximum()}")
    return faults


def read_as_html(root: QWidget, typed: str) -> list[str]:
    """Texts of the base that would be read as HTML or as a mnemonic."""
    faults = []
    for label in root.findChildren(QLabel):
        plain = label.textFormat() == Qt.TextFormat.PlainText
        if typed in label.text() and (not plain or label.buddy() is not None):
            faults.append(told(label))
    for button in root.findChildren(QAbstractButton):
        if typed in button.text():
            faults.append(f"{told(button)}: {button.text()}")
    return faults + [f"{told(w)}: tip" for w in root.findChildren(QWidget) if typed in w.toolTip()]
