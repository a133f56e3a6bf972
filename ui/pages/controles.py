"""« Contrôles »: what is planned, done and awaited, and the plans that are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.context import Context
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.theme.apply import current
from ui.theme.dress import dress_action
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.controls.figures import Tally
    from acse_desktop.services.controls.planning import Again


def _caption(count: int) -> str:
    text = ngettext("Total · {n} contrôle", "Total · {n} contrôles", count)
    return text.format(n=count_text(count))


CONTROLES = ListSpec(
    key="controles",
    table="controle",
    title=N_("Contrôles"),
    icon="shield_checkmark",
    named="numero",
    shown=("numero", "etat", "nature", "action", "organisme", "intitule", "dispositif", "accorde",
           "prevu_le", "fait_le", "suite", "suite_attendue_le", "suite_faite_le", "participants",
           "cout", "plan"),
    frozen=1,
    caption=_caption,
    create=N_("Nouveau"),
    empty=N_("Tirez un plan de contrôle, ou programmez un contrôle depuis la fiche d’une action."),
    editable=frozenset({"prevu_le", "fait_le", "agent", "suite", "suite_attendue_le",
                        "suite_faite_le", "constats", "suite_detail"}),
    short={"suite_faite_le": N_("Suite faite le"), "suite_attendue_le": N_("Suite attendue le")},
    widths={"numero": 128, "etat": 128, "nature": 144, "action": 144, "organisme": 184,
            "intitule": 184, "dispositif": 92},
    bare=frozenset({"dispositif"}),
)  # fmt: skip


class ControlesPage(ListPage):
    """The list of the controls, evaluations and trainings of the exercice."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, CONTROLES)
        self.plan_button = self.header.add_other(_("Tirer un plan…"), "arrow_sync")
        self.plan_button.clicked.connect(self.ask_plan)
        self.plans_button = self.header.add_other(_("Plans"), "clipboard")
        self.plans_menu = QMenu(self.plans_button)
        self.plans_button.setMenu(self.plans_menu)
        self.figures = TextLabel("", "body", "ink2", wrap=True)
        self._above.addWidget(self.figures)
        self.filled.connect(self._read_figures)

    # ---- figures

    def _read_figures(self) -> None:
        exercice, day = self.context.exercice, self.context.today

        def work(session: Any) -> tuple[list[Tally], dict[str, str]]:
            from acse_desktop.services.controls import figures, planning

            return figures.tallies(session, exercice, day), planning.plans(session, exercice)

        self.context.database.read(work, lambda found: self._show_figures(*found))

    def _show_figures(self, found: list[Tally], plans: dict[str, str]) -> None:
        self.figures.setText(figures_text(found))
        self.figures.setVisible(bool(found))
        self.plans_button.setVisible(bool(plans))
        self.plans_menu.clear()
        self.plans_menu.setFont(current().font("body"))
        for identifier, name in plans.items():
            entry = self.plans_menu.addAction(
                _("Refaire le tirage\u00a0: {name}").format(name=name)
            )
            entry.triggered.connect(lambda _on=False, one=identifier: self.draw_again(one))

    # ---- plans

    def ask_plan(self) -> None:
        """Show a draw; write it when the agent agrees."""
        from ui.dialogs.control_plan import ControlPlanDialog

        dialog = ControlPlanDialog(self, self.context)
        dialog.answered.connect(self.write_plan)
        dialog.open()

    def write_plan(self, plan: Any) -> None:
        """Write a plan and its controls."""
        agent = self.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services.controls import planning

            return planning.draw_plan(session, plan, agent=agent)

        text = _("Plan de contrôle tiré.")
        self.context.database.write(work, lambda _plan: self.context.say(text, True))

    def draw_again(self, identifier: str) -> None:
        """Draw a plan again from its seed, and say whether it is the same."""

        def work(session: Any) -> Again:
            from acse_desktop.services.controls import planning

            return planning.draw_again(session, identifier)

        self.context.database.read(work, lambda found: self.context.say(again_text(found)))

    # ---- records

    def create_record(self) -> None:
        """Ask what is planned."""
        exercice = self.context.exercice

        def work(session: Any) -> dict[str, str]:
            from acse_desktop.services.controls import fiche

            return fiche.bearers(session, exercice)

        self.context.database.read(work, self._ask)

    def _ask(self, actions: dict[str, str]) -> None:
        from ui.dialogs.new_control import NewControl

        dialog = NewControl(self, actions)
        dialog.answered.connect(self._create)
        dialog.open()

    def _create(self, values: dict[str, Any]) -> None:
        agent, exercice = self.context.agent, self.context.exercice

        def work(session: Any) -> str:
            from acse_desktop.services.controls import fiche

            return fiche.add_control(session, {"exercice": exercice, **values}, agent=agent)

        def done(identifier: str) -> None:
            self.context.say(_("Ajouté"), True)
            self.open_record(identifier)

        self.context.database.write(work, done)

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is None or not self.grid.current_id():
            return
        ids = self.grid.selected_ids()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        opening = menu.addAction(_("Ouvrir la fiche"))
        opening.triggered.connect(lambda _on=False: self.open_record(ids[0]))
        dress_action(opening, "open")
        removal = menu.addAction(_("Supprimer"))
        removal.triggered.connect(lambda _on=False: self.delete_controls(ids))
        dress_action(removal, "delete")
        menu.popup(corner)

    def delete_controls(self, ids: list[str]) -> None:
        """Remove controls with their points; undo brings them back."""
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.gestures import delete_all

            return delete_all(session, "controle", ids, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} contrôle supprimé", "{n} contrôles supprimés", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done)


def figures_text(found: list[Tally]) -> str:
    """Done against planned, in all then by dispositif."""
    from acse_desktop.services.controls.figures import whole

    total = whole(found)
    text = _("Faits\u00a0: {done} sur {planned} ({amount} contrôlés){parts}. {late}").format(
        done=count_text(total.faits), planned=count_text(total.prevus),
        amount=amount_text(total.controle, unit="€"), parts=_parts(found), late=_late(total),
    )  # fmt: skip
    return f"{text.strip()} {_others(total)}".strip()


def _parts(found: list[Tally]) -> str:
    listed = [
        f"{one.dispositif or _('sans dispositif')} {one.faits}/{one.prevus}"
        for one in found
        if one.prevus
    ]
    return f"\u00a0: {', '.join(listed)}" if len(listed) > 1 else ""


def _late(total: Tally) -> str:
    if not total.en_retard:
        return ""
    text = ngettext("{n} en retard.", "{n} en retard.", total.en_retard)
    return text.format(n=count_text(total.en_retard))


def _others(total: Tally) -> str:
    if not total.evaluations and not total.formations:
        return ""
    text = _("Évaluations\u00a0: {evaluations}, formations\u00a0: {trainings}, {people}"
             " participants, coût {cost}.")  # fmt: skip
    return text.format(
        evaluations=count_text(total.evaluations), trainings=count_text(total.formations),
        people=count_text(total.participants), cost=amount_text(total.cout, unit="€"),
    )  # fmt: skip


def again_text(found: Again) -> str:
    """Whether a plan drawn again is the one that was written."""
    if found.same:
        return _("Graine {seed}\u00a0: le tirage redonne exactement les actions du plan.").format(
            seed=found.plan.rate.graine
        )
    text = _("Graine {seed}\u00a0: la base a changé depuis, {gone} actions du plan ne sont plus"
             " tirées, {new} le sont en plus.")  # fmt: skip
    return text.format(
        seed=found.plan.rate.graine, gone=count_text(len(found.missing)),
        new=count_text(len(found.new)),
    )  # fmt: skip
