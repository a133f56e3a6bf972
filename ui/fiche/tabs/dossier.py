"""The tab of the yearly dossier: who asks, then what is said of the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.fields import fields_of
from acse_desktop.models import Dossier, Organisme
from acse_desktop.translation import _
from ui.fiche.tabs.column import CardColumn
from ui.form.flow import Flow
from ui.form.form import Form
from ui.form.look import FormLook
from ui.theme.tokens import LABEL_GAP
from ui.widgets.card import Card
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet

SHOWN = ("nom", "statut", "siret", "representant_nom", "courriel", "commune")
SPANS = {"nom": 8, "statut": 4, "siret": 3, "representant_nom": 3, "courriel": 3, "commune": 3}
FORM_SPANS = {"exercice": 2, "numero": 3, "type_demande": 3, "departement": 2, "region": 2}


class OrganismeSummary(Card):
    """What the page of the organisme says, read only here; `open_asked` goes there."""

    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Organisme"), _("repris de la fiche organisme"))
        self.link = self.add_link(_("Ouvrir la fiche organisme"))
        self.link.clicked.connect(self.open_asked)
        self._fields = fields_of(Organisme)
        self._flow = Flow()
        self.values: dict[str, ElidedLabel] = {}
        for name in SHOWN:
            self._flow.add(self._shown(name), SPANS[name])
        self.problem = InlineMessage()
        self.add(self._flow)
        self.add(self.problem)

    def _shown(self, name: str) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LABEL_GAP)
        self.values[name] = ElidedLabel("", "key")
        column.addWidget(TextLabel(_(self._fields[name].label), "label", "ink2"))
        column.addWidget(self.values[name])
        return block

    def show_organisme(self, values: dict[str, object]) -> None:
        """Show its name, number and people; and what is wrong with its SIRET."""
        for name, label in self.values.items():
            label.setText(self._fields[name].type.format(values.get(name)) or "—")
        problem = self._fields["siret"].type.check(values.get("siret"))
        label_text = _("SIRET\u00a0: {problem}").format(problem=problem) if problem else None
        self.problem.show_message(label_text, "error")


class DossierTab(CardColumn):
    """The organisme in short, then the form of the dossier."""

    def __init__(self) -> None:
        self.organisme = OrganismeSummary()
        self.form = Form(
            Dossier,
            FormLook("dossier_", frozenset({"organisme_id"}), spans=FORM_SPANS),
        )  # fmt: skip
        super().__init__(self.organisme, self.form)

    def take(self, sheet: ActionSheet) -> None:
        """Show the organisme; the form is filled by the page."""
        self.organisme.show_organisme(sheet.organisme.values if sheet.organisme else {})
