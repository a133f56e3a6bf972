"""The documents of a sitting: procès-verbal, tableau de programmation, sheet to fill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from acse_desktop.translation import _

if TYPE_CHECKING:
    from ui.comite.page import SittingPage
    from ui.printing import PrintDialog

SHEET = "feuille"
"""The sheet filled in the room, which comes back."""
Entry = tuple[str, str, Callable[[], object]]
"""An entry of a menu: text, icon, what it does."""


class Documents(QObject):
    """Writes the documents of the sitting that a page shows."""

    def __init__(self, page: SittingPage, fail: Callable[[Exception], None]) -> None:
        super().__init__(page)
        self._page, self._context, self.fail = page, page.context, fail

    def entries(self) -> tuple[Entry, ...]:
        """The menu of the documents."""
        return (
            (_("Imprimer le procès-verbal…"), "print", lambda: self.print("proces_verbal")),
            (_("Procès-verbal vers Excel…"), "table", lambda: self.export("proces_verbal")),
            (_("Imprimer le tableau de programmation…"), "print",
             lambda: self.print("programmation")),
            (_("Tableau de programmation vers Excel…"), "table",
             lambda: self.export("programmation")),
            (_("Feuille de séance à remplir…"), "arrow_export_ltr", lambda: self.export(SHEET)),
            (_("Reprendre une feuille de séance…"), "arrow_import", self.ask_returned),
        )  # fmt: skip

    def ask_returned(self) -> None:
        """Choose a sheet that came back."""
        kinds = _("Classeurs (*.xlsx *.ods)")
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page, _("Reprendre une feuille de séance"), "", kinds
        )
        if chosen:
            self.take_back(Path(chosen))

    def take_back(self, path: Path) -> None:
        """Show what a sheet that came back changes."""
        from ui.comite.returning import ReturnDialog

        ReturnDialog(self._page, self._context, self._page.record, path).open()

    def print(self, form: str) -> PrintDialog:
        """Print a document of the sitting, or write it as a PDF."""
        from ui.printing import print_document

        seance = self._page.record

        def read(session: Any, _progress: Any) -> Any:
            from acse_desktop.services.committee.publishing import FORMS

            return FORMS[form](session, seance)

        return print_document(self._page, self._context, read)

    def export(self, form: str) -> None:
        """Write a document of the sitting where the agent says."""
        target = ask_target(self._page, form)
        if target is not None:
            self.export_to(form, target)

    def export_to(self, form: str, target: Path) -> None:
        """Write a document as a workbook."""
        seance = self._page.record

        def done(found: Any) -> None:
            self._context.say(_("Enregistré dans {nom}").format(nom=target.name))

        def work(session: Any) -> int:
            if form == SHEET:
                from acse_desktop.services.committee.round import export_sheet

                return export_sheet(session, seance, target)
            from acse_desktop.services.committee.publishing import export_document

            return export_document(session, seance, form, target)

        self._context.database.read(work, done, self.fail)


def ask_target(parent: QWidget, form: str) -> Path | None:
    """Where to write a document; None when the agent gave up."""
    names = {
        "proces_verbal": _("Procès-verbal"),
        "programmation": _("Tableau de programmation"),
        SHEET: _("Feuille de séance"),
    }
    kinds = _("Classeur Excel (*.xlsx)")
    chosen, _kind = QFileDialog.getSaveFileName(parent, names[form], f"{names[form]}.xlsx", kinds)
    return Path(chosen) if chosen else None
