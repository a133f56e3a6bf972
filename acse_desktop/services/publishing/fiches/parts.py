"""Fields and parts of a record as tables: the dictionary of the fields says what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from acse_desktop.fields import Field, fields_of
from acse_desktop.fieldtypes import Reference
from acse_desktop.services.publishing.documents import Table, sums_of
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.records import MODELS, Card
from acse_desktop.translation import _

Names = Mapping[str, str]
"""The names of the records that others refer to, by identifier."""


def text_of(described: Field, value: Any, names: Names) -> str:
    """A value as it is read; a record by its name, nothing when it has none here."""
    if isinstance(described.type, Reference):
        return names.get(value or "", "")
    return described.type.format(value)


def sections(card: Card, names: Names, wanted: Iterable[str] | None = None) -> list[Table]:
    """The sections of a record that hold something, all or those wanted, one table each."""
    record, found = SimpleNamespace(**card.values), dict[str, list[tuple[Value, ...]]]()
    for name, described in fields_of(MODELS[card.table]).items():
        if described.personal or (described.visible and not described.visible(record)):
            continue
        if text := text_of(described, card.values[name], names):
            found.setdefault(described.section, []).append((_(described.label), text))
    kept = found if wanted is None else [one for one in wanted if one in found]
    return [Table(_(section), (), tuple(found[section]), totalled=False) for section in kept]


def part(
    title: str, cards: Sequence[Card], names: Names,
    total: Callable[[Sequence[tuple[Value, ...]]], tuple[Value, ...]] | None = None,
) -> list[Table]:  # fmt: skip
    """The children of a record in one table: a column for each field that one of them fills."""
    if not cards:
        return []
    columns = [
        described for name, described in fields_of(MODELS[cards[0].table]).items()
        if not described.personal
        and any(text_of(described, card.values[name], names) for card in cards)
    ]  # fmt: skip
    rows = [tuple(_cell(one, card.values[one.name], names) for one in columns) for card in cards]
    header = tuple(_(one.label) for one in columns)
    totals = (total(rows),) if total and rows else ()
    return [Table(title, header, (*rows, *totals), totalled=bool(totals))]


def _cell(described: Field, value: Any, names: Names) -> Value:
    if isinstance(value, int | Decimal) and described.type.kind in ("amount", "count"):
        return value
    return text_of(described, value, names)


def summed(rows: Sequence[tuple[Value, ...]]) -> tuple[Value, ...]:
    """The total of the amounts of a part."""
    return sums_of(rows, _("Total"))
