"""The tab of the action itself: the index of its sections at the left, its form at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from acse_desktop.fields import Field, sections_of
from acse_desktop.models import Action
from acse_desktop.nomenclatures import entries, entries_of_year
from acse_desktop.translation import _
from ui.editors import AnyEditor, ListEditor
from ui.fiche.anomalies import LEVELS
from ui.fiche.index import SectionIndex, SectionState
from ui.fiche.tabs.bilan import OWN
from ui.form.form import Form
from ui.form.look import FormLook
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN, SECTIONS
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.rules.anomalie import Anomalie
    from acse_desktop.services.sheets import ActionSheet

FOLD = 1000
"""Under this width (design px) the index is folded away."""
SPANS = {
    "numero": 3, "intitule": 9, "statut": 2, "type_demande": 4, "dispositif": 4, "theme": 8,
    "responsable_nom": 3, "responsable_prenom": 3, "responsable_fonction": 3,
    "responsable_courriel": 9, "decision": 3, "acte_type": 3, "numero_gispro": 3,
    "contrat_id": 5, "regle_partage": 3, "responsable_civilite": 3, "besoin_identifie_par": 8,
}  # fmt: skip


class ActionTab(QWidget):
    """The form of the action with its index."""

    def __init__(self) -> None:
        super().__init__()
        self.index = SectionIndex()
        self._anomalies: list[Anomalie] = []
        self._exercice: int | None = None
        self.form = Form(
            Action,
            FormLook(
                omitted=frozenset({"dossier_id", "rang"}) | OWN,
                editors={"contrat_id": _contract_list},
                hints={"Action": _("champs obligatoires, sauf mention « facultatif »")},
                spans=SPANS,
            ),
        )
        self.area = self._built()
        self.index.chosen.connect(self.show_section)
        self.form.entered.connect(self._entered)
        self.form.committed.connect(lambda _name, _value: self.refresh_index())

    def _built(self) -> QScrollArea:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        area = scrolled(content)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = scrolled(self.index)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(self._side)
        row.addWidget(area, 1)
        self.refresh_theme()
        return area

    def refresh_theme(self) -> None:
        """Gaps follow the text size."""
        px = current().px
        self._column.setContentsMargins(0, 0, px(PAGE_MARGIN), px(CARD_GAP))
        self._side.setFixedWidth(px(SECTIONS + 12))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the index when the place lacks."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        unfolded = self.width() >= current().px(FOLD)
        self._side.setVisible(unfolded)
        left = 0 if unfolded else current().px(PAGE_MARGIN)
        margins = self._column.contentsMargins()
        margins.setLeft(left)
        self._column.setContentsMargins(margins)

    def take(self, sheet: ActionSheet) -> None:
        """Offer the contracts and the themes of the year; the form is filled by the page."""
        contrat = self.form.editors["contrat_id"]
        if isinstance(contrat, ListEditor):
            contrat.set_entries(sheet.contrats)
        self._offer_themes(sheet.dossier.values["exercice"])
        self.refresh_index()

    def _offer_themes(self, exercice: int | None) -> None:
        # The same words name other themes from one year to the next.
        theme = self.form.editors["theme"]
        if exercice != self._exercice and isinstance(theme, ListEditor):
            found = entries_of_year("theme", exercice) if exercice else entries("theme")
            theme.set_entries([(one.code, _(one.libelle)) for one in found or entries("theme")])
        self._exercice = exercice

    def take_anomalies(self, anomalies: list[Anomalie]) -> None:
        """The index counts what the rules find."""
        self._anomalies = [one for one in anomalies if one.table == "action"]
        self.refresh_index()

    def refresh_index(self) -> None:
        """The state of each section, and what is required and there."""
        form, wrong = self.form, self._wrong()
        states = []
        for title in sections_of(Action):
            if title not in form.cards:
                continue
            errors = sum(name in wrong for name in form.names_of(title))
            whole = not form.missing(title) and not form.is_empty(title)
            state = "error" if errors else "complete" if whole else "empty"
            states.append(SectionState(title, state, errors))
        self.index.show_sections(states, self._share())

    def _wrong(self) -> set[str]:
        found = {
            one.champ
            for one in self._anomalies
            if LEVELS[one.gravite] == "error" and one.reserve is None
        }
        return found | set(self.form.problems())

    def _share(self) -> float:
        required = [name for name, one in self.form.described.items() if one.required]
        there = sum(self.form.values.get(name) not in (None, "") for name in required)
        return there / len(required) if required else 1.0

    def show_section(self, title: str) -> None:
        """Scroll to a section and enter its first field."""
        card = self.form.cards[title]
        self.area.verticalScrollBar().setValue(card.mapTo(self.form, card.rect().topLeft()).y())
        names = [
            name for name in self.form.names_of(title) if not self.form.described[name].readonly
        ]
        if names:
            self.form.focus_field(names[0])
        self.index.mark(title)

    def _entered(self, name: str) -> None:
        self.index.mark(self.form.described[name].section)
        self.area.ensureWidgetVisible(self.form.fields[name], 0, current().px(24))


def _contract_list(described: Field) -> AnyEditor:
    empty: list[tuple[Any, str]] = []
    return ListEditor(_(described.label), empty)
