"""What a cell says, on screen, to a screen reader and in the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from acse_desktop.services.listing_types import Column, Row
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import NBSP, amount_text, count_text, day_text, grouped


@dataclass(frozen=True)
class Status:
    """How a status code is shown: word, colour family and icon."""

    label: str
    """French, a message of the catalogue."""
    kind: str
    """success, warning, error, information, violet, teal or neutral."""
    icon: str


Drawn = Callable[[Any, Any, Any, Any], None]
"""Paints the value of a cell: painter, rectangle, value and look of the table."""


def _never(row: Row, key: str) -> bool:
    return False


def _always(row: Row, key: str) -> bool:
    return True


def _plain(row: Row) -> bool:
    return False


def _rows_caption(count: int) -> str:
    text = ngettext("Total · {count} ligne", "Total · {count} lignes", count)
    return text.format(count=grouped(str(count)))


@dataclass(frozen=True)
class Presentation:
    """What a page says of its own rows, beyond the columns."""

    name: str
    """Accessible name of the table."""
    key: str = ""
    """Column that names the record: in the primary colour."""
    statuses: Mapping[str, Status] = field(default_factory=dict)
    labels: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    """For coded columns, by column key: code to label."""
    marked: Callable[[Row, str], bool] = _never
    """Cells that deserve a second look: an orange corner."""
    mark_help: str = ""
    """What the corner means, for screen readers and tooltips."""
    emphasised: Callable[[Row], bool] = _plain
    """Rows that are subtotals: bold on the read-only background."""
    editable: Callable[[Row, str], bool] = _always
    """Cells of an editable column that this row lets the agent edit."""
    drawn: Mapping[str, Drawn] = field(default_factory=dict)
    """Columns whose values are painted as a picture, by key; `labels` says them in words."""
    caption: Callable[[int], str] = _rows_caption
    """The text of the totals row, for the number of rows found."""


def _number_text(column: Column, value: Any) -> str:
    if column.kind == "count":
        return count_text(value)
    text = amount_text(value)
    return f"{text}{NBSP}%" if column.kind == "percent" else text


def cell_text(column: Column, value: Any, presentation: Presentation) -> str:
    """The text of a cell as an agent reads it; empty when there is no value."""
    if value is None or value == "":
        return ""
    if column.kind in ("amount", "count", "percent"):
        return _number_text(column, value)
    if column.kind == "day":
        return day_text(value)
    return coded_text(column, value, presentation)


def coded_text(column: Column, value: Any, presentation: Presentation) -> str:
    """The text of a status, of a coded value or of a plain one."""
    if column.kind == "status" and value in presentation.statuses:
        return _(presentation.statuses[value].label)
    if column.kind == "flag":
        return _("Oui") if value else _("Non")
    labels = presentation.labels.get(column.key)
    return _(labels[value]) if labels and value in labels else str(value)


def copied_text(column: Column, value: Any, presentation: Presentation) -> str:
    """The text put in the clipboard: numbers as Excel reads them in French, without groups."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if column.kind in ("amount", "count", "percent"):
        return "" if value is None else str(value)
    return cell_text(column, value, presentation)


def value_label(column: Column, value: Any, presentation: Presentation) -> str:
    """A distinct value as the menu of the header lists it."""
    return cell_text(column, value, presentation) or _("(Vides)")
