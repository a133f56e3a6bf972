"""What a table of the window shows, as a spreadsheet or on paper: its rows, columns, order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.progress import Progress
from acse_desktop.services import listing
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.listing_types import Query, Row
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.publishing.ods import write_ods
from acse_desktop.services.publishing.xlsx import write_xlsx
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text

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


@dataclass(frozen=True)
class Seen:
    """A list as it is seen: its rows, its columns in their order, and what is said of them."""

    key: str
    query: Query
    exercice: int | None
    columns: tuple[str, ...]
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    """The filters in force, in words."""


def seen_document(session: Session, seen: Seen, progress: Progress) -> Document:
    """The rows of a list as a document to print, with the totals of the columns that have one.

    Cancelled when the agent gives up.
    """
    described = {column.key: column for column in listing.LISTINGS[seen.key].columns}
    found = listing.summary(session, seen.key, seen.query, seen.exercice)
    lines = _rows(session, seen.key, seen.query, seen.exercice)
    rows = []
    for row in _cells(seen.key, seen.columns, lines):
        rows.append(row)
        if len(rows) % BATCH == 0:
            progress.step(len(rows), found.count)
    header = tuple(_(described[one].label) for one in seen.columns)
    total = _totals(seen.columns, found.totals)
    count = ngettext("{n} ligne", "{n} lignes", found.count).format(n=count_text(found.count))
    table = Table(count, header, (*rows, *total), totalled=bool(total))
    return Document(seen.title, seen.facts, (table,))


def _totals(
    columns: Sequence[str], totals: Mapping[str, Decimal | int]
) -> tuple[tuple[Value, ...], ...]:
    """One row with the exact sums, or none when no column in view has one."""
    sums = [totals.get(one) for one in columns]
    if not any(one is not None for one in sums):
        return ()
    first: Value = sums[0] if sums[0] is not None else _("Total")
    return ((first, *sums[1:]),)


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
