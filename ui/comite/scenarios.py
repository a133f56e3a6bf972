"""The scenarios of a sitting: made, edited, copied, compared, applied."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.comite.comparison import MOST, ComparisonView
from ui.comite.scenario_rules import RulesDialog
from ui.context import Context
from ui.pages.listing.dialogs import TextDialog
from ui.pages.listing.notice import Notice
from ui.panel.parts import emptied
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.labels import TextLabel
from ui.widgets.message import EmptyState

if TYPE_CHECKING:
    from acse_desktop.services.committee.comparing import Comparison
    from acse_desktop.services.committee.pools import Credits
    from acse_desktop.services.committee.scenarios import Known
    from acse_desktop.services.records import Card

Found = tuple[list["Known"], list["Credits"], "Comparison | None"]


class ScenariosDialog(QDialog):
    """The scenarios of a sitting as chips; those that are on are side by side.

    The gestures on one scenario (rules, copy, apply) bear on the last chip that was turned on.
    """

    def __init__(self, parent: QWidget, context: Context, seance: Card) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Scénarios du comité"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self._context, self._seance = context, seance
        self.known: list[Known] = []
        self.envelopes: list[Credits] = []
        self.shown: list[str] = []
        self.chips: dict[str, Chip] = {}
        self.notice, self.view = Notice(), ComparisonView()
        self.current = TextLabel("", "strong")
        self.empty = EmptyState(
            _("Aucun scénario pour cette séance"),
            _("Un scénario répartit une part des enveloppes entre les dossiers à l’ordre du jour"
              " sans rien décider."),
            _("Nouveau scénario"), "calculator",
        )  # fmt: skip
        self.empty.action_requested.connect(self.new_scenario)
        self.view.typed.connect(self._write)
        self._lay_out()
        context.database.changed.connect(self.reload)
        self.reload()

    def _lay_out(self) -> None:
        px = current().px
        self._column, self._chips = QVBoxLayout(self), QHBoxLayout()
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(10))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self._column.addLayout(self._chips)
        self._column.addWidget(self.notice)
        self._column.addWidget(self.stack, 1)
        self._column.addLayout(self._gestures())
        self.resize(px(1160), px(660))

    def _gestures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.current)
        self.buttons: dict[str, Button] = {}
        for key, text, act in (
            ("rules", _("Règles…"), self.edit_rules),
            ("copy", _("Copier…"), self.copy_scenario),
            ("delete", _("Supprimer"), self.delete_scenario),
            ("propose", _("Reprendre en montants proposés"), partial(self._apply, "proposed")),
        ):
            self.buttons[key] = Button(text)
            self.buttons[key].clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(self.buttons[key])
        row.addStretch(1)
        apply = self.buttons["apply"] = Button(_("Appliquer à la séance"), "gavel", primary=True)
        apply.clicked.connect(lambda: self._apply("sitting"))
        close = Button(_("Fermer"))
        close.clicked.connect(self.accept)
        row.addWidget(apply)
        row.addWidget(close)
        return row

    # ---- reading

    def reload(self) -> None:
        """Read the scenarios and compare those that are on."""
        seance, shown = self._seance, list(self.shown)

        def work(session: Any) -> Found:
            from acse_desktop.services.committee import pools, scenarios
            from acse_desktop.services.committee.comparing import compare

            known = scenarios.scenarios_of(session, seance.id)
            ids = [one.card.id for one in known]
            wanted = [one for one in shown if one in ids] or ids[:MOST]
            credits = pools.credits_of(session, seance.values["exercice"] or 0)
            return known, credits, compare(session, wanted) if wanted else None

        self._context.database.read(work, self._take, self._fail)

    def _take(self, found: Found) -> None:
        self.known, self.envelopes, comparison = found
        self.shown = list(comparison.ids) if comparison is not None else []
        self._show_chips()
        self.stack.setCurrentWidget(self.view if comparison is not None else self.empty)
        if comparison is not None:
            self.view.show_comparison(comparison)
        one = self.scenario()
        self.current.setText(one.card.values["nom"] if one is not None else "")
        for button in self.buttons.values():
            button.setEnabled(one is not None)

    def _show_chips(self) -> None:
        emptied(self._chips)
        self.chips = {}
        for one in self.known:
            chip = Chip(one.card.values["nom"] or "", checked=one.card.id in self.shown)
            chip.toggled.connect(partial(self._toggle, one.card.id))
            self.chips[one.card.id] = chip
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self.new_button = Button(_("Nouveau scénario"), "add")
        self.new_button.clicked.connect(self.new_scenario)
        self._chips.addWidget(self.new_button)

    def _toggle(self, identifier: str, checked: bool) -> None:
        self.shown = [one for one in self.shown if one != identifier]
        if checked:
            self.shown = [*self.shown, identifier][-MOST:]
        self.reload()

    def scenario(self) -> Known | None:
        """The scenario that the gestures bear on."""
        wanted = self.shown[-1] if self.shown else ""
        return next((one for one in self.known if one.card.id == wanted), None)

    # ---- gestures

    def new_scenario(self) -> None:
        """Ask the rules of a new scenario; the envelopes of the sitting are ticked."""
        dialog = RulesDialog(self, self.envelopes, None, {one.id for one in self.envelopes})
        dialog.answered.connect(self._create)
        dialog.open()

    def edit_rules(self) -> None:
        """Change the rules of a scenario and share again."""
        if (one := self.scenario()) is not None:
            dialog = RulesDialog(self, self.envelopes, one, set())
            dialog.answered.connect(partial(self._change, one.card.id))
            dialog.open()

    def _create(self, values: dict[str, Any], shares: dict[str, Any]) -> None:
        whole = {"exercice": self._seance.values["exercice"], "seance_id": self._seance.id}

        def work(scenarios: Any, session: Any, agent: str) -> Any:
            return scenarios.prepare(session, {**whole, **values}, shares, agent=agent)

        def done(found: Any) -> None:
            self.shown = [*self.shown, found[0]][-MOST:]
            self._tell_computed(found[1])
            self.reload()

        self._do(work, done)

    def _change(self, identifier: str, values: dict[str, Any], shares: dict[str, Any]) -> None:
        def work(scenarios: Any, session: Any, agent: str) -> Any:
            return scenarios.revise(session, identifier, values, shares, agent=agent)

        self._do(work, self._tell_computed)

    def copy_scenario(self) -> None:
        """Start another scenario from this one."""
        one = self.scenario()
        if one is None:
            return

        def work(nom: str, scenarios: Any, session: Any, agent: str) -> Any:
            return scenarios.copy_scenario(session, one.card.id, nom, agent=agent)

        def done(identifier: str) -> None:
            self.shown = [*self.shown, identifier][-MOST:]
            self.reload()

        dialog = TextDialog(self, _("Copier le scénario"), [_("Nom de la copie")], _("Copier"))
        dialog.answered.connect(lambda texts: self._do(partial(work, texts[0]), done))
        dialog.open()

    def delete_scenario(self) -> None:
        """Remove a scenario; undo brings it back."""
        one = self.scenario()
        if one is None:
            return

        def work(scenarios: Any, session: Any, agent: str) -> None:
            scenarios.delete_scenario(session, one.card.id, agent=agent)

        said = _("Scénario supprimé")
        self._do(work, lambda _n: self._context.say(said, True))

    def _apply(self, where: str) -> None:
        one = self.scenario()
        if one is None:
            return
        seance, agent = self._seance.id, self._context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.committee import applying

            if where == "sitting":
                return applying.apply_to_sitting(session, one.card.id, seance, agent=agent)
            return applying.apply_to_proposed(session, one.card.id, agent=agent)

        def done(count: int) -> None:
            text = ngettext("Scénario appliqué à {n} action", "Scénario appliqué à {n} actions",
                            count)  # fmt: skip
            self._context.say(text.format(n=count_text(count)), True)

        self._context.database.write(work, done, self._fail)

    def _write(self, cells: list[Any]) -> None:
        """Write what the agent prefers on the lines of each scenario."""
        shown = list(self.shown)
        typed = []
        for action, key, text in cells:
            name, place = key.split(".")
            typed.append((shown[int(place)], action, name, text))

        def work(scenarios: Any, session: Any, agent: str) -> None:
            scenarios.write_typed(session, typed, agent=agent)

        self._do(work, lambda _n: None)

    def _do(self, work: Callable[[Any, Any, str], Any], done: Callable[[Any], None]) -> None:
        """Write through the service of the scenarios."""
        agent = self._context.agent

        def written(session: Any) -> Any:
            from acse_desktop.services.committee import scenarios

            return work(scenarios, session, agent)

        self.notice.hide()
        self._context.database.write(written, done, self._fail)

    def _tell_computed(self, computed: Any) -> None:
        text = ngettext("{n} action retenue, {montant}", "{n} actions retenues, {montant}",
                        computed.retained)  # fmt: skip
        total = amount_text(computed.total, unit="€")
        said = text.format(n=count_text(computed.retained), montant=total)
        self._context.say(said, True)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.show_error(error)
        else:
            self._context.database.failed.emit(error)
