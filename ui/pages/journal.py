"""« Journal »: what was done in the base, by whom and when; the last operation can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.translation import _
from acse_desktop.typography import count_text
from ui.context import Context
from ui.shell.page_header import PageHeader
from ui.widgets.card import Card
from ui.widgets.message import EmptyState
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.journal import Entry
    from ui.tasks import History


class JournalPage(QWidget):
    """The latest operations first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.header = PageHeader(_("Journal"))
        self.undo = self.header.add_button(_("Annuler la der&nière opération"), "arrow_undo")
        self.table = TextTable(
            _("Journal des opérations"),
            (_("Quand"), _("Agent"), _("Opération"), _("État"), _("Changements")),
            (150, 150, 420, 110, 100),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self.empty = EmptyState(
            _("Aucune opération pour l’instant"),
            _("Chaque saisie, import ou consolidation s’inscrira ici et pourra être annulé."),
            icon="history",
        )
        card = Card()
        card.add(self.table)
        card.add(self.empty)
        self.table.hide()
        around = QVBoxLayout()
        around.setContentsMargins(20, 0, 20, 20)
        around.addWidget(card)
        column.addLayout(around, 1)
        self.undo.clicked.connect(self._undo)
        context.database.changed.connect(self.reload)
        context.database.history_changed.connect(self._show_history)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the journal, when it is shown."""
        if self.isVisible():
            self._context.database.read(_entries, self._show)

    def _show(self, entries: list[Entry]) -> None:
        self.table.show_rows([
            (f"{one.quand:%d/%m/%Y %H:%M}", one.agent, one.nom, one.etat,
             count_text(one.changements))
            for one in entries
        ])  # fmt: skip
        self.header.set_title(_("Journal"), count_text(len(entries)))
        self.table.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self.undo.setEnabled(any(one.etat == _("Faite") for one in entries))

    def _show_history(self, history: History) -> None:
        self.undo.setEnabled(history.undo is not None)

    def _undo(self) -> None:
        said = _("Annulé\u00a0: {nom}")
        self._context.database.undo(
            lambda done: self._context.say(said.format(nom=_(done.nom)))
        )  # fmt: skip


def _entries(session: Any) -> list[Entry]:
    from acse_desktop.services.journal import entries

    found: list[Entry] = entries(session)
    return found
