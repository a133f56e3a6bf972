"""Writing what a table shows to a file the agent chooses, or printing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.grid.grid import Grid
from ui.pages.listing.wording import filter_text, search_text

if TYPE_CHECKING:
    from ui.printing import PrintDialog

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


def print_seen(grid: Grid, context: Context, key: str, title: str) -> PrintDialog:
    """Print the rows as filtered and sorted, with the columns seen and the filters in words."""
    from ui.printing import print_document

    query, exercice = grid.query(), context.exercice or None
    columns, facts = tuple(grid.columns.visible()), _facts(grid)

    def read(session: Any, progress: Any) -> Any:
        from acse_desktop.services.seen import Seen, seen_document

        seen = Seen(key, query, exercice, columns, title, facts)
        return seen_document(session, seen, progress)

    return print_document(grid, context, read)


def _facts(grid: Grid) -> tuple[tuple[str, str], ...]:
    """What narrows the list, as its tags say it."""
    query, known = grid.query(), {column.key: column for column in grid.model.columns}
    told = [search_text(query.text)] if query.text else []
    told += [
        filter_text(known[one.column], one, grid.model.presentation)
        for one in query.filters
        if one.column in known
    ]
    return ((_("Filtres"), "\u202f; ".join(told)),) if told else ()
