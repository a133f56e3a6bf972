"""The short questions of the committee: a new sitting, and what closing one will do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import LongText, Text
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text
from ui.comite.gauge import name_of
from ui.dialogs.message import MessageDialog
from ui.editors import AnyEditor, DateEditor, LineEditor, LongTextEditor
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field

if TYPE_CHECKING:
    from acse_desktop.services.committee.live import Figures
    from acse_desktop.services.committee.sheet import Sitting


class SittingDialog(QDialog):
    """What is known of a sitting; the title and the date are wanted.

    Signals:
        answered: the values, by field.
    """

    answered = Signal(dict)

    def __init__(self, parent: QWidget, verb: str, values: dict[str, Any] | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Séance du comité"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        editors: dict[str, AnyEditor] = {
            "intitule": LineEditor(Text(240), _("Intitulé")),
            "tenue_le": DateEditor(_("Date")),
            "lieu": LineEditor(Text(), _("Lieu")),
            "president": LineEditor(Text(), _("Présidée par")),
            "participants": LongTextEditor(_("Participants"), LongText()),
            "compte_rendu": LongTextEditor(_("Relevé des échanges"), LongText()),
        }
        wanted = ("intitule", "tenue_le")
        self.fields = {
            name: Field(editor.accessibleName(), editor, optional=name not in wanted)
            for name, editor in editors.items()
        }
        for name, value in (values or {}).items():
            if name in self.fields:
                self.fields[name].editor.set_value(value)
        self.save = Button(verb, primary=True)
        self.save.setDefault(True)
        self.save.clicked.connect(self._answer)
        self._lay_out()

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        for field in self.fields.values():
            column.addWidget(field)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(px(520))

    def _problems(self) -> dict[str, str | None]:
        found = {name: field.editor.problem() for name, field in self.fields.items()}
        if not self.fields["intitule"].editor.value():
            found["intitule"] = _("Donnez un intitulé, par exemple « Comité CUCS ».")
        if not isinstance(self.fields["tenue_le"].editor.value(), date):
            found["tenue_le"] = found["tenue_le"] or _("Indiquez la date de la séance.")
        return found

    def _answer(self) -> None:
        problems = self._problems()
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        wrong = [name for name, text in problems.items() if text]
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        values = {name: field.editor.value() for name, field in self.fields.items()}
        self.accept()
        self.answered.emit(values)


def overdrawn(figures: list[Figures]) -> list[Figures]:
    """The envelopes that the votes overdraw."""
    return [one for one in figures if one.kind == "enveloppe" and (one.reste or 0) < 0]


def closing_dialog(
    parent: QWidget, sitting: Sitting, figures: list[Figures]
) -> MessageDialog | None:
    """What closing will leave open or overdrawn, before it is done; None when nothing is."""
    said = []
    if count := len(sitting.undecided):
        text = ngettext(
            "{n} dossier n’a pas de décision\u00a0: il reste au comité.",
            "{n} dossiers n’ont pas de décision\u00a0: ils restent au comité.",
            count,
        )
        said.append(text.format(n=count))
    said += [
        _("{nom} est dépassée de {montant}.").format(
            nom=name_of(one), montant=amount_text(-(one.reste or 0), unit="€")
        )
        for one in overdrawn(figures)
    ]
    if not said:
        return None
    found = MessageDialog(
        parent, _("Clore la séance"), _("Clore la séance et appliquer ses décisions\u202f?"),
        "\n".join(said), ("warning", "warning"),
    )  # fmt: skip
    found.add_button("close", _("Clore la séance"), primary=True)
    cancel = found.add_button("cancel", _("Annuler"))
    cancel.clicked.disconnect()
    cancel.clicked.connect(found.reject)
    return found
