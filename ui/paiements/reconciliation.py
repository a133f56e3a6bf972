"""« Rapprochement Chorus »: the rows to reconcile, and the actions that each may pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.progress import Progress
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.pages.exchange.parts import WorkBar
from ui.pages.listing.dialogs import TextDialog
from ui.paiements.matches import MatchPane
from ui.paiements.rows import RowsPane
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.tokens import NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.scroll import Responsive, scrolled

if TYPE_CHECKING:
    from acse_desktop.services.chorus.candidates import Candidate
    from acse_desktop.services.chorus.rows import ChorusRow, Tally, Tied


COUNTED = 300
"""Rows to reconcile up to which the sure ones are counted at each reading."""


@dataclass(frozen=True)
class Listed:
    """What the left side shows, read at once."""

    rows: list[ChorusRow]
    tallies: dict[str, Tally]
    sure: int | None
    """Rows that only one action explains; None when there are too many rows to look at each."""


@dataclass(frozen=True)
class Found:
    """What the right side shows of a row."""

    candidates: list[Candidate]
    split: list[tuple[str, Decimal]]
    tied: list[Tied]


class ReconciliationPage(QWidget):
    """Rows at the left, candidates at the right.

    Signals:
        filled: the candidates of the row looked at are shown.
    """

    filled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._stale = True
        self.header = PageHeader(_("Rapprochement Chorus"))
        self.list_button = self.header.add_button(_("Paiements"), "payment")
        self.import_button = self.header.add_button(_("Importer une extraction…"), "arrow_import")
        self.sure_button = self.header.add_button(_("Rapprocher les lignes sûres"), "checkmark")
        self.work = WorkBar()
        self.rows, self.matches = RowsPane(), MatchPane()
        self.commands: dict[str, Callable[[], object]] = {
            "find": self.rows.search.setFocus,
            "previous": lambda: self.rows.step(-1),
            "next": lambda: self.rows.step(1),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sides = Responsive(900)
        sides.add(self.rows, 10)
        sides.add(self.matches, 9)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        content = QWidget()
        self._body = QVBoxLayout(content)
        self._body.addWidget(self.work)
        self._body.addWidget(sides, 1)
        outer.addWidget(scrolled(content), 1)
        self.refresh_theme()

    def _connect(self) -> None:
        self.list_button.clicked.connect(lambda: self.context.go("paiements"))
        self.import_button.clicked.connect(lambda: self.context.go("importer"))
        self.sure_button.clicked.connect(self.confirm_sure)
        self.rows.asked.connect(self.reload)
        self.rows.chosen.connect(self._choose)
        self.rows.table.entered.connect(self.matches.focus_candidates)
        self.matches.confirmed.connect(self._confirm)
        self.matches.passed.connect(lambda: self.rows.step(1))
        self.matches.aside.connect(self.ask_reason)
        self.matches.reopened.connect(self._reopen)
        self.matches.named.connect(self._name)
        self.matches.opened.connect(lambda action: self.context.open("action", action))
        # Enter types in the table of the candidates: with Ctrl it confirms, wherever it is.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.matches.confirm)
        self.context.database.changed.connect(self._changed)
        self.matches.confirm_button.setToolTip("Ctrl+Entrée")

    # ---- reading

    def reload(self) -> None:
        """Read the rows of the state and words asked for."""
        self._stale = False
        state, words = self.rows.state(), self.rows.search.text()

        def work(session: Any) -> Listed:
            from acse_desktop.services.chorus import reconciling, rows

            found, tallies = rows.rows(session, state, words=words), rows.tallies(session)
            few = tallies["A_RAPPROCHER"].lignes <= COUNTED
            sure = len(reconciling.sure_matches(session)) if few else None
            return Listed(found, tallies, sure)

        self.context.database.read(work, self._show_rows)

    def _show_rows(self, listed: Listed) -> None:
        text = _("Rapprocher les lignes sûres")
        self.sure_button.setText(
            text if listed.sure is None else f"{text} ({count_text(listed.sure)})"
        )
        self.sure_button.setEnabled(listed.sure != 0)
        self.rows.show_rows(listed.rows, listed.tallies)

    def _choose(self, identifier: str) -> None:
        if not identifier:
            self.matches.show_nothing()
            self.filled.emit()
            return

        def work(session: Any) -> Found:
            from acse_desktop.services.chorus import candidates, rows

            found = candidates.candidates(session, identifier)
            shared = candidates.shared(session, identifier, found)
            return Found(found, shared, rows.tied(session, identifier))

        self.context.database.read(work, lambda found: self._show_matches(identifier, found))

    def _show_matches(self, identifier: str, found: Found) -> None:
        row = self.rows.here()
        if row is not None and row.id == identifier:
            open_ = row.etat == "A_RAPPROCHER"
            self.matches.show_row(
                row, found.candidates if open_ else [], found.split if open_ else [], found.tied
            )
            self.filled.emit()

    def _name(self, numero: str) -> None:
        row = self.rows.here()
        if row is None:
            return
        identifier = row.id

        def work(session: Any) -> Candidate | None:
            from acse_desktop.services.chorus.candidates import named

            return named(session, identifier, numero)

        self.context.database.read(work, self.matches.add_candidate)

    # ---- gestures

    def _confirm(self, parts: list[tuple[str, Decimal]]) -> None:
        row, agent = self.rows.here(), self.context.agent
        if row is None:
            return
        identifier = row.id

        def work(session: Any) -> None:
            from acse_desktop.services.chorus.reconciling import Part, confirm

            confirm(session, identifier, [Part(*one) for one in parts], agent=agent)

        self._write(work, _("Ligne rapprochée"))

    def confirm_sure(self) -> None:
        """Reconcile every row that only one action explains."""
        agent, database = self.context.agent, self.context.database

        def work(session: Any, progress: Progress) -> int:
            from acse_desktop.services.chorus.reconciling import confirm_sure

            return confirm_sure(session, progress, agent=agent)

        def done(count: int) -> None:
            self.work.stop()
            text = ngettext("{n} ligne rapprochée", "{n} lignes rapprochées", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.work.start(_("Rapprochement en cours…"))
        self.work.follow(database.run(work, done, self._failed, writes=True, watch=self.work.step))

    def _failed(self, error: Exception) -> None:
        self.work.stop()
        self.context.database.failed.emit(error)

    def ask_reason(self) -> TextDialog:
        """Ask why the selected rows are set aside."""
        dialog = TextDialog(self, _("Écarter"), [_("Motif")], _("Écarter la ligne"))
        dialog.answered.connect(lambda texts: self._set_aside(texts[0]))
        dialog.open()
        return dialog

    def _set_aside(self, motif: str) -> None:
        wanted, agent = self.rows.selected(), self.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.chorus.reconciling import set_aside

            set_aside(session, wanted, motif, agent=agent)

        text = ngettext("{n} ligne écartée", "{n} lignes écartées", len(wanted))
        self._write(work, text.format(n=count_text(len(wanted))))

    def _reopen(self) -> None:
        row, agent = self.rows.here(), self.context.agent
        if row is None:
            return
        identifier = row.id

        def work(session: Any) -> None:
            from acse_desktop.services.chorus.reconciling import reopen

            reopen(session, identifier, agent=agent)

        self._write(work, _("Ligne à rapprocher de nouveau"))

    def _write(self, work: Callable[[Any], None], said: str) -> None:
        self.context.database.write(work, lambda _none: self.context.say(said, True))

    # ---- life

    def _changed(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read the rows at the first showing, and what changed since the last one."""
        super().showEvent(event)
        if self._stale:
            self.reload()
        self.rows.table.setFocus()

    def minimumSizeHint(self) -> QSize:
        """A page never widens the window."""
        return QSize(current().px(320), current().px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins."""
        super().resizeEvent(event)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Margins follow the text size; what the navigation holds too gives way."""
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        self.header.refresh_theme()
        self._body.setContentsMargins(side, px(4), side, px(PAGE_MARGIN))
        self._body.setSpacing(px(8))
        for button in (self.list_button, self.import_button):
            button.setVisible(self.width() > px(900))
