"""An action at a glance: where it stands, its money, what is left to do, who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from acse_desktop.translation import _
from acse_desktop.typography import amount_text, day_text
from ui.context import Context
from ui.panel.base import SidePanel
from ui.panel.opinions import Opinions
from ui.panel.parts import Amounts, Heading, Plan, ToDo
from ui.statuses import STEPS, status_of, step_of
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import ElidedLabel, Rule, TextLabel
from ui.widgets.message import Mark
from ui.widgets.pill import Pill
from ui.widgets.sections import Steps

if TYPE_CHECKING:
    from acse_desktop.services.overview import ActionOverview


class ActionPanel(SidePanel):
    """The panel of the list of dossiers."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Panneau de l’action"))
        self.number = TextLabel(role="key", ink="primary")
        self.pill = Pill("")
        self.title = TextLabel(role="card", wrap=True)
        self.bearer = LinkButton("")
        self.place = ElidedLabel(ink="ink2")
        self.steps = Steps([_(step) for step in STEPS])
        self.amounts = Amounts()
        self.to_do = ToDo()
        self.opinions = Opinions()
        self.plan_heading = Heading(_("Plan de financement"))
        self.plan = Plan()
        self._organisme = ""
        self._fill()
        self.bearer.clicked.connect(lambda: context.open("organisme", self._organisme))
        self.to_do.asked.connect(lambda _anomaly: self.opened.emit(self.identifier))

    def _fill(self) -> None:
        self.head.insertWidget(0, self.number)
        self.head.insertWidget(1, self.pill)
        line = QHBoxLayout()
        line.addWidget(Mark("people_team", "ink3", 16, filled=False))
        line.addWidget(self.bearer)
        line.addWidget(self.place, 1)
        self.body.addWidget(self.title)
        self.body.addLayout(line)
        for widget in (
            self.steps, self.amounts, Rule(), self.to_do, Rule(), self.opinions, Rule(),
            self.plan_heading, self.plan,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def load(self, session: Any, identifier: str, exercice: int | None) -> Any:
        """See SidePanel."""
        from acse_desktop.services.overview import action_overview

        return action_overview(session, identifier)

    def show_found(self, found: ActionOverview) -> None:
        """Everything at once, so that nothing of another action stays."""
        status = status_of(found.statut)
        self.number.setText(found.numero)
        self.pill.show_status(_(status.label), status.kind, status.icon)
        self.title.setText(found.intitule or _("Action sans intitulé"))
        self._show_bearer(found)
        self.steps.show_step(step_of(found.statut))
        self._show_amounts(found)
        self.to_do.show_anomalies(self._to_do_title(found), found.anomalies)
        self.opinions.show_opinions(found.avis)
        self._show_plan(found)

    def _show_bearer(self, found: ActionOverview) -> None:
        self._organisme = found.organisme_id
        shown = self.bearer.fontMetrics().elidedText(
            found.organisme, Qt.TextElideMode.ElideRight, max(self.width() // 2, 160)
        )
        self.bearer.setText(shown.replace("&", "&&"))
        self.bearer.setAccessibleName(
            _("Ouvrir l’organisme {nom}").format(nom=found.organisme or _("sans nom"))
        )
        self.bearer.setVisible(bool(found.organisme_id))
        self.place.setText(f"· {found.place}" if found.place else "")

    def _show_amounts(self, found: ActionOverview) -> None:
        before = str(found.exercice - 1) if found.exercice else _("Avant")
        self.amounts.show_amounts(
            (
                (_("Demandé"), found.demande, ""),
                (_("Proposé"), found.propose, "primary"),
                (_("Accordé"), found.accorde, ""),
                (before, found.anterieur, "ink2"),
            )
        )

    def _to_do_title(self, found: ActionOverview) -> str:
        if found.statut == "COMITE" and found.comite_le:
            return _("À faire avant le comité du {jour}").format(jour=day_text(found.comite_le))
        return _("À faire")

    def _show_plan(self, found: ActionOverview) -> None:
        self.plan.show_shares([(one.label, one.amount, one.share) for one in found.plan])
        gap = found.balance.gap
        if not found.balance.charges and not found.plan:
            self.plan_heading.say(_("Plan de financement"), _("non saisi"))
        elif gap:
            text = _("écart de {amount}").format(amount=amount_text(gap, unit="€"))
            self.plan_heading.say(_("Plan de financement"), text, "error")
        else:
            self.plan_heading.say(_("Plan de financement"), _("équilibré"), "success")
