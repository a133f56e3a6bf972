"""A field of a form: label above, editor, then help or what is wrong."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.translation import _
from ui.editors import AnyEditor
from ui.theme.tokens import LABEL_GAP
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import InlineMessage

HEAD_GAP = 6


class Field(QWidget):
    """Label, editor (with a button `beside`), help and message. It is read again at each commit."""

    def __init__(
        self,
        label: str,
        editor: AnyEditor,
        help_text: str = "",
        optional: bool = False,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.editor = editor
        self.label = ElidedLabel(label, "label", "ink2")
        self.label.setBuddy(editor)
        self.optional = TextLabel(_("facultatif") if optional else "", "help", "ink3")
        self.help = TextLabel(help_text, "help", "ink3", wrap=True)
        self.message = InlineMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LABEL_GAP)
        column.addLayout(self._head())
        column.addLayout(self._line(beside))
        column.addWidget(self.help)
        column.addWidget(self.message)
        column.addStretch(1)
        editor.committed.connect(self.refresh)
        self.show_problem(None)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(HEAD_GAP)
        head.addWidget(self.label)
        head.addWidget(self.optional)
        head.addStretch(1)
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        """« facultatif » is whole or not shown: the name of the field comes first."""
        super().resizeEvent(event)
        needed = self.label.sizeHint().width() + HEAD_GAP + self.optional.sizeHint().width()
        self.optional.setVisible(bool(self.optional.text()) and needed <= self.width())

    def _line(self, beside: QWidget | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.editor, 1)
        if self.editor.property("design_width"):
            line.addStretch(1)
        if beside is not None:
            line.addWidget(beside)
        return line

    def refresh(self) -> None:
        """Show what the editor finds wrong, or nothing."""
        self.show_problem(self.editor.problem())

    def show_problem(self, text: str | None, level: str = "error") -> None:
        """Show a message found by the form itself, in the place of the help."""
        self.message.show_message(text, level)
        self.help.setVisible(bool(self.help.text()) and not text)
