"""The dashboard on paper and in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from acse_desktop.translation import _
from ui.opening import open_file

if TYPE_CHECKING:
    from ui.pages.dashboard.page import DashboardPage
    from ui.printing import PrintDialog


def print_dashboard(page: DashboardPage) -> PrintDialog | None:
    """Print the figures that are shown, or write them as a PDF."""
    from ui.printing import print_document

    made, territory = page.made, page.context.territory_name
    if made is None:
        return None

    def read(_session: Any, _progress: Any) -> Any:
        from acse_desktop.services.dashboard.exporting import document_of

        return document_of(made, territory)

    return print_document(page, page.context, read)


def ask_export(page: DashboardPage) -> None:
    """Ask where to write the workbook, and write it."""
    kinds = ";;".join((_("Classeur Excel (*.xlsx)"), _("Classeur OpenDocument (*.ods)")))
    name = f"{_('Tableau de bord')} {page.context.exercice}.xlsx"
    chosen, _kind = QFileDialog.getSaveFileName(page, _("Exporter"), name, kinds)
    if chosen:
        write_workbook(page, Path(chosen))


def write_workbook(page: DashboardPage, target: Path) -> None:
    """Write the figures as a table."""
    made = page.made
    if made is None:
        return

    def work(_session: Any) -> int:
        from acse_desktop.services.dashboard.exporting import export_dashboard

        return export_dashboard(made, target)

    text = _("Tableau exporté dans {nom}").format(nom=target.name)
    page.context.database.read(
        work, lambda _count: page.context.say(text), lambda error: page.context.say(str(error))
    )


def ask_report(page: DashboardPage) -> None:
    """Ask where to write the annual report, and write it."""
    year = page.context.exercice
    name = _("Rapport annuel {annee}.docx").format(annee=year)
    kinds = _("Document Word (*.docx)")
    chosen, _kind = QFileDialog.getSaveFileName(page, _("Rapport annuel"), name, kinds)
    if chosen:
        write_report(page, Path(chosen))


def write_report(page: DashboardPage, target: Path) -> None:
    """Write the préfet’s report of the exercice, to be gone on with in Word."""
    exercice, context = page.context.exercice, page.context

    def work(session: Any) -> None:
        from acse_desktop.services.rapport_annuel import write_rapport

        write_rapport(session, exercice, target)

    def done(_none: None) -> None:
        context.say(_("Rapport enregistré dans {nom}").format(nom=target.name))
        open_file(target)

    context.database.read(work, done, lambda error: context.say(str(error)))
