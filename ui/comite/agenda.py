"""The order of the day: actions chosen in the list of the dossiers, by filter or one by one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.services.listing_types import Filter, Query, Summary
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.grid.grid import Grid
from ui.pages.actions import ACTIONS
from ui.pages.listing.notice import Notice
from ui.pages.listing.source import BaseSource, Content
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel
from ui.widgets.search import SearchBox

SHOWN = ("numero", "intitule", "organisme", "statut", "dispositif", "theme", "contrat",
         "montant_demande", "montant_propose", "montant_anterieur")  # fmt: skip
AT_FIRST = ("INSTRUCTION", "COMITE", "AJOURNE")
"""Statuts shown when the dialog opens: what usually comes before a committee."""


class AgendaDialog(QDialog):
    """The list of the dossiers, with its filters; adding an action twice changes nothing."""

    def __init__(self, parent: QWidget, context: Context, seance: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compléter l’ordre du jour"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self._context, self._seance = context, seance
        self._source = BaseSource(context, "actions", self._fail)
        self.grid: Grid | None = None
        self.notice = Notice()
        self.search = SearchBox(_("Filtrer les dossiers"), _("Filtrer"))
        self.add_selected = Button(_("Ajouter la sélection"), "add", primary=True)
        self.add_all = Button(_("Ajouter tout ce qui est affiché"))
        self.add_selected.clicked.connect(self._add_selected)
        self.add_all.clicked.connect(self._add_all)
        self.search.search_edited.connect(lambda text: self.grid and self.grid.set_text(text))
        self._lay_out()
        self._source.request_content(self._fill)

    def _lay_out(self) -> None:
        px = current().px
        self._column, buttons = QVBoxLayout(self), QHBoxLayout()
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(10))
        self._column.addWidget(TextLabel(
            _("Filtrez par les menus des colonnes, puis ajoutez la sélection ou tout ce qui est"
              " affiché."), "body", "ink2", wrap=True,
        ))  # fmt: skip
        self._column.addWidget(self.search)
        self._column.addWidget(self.notice)
        close = Button(_("Fermer"))
        close.clicked.connect(self.accept)
        buttons.addStretch(1)
        for button in (self.add_selected, self.add_all, close):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self._column.addLayout(buttons)
        self.resize(px(1040), px(600))

    def _fill(self, content: Content) -> None:
        columns = ACTIONS.columns_of(content)
        layout = ACTIONS.layout_of(columns, SHOWN)
        presentation = ACTIONS.presentation_of(content)
        self.grid = Grid(columns, self._source, presentation, layout)
        self._column.insertWidget(3, self.grid, 1)
        self.grid.summary_changed.connect(self._show_count)
        self.grid.activated.connect(lambda _id: self._add_selected())
        self.grid.ask(Query(filters=(Filter("statut", "in", AT_FIRST),)))
        self.grid.setFocus()

    def _show_count(self, found: Summary) -> None:
        text = ngettext("Ajouter la ligne affichée", "Ajouter les {n} lignes affichées",
                        found.count)  # fmt: skip
        self.add_all.setText(text.format(n=count_text(found.count)))
        self.add_all.setEnabled(bool(found.count))
        self.add_selected.setEnabled(bool(found.count))

    def _add_selected(self) -> None:
        ids = self.grid.selected_ids() if self.grid is not None else []

        def add(sittings: Any, session: Any) -> int:
            return int(sittings.add_actions(session, self._seance, ids, agent=self._context.agent))

        self._add(add)

    def _add_all(self) -> None:
        query = self.grid.query() if self.grid is not None else Query()

        def add(sittings: Any, session: Any) -> int:
            return int(sittings.add_found(session, self._seance, query, agent=self._context.agent))

        self._add(add)

    def _add(self, add: Any) -> None:
        def work(session: Any) -> int:
            from acse_desktop.services.committee import sittings

            return int(add(sittings, session))

        def done(count: int) -> None:
            text = ngettext("{n} dossier ajouté à l’ordre du jour",
                            "{n} dossiers ajoutés à l’ordre du jour", count)  # fmt: skip
            self._context.say(text.format(n=count_text(count)), bool(count))

        self.notice.hide()
        self._context.database.write(work, done, self._fail)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.show_error(error)
        else:
            self._context.database.failed.emit(error)
