"""A new envelope: which dispositif, which theme if any, how much and since when."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Count, Text
from acse_desktop.nomenclatures import Entry, entries, entries_of_year
from acse_desktop.translation import _
from ui.editors import AmountEditor, DateEditor, LineEditor, ListEditor
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field


def _offered(found: tuple[Entry, ...]) -> list[tuple[str, str]]:
    return [(one.code, _(one.libelle)) for one in found]


class NewEnveloppe(QDialog):
    """What the envelope is for, and what its first notification says.

    Signals:
        answered: `dispositif` and `theme`, then the fields of the notification; exercice and
            territory are not asked.
    """

    answered = Signal(dict)

    def __init__(self, parent: QWidget, exercice: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Nouvelle enveloppe"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        themes = entries_of_year("theme", exercice) or entries("theme")
        self.dispositif = ListEditor(
            _("Dispositif"), _offered(entries("dispositif")), _("Choisir…")
        )
        self.theme = ListEditor(_("Thématique"), _offered(themes), _("Tout le dispositif"))
        self.montant = AmountEditor(_("Montant notifié"))
        self.notifie_le = DateEditor(_("Notifié le"))
        self.postes = LineEditor(Count(), _("Postes notifiés"))
        self.reference = LineEditor(Text(), _("Référence"))
        self.creation = Button(_("Créer l’enveloppe"), primary=True)
        self.creation.setDefault(True)
        self.creation.clicked.connect(self._create)
        self._lay_out()

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        self.fields = {
            "dispositif": Field(_("Dispositif"), self.dispositif),
            "theme": Field(_("Thématique"), self.theme, optional=True),
            "montant": Field(_("Montant notifié"), self.montant),
            "notifie_le": Field(_("Notifié le"), self.notifie_le, optional=True),
            "postes": Field(_("Postes notifiés"), self.postes, _("Adultes-relais"), optional=True),
            "reference": Field(_("Référence"), self.reference, optional=True),
        }
        for field in self.fields.values():
            column.addWidget(field)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.creation)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(px(420))

    def _problems(self) -> dict[str, str | None]:
        """What keeps the envelope from being created, by field."""
        found = {name: field.editor.problem() for name, field in self.fields.items()}
        if self.dispositif.value() is None:
            found["dispositif"] = _("Choisissez un dispositif.")
        if self.montant.value() is None:
            found["montant"] = found["montant"] or _("Indiquez le montant notifié.")
        return found

    def _create(self) -> None:
        problems = self._problems()
        for name, text in problems.items():
            self.fields[name].show_problem(text)
        wrong = [name for name, text in problems.items() if text]
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        values: dict[str, Any] = {name: one.editor.value() for name, one in self.fields.items()}
        self.accept()
        self.answered.emit(values)
