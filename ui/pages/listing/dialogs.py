"""Short questions asked by the lists: a few lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acse_desktop.translation import _
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel


class TextDialog(QDialog):
    """One line per label; the button is a verb and waits until the first line is filled.

    Signals:
        answered: the texts, in the order of the labels.
    """

    answered = Signal(list)

    def __init__(
        self, parent: QWidget, title: str, labels: Sequence[str], verb: str, purpose: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.lines: list[QLineEdit] = []
        self.accept_button = Button(verb, primary=True)
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        self.accept_button.clicked.connect(self._answer)
        self._lay_out(labels, purpose)
        self.lines[0].textChanged.connect(
            lambda text: self.accept_button.setEnabled(bool(text.strip()))
        )
        self.setMinimumWidth(current().px(420))

    def _lay_out(self, labels: Sequence[str], purpose: str) -> None:
        px = current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(4))
        if purpose:
            column.addWidget(TextLabel(purpose, "body", "ink2", wrap=True))
            column.addSpacing(px(8))
        for label in labels:
            self._add_line(label, column)
        buttons = QHBoxLayout()
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.accept_button)
        buttons.addWidget(cancel)
        column.addSpacing(px(12))
        column.addLayout(buttons)

    def _add_line(self, label: str, column: QVBoxLayout) -> None:
        line, caption = QLineEdit(), TextLabel(label, "label", "ink2")
        line.setAccessibleName(label)
        caption.setBuddy(line)
        dress(line, font="body", height=CONTROL)
        column.addWidget(caption)
        column.addWidget(line)
        column.addSpacing(current().px(8))
        self.lines.append(line)

    def _answer(self) -> None:
        self.accept()
        self.answered.emit([line.text().strip() for line in self.lines])
