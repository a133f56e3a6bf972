"""The query of a saved view as plain values for JSON, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from acse_desktop.services.listing_types import Column, Filter, Query


def query_state(query: Query) -> dict[str, Any]:
    """Text, filters and sort as lists and texts."""
    return {
        "text": query.text,
        "sort": [list(one) for one in query.sort],
        "filters": [
            {
                "column": one.column,
                "operator": one.operator,
                "values": [_plain(value) for value in one.values],
            }
            for one in query.filters
        ],
    }


def query_from(state: dict[str, Any], columns: Sequence[Column]) -> Query:
    """The query of a saved view; what concerns columns that no longer exist is left out."""
    known = {column.key for column in columns}
    filters = tuple(
        Filter(one["column"], one["operator"], tuple(_value(value) for value in one["values"]))
        for one in state.get("filters", [])
        if one["column"] in known
    )
    sort = tuple((key, bool(down)) for key, down in state.get("sort", []) if key in known)
    return Query(state.get("text", ""), filters, sort)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return Decimal(value["decimal"]) if "decimal" in value else date.fromisoformat(value["day"])
    return value
