"""« Modèles des actes »: edited in Word, checked, given back; and the names they may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from acse_desktop.errors import UserError
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.acts.names import NamesDialog
from ui.context import Context
from ui.opening import open_file
from ui.pages.exchange.parts import row_of
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage
from ui.widgets.text_table import TextTable


@dataclass(frozen=True)
class Known:
    """The templates in force, as the page shows them."""

    folder: Path
    natures: list[str]
    rows: list[tuple[str, str]]


class TemplatesCard(Card):
    """A row a document; the buttons act on the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Modèles des actes"), _("modifiés dans Word, le vôtre l’emporte"))
        self._context = context
        self._natures: list[str] = []
        self.table = TextTable(
            _("Modèles des actes"), (_("Document"), _("Modèle en vigueur")), (280, 360)
        )
        self.table.setMinimumHeight(current().px(240))
        self.folder = TextLabel("", "help", "ink3", wrap=True)
        self.message = InlineMessage()
        self.edit_button = Button(_("Modifier dans Word"), "edit")
        self.check_button = Button(_("Vérifier"), "checkmark")
        self.restore_button = Button(_("Rétablir le modèle livré"), "arrow_undo")
        self.folder_button = Button(_("Choisir le dossier…"), "folder_open")
        self.names_button = Button(_("Champs utilisables"), "table")
        self.add(self.table)
        self.content.addLayout(
            row_of(self.edit_button, self.check_button, self.restore_button)
        )  # fmt: skip
        self.content.addLayout(row_of(self.folder_button, self.names_button))
        self.add(self.message)
        self.add(self.folder)
        for button, act in (
            (self.edit_button, self.edit), (self.check_button, self.check),
            (self.restore_button, self.restore), (self.folder_button, self._ask_folder),
            (self.names_button, self.show_names),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, do=act: do())

    def reload(self) -> None:
        """Read which templates are in force."""
        self._context.database.read(_known, self._show)

    def _show(self, known: Known) -> None:
        here = max(self.table.currentIndex().row(), 0)
        self._natures = known.natures
        self.table.show_rows(known.rows)
        self.table.selectRow(here)
        text = _("Dossier des modèles\u00a0: {path}").format(path=known.folder)
        self.folder.setText(text)

    def nature(self) -> str:
        """The document chosen in the table."""
        return self._natures[max(self.table.currentIndex().row(), 0)]

    def edit(self) -> None:
        """Open the préfecture's own template, copied from the shipped one the first time."""
        nature = self.nature()

        def work(session: Any) -> Path:
            from acse_desktop.services.acts import templates

            return templates.edit(session, nature).path

        def done(path: Path) -> None:
            if open_file(path):
                self.message.show_message(
                    _("Enregistrez le modèle dans Word, puis vérifiez-le ici."), "information"
                )
            else:
                self.message.show_message(
                    _("Aucun programme n’ouvre « {name} ».").format(name=path), "warning"
                )
            self.reload()

        self._read(work, done)

    def check(self) -> None:
        """Say whether a template can be used, and how many fields it uses."""
        nature = self.nature()

        def work(session: Any) -> int:
            from acse_desktop.services.acts import templates

            return len(templates.check(session, nature))

        def done(count: int) -> None:
            text = ngettext(
                "Le modèle est bon\u00a0: il emploie {n} champ.",
                "Le modèle est bon\u00a0: il emploie {n} champs.", count,
            )  # fmt: skip
            self.message.show_message(text.format(n=count_text(count)), "information")

        self._read(work, done)

    def restore(self) -> None:
        """Go back to the shipped template; the edited one is kept under another name."""
        nature = self.nature()

        def work(session: Any) -> Path | None:
            from acse_desktop.services.acts import templates

            return templates.restore(session, nature)

        def done(kept: Path | None) -> None:
            text = _("Ce document emploie déjà le modèle livré.")
            if kept is not None:
                text = _("Modèle livré rétabli\u202f; le vôtre est gardé\u00a0: {name}.").format(
                    name=kept.name
                )
            self.message.show_message(text, "information")
            self.reload()

        self._read(work, done)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Dossier des modèles"))
        if chosen:
            self.choose_folder(Path(chosen))

    def choose_folder(self, folder: Path) -> None:
        """Look for edited templates in a folder of the service."""

        def work(session: Any) -> None:
            from acse_desktop.services.acts import templates

            templates.choose_folder(session, folder)

        self._read(work, lambda _none: self.reload())

    def show_names(self) -> NamesDialog:
        """The names that templates may use."""
        dialog = NamesDialog(self)
        dialog.open()
        return dialog

    def _read(self, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        self._context.database.read(work, done, self._fail)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.message.show_message(str(error))
        else:
            self._context.database.failed.emit(error)


def _known(session: Any) -> Known:
    from acse_desktop.services.acts import templates
    from acse_desktop.services.acts.natures import NATURES

    found = templates.templates(session)
    rows = [(NATURES[one.nature].label, one.label) for one in found]
    return Known(templates.folder_of(session), [one.nature for one in found], rows)
