"""What went wrong with a gesture, above the table, until it is put aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import IconButton
from ui.widgets.labels import TextLabel
from ui.widgets.message import Mark, announce


class Notice(QFrame):
    """An error the agent can remedy: message, then cause by row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, surface="error")
        self.message = TextLabel(role="key", ink="error", wrap=True)
        self.remedy = TextLabel(role="body", wrap=True)
        self.close_button = IconButton("dismiss", _("Fermer ce message"))
        self.close_button.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.addWidget(self.message)
        words.addWidget(self.remedy)
        row = QHBoxLayout(self)
        row.addWidget(Mark("error_circle", "error"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        row.setSpacing(current().px(8))
        self.hide()

    def show_error(self, error: UserError) -> None:
        """Say what happened and what to do."""
        self.message.setText(error.message)
        self.remedy.setText(error.remedy)
        self.remedy.setVisible(bool(error.remedy))
        self.show()
        announce(self, str(error))
