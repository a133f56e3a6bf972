"""The question before actions change: to what, when, why; what it would do is told meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop import cycle
from acse_desktop.errors import UserError
from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.lifecycle.form import ChangeForm
from ui.lifecycle.offers import Offer
from ui.lifecycle.telling import PreflightView
from ui.pages.exchange.parts import WorkBar
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.lifecycle import Preflight


@dataclass(frozen=True)
class Asked:
    """What the agent asks, as it is typed now."""

    code: str
    montant: Decimal | None
    comite_le: date | None


class ChangeDialog(QDialog):
    """Moves or decides some actions once the agent has seen what it would do.

    Signals:
        writing: it is about to be written.
        written: how many actions changed.
    """

    writing = Signal()
    written = Signal(int)

    def __init__(self, parent: QWidget, context: Context, ids: list[str], offer: Offer) -> None:
        super().__init__(parent)
        self.setWindowTitle(offer.title)
        self.setModal(True)
        self._context, self._ids, self.offer = context, ids, offer
        self._window = parent.window()
        self._found: Preflight | None = None
        self._checked: Asked | None = None
        self._decided_to_go = False
        self.form = ChangeForm(offer, len(ids))
        self.view = PreflightView(single=len(ids) == 1)
        self.aside = QCheckBox(_("Laisser de côté les actions avec un avertissement"))
        self.problem, self.bar = InlineMessage(), WorkBar()
        self.wanted = TextLabel("", "help", "ink3", wrap=True)
        self.accept_button = Button(offer.verb, primary=True)
        self.cancel_button = Button(_("Annuler"))
        # Fields that appear tell their height once their own layout has been told.
        self._sizing = QTimer(self, singleShot=True, interval=0)
        self._sizing.timeout.connect(self._grow)
        self._lay_out()
        self._connect()
        self.check()

    def _lay_out(self) -> None:
        """What is asked and told scrolls when the window is low; the buttons are always there."""
        px = current().px
        dress(self.aside, font="body")
        self._content = QWidget()
        column, buttons = QVBoxLayout(self._content), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(8))
        column.setSpacing(px(12))
        for widget in (*self.form.heading(), self.form, self.view, self.aside,
                       *self.form.reason_fields()):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.accept_button)
        buttons.addWidget(self.cancel_button)
        self._bottom = QVBoxLayout()
        self._bottom.setContentsMargins(px(20), 0, px(20), px(16))
        self._bottom.setSpacing(px(8))
        for below in (self.wanted, self.problem, self.bar):
            self._bottom.addWidget(below)
        self._bottom.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(self._content), 1)
        outer.addLayout(self._bottom)
        self._finish_layout()

    def _finish_layout(self) -> None:
        px = current().px
        self.aside.setVisible(False)
        room = self._window.width() - px(40)
        self.setMinimumWidth(min(px(520 if len(self._ids) == 1 else 940), room))
        self.accept_button.setDefault(True)
        self._refresh()
        self._sizing.start()

    def _connect(self) -> None:
        self.form.changed.connect(self.check)
        self.form.reason.edited.connect(lambda _text: self._refresh())
        self.aside.toggled.connect(lambda _on: self._refresh())
        self.accept_button.clicked.connect(self.go_on)
        self.cancel_button.clicked.connect(self.reject)
        self.bar.cancelled.connect(lambda: self._set_busy(False))
        self.finished.connect(self._leave)

    def _leave(self) -> None:
        """Be gone once the replies that are awaited have come."""
        self._context.database.apart(lambda _progress: None, lambda _none: self.deleteLater())

    # ---- what it would do

    def asked(self) -> Asked | None:
        """What is asked now; None until something is chosen."""
        code = self.form.code()
        return None if code is None else Asked(code, *self.form.decided())

    def check(self) -> None:
        """See what would become of each action."""
        asked, ids, deciding = self.asked(), self._ids, self.offer.deciding
        if asked is None or asked == self._checked:
            return
        self._found, self._checked = None, asked
        self._refresh()
        self._sizing.start()

        def work(session: Any, progress: Any) -> tuple[Preflight, list[str]]:
            from acse_desktop.services import lifecycle, motifs
            from acse_desktop.services.deciding import Decision

            if not deciding:
                return lifecycle.preflight(session, ids, asked.code, progress), []
            decision = Decision(asked.code, asked.montant, asked.comite_le)
            found = lifecycle.preflight(session, ids, decision, progress)
            return found, motifs.proposed(session, asked.code)

        self._context.database.run(work, lambda found: self._show(asked, *found))

    def _show(self, asked: Asked, found: Preflight, reasons: list[str]) -> None:
        if asked != self._checked:
            return
        self._found = found
        self.view.show_preflight(found)
        self.form.offer_reasons(reasons)
        self.aside.setVisible(len(self._ids) > 1 and bool(found.warned))
        self._refresh()
        self._sizing.start()
        if self._decided_to_go:
            self.go_on()

    def _grow(self) -> None:
        """Be as tall as what is told, within the window; wrapped texts follow the width."""
        layout = self._content.layout()
        if layout is None:
            return
        layout.activate()
        width = max(self.width(), self.minimumWidth())
        needed = layout.totalHeightForWidth(width) + self._bottom.sizeHint().height()
        self.resize(width, min(needed + current().px(4), self._window.height()))

    def going(self) -> list[str]:
        """The actions that would change."""
        if self._found is None:
            return []
        warned = () if self.aside.isChecked() else self._found.warned
        return [one.id for one in (*self._found.passing, *warned)]

    def _total(self) -> Decimal | None:
        """Euros granted to the actions that would change; None when nothing is granted."""
        going = set(self.going())
        found = self._found.outcomes if self._found is not None else ()
        amounts = [one.montant for one in found if one.id in going and one.montant is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    def reason_wanted(self) -> bool:
        """Whether a reason is expected: a warning is passed, or the gesture asks for one."""
        if self._found is None:
            return False
        if self._found.warned and not self.aside.isChecked():
            return True
        return any(cycle.reason_wanted(one.statut, one.vers) for one in self._found.passing)

    def _refresh(self) -> None:
        self.view.show_total(self._total())
        missing = self.reason_wanted() and not self.form.reason.value()
        self.wanted.setText(_("Un motif est attendu\u00a0: il reste dans l’historique."))
        self.wanted.setVisible(missing)
        self.accept_button.setEnabled(bool(self.going()) and not missing)

    # ---- doing it

    def go_on(self) -> None:
        """Write it, unless what was typed last has still to be seen."""
        self.form.commit()
        self._decided_to_go = self.asked() != self._checked or self._found is None
        if self._decided_to_go:
            self.check()
            return
        if self.accept_button.isEnabled():
            self._write()

    def _write(self) -> None:
        ids, asked, deciding = self.going(), self._checked, self.offer.deciding
        assert asked is not None
        agent, motif, day = self._context.agent, self.form.reason.value() or "", self.form.day()

        def work(session: Any, progress: Any) -> int:
            from acse_desktop.services import lifecycle

            if not deciding:
                return lifecycle.move(session, ids, asked.code, motif=motif, agent=agent, day=day,
                                      progress=progress)  # fmt: skip
            return lifecycle.decide(
                session, ids, asked.code, montant=asked.montant, motif=motif,
                comite_le=asked.comite_le, agent=agent, progress=progress,
            )  # fmt: skip

        self.writing.emit()
        self._set_busy(True)
        self.bar.start(_("Écriture des étapes"))
        task = self._context.database.run(
            work, self._done, self._failed, writes=True, watch=self.bar.step
        )
        self.bar.follow(task)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.form, self.accept_button, self.cancel_button, self.aside):
            widget.setEnabled(not busy)
        if not busy:
            self._refresh()

    def _done(self, count: int) -> None:
        self.bar.stop()
        assert self._checked is not None
        label = _(label_of(self.offer.liste, self._checked.code))
        text = ngettext("{n} action\u00a0: {etat}", "{n} actions\u00a0: {etat}", count)
        self._context.say(text.format(n=count_text(count), etat=label), True)
        self.accept()
        self.written.emit(count)

    def _failed(self, error: Exception) -> None:
        self.bar.stop()
        self._set_busy(False)
        if isinstance(error, UserError):
            self.problem.show_message(str(error))
        else:
            self._context.database.failed.emit(error)
