"""A new base while another is open: a département, or the region that gathers remontées."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Year
from acse_desktop.services import reference
from acse_desktop.translation import _
from ui.editors import LineEditor, ListEditor
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel

EXTENSION = ".acse"


class NewRegionalBase(QDialog):
    """Region and exercice; the file is asked when the agent creates. `answer` is then complete."""

    def __init__(self, parent: QWidget | None, exercice: int, region: str, folder: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Nouvelle base régionale"))
        self._folder = folder
        self.answer: tuple[Path, str, int] | None = None
        names = [(one.code, one.nom) for one in reference.regions().values()]
        self.region = ListEditor(_("Région"), names, _("Choisir…"))
        self.exercice = LineEditor(Year(), _("Exercice"))
        self.region.set_value(region or None)
        self.exercice.set_value(exercice)
        self.creation = Button(_("&Créer la base"), primary=True)
        self.creation.setDefault(True)
        self.creation.clicked.connect(self._create)
        self._lay_out()

    def _lay_out(self) -> None:
        px = current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        purpose = _("Elle reçoit les remontées des départements et les réunit en un classeur.")
        column.addWidget(TextLabel(purpose, "body", "ink2", wrap=True))
        self.fields = [
            Field(_("Région"), self.region),
            Field(_("Exercice"), self.exercice),
        ]
        for field in self.fields:
            column.addWidget(field)
        buttons = QDialogButtonBox()
        buttons.addButton(self.creation, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(buttons)
        self.setMinimumWidth(px(420))

    def _create(self) -> None:
        region, year = self.region.value(), self.exercice.value()
        missing = _("Choisissez une région.") if region is None else None
        wrong = self.exercice.problem() or (None if year else _("Indiquez l’année."))
        for field, text in zip(self.fields, (missing, wrong), strict=True):
            field.show_problem(text)
        if missing or wrong:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Fichier de la base"), str(self._folder / f"acse-region-{region}-{year}.acse"),
            _("Bases ACSE (*.acse)"),
        )  # fmt: skip
        if chosen:
            path = Path(chosen)
            path = path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)
            self.answer = (path, region, year)
            self.accept()
