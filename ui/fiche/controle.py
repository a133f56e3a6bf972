"""The page of a control: its questions, what was found, what is asked and what came of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.fields import Field
from acse_desktop.models import Controle, PointControle
from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import _
from acse_desktop.typography import amount_text
from ui.editors import AmountEditor, AnyEditor, ListEditor
from ui.fiche.anomalies import messages_of
from ui.fiche.header import FicheHeader
from ui.fiche.page import RecordPage
from ui.fiche.parts import PartsCard, Shown
from ui.form.form import Form
from ui.form.look import FormLook
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field as Labelled
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.controls.fiche import ControlSheet
    from ui.context import Context

SPANS = {"exercice": 2, "nature": 4, "dispositif": 6, "action_id": 6, "intitule": 6, "agent": 4}
REVERSEMENT = "REVERSEMENT"


def _list(described: Field) -> AnyEditor:
    return ListEditor(_(described.label), ())


class PointsCard(PartsCard):
    """The questions of the fiche, answered in place."""

    def __init__(self, page: RecordPage) -> None:
        columns = (Shown("question", 320), Shown("reponse", 120), Shown("observation", 0))
        hint = _("à cocher sur place, ou d’après la fiche papier")
        super().__init__(page, PointControle, columns, _("Points vérifiés"), hint)
        self.add_button.setText(_("Ajouter les points manquants"))

    def take(self, sheet: ControlSheet) -> None:
        """Show the points."""
        self.show_records(sheet.points)

    def add_line(self) -> None:
        """Add every question of the nomenclature that the fiche does not have."""
        wanted, agent = self.page.record, self.page.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.controls import fiche

            return fiche.add_points(session, wanted, agent=agent)

        self.do(work)


class RepaymentCard(Card):
    """What the control leads to: a decision on the action, with the findings as its reason."""

    def __init__(self, page: ControleFiche) -> None:
        super().__init__(_("Reversement"), _("la décision s’inscrit sur l’action"))
        self.page = page
        self.state, self.fault = TextLabel("", "body", "ink", wrap=True), InlineMessage()
        self.amount = AmountEditor(_("Montant à reverser"))
        self.decide_button = Button(_("Décider le reversement"), "gavel")
        self.decide_button.clicked.connect(self.decide)
        field = Labelled(_("Montant à reverser"), self.amount)
        field.setMaximumWidth(current().px(220))
        row = QHBoxLayout()
        row.addWidget(field)
        row.addWidget(self.decide_button)
        row.addStretch(1)
        self.add(self.state)
        self.content.addLayout(row)
        self.add(self.fault)

    def take(self, sheet: ControlSheet) -> None:
        """Shown for a control that asks for a repayment."""
        asked = sheet.controle.values["suite"] == REVERSEMENT and sheet.action is not None
        self.setVisible(asked)
        if not asked or sheet.action is None:
            return
        decided = sheet.action.values["montant_a_reverser"]
        self.amount.set_value(decided)
        self.state.setText(_decided_text(decided))

    def decide(self) -> None:
        """Write the amount on the action; the reason is what was found."""
        amount = self.amount.value()
        if self.amount.problem() or amount is None:
            self.fault.show_message(self.amount.problem() or _("Indiquez le montant à reverser."))
            return
        self.fault.show_message(None)
        self.page.flush()
        context, wanted = self.page.context, self.page.record

        def work(session: Any) -> None:
            from acse_desktop.services.controls import fiche

            fiche.decide_repayment(session, wanted, amount, agent=context.agent, on=context.today)

        text = _("Reversement de {amount} décidé.").format(amount=amount_text(amount, unit="€"))
        context.database.write(work, lambda _none: context.say(text, True), self._refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.fault.show_message(str(error))
        else:
            self.page.context.database.failed.emit(error)


def _decided_text(decided: Decimal | None) -> str:
    if decided is None:
        return _("Aucun reversement n’est décidé\u00a0: les constats en seront le motif.")
    if not decided:
        return _("Le porteur est dispensé de reversement.")
    return _("{amount} à reverser, suivis au bilan de l’action.").format(
        amount=amount_text(decided, unit="€")
    )


class ControleFiche(RecordPage):
    """A control, an evaluation or a training."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = FicheHeader(_("Contrôles"))
        self.header.set_tabs([_("Fiche de contrôle")])
        look = FormLook(spans=SPANS, omitted=frozenset({"plan_id"}), editors={"action_id": _list})
        self.form = Form(Controle, look)
        self.points, self.repayment = PointsCard(self), RepaymentCard(self)
        self.print_button = self.header.add_button(_("Fiche"), "document")
        menu = QMenu(self.print_button)
        menu.addAction(_("Fiche vierge, à emporter…"), lambda: self.ask_export(True))
        menu.addAction(_("Fiche remplie…"), lambda: self.ask_export(False))
        self.print_button.setMenu(menu)
        self.delete_button = self.header.add_button(_("Supprimer"), "delete")
        self.action_button = self.header.add_button(_("Ouvrir l’action"), "open")
        self._lay_out()
        self.form.fill()
        self.header.went_back.connect(lambda: self.context.go("controles"))
        self.delete_button.clicked.connect(self.delete_now)
        self.action_button.clicked.connect(self.open_action)
        self.listen_to(self.form, "controle")
        self.refresh_theme()

    def _lay_out(self) -> None:
        content = QWidget()
        self._inner = QVBoxLayout(content)
        for block in (self.points, self.form, self.repayment):
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
        """The control."""
        return {"controle": self.form}

    def read(self, session: Any, identifier: str) -> Any:
        """The control with its points and its action."""
        from acse_desktop.services.controls.fiche import control_sheet

        return control_sheet(session, identifier)

    def check(self, session: Any, identifier: str) -> Any:
        """What the rules find on this control."""
        from acse_desktop.services.checking.controles import check_control

        return check_control(session, identifier)

    def take_anomalies(self, anomalies: list[Any]) -> None:
        """Show it under the fields."""
        self.form.show_messages(messages_of(anomalies, "controle"))

    def take(self, sheet: ControlSheet) -> None:
        """Show everything."""
        values = sheet.controle.values
        nature = _(label_of("nature_controle", values["nature"] or ""))
        about = sheet.organisme or values["intitule"] or nature
        self.header.show_title(values["numero"] or "", about)
        self.header.show_rank(-1, 0)
        plan = _("Plan\u00a0: {name}").format(name=sheet.plan) if sheet.plan else nature
        self.header.rank.setText(plan)
        editor = self.form.editors["action_id"]
        assert isinstance(editor, ListEditor)
        editor.set_entries(sheet.actions.items(), _("Aucune"))
        editor.set_value(values["action_id"])
        self.action_button.setVisible(sheet.action is not None)
        self.points.setVisible(bool(sheet.points) or sheet.action is not None)
        self.points.take(sheet)
        self.repayment.take(sheet)

    # ---- leaving

    def ask_export(self, blank: bool) -> None:
        """Ask where to write the fiche."""
        number = self.sheet.controle.values["numero"] or _("sans numéro")
        name = _("Fiche de contrôle {number}.xlsx").format(number=number)
        kinds = ";;".join((_("Classeur Excel (*.xlsx)"), _("Classeur OpenDocument (*.ods)")))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Exporter"), name, kinds)
        if chosen:
            self.export(Path(chosen), blank)

    def export(self, target: Path, blank: bool) -> None:
        """Write the fiche, blank to take on site or as it is filled."""
        self.flush()
        wanted = self.record

        def work(session: Any) -> int:
            from acse_desktop.services.controls.publishing import export_fiche

            return export_fiche(session, wanted, target, blank=blank)

        text = _("Fiche écrite dans {nom}").format(nom=target.name)
        self.context.database.read(work, lambda _count: self.context.say(text))

    def open_action(self) -> None:
        """Go to the action that is controlled."""
        if self.sheet is not None and self.sheet.action is not None:
            self.context.open("action", self.sheet.action.id)

    def delete_now(self) -> None:
        """Remove the control with its points."""
        self.remove_record("controle", _("Contrôle supprimé avec ses points."), "controles")
