"""The sheet of a sitting that came back: its differences, then « Appliquer »."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.pages.exchange.returned import ReturnedCard
from ui.pages.listing.notice import Notice
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.round_sheet import Review


class ReturnDialog(QDialog):
    """Nothing is written before « Appliquer »; the sheet is compared again after an undo."""

    def __init__(self, parent: QWidget, context: Context, seance: str, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Reprendre une feuille de séance"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self._context, self._seance, self._path = context, seance, path
        self.notice = Notice()
        self.returned = ReturnedCard(_("Ce que la feuille change"))
        self.returned.apply_asked.connect(self.apply)
        self.returned.hide()
        self._lay_out()
        context.database.changed.connect(self.compare)
        self.compare()

    def _lay_out(self) -> None:
        px = current().px
        holder = QWidget()
        inner, column, buttons = QVBoxLayout(holder), QVBoxLayout(self), QHBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.notice)
        inner.addWidget(self.returned)
        inner.addStretch(1)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.addWidget(scrolled(holder), 1)
        close = Button(_("Fermer"))
        close.clicked.connect(self.accept)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.resize(px(1080), px(560))

    def compare(self) -> None:
        """Compare the sheet with what was sent and with the base."""
        path = self._path

        def work(session: Any) -> Review:
            from acse_desktop.services.committee import round as sheets

            return sheets.read_back(session, path)

        self._context.database.read(work, self._show, self._fail)

    def _show(self, review: Review) -> None:
        self.returned.title.setText(review.file)
        self.returned.show_review(review)
        self.returned.show()

    def apply(self) -> None:
        """Write what is ticked as votes of the sitting."""
        review, chosen = self.returned.review, self.returned.chosen()
        seance, agent = self._seance, self._context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.committee import round as sheets

            assert review is not None
            return sheets.apply(session, seance, review, chosen, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} vote repris", "{n} votes repris", count)
            self._context.say(text.format(n=count_text(count)), True)

        self.notice.hide()
        self._context.database.write(work, done, self._fail)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.show_error(error)
        else:
            self._context.database.failed.emit(error)
