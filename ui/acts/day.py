"""One day to be typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.translation import _
from ui.editors import DateEditor
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field


class DayDialog(QDialog):
    """Asks a day.

    Signals:
        answered: the day.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget, title: str, label: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.day = DateEditor(label)
        self.field = Field(label, self.day)
        self.verb = Button(_("Inscrire"), primary=True)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self._answer)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.field)
        buttons.addStretch(1)
        buttons.addWidget(self.verb)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(px(360))

    def _answer(self) -> None:
        problem = self.day.problem()
        if self.day.value() is None:
            problem = problem or _("Indiquez la date.")
        self.field.show_problem(problem)
        if problem:
            self.day.setFocus()
            return
        day = self.day.value()
        self.accept()
        self.answered.emit(day)
