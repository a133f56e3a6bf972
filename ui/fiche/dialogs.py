"""The questions of a record's page: two values for one field, and the reason of an exception."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from acse_desktop.translation import _
from ui.dialogs.message import MessageDialog
from ui.editors import ListEditor
from ui.fiche.anomalies import Problem
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL
from ui.widgets.labels import TextLabel


class DisagreementDialog(MessageDialog):
    """Somebody wrote the field meanwhile: both values, and which one to keep."""

    def __init__(self, parent: QWidget, label: str, mine: str, theirs: str) -> None:
        message = _("Le champ « {label} » a été modifié pendant votre saisie.")
        super().__init__(
            parent, _("Deux valeurs pour un champ"), message.format(label=label),
            _("Choisissez la valeur à garder. L’autre reste dans le journal."),
            mark=("warning", "warning"),
        )  # fmt: skip
        empty = _("(vide)")
        self.mine = TextLabel(
            _("Votre saisie\u00a0: {value}").format(value=mine or empty), wrap=True
        )
        self.theirs = TextLabel(
            _("Dans la base\u00a0: {value}").format(value=theirs or empty), wrap=True
        )
        self.column.addWidget(self.mine)
        self.column.addWidget(self.theirs)
        self.add_button("theirs", _("Reprendre celle de la base"))
        self.add_button("mine", _("Garder ma saisie"), primary=True)


class ReasonDialog(MessageDialog):
    """Why the agent goes on in spite of a rule; the point stays listed with the reason."""

    def __init__(self, parent: QWidget, problems: Sequence[Problem]) -> None:
        super().__init__(
            parent, _("Accepter avec un motif"),
            _("Choisissez le point, puis écrivez pourquoi vous passez outre."),
            _("Le motif est joint à la remontée."), mark=("info", "information"),
        )  # fmt: skip
        self.problems = [one for one in problems if one.source is not None]
        self.point = ListEditor(
            _("Point"), [(rank, one.text) for rank, one in enumerate(self.problems)]
        )
        self.point.set_value(0 if self.problems else None)
        self.reason = QLineEdit()
        self.reason.setObjectName("motif")
        self.reason.setAccessibleName(_("Motif"))
        dress(self.reason, font="body", height=CONTROL)
        self.column.addWidget(self.point)
        self.column.addWidget(TextLabel(_("Motif"), "label", "ink2"))
        self.column.addWidget(self.reason)
        self.add_button("cancel", _("Annuler"))
        self.ok = self.add_button("accept", _("Accepter"), primary=True)
        self.ok.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))

    def problem(self) -> Problem | None:
        """The point chosen."""
        rank = self.point.value()
        return None if rank is None else self.problems[rank]


class ConfirmDialog(MessageDialog):
    """What is about to be removed, with numbers; undo brings it back."""

    def __init__(self, parent: QWidget, message: str, verb: str) -> None:
        super().__init__(
            parent, _("Supprimer"), message, _("Annuler (Ctrl+Z) le rétablit."),
            mark=("warning", "warning"),
        )  # fmt: skip
        self.add_button("cancel", _("Conserver"), primary=True)
        self.add_button("delete", verb)
