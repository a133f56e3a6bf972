"""Whose opinion is wanted on the selected actions, and for when: asked for, or sent as a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Text
from acse_desktop.nomenclatures import entries
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.editors import DateEditor, LineEditor, ListEditor
from ui.grid.checklist import CheckList, Choice
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.avis import Request


class _OpinionDialog(QDialog):
    """What both dialogs ask: a deadline, and whether the opinions stay confidential.

    Signals:
        answered: the requests, one for each author.
    """

    answered = Signal(list)

    def __init__(self, parent: QWidget, title: str, verb: str, count: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        text = ngettext("Sur {n} action sélectionnée.", "Sur {n} actions sélectionnées.", count)
        self.intro = TextLabel(text.format(n=count_text(count)), "body", "ink2", wrap=True)
        self.attendu_le = DateEditor(_("Attendu pour le"))
        self.confidentiel = QCheckBox(_("&Confidentiel"))
        self.confidentiel.setToolTip(_("Ni dans les fiches remises aux partenaires, ni au comité."))
        dress(self.confidentiel, font="body")
        self.message = InlineMessage()
        self.verb = Button(verb, primary=True)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self._answer)

    def _lay_out(self, widgets: Sequence[QWidget]) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        self.due = Field(_("Attendu pour le"), self.attendu_le, optional=True)
        for widget in (self.intro, *widgets, self.due, self.confidentiel, self.message):
            column.addWidget(widget)
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.verb)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(px(420))

    def authors(self) -> list[tuple[str, str | None]]:
        """The authors chosen: code, and name when it is given."""
        raise NotImplementedError

    def _answer(self) -> None:
        problem = self.attendu_le.problem()
        self.due.show_problem(problem)
        authors = self.authors()
        self.message.show_message(None if authors else _("Choisissez à qui demander un avis."))
        if problem or not authors:
            return
        requests = [self._request(auteur, nom) for auteur, nom in authors]
        self.accept()
        self.answered.emit(requests)

    def _request(self, auteur: str, nom: str | None) -> Request:
        from acse_desktop.services.avis import Request

        return Request(
            auteur, nom, attendu_le=self.attendu_le.value(),
            confidentiel=self.confidentiel.isChecked() or None,
        )  # fmt: skip


class AskOpinions(_OpinionDialog):
    """« Demander un avis… »: several authors at once; nobody is asked twice."""

    def __init__(self, parent: QWidget, count: int) -> None:
        super().__init__(parent, _("Demander un avis"), _("Demander"), count)
        self.list = CheckList(_("Auteurs des avis"), all_line=False)
        self.list.set_choices(
            [Choice(one.code, _(one.libelle), False) for one in entries("auteur_avis")]
        )
        self.list.setMinimumHeight(current().px(280))
        hint = _("Un avis déjà demandé ou rendu est laissé tel quel.")
        self._lay_out((self.list, TextLabel(hint, "help", "ink3", wrap=True)))

    def authors(self) -> list[tuple[str, str | None]]:
        """Those that are ticked."""
        return [(str(code), None) for code in self.list.checked()]


class SendSheet(_OpinionDialog):
    """« Envoyer la fiche d’avis… »: one author, whose name is written on the sheet."""

    def __init__(self, parent: QWidget, count: int) -> None:
        super().__init__(parent, _("Envoyer la fiche d’avis"), _("Choisir le fichier…"), count)
        offered = [(one.code, _(one.libelle)) for one in entries("auteur_avis")]
        self.auteur = ListEditor(_("Auteur"), offered, _("Choisir…"))
        self.nom = LineEditor(Text(), _("Nom"))
        hint = _("Les avis qui n’ont pas encore été demandés à cet auteur le sont.")
        self._lay_out(
            (
                Field(_("Auteur"), self.auteur),
                Field(_("Nom"), self.nom, optional=True),
                TextLabel(hint, "help", "ink3", wrap=True),
            )
        )

    def authors(self) -> list[tuple[str, str | None]]:
        """The one chosen."""
        auteur = self.auteur.value()
        return [] if auteur is None else [(str(auteur), self.nom.value())]
