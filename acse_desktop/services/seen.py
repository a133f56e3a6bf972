"""What a table of the window shows, written as a spreadsheet: its rows, columns and order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.services import listing
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.listing_types import Query, Row
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.publishing.ods import write_ods
from acse_desktop.services.publishing.xlsx import write_xlsx
from acse_desktop.translation import _

BATCH = 500


def export_seen(
    session: Session, key: str, query: Query, exercice: int | None, columns: Sequence[str],
    target: Path,
) -> int:  # fmt: skip
    """Write the rows of a query, as filtered and ordered, with the columns named, in their order.

    Labels stand for codes; amounts and dates are real ones. Gives the number of rows. Raises
    CannotWrite; the target is then what it was. A workbook, or an ODS when its name says so.
    """
    described = {column.key: column for column in listing.LISTINGS[key].columns}
    header = tuple(_(described[one].label) for one in columns)
    rows = list(_cells(key, columns, _rows(session, key, query, exercice)))
    write = write_ods if target.suffix.lower() == ".ods" else write_xlsx
    with written_aside(target) as fresh:
        write(fresh, key, chain([header], rows))
    return len(rows)


def _rows(session: Session, key: str, query: Query, exercice: int | None) -> Iterator[Row]:
    offset = 0
    while found := listing.page(session, key, query, exercice, offset, BATCH).rows:
        yield from found
        offset += BATCH


def _cells(key: str, columns: Sequence[str], rows: Iterator[Row]) -> Iterator[tuple[Value, ...]]:
    labels: Mapping[str, Mapping[str, str]] = listing.labels_of(key)
    keys = [column.key for column in listing.LISTINGS[key].columns]
    places = [(keys.index(one) + 1, labels.get(one, {})) for one in columns]
    for row in rows:
        yield tuple(_value(row[place], known) for place, known in places)


def _value(value: Any, labels: Mapping[str, str]) -> Value:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, str):
        return _(labels[value]) if value in labels else value
    return value if isinstance(value, int | Decimal | date) else None
