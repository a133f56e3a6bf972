"""The page of an action: its dossier, itself, its budget, its funders, its publics, its journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.services.listing_types import Query
from acse_desktop.translation import _
from ui.budget.editor import BudgetTab
from ui.fiche.anomalies import Problem, messages_of, problems_of, unread
from ui.fiche.dialogs import ReasonDialog
from ui.fiche.gestures import ActionGestures
from ui.fiche.header import FicheHeader
from ui.fiche.summary import ErrorSummary
from ui.fiche.tabs.action import ActionTab
from ui.fiche.tabs.avis import AvisTab
from ui.fiche.tabs.bilan import OWN, BilanTab
from ui.fiche.tabs.dossier import DossierTab
from ui.fiche.tabs.financements import FinancementsTab
from ui.fiche.tabs.indicateurs import IndicateursTab
from ui.fiche.tabs.journal import JournalTab
from ui.fiche.tabs.paiements import PaiementsTab
from ui.fiche.tabs.pieces import PiecesTab
from ui.fiche.tabs.places import PlacesTab
from ui.form.form import Form
from ui.lifecycle.offers import any_decision, fill_menu
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, NARROW_MARGIN, PAGE_MARGIN

if TYPE_CHECKING:
    from ui.context import Context

(
    DOSSIER, ACTION, BUDGET, FUNDERS, PLACES, PAPERS, OPINIONS, PAYMENTS, FIGURES, REPORT,
    JOURNAL,
) = range(11)  # fmt: skip
TAB_OF = {"dossier": DOSSIER, "action": ACTION, "ligne_budget": BUDGET, "financement": FUNDERS,
          "public": PLACES, "lieu": PLACES, "piece": PAPERS, "avis": OPINIONS,
          "versement": PAYMENTS, "engagement_action": PAYMENTS, "indicateur": FIGURES,
          "periode": FIGURES}  # fmt: skip
TAB_OF_FIELD = {"lieux": PLACES, "cout_total": BUDGET, "regle_partage": PLACES,
                "indicateurs": FIGURES, "pieces": PAPERS, "avis": OPINIONS,
                **dict.fromkeys(OWN, REPORT)}  # fmt: skip
"""Fields of an action that are mended in another tab."""


class ActionFiche(ActionGestures):
    """An action with everything that hangs on it, in the order of the list it came from."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = FicheHeader(_("Dossiers"))
        self.summary = ErrorSummary()
        self.dossier, self.action = DossierTab(), ActionTab()
        self.budget, self.funders = BudgetTab(self), FinancementsTab(self)
        self.places = PlacesTab(self)
        self.papers, self.opinions = PiecesTab(self), AvisTab(self)
        self.payments, self.report = PaiementsTab(self), BilanTab(self)
        self.figures = IndicateursTab(self)
        self.journal = JournalTab(context, lambda session: _history(session, self.record))
        self._anomalies: list[Any] = []
        self._tabs: tuple[Any, ...] = (
            self.dossier, self.action, self.budget, self.funders, self.places,
            self.papers, self.opinions, self.payments, self.figures,
            self.report, self.journal,
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self.header.tabs.setCurrentIndex(ACTION)

    def _lay_out(self) -> None:
        self.header.set_tabs(
            [_("Dossier"), _("Action"), _("Budget"), _("Financements"), _("Publics et lieux"),
             _("Pièces"), _("Avis et comité"), _("Paiements"), _("Indicateurs"), _("Bilan"),
             _("Journal")]
        )  # fmt: skip
        self.stack = QStackedWidget()
        for tab in self._tabs:
            self.stack.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._over = QHBoxLayout()
        self._over.addWidget(self.summary)
        self._body.addLayout(self._over)
        self._body.addWidget(self.stack, 1)
        column.addWidget(self.header)
        column.addWidget(body, 1)
        self._add_buttons()
        for form in self.forms().values():
            form.fill()
        self.refresh_theme()

    def _add_buttons(self) -> None:
        self.status_button = self.header.add_button(_("Changer le statut"), "arrow_swap")
        self.status_menu = QMenu(self.status_button)
        self.status_button.setMenu(self.status_menu)
        self.document_button = self.header.add_button(_("Document"), "document_add")
        self.document_button.clicked.connect(self.make_documents)
        self.more = self.header.add_button(_("Dupliquer"), "copy")
        menu = QMenu(self.more)
        menu.addAction(_("L’action, dans ce dossier"), lambda: self.duplicate(0))
        menu.addAction(_("L’action, vers l’exercice suivant"), lambda: self.duplicate(1))
        menu.addAction(_("Tout le dossier, vers l’exercice suivant"), self.duplicate_dossier)
        self.more.setMenu(menu)
        self.delete_button = self.header.add_button(_("Supprimer"), "delete")
        self.delete_button.clicked.connect(self.ask_delete)
        self.new_button = self.header.add_button(_("Ajouter une action"), "add", primary=True)
        self.new_button.clicked.connect(self.add_action)

    def refresh_theme(self) -> None:
        """Margins follow the width and the text size."""
        px = current().px
        side = px(PAGE_MARGIN if self.width() >= px(1148) else NARROW_MARGIN)
        self._over.setContentsMargins(side, 0, side, 0)
        self._body.setContentsMargins(0, px(CARD_GAP), 0, 0)
        self._body.setSpacing(px(CARD_GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins; low ones leave the summary out of the way."""
        super().resizeEvent(event)
        self.refresh_theme()

    def _count_papers(self, count: str) -> None:
        self.header.tabs.setTabText(PAPERS, f"{_('Pièces')} {count}")

    def _connect(self) -> None:
        self.commands |= {
            "next_error": self.next_problem,
            "change_status": self.status_button.showMenu,
            "decide": lambda: self.ask_change(any_decision()),
            "make_documents": self.make_documents,
            "ask_opinions": self.opinions.card.ask,
            "send_opinions": self.opinions.card.send,
            "previous": lambda: self.step(-1),
            "next": lambda: self.step(1),
        }
        self.header.tab_changed.connect(self._tab_changed)
        self.papers.papers.counted.connect(self._count_papers)
        self.header.moved.connect(self.step)
        self.header.print_asked.connect(self.print_record)
        self.header.went_back.connect(lambda: self.context.go("dossiers"))
        self.summary.asked.connect(self.go_to_problem)
        self.summary.accept_asked.connect(self.ask_reason)
        self.dossier.organisme.open_asked.connect(self._open_organisme)
        self.budget.funders_asked.connect(lambda: self.header.tabs.setCurrentIndex(FUNDERS))
        for table, form in self.forms().items():
            self.listen_to(form, table)
            form.left.connect(lambda _name: self._show_problems())

    # ---- reading

    def forms(self) -> dict[str, Form]:
        """The dossier and the action."""
        return {"dossier": self.dossier.form, "action": self.action.form}

    def tables(self) -> tuple[str, ...]:
        """The page is that of an action."""
        return ("action",)

    def read(self, session: Any, identifier: str) -> Any:
        """The action and all that its page shows."""
        from acse_desktop.services import sheets

        return sheets.action_sheet(session, identifier)

    def take(self, sheet: Any) -> None:
        """Show everything."""
        values = sheet.action.values
        self.header.show_title(
            values["numero"] or "", values["intitule"] or _("Action sans intitulé"),
            values["statut"],
        )  # fmt: skip
        fill_menu(self.status_menu, values["statut"], self.ask_change)
        for tab in self._tabs[:-1]:
            tab.take(sheet)
        if self._fresh:
            self.summary.first_again()
            self._find_place()
        self.stack.setCurrentIndex(self.header.tabs.currentIndex())
        self.journal.reload()

    def check(self, session: Any, identifier: str) -> Any:
        """What the rules find on the action."""
        from acse_desktop.services import checking

        return checking.check_action(session, identifier)

    def take_anomalies(self, anomalies: list[Any]) -> None:
        """Show what is to be mended, under the fields and on top."""
        for table, form in self.forms().items():
            form.show_messages(messages_of(anomalies, table))
        self.action.take_anomalies(anomalies)
        self.report.take_anomalies(anomalies)
        self._anomalies = anomalies
        self._show_problems()

    def _show_problems(self) -> None:
        own = [one for table, form in self.forms().items() for one in unread(form, table)]
        self.summary.show_problems([*own, *problems_of(self._anomalies)])
        self.action.refresh_index()
        self._show_summary()

    def _find_place(self) -> None:
        query = getattr(self.context, "query", None) or Query()
        exercice, wanted = self.sheet.dossier.values["exercice"], self.record

        def work(session: Any) -> Any:
            from acse_desktop.services import listing

            return listing.position(session, "actions", query, exercice, wanted)

        self.context.database.read(work, partial(self._show_place, wanted))

    def _show_place(self, wanted: str, place: tuple[int, int, str | None, str | None]) -> None:
        if wanted == self.record:
            rank, count, before, after = place
            self._neighbours = (before, after)
            self.header.show_rank(rank, count)

    def flush(self) -> None:
        """Save what is being typed, in the compte rendu too."""
        super().flush()
        self.report.flush()

    # ---- moving

    def step(self, step: int) -> None:
        """To the action before or after in the list."""
        target = self._neighbours[0 if step < 0 else 1]
        if target is not None:
            self.show_record(target)

    def _tab_changed(self, tab: int) -> None:
        self.flush()
        self.stack.setCurrentIndex(tab)
        self._show_summary()

    def _show_summary(self) -> None:
        wanted = self.stack.currentIndex() in (DOSSIER, ACTION, FUNDERS, PLACES)
        self.summary.setVisible(wanted and bool(self.summary.problems))

    def _open_organisme(self) -> None:
        if self.sheet is not None and self.sheet.organisme is not None:
            self.context.open("organisme", self.sheet.organisme.id)

    def focus_moved(self, table: str, name: str) -> None:
        """Show the tab of a field and go to it."""
        self.header.tabs.setCurrentIndex(TAB_OF[table])
        super().focus_moved(table, name)

    # ---- problems

    def next_problem(self) -> None:
        """F8: the next thing to mend."""
        problem = self.summary.next()
        if problem is not None:
            self.go_to_problem(problem)

    def go_to_problem(self, problem: Problem) -> None:
        """Show where it is mended."""
        own = problem.table == "action" or problem.field == "pieces"
        elsewhere = own and problem.field in TAB_OF_FIELD
        tab = TAB_OF_FIELD[problem.field] if elsewhere else TAB_OF.get(problem.table, ACTION)
        self.header.tabs.setCurrentIndex(tab)
        form = self.forms().get(problem.table)
        if form is not None and problem.field in form.editors and not elsewhere:
            form.focus_field(problem.field)
        elif tab == REPORT:
            self.report.focus_field(problem.field)
        else:
            self._tabs[tab].setFocus()

    def ask_reason(self) -> ReasonDialog:
        """Ask why a point is accepted as it is."""
        dialog = ReasonDialog(self, self.summary.problems)
        dialog.finished.connect(lambda: self._accept(dialog))
        dialog.open()
        return dialog

    def _accept(self, dialog: ReasonDialog) -> None:
        problem, reason, agent = dialog.problem(), dialog.reason.text(), self.context.agent
        if dialog.chosen != "accept" or problem is None or problem.source is None:
            return
        source = problem.source

        def work(session: Any) -> None:
            from acse_desktop.services import checking

            checking.accept(session, source, reason, agent)

        self.do(work)


def _history(session: Any, action_id: str) -> Any:
    from acse_desktop.services import record_history

    return record_history.of_action(session, action_id)
