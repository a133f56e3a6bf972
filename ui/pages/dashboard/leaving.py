"""The dashboard on paper and in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from acse_desktop.errors import UserError
from acse_desktop.translation import _

if TYPE_CHECKING:
    from ui.pages.dashboard.page import DashboardPage


def _name(page: DashboardPage, suffix: str) -> str:
    return f"{_('Tableau de bord')} {page.context.exercice}.{suffix}"


def print_dashboard(page: DashboardPage) -> None:
    """Ask where to put the pages, and write them."""
    kinds = _("Document PDF (*.pdf)")
    chosen, _kind = QFileDialog.getSaveFileName(page, _("Imprimer"), _name(page, "pdf"), kinds)
    if chosen:
        write_pages(page, Path(chosen))


def write_pages(page: DashboardPage, target: Path) -> None:
    """Write the figures as numbered pages."""
    from acse_desktop.services.dashboard.exporting import document_of
    from ui.comite.printing import write_pdf

    if page.made is None:
        return
    try:
        write_pdf(document_of(page.made, page.context.territory_name), target)
    except UserError as error:
        page.context.say(str(error))
    else:
        page.context.say(_("Enregistré dans {nom}").format(nom=target.name))


def ask_export(page: DashboardPage) -> None:
    """Ask where to write the workbook, and write it."""
    kinds = ";;".join((_("Classeur Excel (*.xlsx)"), _("Classeur OpenDocument (*.ods)")))
    chosen, _kind = QFileDialog.getSaveFileName(page, _("Exporter"), _name(page, "xlsx"), kinds)
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
