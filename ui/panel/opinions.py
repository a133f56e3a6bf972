"""The opinions on an action, one line each: who, when, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text
from ui.opinions import look_of
from ui.panel.parts import Heading, emptied
from ui.theme.apply import current
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import Mark

if TYPE_CHECKING:
    from acse_desktop.services.avis import Opinion


class Opinions(QWidget):
    """What the partners think of the action shown."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Heading("")
        self._grid = QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._grid)

    def show_opinions(self, opinions: Sequence[Opinion]) -> None:
        """In the order of the authors; how many are awaited is said."""
        emptied(self._grid)
        waiting = sum(one.sens is None for one in opinions)
        word = ngettext("{n} en attente", "{n} en attente", waiting).format(n=waiting)
        self.heading.say(_("Avis"), word if waiting else "" if opinions else _("aucun"))
        self._grid.setVerticalSpacing(current().px(6))
        self._grid.setHorizontalSpacing(current().px(8))
        self._grid.setColumnStretch(1, 1)
        for row, one in enumerate(opinions):
            self._show(row, one)

    def _show(self, row: int, one: Opinion) -> None:
        look = look_of(one.sens)
        who = _(label_of("auteur_avis", one.auteur or ""))
        if one.auteur_nom:
            who = f"{who} · {one.auteur_nom}"
        if one.confidentiel:
            who = _("{who} (confidentiel)").format(who=who)
        said = TextLabel(_(look.label), "strong", look.ink)
        if one.montant_propose is not None:
            amount = amount_text(one.montant_propose, unit="€")
            said.setToolTip(_("Propose {amount}").format(amount=amount))
        day = f"{one.rendu_le:%d/%m}" if one.rendu_le else ""
        self._grid.addWidget(Mark(look.icon, look.ink), row, 0)
        self._grid.addWidget(ElidedLabel(who, "body", "ink2"), row, 1)
        for place, label in ((2, TextLabel(day, "help", "ink3")), (3, said)):
            self._grid.addWidget(label, row, place, Qt.AlignmentFlag.AlignRight)
