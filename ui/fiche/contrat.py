"""The page of a contract: its form, who signed it, and its quarters with their communes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.models import Contrat
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text
from ui.fiche.contrat_tables import QuartersCard, SignatoriesCard
from ui.fiche.header import FicheHeader
from ui.fiche.page import RecordPage
from ui.fiche.site import SiteTab
from ui.form.form import Form
from ui.form.look import FormLook
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from ui.context import Context

SITE = 1
"""The tab of the figures."""


class ContratFiche(RecordPage):
    """A contract with its signatories and its quarters."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = FicheHeader(_("Contrats et territoires"))
        self.header.set_tabs([_("Contrat"), _("Tableau de bord")])
        self.site = SiteTab(context)
        self.form = Form(Contrat, FormLook(spans={"nom": 6, "code": 3, "nature": 3}))
        self.signatories, self.quarters = SignatoriesCard(self), QuartersCard(self)
        self.delete_button = self.header.add_button(_("Supprimer"), "delete")
        content = QWidget()
        self._inner = QVBoxLayout(content)
        for block in (self.form, self.signatories, self.quarters):
            self._inner.addWidget(block)
        self._inner.addStretch(1)
        self.area = scrolled(content)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.site)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(self.stack, 1)
        self.form.fill()
        self.header.tab_changed.connect(self.show_tab)
        self.header.print_asked.connect(self.print_record)
        self.header.went_back.connect(lambda: self.context.go("contrats"))
        self.delete_button.clicked.connect(self.delete_now)
        self.listen_to(self.form, "contrat")
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        gap, side = current().px(CARD_GAP), current().px(PAGE_MARGIN)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._inner.setContentsMargins(side, 0, side, gap)
        self._inner.setSpacing(gap)

    def forms(self) -> dict[str, Form]:
        """The contract."""
        return {"contrat": self.form}

    def read(self, session: Any, identifier: str) -> Any:
        """The contract with its signatories and quarters."""
        from acse_desktop.services import sheets

        return sheets.contrat_sheet(session, identifier)

    def take(self, sheet: Any) -> None:
        """Show everything; the head says what the contract weighs."""
        values = sheet.contrat.values
        self.header.show_title(values["code"] or "", values["nom"] or _("Contrat sans nom"))
        text = ngettext("{n} action, {montant} accordés", "{n} actions, {montant} accordés",
                        sheet.actions)  # fmt: skip
        granted = amount_text(sheet.granted, unit="€")
        self.header.show_rank(-1, 0)
        self.header.rank.setText(text.format(n=sheet.actions, montant=granted))
        self.signatories.take(sheet)
        self.quarters.take(sheet)
        self.show_tab(self.header.tabs.currentIndex())

    def show_tab(self, tab: int) -> None:
        """The contract, or its figures, read when they are looked at."""
        self.flush()
        self.stack.setCurrentIndex(tab)
        if tab == SITE and self.record:
            self.site.read(self.record)

    def write(self, work: Callable[[Any], Any], said: str = "") -> None:
        """Write through a service and say what was done."""
        self.do(work, lambda _none: self.context.say(said, undoable=True) if said else None)

    def delete_now(self) -> None:
        """Remove the contract; its actions and its quarters stay."""
        self.remove_record("contrat", _("Contrat supprimé\u00a0: ses actions restent."), "contrats")
