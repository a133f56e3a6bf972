"""A contract at a glance: who signed it, which quarters it serves, what it was granted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text, day_text
from ui.context import Context
from ui.panel.base import SidePanel
from ui.panel.parts import Heading, emptied
from ui.theme.apply import current
from ui.widgets.labels import ElidedLabel, Rule, TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.overview import ContratOverview, Line


class Lines(QWidget):
    """A titled list: a name and, under it, what it is."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = Heading(title)
        self._title = title
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._rows)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace the list."""
        emptied(self._rows)
        self._rows.setSpacing(current().px(2))
        self.heading.say(self._title, count_text(len(lines)) if lines else _("aucun"))
        for one in lines:
            self._rows.addWidget(ElidedLabel(one.title))
            if one.detail:
                self._rows.addWidget(ElidedLabel(one.detail, "help", "ink3"))


class ContratPanel(SidePanel):
    """The panel of the list of contracts."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Panneau du contrat"))
        self.code = TextLabel(role="key", ink="primary")
        self.title = TextLabel(role="card", wrap=True)
        self.facts = TextLabel(ink="ink2", wrap=True)
        self.money = TextLabel(role="strong")
        self.quarters = Lines(_("Quartiers"))
        self.signatories = Lines(_("Signataires"))
        self.head.insertWidget(0, self.code)
        for widget in (
            self.title, self.facts, self.money, Rule(), self.signatories, Rule(), self.quarters,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def load(self, session: Any, identifier: str, exercice: int | None) -> Any:
        """See SidePanel."""
        from acse_desktop.services.overview import contrat_overview

        return contrat_overview(session, identifier, exercice)

    def show_found(self, found: ContratOverview) -> None:
        """Everything at once."""
        self.code.setText(found.code)
        self.title.setText(found.nom or _("Contrat sans nom"))
        self.facts.setText("\n".join(_facts(found)))
        count, amount = found.granted
        text = ngettext("{n} action, {amount} accordés", "{n} actions, {amount} accordés", count)
        self.money.setText(text.format(n=count_text(count), amount=amount_text(amount, unit="€")))
        self.quarters.show_lines(found.quartiers)
        self.signatories.show_lines(found.signataires)


def _facts(found: ContratOverview) -> list[str]:
    facts = [found.nature] if found.nature else []
    if found.signe_le:
        facts.append(_("Signé le {jour}").format(jour=day_text(found.signe_le)))
    if found.fin_le:
        facts.append(_("Échéance\u00a0: {jour}").format(jour=day_text(found.fin_le)))
    if found.population:
        facts.append(_("{n} habitants").format(n=count_text(found.population)))
    return facts
