"""The card of the controls of an action: those planned and done, and a button for another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from acse_desktop.fields import fields_of
from acse_desktop.models import Controle
from acse_desktop.translation import N_, _
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.records import Card as Record
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

HEADS = (
    Head("numero", N_("N° de la fiche"), 140), Head("nature", N_("Nature"), 160),
    Head("prevu_le", N_("Prévu le"), 104), Head("fait_le", N_("Fait le"), 104),
    Head("suite", N_("Suite"), 200), Head("constats", N_("Constats")),
)  # fmt: skip


class ControlsCard(Card):
    """Enter opens the fiche of a control."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(_("Contrôles"), _("sur place ou sur pièces, évaluations"))
        self.page = page
        self.table = Sheet(_("Contrôles de l’action"), HEADS)
        self.none = TextLabel(_("Aucun contrôle n’est programmé."), "body", "ink2")
        self.schedule_button = Button(_("Programmer un contrôle"), "shield_checkmark")
        row = QHBoxLayout()
        row.addWidget(self.schedule_button)
        row.addStretch(1)
        self.add(self.none)
        self.add(self.table)
        self.content.addLayout(row)
        self.table.opened.connect(lambda line: self.page.context.open("controle", line))
        self.schedule_button.clicked.connect(self.schedule)

    def take(self, sheet: ActionSheet) -> None:
        """Read the controls of the action shown."""
        wanted = sheet.action.id

        def work(session: Any) -> list[Record]:
            from acse_desktop.services.controls.fiche import controls_of

            return controls_of(session, wanted)

        def show(found: list[Record]) -> None:
            if wanted == self.page.record:
                self._show(found)

        self.page.context.database.read(work, show)

    def _show(self, found: list[Record]) -> None:
        self.table.show_lines([_line(card) for card in found])
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)

    def schedule(self) -> None:
        """Add a control on site with the questions of its fiche, and open it."""
        wanted, context = self.page.record, self.page.context
        self.page.flush()

        def work(session: Any) -> str:
            from acse_desktop.services.controls.fiche import schedule

            return schedule(session, wanted, agent=context.agent)

        def done(identifier: str) -> None:
            context.say(_("Contrôle programmé"), True)
            context.open("controle", identifier)

        context.database.write(work, done)


def _line(card: Record) -> Line:
    described = fields_of(Controle)
    cells = tuple(Cell(described[one.key].type.format(card.values[one.key])) for one in HEADS)
    return Line(card.id, cells, cells[0].text)
