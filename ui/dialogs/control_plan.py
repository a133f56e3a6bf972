"""Draw a plan de contrôle: the draw is shown, action by action, before anything is written."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.fieldtypes import Choice, Count, Flag, Percent, Text
from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.context import Context
from ui.editors import AmountEditor, DateEditor, LineEditor, editor_for
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.controls.drawing import Drawn
    from acse_desktop.services.controls.planning import Preview

SEEDS = 1_000_000
USUAL = Decimal(10)
"""The share proposed, in per cent."""
HEADS = (
    Head("numero", N_("N° action"), 140), Head("organisme", N_("Organisme")),
    Head("dispositif", N_("Dispositif"), 96), Head("accorde", N_("Accordé"), 104, right=True),
    Head("pourquoi", N_("Pourquoi"), 300),
)  # fmt: skip


class ControlPlanDialog(QDialog):
    """What to draw, and what it gives.

    Signals:
        answered: the `planning.Plan` to write.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tirer un plan de contrôle"))
        self.setModal(True)
        self.context = context
        self._again = QTimer(self, singleShot=True, interval=250)
        self._again.timeout.connect(self.preview)
        self._build()
        self._lay_out()
        self._begin()
        self.finished.connect(self._leave)

    def _build(self) -> None:
        self.nom = LineEditor(Text(), _("Nom du plan"))
        self.graine = editor_for(Count(), _("Graine du tirage"))
        self.taux = editor_for(Percent(), _("Part des actions à contrôler"))
        self.seuil = AmountEditor(_("Contrôle d’office à partir de"))
        self.dispositif = editor_for(Choice("dispositif"), _("Dispositif"))
        self.ponderation = editor_for(Flag(), _("Porteurs à risque tirés plus souvent"))
        self.prevu_le = DateEditor(_("À faire avant le"))
        self.told = TextLabel("", "strong", "ink", wrap=True)
        self.fault = InlineMessage()
        self.table = Sheet(_("Actions à contrôler"), HEADS, fits=False)
        self.redraw = Button(_("Changer la graine"), "arrow_sync")
        self.writing = Button(_("Créer les contrôles"), primary=True)

    def _lay_out(self) -> None:
        px = current().px
        risk = _("Un billet de plus à un porteur récurrent, un à un porteur en retard de bilan.")
        seed = _("La même graine redonne le même tirage.")
        self.fields = {
            "nom": Field(_("Nom du plan"), self.nom),
            "prevu_le": Field(_("À faire avant le"), self.prevu_le, optional=True),
            "dispositif": Field(_("Dispositif"), self.dispositif, _("Vide\u00a0: tous.")),
            "taux": Field(_("Part des actions (%)"), self.taux, _("De chaque dispositif.")),
            "seuil": Field(_("D’office à partir de"), self.seuil, optional=True),
            "graine": Field(_("Graine du tirage"), self.graine, seed),
            "ponderation": Field(_("Porteurs à risque"), self.ponderation, risk),
        }
        column, grid, buttons = QVBoxLayout(self), QGridLayout(), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        places = {"nom": (0, 0, 2), "prevu_le": (0, 2, 1), "dispositif": (0, 3, 1),
                  "taux": (1, 0, 1), "seuil": (1, 1, 1), "graine": (1, 2, 1),
                  "ponderation": (1, 3, 1)}  # fmt: skip
        for name, (row, place, span) in places.items():
            grid.addWidget(self.fields[name], row, place, 1, span)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addWidget(self.redraw)
        buttons.addStretch(1)
        buttons.addWidget(self.writing)
        buttons.addWidget(cancel)
        column.addLayout(grid)
        for widget in (self.told, self.fault):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.resize(px(980), px(620))

    def _begin(self) -> None:
        year = self.context.exercice
        self.nom.set_value(_("Plan de contrôle {year}").format(year=year))
        self.taux.set_value(USUAL)
        self.ponderation.set_value(True)
        self.graine.set_value(secrets.randbelow(SEEDS))
        self.writing.setDefault(True)
        self.redraw.clicked.connect(self.change_seed)
        self.writing.clicked.connect(self.answer)
        for name in ("dispositif", "taux", "seuil", "graine", "ponderation"):
            self.fields[name].editor.committed.connect(lambda _value: self._again.start())
            self.fields[name].editor.edited.connect(lambda _value: self._again.start())
        self.preview()

    def _leave(self) -> None:
        self._again.stop()
        self.context.database.apart(lambda _progress: None, lambda _none: self.deleteLater())

    # ---- the draw

    def plan(self) -> Any:
        """What is asked, as `planning.Plan`."""
        from acse_desktop.services.controls.drawing import Rate
        from acse_desktop.services.controls.planning import Plan

        seed, share = self.graine.value(), self.taux.value()
        rate = Rate(
            int(seed or 0), Decimal(share or 0), self.seuil.value(),
            bool(self.ponderation.value()),
        )  # fmt: skip
        return Plan(
            self.context.exercice, self.nom.value() or "", rate, self.dispositif.value(),
            self.prevu_le.value(),
        )  # fmt: skip

    def change_seed(self) -> None:
        """Another draw."""
        self.graine.set_value(secrets.randbelow(SEEDS))
        self.preview()

    def preview(self) -> None:
        """Draw, and show what it gives."""
        problems = {name: field.editor.problem() for name, field in self.fields.items()}
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        if any(problems.values()):
            self.writing.setEnabled(False)
            return
        plan = self.plan()

        def work(session: Any) -> Any:
            from acse_desktop.services.controls import planning

            shown = planning.preview(session, plan)
            return shown, planning.told(shown.draw)

        self.context.database.read(work, lambda found: self._show(*found), self._refused)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.context.database.failed.emit(error)
            return
        self.fault.show_message(str(error))
        self.writing.setEnabled(False)

    def _show(self, shown: Preview, told: str) -> None:
        weighted = bool(self.ponderation.value())
        self.fault.show_message(None)
        self.told.setText(told)
        planned = shown.planned
        self.table.show_lines([_line(one, planned, weighted) for one in shown.draw.drawn])
        count = len(shown.draw.ids - planned)
        text = ngettext("Créer {n} contrôle", "Créer {n} contrôles", count)
        self.writing.setText(text.format(n=count_text(count)))
        self.writing.setEnabled(count > 0)

    def answer(self) -> None:
        """Ask to write the plan as it is shown."""
        problems = {name: field.editor.problem() for name, field in self.fields.items()}
        if not (self.nom.value() or "").strip():
            problems["nom"] = _("Donnez un nom au plan.")
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        wrong = [name for name, text in problems.items() if text]
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        plan = self.plan()
        self.accept()
        self.answered.emit(plan)


def _line(one: Drawn, planned: frozenset[str], weighted: bool) -> Line:
    known = one.candidate
    already = known.action_id in planned
    reason = _("Déjà programmé") if already else why(one, weighted)
    cells = (
        Cell(known.numero, help=known.intitule), Cell(known.organisme, help=known.organisme),
        Cell(known.dispositif, help=_(label_of("dispositif", known.dispositif))),
        Cell(amount_text(known.accorde)), Cell(reason, ink="ink3" if already else "ink2",
                                               help=reason),
    )  # fmt: skip
    return Line(known.action_id, cells, known.numero)


def why(one: Drawn, weighted: bool) -> str:
    """Why an action is to be controlled, in words."""
    if one.office:
        return _("D’office\u00a0: le montant atteint le seuil")
    known, risks = one.candidate, []
    if weighted and known.annees:
        risks.append(_("porteur depuis {n} exercices").format(n=known.annees))
    if weighted and known.en_retard:
        risks.append(_("bilan en retard"))
    count = known.billets if weighted else 1
    text = ngettext("Tirée ({n} billet)", "Tirée ({n} billets)", count).format(n=count)
    return f"{text}\u00a0: {', '.join(risks)}" if risks else text
