"""« À compléter »: what is left to put right before the remontée, rule by rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.pages.listing.chips import ChipRow
from ui.pages.listing.dialogs import TextDialog
from ui.pages.listing.problems import Detail, ProblemTree
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.tokens import PAGE_MARGIN
from ui.widgets.bars import BusyBar
from ui.widgets.buttons import LinkButton
from ui.widgets.message import EmptyState

if TYPE_CHECKING:
    from acse_desktop.rules.anomalie import Anomalie
    from acse_desktop.services.overview import Remaining

STEP = 500
"""Anomalies listed at first, and more each time they are asked for."""
ALL, ERREUR, AVERTISSEMENT = "tous", "erreur", "avertissement"
"""Chips: every severity, or one of `acse_desktop.rules`, which is not loaded for two words."""


class ToCompletePage(QWidget):
    """Anomalies by rule, filtered by severity; each leads to its record or takes a reason."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.found: Remaining | None = None
        self.level = ALL
        self._limit, self._stale = STEP, True
        self._build()
        self._connect()
        self.commands: dict[str, Callable[[], object]] = {"next_error": self.tree.go_to_next}

    def _build(self) -> None:
        self.header = PageHeader(_("À compléter"))
        self.chips, self.busy = ChipRow(), BusyBar(_("Contrôle des dossiers"))
        self.tree, self.detail = ProblemTree(), Detail()
        self.papers_button = self.header.add_button(_("Pièces manquantes"), "attach")
        self.accept_button = self.header.add_button(
            _("Accepter avec un motif…"), "checkmark_circle"
        )
        self.open_button = self.header.add_button(_("Ouvrir la fiche"), "open", primary=True)
        self.more = LinkButton(_("Afficher la suite"))
        self.empty = EmptyState(
            _("Rien à compléter"),
            _("Aucune erreur ni avertissement sans motif\u00a0: la remontée peut partir."),
            icon="checkmark_circle",
        )
        self.chips.set_presets(
            {ALL: (_("Toutes"), ()), ERREUR: (_("Erreurs"), ()),
             AVERTISSEMENT: (_("Avertissements"), ())}
        )  # fmt: skip
        self.chips.show_chosen(ALL)
        self._lay_out()
        self._allow(None)

    def _lay_out(self) -> None:
        px = current().px
        self.stack, self._line = QStackedWidget(), QHBoxLayout()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setCollapsible(0, False)
        self.stack.addWidget(split)
        self.stack.addWidget(self.empty)
        self._line.addWidget(self.chips, 1)
        self._line.addWidget(self.more)
        self._line.setContentsMargins(px(PAGE_MARGIN), 0, px(PAGE_MARGIN), px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._line)
        column.addWidget(self.busy)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.show_level)
        self.tree.current_changed.connect(self._allow)
        self.tree.activated_anomaly.connect(self.open_anomaly)
        self.open_button.clicked.connect(lambda: self.open_anomaly(self.tree.current()))
        self.accept_button.clicked.connect(self.ask_reason)
        self.papers_button.clicked.connect(lambda: self.context.go("pieces_manquantes"))
        self.more.clicked.connect(self._show_more)
        self.context.database.changed.connect(self._base_changed)
        self.context.exercice_changed.connect(self._base_changed)

    # ---- what the agent asks

    def show_level(self, level: str) -> None:
        """Errors only, warnings only, or both."""
        self.level = level
        self.chips.show_chosen(level)
        self._show()

    def open_anomaly(self, anomaly: Anomalie | None) -> None:
        """Show the record at fault, or the one that it hangs on."""
        if anomaly is None:
            return

        def work(session: Any) -> tuple[str, str]:
            from acse_desktop.services.overview import page_of

            return page_of(session, anomaly.table, anomaly.id)

        self.context.database.read(work, lambda found: self._go(*found))

    def ask_reason(self) -> None:
        """Why the agent goes on in spite of the anomaly in view."""
        anomaly = self.tree.current()
        if anomaly is None:
            return
        dialog = TextDialog(
            self, _("Accepter avec un motif"), [_("Motif")], _("Accepter"), anomaly.message
        )
        dialog.answered.connect(lambda texts: self.accept_anomaly(anomaly, texts[0]))
        dialog.open()

    def accept_anomaly(self, anomaly: Anomalie, reason: str) -> None:
        """Keep the reason: it goes along with the remontée."""
        agent = self.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.checking import accept

            accept(session, anomaly, reason, agent)

        text = _("Motif enregistré, l’anomalie n’est plus à compléter")
        self.context.database.write(work, lambda _none: self.context.say(text, True))

    def _go(self, kind: str, identifier: str) -> None:
        if identifier:
            self.context.open(kind, identifier)

    def _show_more(self) -> None:
        self._limit += STEP
        self._read()

    # ---- what is shown

    def _read(self) -> None:
        exercice, limit = self.context.exercice or None, self._limit
        self._stale = False
        self.busy.show_progress(0, 0)

        def work(session: Any) -> Remaining:
            from acse_desktop.services.overview import remaining

            return remaining(session, exercice, limit)

        self.context.database.read(work, self._take, self._fail)

    def _take(self, found: Remaining) -> None:
        self.busy.hide()
        self.found = found
        counts = found.by_gravite
        self.chips.set_counts(
            {ALL: found.total, ERREUR: counts.get(ERREUR, 0),
             AVERTISSEMENT: counts.get(AVERTISSEMENT, 0)}
        )  # fmt: skip
        text = ngettext("{n} anomalie", "{n} anomalies", found.total)
        self.header.set_title(_("À compléter"), text.format(n=count_text(found.total)))
        listed = sum(len(one.anomalies) for one in found.problems)
        self.more.setVisible(listed < found.total)
        self.stack.setCurrentIndex(0 if found.total else 1)
        self._show()

    def _fail(self, error: Exception) -> None:
        self.busy.hide()
        self.context.database.failed.emit(error)

    def _show(self) -> None:
        problems = self.found.problems if self.found else ()
        self.tree.show_problems([one for one in problems if self.level in (ALL, one.gravite)])

    def _allow(self, anomaly: Anomalie | None) -> None:
        self.detail.show_anomaly(anomaly)
        self.open_button.setEnabled(anomaly is not None)
        self.accept_button.setEnabled(anomaly is not None)

    def _base_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Check when the page is shown, if something changed since the last time."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins."""
        super().resizeEvent(event)
        self.header.refresh_theme()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is written meanwhile is checked at the next visit."""
        super().hideEvent(event)
        self.busy.hide()
