"""A document to be printed or written: a title, what it is about, tables, then texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acse_desktop.services.publishing.forms import Value

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Table:
    """A table of a document; its last row is a total when `totalled`.

    Without a header, each row is a pair: what is said, then its value.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    totalled: bool = True


@dataclass(frozen=True)
class Document:
    """A title, what it is about, tables, then texts."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    texts: tuple[tuple[str, str], ...] = ()
    """Heading and text, after the tables; an empty text leaves room to sign."""
    landscape: bool = True
    """How its pages are best turned."""


def sums_of(rows: Sequence[Sequence[Value]], caption: str) -> tuple[Value, ...]:
    """The row of the sums of the columns of amounts; its first cell says what the row is."""
    sums: list[Value] = [_sum(column) for column in zip(*rows, strict=True)]
    return (caption, *sums[1:])


def _sum(column: Iterable[Any]) -> Decimal | None:
    amounts = [value for value in column if isinstance(value, Decimal)]
    return sum(amounts, ZERO) if amounts else None
