"""A new control, evaluation or training: its nature, and the action or dispositif it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Choice, Text
from acse_desktop.translation import _
from ui.editors import DateEditor, LineEditor, ListEditor, editor_for
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field


class NewControl(QDialog):
    """What is planned.

    Signals:
        answered: `nature`, `action_id`, `dispositif`, `intitule` and `prevu_le`.
    """

    answered = Signal(dict)

    def __init__(self, parent: QWidget, actions: Mapping[str, str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Nouveau contrôle ou évaluation"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.nature = editor_for(Choice("nature_controle"), _("Nature"))
        self.action = ListEditor(_("Action"), actions.items(), _("Aucune"))
        self.action.setSizeAdjustPolicy(
            ListEditor.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.action.setMinimumContentsLength(24)
        self.dispositif = editor_for(Choice("dispositif"), _("Dispositif"))
        self.intitule = LineEditor(Text(), _("Intitulé"))
        self.prevu_le = DateEditor(_("Prévu le"))
        self.creation = Button(_("Créer"), primary=True)
        self.creation.setDefault(True)
        self.creation.clicked.connect(self._create)
        self._lay_out()

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        whole = _("Pour une évaluation ou une formation qui ne porte sur aucune action.")
        self.fields = {
            "nature": Field(_("Nature"), self.nature),
            "action_id": Field(_("Action"), self.action, optional=True),
            "dispositif": Field(_("Dispositif"), self.dispositif, whole, optional=True),
            "intitule": Field(_("Intitulé"), self.intitule, optional=True),
            "prevu_le": Field(_("Prévu le"), self.prevu_le, optional=True),
        }
        for field in self.fields.values():
            column.addWidget(field)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.creation)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(px(520))

    def _create(self) -> None:
        problems = {name: field.editor.problem() for name, field in self.fields.items()}
        if not self.nature.value():
            problems["nature"] = _("Choisissez la nature.")
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        wrong = [name for name, text in problems.items() if text]
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        values: dict[str, Any] = {name: one.editor.value() for name, one in self.fields.items()}
        self.accept()
        self.answered.emit(values)
