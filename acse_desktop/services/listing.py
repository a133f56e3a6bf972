"""The tables of the window, read from SQL page by page: columns, filters, sorts, totals.

What a table shows follows from the fields; what each table is, in `listing_tables`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    func,
    or_,
    text,
)
from sqlalchemy.orm import Session

from acse_desktop.services.listing_actes import actes
from acse_desktop.services.listing_bilans import bilans
from acse_desktop.services.listing_controles import controles
from acse_desktop.services.listing_paiements import paiements
from acse_desktop.services.listing_pieces import MISSING
from acse_desktop.services.listing_postes import postes
from acse_desktop.services.listing_seances import seances
from acse_desktop.services.listing_tables import EXERCICE, LISTINGS, Listing, labels_of
from acse_desktop.services.listing_types import (
    Filter,
    Page,
    Query,
    Row,
    Summary,
    ValueCount,
    Values,
)
from acse_desktop.store.search_index import found_by, is_common, is_search
from acse_desktop.typography import folded

__all__ = [
    "LISTINGS", "labels_of", "page", "position", "preset_counts", "summary", "values",
]  # fmt: skip
LISTINGS["actes"] = actes()
LISTINGS["bilans"] = bilans()
LISTINGS["controles"] = controles()
LISTINGS["paiements"] = paiements()
LISTINGS["postes"] = postes()
LISTINGS["seances"] = seances()
LISTINGS[MISSING.key] = MISSING
VALUES_LIMIT = 500
"""Distinct values listed in the menu of a header."""


def _condition(listing: Listing, one: Filter) -> ColumnElement[bool]:
    sql = listing.expressions[one.column]
    if one.operator == "in":
        values = [value for value in one.values if value is not None]
        found = sql.in_(values)
        return or_(found, sql.is_(None)) if None in one.values else found
    if one.operator == "between":
        low, high = one.values
        bounds = ([sql >= low] if low is not None else []) + (
            [sql <= high] if high is not None else []
        )
        return and_(*bounds) if bounds else text("1")  # type: ignore[return-value]
    if one.operator == "contains":
        return func.plie(sql).contains(folded(str(one.values[0])), autoescape=True)
    empty = or_(sql.is_(None), sql == "") if isinstance(sql.type, String) else sql.is_(None)
    return empty if one.operator == "empty" else ~empty


def _narrowed(
    listing: Listing,
    selected: Select[Any],
    query: Query,
    exercice: int | None,
    walked: bool = False,
) -> Select[Any]:
    """The rows of a query; `walked` when they are read in their natural order until enough."""
    if exercice is not None and listing.scope is not None:
        # Adding 0 keeps SQLite from crossing every dossier of the year with every word found.
        scope = listing.scope + 0 if _is_indexed(listing, query) and not walked else listing.scope
        selected = selected.where(scope == exercice)
    for one in query.filters:
        if one.column in listing.expressions:
            selected = selected.where(_condition(listing, one))
    if not is_search(query.text):
        return selected
    if listing.searched is None:
        return selected.where(found_by(query.text, None if walked else exercice, walked))
    words = func.plie(listing.searched)
    return selected.where(
        *(words.contains(word, autoescape=True) for word in folded(query.text).split())
    )


def _is_indexed(listing: Listing, query: Query) -> bool:
    """Whether the full-text index answers a query."""
    return listing.searched is None and is_search(query.text)


def _is_walked(session: Session, listing: Listing, query: Query, exercice: int | None) -> bool:
    """Whether a page comes sooner by reading the year in its order than by sorting what is found.

    So it is when a word is common: a page is then full after a few hundred rows.
    """
    if query.sort or exercice is None or not _is_indexed(listing, query):
        return False
    return is_common(session.connection(), query.text)


def _ordered(listing: Listing, selected: Select[Any], query: Query) -> Select[Any]:
    keys = [
        listing.expressions[key].desc() if descending else listing.expressions[key]
        for key, descending in query.sort
        if key in listing.expressions
    ]
    return selected.order_by(*keys, *listing.order)


def _bound(exercice: int | None) -> dict[str, Any]:
    return {EXERCICE.key: exercice}


def page(
    session: Session, key: str, query: Query, exercice: int | None, offset: int, limit: int
) -> Page:
    """The rows from `offset` on, in the order of the query: identifier, then every column."""
    listing = LISTINGS[key]
    wanted = [listing.expressions[column.key] for column in listing.columns]
    walked = _is_walked(session, listing, query, exercice)
    narrowed = _narrowed(listing, listing.source, query, exercice, walked)
    ids = _ordered(listing, narrowed, query)
    found = list(session.scalars(ids.offset(offset).limit(limit), _bound(exercice)))
    rows = session.execute(
        listing.source.with_only_columns(listing.identifier, *wanted, maintain_column_froms=True)
        .where(listing.identifier.in_(found)),
        _bound(exercice),
    )  # fmt: skip
    by_id: dict[str, Row] = {row[0]: tuple(row) for row in rows}
    return Page(offset, tuple(by_id[one] for one in found))


def summary(session: Session, key: str, query: Query, exercice: int | None) -> Summary:
    """How many rows the query finds, how many there are, and the exact sums of what it finds."""
    listing = LISTINGS[key]
    summed = [column.key for column in listing.columns if column.total]
    sums = [func.sum(listing.expressions[name]) for name in summed]
    counted = listing.source.with_only_columns(func.count(), *sums, maintain_column_froms=True)
    found = session.execute(_narrowed(listing, counted, query, exercice), _bound(exercice)).one()
    asks = query.filters or is_search(query.text)
    total = _total(session, listing, exercice) if asks else found[0]
    totals = {name: value for name, value in zip(summed, found[1:], strict=True) if value}
    return Summary(found[0], total, totals)


def _total(session: Session, listing: Listing, exercice: int | None) -> int:
    """How many rows there are without any condition."""
    kernel = listing.source if listing.kernel is None else listing.kernel
    counted = kernel.with_only_columns(func.count(), maintain_column_froms=True)
    query = _narrowed(listing, counted, Query(), exercice)
    return session.scalar(query, _bound(exercice)) or 0


def values(
    session: Session, key: str, query: Query, exercice: int | None, column: str, words: str = ""
) -> Values:
    """The distinct values of a column under the other conditions, with their counts."""
    listing = LISTINGS[key]
    sql = listing.expressions[column]
    counted = listing.source.with_only_columns(sql, func.count(), maintain_column_froms=True)
    counted = _narrowed(listing, counted, query.with_filter(column, None), exercice)
    if words:
        counted = counted.where(func.plie(sql).contains(folded(words), autoescape=True))
    found = session.execute(
        counted.group_by(sql).order_by(sql).limit(VALUES_LIMIT + 1), _bound(exercice)
    ).all()
    listed = tuple(ValueCount(value, count) for value, count in found[:VALUES_LIMIT])
    return Values(listed, len(found) <= VALUES_LIMIT)


def preset_counts(session: Session, key: str, exercice: int | None) -> dict[str, int]:
    """How many rows each chip above the table would show, all counted in one pass."""
    listing = LISTINGS[key]
    counts: list[Any] = [
        func.count(case((and_(*(_condition(listing, one) for one in filters)), 1)))
        if filters
        else func.count()
        for _label, filters in listing.presets.values()
    ]
    if not counts:
        return {}
    counted = listing.source.with_only_columns(*counts, maintain_column_froms=True)
    found = session.execute(_narrowed(listing, counted, Query(), exercice), _bound(exercice)).one()
    return dict(zip(listing.presets, found, strict=True))


def position(
    session: Session, key: str, query: Query, exercice: int | None, identifier: str
) -> tuple[int, int, str | None, str | None]:
    """Where a record stands in the list as filtered: rank from 0, count, previous and next."""
    listing = LISTINGS[key]
    ids = _ordered(listing, _narrowed(listing, listing.source, query, exercice), query)
    found = list(session.scalars(ids, _bound(exercice)))
    if identifier not in found:
        return -1, len(found), None, None
    rank = found.index(identifier)
    before = found[rank - 1] if rank else None
    after = found[rank + 1] if rank + 1 < len(found) else None
    return rank, len(found), before, after
