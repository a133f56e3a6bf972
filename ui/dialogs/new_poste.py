"""A new post of adulte-relais: its employer and its number; the rest is on its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Code, Text
from acse_desktop.translation import _
from ui.editors import LineEditor, ListEditor
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field


class NewPoste(QDialog):
    """Who employs, under which number.

    Signals:
        answered: `organisme_id`, `numero` and `mission`.
    """

    answered = Signal(dict)

    def __init__(self, parent: QWidget, employers: Mapping[str, str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Nouveau poste"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.employer = ListEditor(_("Employeur"), employers.items(), _("Choisir…"))
        self.numero = LineEditor(Code(), _("N° du poste"))
        self.mission = LineEditor(Text(), _("Mission"))
        self.creation = Button(_("Créer le poste"), primary=True)
        self.creation.setDefault(True)
        self.creation.clicked.connect(self._create)
        self._lay_out()

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        help_text = _("Comme 00112R000103\u00a0: département, année, rang, renouvellement.")
        self.fields = {
            "organisme_id": Field(_("Employeur"), self.employer),
            "numero": Field(_("N° du poste"), self.numero, help_text),
            "mission": Field(_("Mission"), self.mission, optional=True),
        }
        for field in self.fields.values():
            column.addWidget(field)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.creation)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(px(460))

    def _create(self) -> None:
        missing = {
            "organisme_id": _("Choisissez l’employeur."), "numero": _("Indiquez le numéro."),
        }  # fmt: skip
        empty = [name for name in missing if not self.fields[name].editor.value()]
        for name, text in missing.items():
            self.fields[name].show_problem(text if name in empty else None)
        if empty:
            self.fields[empty[0]].editor.setFocus()
            return
        values: dict[str, Any] = {name: one.editor.value() for name, one in self.fields.items()}
        self.accept()
        self.answered.emit(values)
