"""Writing what a table shows to a file the agent chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.grid.grid import Grid

Refused = Callable[[Exception], None]


def ask_target(grid: Grid, title: str) -> Path | None:
    """Where to write; None when the agent gave up."""
    name = f"{title} {date.today().isoformat()}.xlsx"
    kinds = ";;".join((_("Classeur Excel (*.xlsx)"), _("Classeur OpenDocument (*.ods)")))
    chosen, _kind = QFileDialog.getSaveFileName(grid, _("Exporter ce qui est affiché"), name, kinds)
    return Path(chosen) if chosen else None


def export_seen(context: Context, key: str, grid: Grid, target: Path, refused: Refused) -> None:
    """Write the rows as filtered and sorted, with the columns seen, in their order."""
    query, exercice, columns = grid.query(), context.exercice or None, grid.columns.visible()

    def work(session: Any) -> int:
        from acse_desktop.services import seen

        return seen.export_seen(session, key, query, exercice, columns, target)

    def done(count: int) -> None:
        text = ngettext(
            "{n} ligne affichée exportée dans {nom}",
            "{n} lignes affichées exportées dans {nom}",
            count,
        )
        context.say(text.format(n=count_text(count), nom=target.name))

    context.database.read(work, done, refused)
