"""The page of a post of adulte-relais: employer, conventions, vacancies and the aid due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.fields import Field
from acse_desktop.models import Poste
from acse_desktop.translation import _
from acse_desktop.typography import amount_text
from ui.editors import AnyEditor, ListEditor
from ui.fiche.header import FicheHeader
from ui.fiche.page import RecordPage
from ui.fiche.poste_tables import AidCard, ConventionsCard, VacanciesCard
from ui.form.form import Form
from ui.form.look import FormLook
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.posts_sheet import PosteSheet
    from ui.context import Context

SPANS = {"numero": 3, "departement": 2, "mission": 7, "quartier_id": 6, "action_id": 6,
         "supprime_le": 3}  # fmt: skip


def _list(described: Field) -> AnyEditor:
    return ListEditor(_(described.label), ())


class PosteFiche(RecordPage):
    """A post. Its employer is the organisme it was opened for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = FicheHeader(_("Adultes-relais"))
        self.header.set_tabs([_("Poste")])
        editors = {"quartier_id": _list, "action_id": _list}
        omitted = frozenset({"organisme_id"})
        self.form = Form(Poste, FormLook(spans=SPANS, omitted=omitted, editors=editors))
        self.conventions, self.vacancies = ConventionsCard(self), VacanciesCard(self)
        self.aid = AidCard()
        self.delete_button = self.header.add_button(_("Supprimer"), "delete")
        self.employer_button = self.header.add_button(_("Ouvrir l’employeur"), "open")
        self._lay_out()
        self.form.fill()
        self.header.print_asked.connect(self.print_record)
        self.header.went_back.connect(lambda: self.context.go("adultes_relais"))
        self.delete_button.clicked.connect(self.delete_now)
        self.employer_button.clicked.connect(self.open_employer)
        self.listen_to(self.form, "poste")
        self.refresh_theme()

    def _lay_out(self) -> None:
        content = QWidget()
        self._inner = QVBoxLayout(content)
        for block in (self.conventions, self.vacancies, self.aid, self.form):
            self._inner.addWidget(block)
        self._inner.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(scrolled(content), 1)

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        gap, side = current().px(CARD_GAP), current().px(PAGE_MARGIN)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._inner.setContentsMargins(side, 0, side, gap)
        self._inner.setSpacing(gap)

    def forms(self) -> dict[str, Form]:
        """The post."""
        return {"poste": self.form}

    def read(self, session: Any, identifier: str) -> Any:
        """The post with its conventions, vacancies and aid."""
        from acse_desktop.services.posts_sheet import poste_sheet

        return poste_sheet(session, identifier)

    def take(self, sheet: PosteSheet) -> None:
        """Show everything; the head says what is due in all."""
        values = sheet.poste.values
        self.header.show_title(sheet.employeur, values["numero"] or _("Poste sans numéro"))
        self.header.show_rank(-1, 0)
        total = amount_text(sum(line.montant for _number, line in sheet.aide), unit="€")
        self.header.rank.setText(_("Aide due\u00a0: {total}").format(total=total))
        for name, offered in (("quartier_id", sheet.quartiers), ("action_id", sheet.actions)):
            editor = self.form.editors[name]
            assert isinstance(editor, ListEditor)
            editor.set_entries(offered.items())
        self.conventions.take(sheet)
        self.vacancies.take(sheet)
        self.aid.take(sheet)

    def open_employer(self) -> None:
        """Go to the organisme that employs."""
        if self.sheet is not None:
            self.context.open("organisme", self.sheet.poste.values["organisme_id"])

    def delete_now(self) -> None:
        """Remove the post with its conventions and vacancies."""
        self.remove_record("poste", _("Poste supprimé avec ses conventions."), "adultes_relais")
