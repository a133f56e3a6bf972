"""A plain table written as a spreadsheet: what a page shows, to go on with in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from acse_desktop.services.atomic import written_aside
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.publishing.ods import write_ods
from acse_desktop.services.publishing.xlsx import write_xlsx


def write_table(
    target: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> int:
    """Write rows under a header, an ODS when the name says so; gives how many.

    Raises CannotWrite; the target is then what it was.
    """
    lines = [tuple(row) for row in rows]
    write = write_ods if target.suffix.lower() == ".ods" else write_xlsx
    with written_aside(target) as fresh:
        write(fresh, title, chain([tuple(header)], lines))
    return len(lines)
