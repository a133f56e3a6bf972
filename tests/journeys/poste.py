"""A desk: drives the window as an agent does, by what is written on it, with keys and clicks."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from acse_desktop.translation import LANGUAGES, _, language
from ui.app import Program

WAIT, YEAR = 15_000, 2012
CONTROL = Qt.KeyboardModifier.ControlModifier
NOTHING = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


def rows_of(base: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What the file of a base holds, read apart from the program."""
    with closing(sqlite3.connect(f"{base.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()


def names_of(widget: QObject) -> Iterator[str]:
    """What a widget is called: in the forms, by a screen reader, on its face."""
    for given in ("objectName", "accessibleName", "text", "caption"):
        name = getattr(widget, given, "")
        found = name() if callable(name) else name
        if isinstance(found, str) and found:
            yield found.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Poste:
    """One program and the agent in front of it, whatever the language in use.

    Names and sentences are those of the source: they are looked for as the window says them.
    """

    def __init__(self, program: Program) -> None:
        self.program, self.window = program, program.window

    # ---- looking

    @property
    def front(self) -> QWidget:
        """The dialog in front, or the window."""
        return QApplication.activeModalWidget() or self.window

    def seen(self, name: str, kind: type[Any] = QWidget) -> list[Any]:
        """The visible widgets of that name."""
        wanted = _(name).format(langue=LANGUAGES[language()])
        return [
            one for one in self.front.findChildren(kind)
            if one.isVisible() and wanted in names_of(one)
        ]  # fmt: skip

    def shows(self, sentence: str) -> bool:
        """Whether a sentence is on the screen, whatever is filled in it."""
        return max(re.split(r"{\w+}", _(sentence)), key=len) in self.said()

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        """The visible widget of that name, once it is there."""
        self.until(lambda: bool(self.seen(name, kind)), f"no « {name} »")
        return self.seen(name, kind)[0]

    def said(self) -> str:
        """Every text on the screen."""
        return "\n".join(
            text for one in self.front.findChildren(QWidget) if one.isVisible()
            for text in names_of(one)
        )  # fmt: skip

    def until(self, condition: Callable[[], bool], complaint: str = "") -> None:
        """Wait for something that the program does in its own time."""
        end = time.monotonic() + WAIT / 1000
        while not condition():
            assert time.monotonic() < end, f"{complaint}; on screen: {self.said()[:3000]}"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    def settle(self) -> None:
        """Wait until the base has answered and the page shows it; no dialog came."""
        for _turn in range(4):
            answers: list[None] = []
            self.program.database.apart(lambda _progress: None, answers.append)
            self.until(partial(bool, answers))
            QApplication.processEvents()
        self._bring_forward()
        dialog = self.program.dialog
        assert dialog is None or not dialog.isVisible(), dialog.accessibleDescription()

    def _bring_forward(self) -> None:
        # No window manager gives the focus back after a popup.
        if QApplication.activePopupWidget() is None:
            self.front.activateWindow()
            self.until(self.front.isActiveWindow, "the window is not active")

    # ---- keys

    def enter(self, widget: QWidget) -> None:
        """Give the focus to a widget."""
        widget.setFocus()
        self.until(lambda: QApplication.focusWidget() is widget, "the focus is not given")

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NOTHING) -> None:
        """A key, to whatever has the focus."""
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.front
        QTest.keyClick(target, key, modifier)

    def write(self, text: str) -> None:
        """Letters, to whatever has the focus when each of them comes."""
        for letter in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                target = QApplication.focusWidget() or self.front
                QApplication.sendEvent(target, QKeyEvent(kind, 0, NOTHING, letter))

    def command(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
        """A shortcut, and what it does in the base."""
        self.strike(key, modifier)
        self.settle()

    def undo(self, times: int = 1) -> None:
        """Ctrl+Z."""
        for _time in range(times):
            self.command(Key.Key_Z)

    def redo(self, times: int = 1) -> None:
        """Ctrl+Y."""
        for _time in range(times):
            self.command(Key.Key_Y)

    # ---- widgets

    def click(self, name: str) -> None:
        """A button or a link."""
        button = self.find(name)
        self.until(button.isEnabled, f"« {name} » is grey")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def tab(self, title: str) -> None:
        """A tab of the page."""
        bar = next(one for one in self.window.findChildren(QTabBar) if one.isVisible())
        rank = [bar.tabText(at) for at in range(bar.count())].index(_(title))
        corner = bar.tabRect(rank).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, NOTHING, corner)
        self.settle()

    def type(self, name: str, text: str) -> Any:
        """A field, typed over and left with Tab."""
        field = self.find(name, QLineEdit) if not self.seen(name, QPlainTextEdit) else (
            self.find(name, QPlainTextEdit)
        )  # fmt: skip
        self.enter(field)
        field.selectAll()
        self.write(text)
        self.strike(Key.Key_Tab)
        self.settle()
        return field

    def choose(self, name: str, label: str) -> None:
        """A value of a drop-down list, with the keys."""
        self.pick(self.find(name, QComboBox), label)

    def pick(self, field: QComboBox, label: str) -> None:
        """Open the list, go down to the label, Enter."""
        self.enter(field)
        rank = field.findText(_(label))
        assert rank >= 0, f"{label} is not among {[field.itemText(i) for i in range(9)]}"
        field.showPopup()
        QTest.keyClick(field.view(), Key.Key_Home)
        for _step in range(rank):
            QTest.keyClick(field.view(), Key.Key_Down)
        QTest.keyClick(field.view(), Key.Key_Return)
        self.settle()

    # ---- tables

    def column(self, table: str, title: str) -> list[str]:
        """The texts of a column."""
        model = self.find(table, QTableView).model()
        titles = self._titles(model)
        at = titles.index(_(title)) if _(title) in titles else 0
        return [str(model.index(row, at).data()) for row in range(model.rowCount())]

    @staticmethod
    def _titles(model: QAbstractItemModel) -> list[str]:
        across = Qt.Orientation.Horizontal
        return [str(model.headerData(at, across)) for at in range(model.columnCount())]

    def cell(self, table: str, row: str | int, column: str) -> Any:
        """Click in a cell: a row by one of its texts or its rank, a column by its title."""
        view = self.find(table, QTableView)
        model = view.model()
        titles = self._titles(model)
        ranks = range(model.rowCount())
        rank = row if isinstance(row, int) else next(
            at for at in ranks if _(row) in [model.index(at, c).data() for c in (0, 1)]
        )  # fmt: skip
        index = model.index(rank, titles.index(_(column).format(annee=YEAR)))
        view.scrollTo(index)
        place: QPoint = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NOTHING, place)
        self.enter(view)
        assert view.currentIndex() == index
        return index

    def fill(self, table: str, row: str | int, column: str, text: str) -> None:
        """Type in a cell; Enter."""
        self.cell(table, row, column)
        self.write(text)
        self.strike(Key.Key_Return)
        self.settle()

    def fill_list(self, table: str, row: str | int, column: str, label: str) -> None:
        """Choose in the list of a cell."""
        index = self.cell(table, row, column)
        self.strike(Key.Key_F2)
        view = self.find(table, QTableView)
        field = view.indexWidget(index) or view.findChild(QComboBox)
        self.pick(field, label)

    def fill_commune(self, table: str, row: str | int, column: str, name: str) -> None:
        """Type the beginning of a commune in a cell, and take the one proposed first."""
        self.cell(table, row, column)
        self.strike(Key.Key_F2)
        self.write(name)
        self.strike(Key.Key_Return)
        self.settle()

    def paste(self, text: str) -> None:
        """What Excel put in the clipboard, where the focus is."""
        QGuiApplication.clipboard().setText(text)
        self.command(Key.Key_V)

    # ---- files

    def file(self, button: str, path: Path) -> None:
        """Click, then give a file to the dialog that comes."""
        answers: list[str] = []
        timer = QTimer()

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                return
            timer.stop()
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(line, QLineEdit)
            line.setText(str(path))
            answers.append(dialog.windowTitle())
            dialog.accept()

        timer.timeout.connect(answer)
        timer.start(50)
        QTest.mouseClick(self.find(button), Qt.MouseButton.LeftButton)
        timer.stop()
        assert answers, f"« {button} » asked for no file"
        self.settle()
