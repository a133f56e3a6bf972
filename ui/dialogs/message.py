"""A user error with its remedy, a question whose buttons are verbs, and the report of a bug."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel
from ui.widgets.message import Mark

WIDTH = 460


class MessageDialog(QDialog):
    """A mark, a sentence, what to do about it, and buttons. `chosen` is the key of the answer."""

    def __init__(
        self, parent: QWidget | None, title: str, message: str, remedy: str = "",
        mark: tuple[str, str] = ("error_circle", "error"),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self.chosen = ""
        px = current().px
        self.message = TextLabel(message, "strong", wrap=True)
        self.remedy = TextLabel(remedy, "body", "ink2", wrap=True)
        self.remedy.setVisible(bool(remedy))
        for label in (self.message, self.remedy):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column, self._buttons = QVBoxLayout(), QHBoxLayout()
        for label in (self.message, self.remedy):
            self.column.addWidget(label)
        self._lay_out(Mark(*mark, size=24))
        self.setMinimumWidth(px(WIDTH))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{message} {remedy}".strip())

    def _lay_out(self, mark: Mark) -> None:
        px = current().px
        outer, row = QVBoxLayout(self), QHBoxLayout()
        outer.setContentsMargins(px(20), px(20), px(20), px(16))
        outer.setSpacing(px(20))
        row.setSpacing(px(12))
        self.column.setSpacing(px(8))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.column, 1)
        outer.addLayout(row, 1)
        self._buttons.setSpacing(px(8))
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)

    def add_button(self, key: str, text: str, primary: bool = False) -> Button:
        """Add an answer; the primary one is given by Enter, Esc gives none."""
        button = Button(text, primary=primary)
        button.setObjectName(key)
        button.setDefault(primary)
        button.clicked.connect(lambda: self._choose(key))
        self._buttons.addWidget(button)
        return button

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()


def user_error_dialog(parent: QWidget | None, error: UserError) -> MessageDialog:
    """What happened and what to do: nothing was changed."""
    found = MessageDialog(parent, _("ACSE Desktop"), error.message, error.remedy)
    found.add_button("close", _("Fermer"), primary=True)
    return found


class ReportDialog(MessageDialog):
    """A bug: plain words, the report, a button to copy it, and where the log is."""

    def __init__(self, parent: QWidget | None, report: str, log: Path | None) -> None:
        super().__init__(
            parent,
            _("Erreur imprévue"),
            _("Le programme a rencontré une erreur imprévue."),
            _(
                "Ce qui était enregistré l’est toujours. Copiez le rapport et transmettez-le"
                " à votre correspondant informatique."
            ),
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Rapport"))
        self.report.setMinimumHeight(current().px(160))
        dress(self.report, font="help")
        self.column.addWidget(self.report, 1)
        if log is not None:
            place = _("Journal technique\u00a0: {path}").format(path=log)
            self.column.addWidget(TextLabel(place, "help", "ink3", wrap=True))
        copy = self.add_button("copy", _("&Copier le rapport"))
        copy.clicked.disconnect()
        copy.clicked.connect(self._copy)
        self.add_button("close", _("Fermer"), primary=True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
