"""The editors of the cells of a list: a list of labels for codes, a line for the rest."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget

from acse_desktop.services.listing_types import Column
from acse_desktop.translation import _
from ui.grid.delegate import EditorFactory, plain_editor


class CodeEditor(QComboBox):
    """Labels to choose from; its text, for the table, is the code."""

    def __init__(self, labels: Mapping[str, str], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.addItem("", "")
        for code, label in labels.items():
            self.addItem(_(label), code)

    def text(self) -> str:
        """The code chosen; empty for none."""
        return str(self.currentData() or "")

    def setText(self, code: str) -> None:
        """Show a code; one that the list does not hold is added to it."""
        if self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(self.findData(code))


def editors_of(labels: Mapping[str, Mapping[str, str]]) -> EditorFactory:
    """What makes the editor of a column, from the labels of the coded ones."""

    def make(column: Column, parent: QWidget) -> QWidget:
        if column.key in labels:
            return CodeEditor(labels[column.key], _(column.label), parent)
        return plain_editor(column, parent)

    return make
