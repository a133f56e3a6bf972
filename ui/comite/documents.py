"""The documents of a sitting: procès-verbal, tableau de programmation, sheet to fill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _

if TYPE_CHECKING:
    from ui.comite.page import SittingPage

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
            (_("Procès-verbal en PDF…"), "document", lambda: self.export("proces_verbal", "pdf")),
            (_("Procès-verbal vers Excel…"), "table", lambda: self.export("proces_verbal", "xlsx")),
            (_("Tableau de programmation en PDF…"), "document",
             lambda: self.export("programmation", "pdf")),
            (_("Tableau de programmation vers Excel…"), "table",
             lambda: self.export("programmation", "xlsx")),
            (_("Feuille de séance à remplir…"), "arrow_export_ltr",
             lambda: self.export(SHEET, "xlsx")),
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

    def export(self, form: str, kind: str) -> None:
        """Write a document of the sitting where the agent says."""
        target = ask_target(self._page, form, kind)
        if target is not None:
            self.export_to(form, target)

    def export_to(self, form: str, target: Path) -> None:
        """Write a document: a PDF or a workbook, as the name says."""
        seance = self._page.record

        def done(found: Any) -> None:
            self._context.say(_("Enregistré dans {nom}").format(nom=target.name))

        if target.suffix.lower() == ".pdf":
            self._export_pdf(form, seance, target, done)
            return

        def work(session: Any) -> int:
            if form == SHEET:
                from acse_desktop.services.committee.round import export_sheet

                return export_sheet(session, seance, target)
            from acse_desktop.services.committee.publishing import export_document

            return export_document(session, seance, form, target)

        self._context.database.read(work, done, self.fail)

    def _export_pdf(
        self, form: str, seance: str, target: Path, done: Callable[[Any], None]
    ) -> None:
        def work(session: Any) -> Any:
            from acse_desktop.services.committee.publishing import FORMS

            return FORMS[form](session, seance)

        def write(document: Any) -> None:
            from ui.comite.printing import write_pdf

            try:
                write_pdf(document, target)
            except UserError as error:
                self.fail(error)
            else:
                done(None)

        self._context.database.read(work, write, self.fail)


def ask_target(parent: QWidget, form: str, kind: str) -> Path | None:
    """Where to write a document; None when the agent gave up."""
    names = {
        "proces_verbal": _("Procès-verbal"),
        "programmation": _("Tableau de programmation"),
        SHEET: _("Feuille de séance"),
    }
    kinds = {"pdf": _("Document PDF (*.pdf)"), "xlsx": _("Classeur Excel (*.xlsx)")}
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, names[form], f"{names[form]}.{kind}", kinds[kind]
    )
    return Path(chosen) if chosen else None
