"""The page of an organisme: its form, its dossiers by year, and those that look like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fields import Field
from acse_desktop.models import Organisme
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.editors import AnyEditor
from ui.fiche.anomalies import Problem, messages_of, problems_of
from ui.fiche.dialogs import ConfirmDialog
from ui.fiche.header import FicheHeader
from ui.fiche.page import RecordPage
from ui.fiche.summary import ErrorSummary
from ui.fiche.tabs.journal import JournalTab
from ui.fiche.tabs.lieux import commune_picker
from ui.form.cells import Cell, Head, Line
from ui.form.form import Form
from ui.form.look import FormLook
from ui.form.table import Sheet
from ui.papers.dropping import PapersBlock
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from ui.context import Context

HEADS = (
    Head("exercice", N_("Exercice"), 88),
    Head("numero", N_("N° dossier")),
    Head("actions", N_("Actions"), 88, right=True),
    Head("demande", N_("Demandé"), 120, right=True),
    Head("accorde", N_("Accordé"), 120, right=True),
)
SPANS = {"nom": 9, "sigle": 3, "siret": 3, "rna": 3, "statut": 3, "adresse": 8, "commune": 4,
         "code_postal": 2, "code_insee": 3, "iban": 5, "bic": 3}  # fmt: skip


class OrganismeFiche(RecordPage):
    """An organisme. Its doubles are told as warnings; its IBAN is hidden until entered."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = FicheHeader(_("Organismes"))
        self.summary = ErrorSummary()
        self.form = Form(Organisme, FormLook(spans=SPANS, editors={"commune": self._commune}))
        self.dossiers = Sheet(_("Dossiers de l’organisme"), HEADS)
        self.papers = PapersBlock(self, permanent=True)
        self.journal = JournalTab(context, lambda session: _history(session, self.record))
        self._lay_out()
        self._connect()

    def _commune(self, described: Field) -> AnyEditor:
        return commune_picker(_(described.label), self.context.departement, by_name=True)

    def _lay_out(self) -> None:
        self.header.set_tabs([_("Organisme"), _("Journal")])
        self.delete_button = self.header.add_button(_("Supprimer"), "delete")
        self.new_button = self.header.add_button(_("Nouveau dossier"), "document_add", primary=True)
        card = Card(_("Dossiers"), _("Entrée ou double clic ouvre le dossier"))
        self.none = TextLabel(_("Aucun dossier pour le moment."), "body", "ink2")
        for part in (self.none, self.dossiers):
            card.add(part)
        self._content = QWidget()
        self._inner = QVBoxLayout(self._content)
        for block in (card, self.papers, self.form):
            self._inner.addWidget(block)
        self._inner.addStretch(1)
        self.area = scrolled(self._content)
        self._over = QHBoxLayout()
        self._over.addWidget(self.summary)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addLayout(self._over)
        self._column.addWidget(self.area, 1)
        self._column.addWidget(self.journal, 1)
        self.journal.hide()
        self.form.fill()
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        gap, side = current().px(CARD_GAP), current().px(PAGE_MARGIN)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._over.setContentsMargins(side, 0, side, 0)
        self._inner.setContentsMargins(side, 0, side, gap)
        self._inner.setSpacing(gap)

    def _connect(self) -> None:
        self.commands["next_error"] = self.next_problem
        self.header.tab_changed.connect(self._tab_changed)
        self.header.print_asked.connect(self.print_record)
        self.header.went_back.connect(lambda: self.context.go("organismes"))
        self.summary.asked.connect(self.go_to_problem)
        self.summary.accept.hide()
        self.dossiers.opened.connect(self._open_dossier)
        self.new_button.clicked.connect(self.add_dossier)
        self.delete_button.clicked.connect(self.ask_delete)
        self.form.entered.connect(
            lambda name: self.area.ensureWidgetVisible(self.form.fields[name], 0, 24)
        )
        self.listen_to(self.form, "organisme")

    def forms(self) -> dict[str, Form]:
        """The organisme."""
        return {"organisme": self.form}

    def read(self, session: Any, identifier: str) -> Any:
        """The organisme and its dossiers."""
        from acse_desktop.services import sheets

        return sheets.organisme_sheet(session, identifier)

    def check(self, session: Any, identifier: str) -> Any:
        """What is wrong with its identity, doubles included."""
        from acse_desktop.services import checking

        return checking.check_organisme(session, identifier)

    def take(self, sheet: Any) -> None:
        """Show the name and the dossiers."""
        values = sheet.organisme.values
        number = values["code_tiers"] or ""
        self.header.show_title(number, values["nom"] or _("Organisme sans nom"))
        self.dossiers.show_lines([_line(rank, one) for rank, one in enumerate(sheet.dossiers)])
        self.dossiers.setVisible(bool(sheet.dossiers))
        self.none.setVisible(not sheet.dossiers)
        self.papers.show_papers(sheet.papers)
        self.header.show_rank(-1, 0)
        if self._fresh:
            self.summary.first_again()
        self.journal.reload()

    def take_anomalies(self, anomalies: list[Any]) -> None:
        """Show them under the fields and on top."""
        self.form.show_messages(messages_of(anomalies, "organisme"))
        self.summary.show_problems(problems_of(anomalies))

    def _tab_changed(self, tab: int) -> None:
        self.flush()
        self.area.setVisible(tab == 0)
        self.journal.setVisible(tab == 1)

    # ---- what can be done

    def next_problem(self) -> None:
        """F8: the next thing to mend."""
        problem = self.summary.next()
        if problem is not None:
            self.go_to_problem(problem)

    def go_to_problem(self, problem: Problem) -> None:
        """Go to its field."""
        self.header.tabs.setCurrentIndex(0)
        if problem.field in self.form.editors:
            self.form.focus_field(problem.field)

    def _open_dossier(self, line: str) -> None:
        action, _values = self.sheet.dossiers[int(line)]
        if action:
            self.context.open("action", action)

    def add_dossier(self) -> None:
        """Add the dossier of the exercice, or an action to the one there is, and open it."""
        organisme, exercice, agent = self.record, self.context.exercice, self.context.agent
        territory = {"departement": self.context.departement, "region": self.context.region}

        def work(session: Any) -> str:
            from acse_desktop.services import records

            kept = {name: value for name, value in territory.items() if value}
            return records.new_dossier(session, organisme, exercice, kept, agent=agent)[1]

        self.do(work, lambda action: self.context.open("action", action))

    def ask_delete(self) -> ConfirmDialog:
        """Say how many dossiers would go with it."""
        count = len(self.sheet.dossiers)
        text = _("Supprimer {nom}\u202f?")
        if count:
            text = ngettext(
                "Supprimer {nom} et son dossier\u202f?",
                "Supprimer {nom} et ses {n} dossiers\u202f?",
                count,
            )
        nom = self.sheet.organisme.values["nom"] or _("cet organisme")
        dialog = ConfirmDialog(self, text.format(nom=nom, n=count), _("Supprimer l’organisme"))
        dialog.finished.connect(lambda: self.delete_now() if dialog.chosen == "delete" else None)
        dialog.open()
        return dialog

    def delete_now(self) -> None:
        """Remove it and go back to the list."""
        self.remove_record("organisme", _("Organisme supprimé."), "organismes")


def _line(rank: int, dossier: tuple[str, tuple[Any, ...]]) -> Line:
    exercice, numero, actions, asked, granted = dossier[1]
    cells = (
        Cell(str(exercice or "")),
        Cell(numero or "", ink="primary", strong=True),
        Cell(count_text(actions)),
        Cell(amount_text(asked)),
        Cell(amount_text(granted) if granted else ""),
    )
    return Line(str(rank), cells, numero or "")


def _history(session: Any, identifier: str) -> Any:
    from acse_desktop.services import record_history

    return record_history.of_records(session, [identifier])
