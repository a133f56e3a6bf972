"""The card of the reasons for decisions: the préfecture writes its own list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.fieldtypes import Text
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.translation import N_, _
from ui.context import Context
from ui.editors import LineEditor, ListEditor
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.motifs import MotifLine

HEADS = (
    Head("decision", N_("Décision"), 180),
    Head("texte", N_("Motif")),
    Head("actif", N_("Proposé"), 96),
)


class MotifsCard(Card):
    """Reasons by decision, written over in place, added below, retired without being lost."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            _("Motifs de décision"), _("proposés quand un agent décide\u202f; ceux de cette base")
        )
        self._context = context
        self._lines: dict[str, MotifLine] = {}
        self.table = Sheet(_("Motifs de décision"), HEADS, row=32)
        self.decision = ListEditor(
            _("Décision"), [(one.code, _(one.libelle)) for one in entries("decision")],
            _("Décision…"),
        )  # fmt: skip
        self.texte = LineEditor(Text(), _("Nouveau motif"))
        self.texte.setPlaceholderText(_("Nouveau motif, tel que le porteur le lira"))
        self.add_button = Button(_("Ajouter"), "add")
        self.retire_button = Button(_("Ne plus proposer"))
        self.message = InlineMessage()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row, below = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(current().px(8))
        row.addWidget(self.decision, 1)
        row.addWidget(self.texte, 3)
        row.addWidget(self.add_button)
        below.addWidget(self.retire_button)
        below.addStretch(1)
        self.content.addLayout(row)
        self.add(self.message)
        self.add(self.table)
        self.content.addLayout(below)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_reason)
        self.texte.returnPressed.connect(self.add_reason)
        self.retire_button.clicked.connect(self.retire_or_restore)
        self.table.typed.connect(self._typed)
        self.table.edit_with("actif", self._yes_or_no)
        self.table.chosen.connect(lambda line, _name, value: self._propose(line, bool(value)))
        self.table.selectionModel().currentChanged.connect(lambda *_places: self._name_button())
        self._context.database.changed.connect(self.reload)

    def _yes_or_no(self, _line: str) -> QWidget:
        return ListEditor(_("Proposé"), [(True, _("Oui")), (False, _("Non"))])

    def showEvent(self, event: QShowEvent) -> None:
        """Read the reasons of the base."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the list again, when it is on screen."""
        if not self.isVisible():
            return

        def work(session: Any) -> list[MotifLine]:
            from acse_desktop.services import motifs

            return motifs.listed(session)

        self._context.database.read(work, self._show)

    def _show(self, found: list[MotifLine]) -> None:
        here, texts = self.table.here(), [one.texte for one in self._lines.values()]
        place = list(self._lines).index(here[0]) if here and here[0] in self._lines else -1
        self._lines = {one.id: one for one in found}
        self.table.show_lines([_line(one) for one in found])
        # The first change copies the shipped list: lines keep their place, not their key.
        if here and here[0] not in self._lines and 0 <= place < len(found) == len(texts):
            self.table.go(found[place].id, here[1])
        self._name_button()

    def _current(self) -> MotifLine | None:
        here = self.table.here()
        return self._lines.get(here[0]) if here else None

    def _name_button(self) -> None:
        line = self._current()
        retired = line is not None and not line.actif
        self.retire_button.setText(_("Proposer de nouveau") if retired else _("Ne plus proposer"))
        self.retire_button.setEnabled(line is not None)

    # ---- writing

    def add_reason(self) -> None:
        """Add the reason typed to the decision chosen."""
        self.texte.commit()
        decision, texte, agent = self.decision.value(), self.texte.value(), self._context.agent
        if decision is None or not texte:
            self.message.show_message(_("Choisissez une décision, puis écrivez le motif."))
            (self.decision if decision is None else self.texte).setFocus()
            return

        def work(session: Any) -> None:
            from acse_desktop.services import motifs

            motifs.add(session, decision, texte, agent=agent)

        self._write(work, _("Motif ajouté"))
        self.texte.set_value(None)

    def retire_or_restore(self) -> None:
        """Propose the current reason no more, or again."""
        line = self._current()
        if line is not None:
            self._propose(line.id, not line.actif)

    def _propose(self, identifier: str, wanted: bool) -> None:
        agent = self._context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import motifs

            (motifs.restore if wanted else motifs.retire)(session, identifier, agent=agent)

        self._write(work, _("Motif proposé de nouveau") if wanted else _("Motif retiré"))

    def _typed(self, line: str, _name: str, text: str) -> None:
        agent = self._context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import motifs

            motifs.edit(session, line, text, agent=agent)

        self._write(work, _("Motif modifié"))

    def _write(self, work: Callable[[Any], None], said: str) -> None:
        def done(_none: None) -> None:
            self.message.show_message(None)
            self._context.say(said, True)

        self._context.database.write(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.message.show_message(str(error))
        else:
            self._context.database.failed.emit(error)


def _line(one: MotifLine) -> Line:
    ink = "ink" if one.actif else "ink3"
    cells = (
        Cell(_(label_of("decision", one.decision)), ink="ink2"),
        Cell(one.texte, editable=True, typed=one.texte, ink=ink, help=one.texte),
        Cell(_("Oui") if one.actif else _("Non"), editable=True, value=one.actif, ink=ink),
    )
    return Line(one.id, cells, one.texte)
