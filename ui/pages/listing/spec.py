"""What makes one list page different from the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from acse_desktop.services.listing_types import Column, Kind
from acse_desktop.translation import _
from ui.grid.cells import Presentation, Status
from ui.grid.grid import Grid
from ui.grid.layout import ColumnLayout
from ui.pages.listing.source import Content


@dataclass(frozen=True)
class ListSpec:
    """A list page: which table, which columns first, what its commands are called."""

    key: str
    """Key of `acse_desktop.services.listing.LISTINGS`."""
    table: str
    """Table of the records; also the kind of the page that opens them."""
    title: str
    icon: str
    named: str
    """Column that names the record."""
    shown: tuple[str, ...]
    """Columns seen at first, in order."""
    frozen: int
    caption: Callable[[int], str]
    """Text of the totals row."""
    create: str
    """Text of the primary button."""
    empty: str
    """What would be here, when the base holds nothing yet."""
    editable: frozenset[str] = frozenset()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    """Shorter headers and their messages, by column."""
    widths: Mapping[str, int] = field(default_factory=dict)
    views: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Views shipped with the program: columns by name (a message of the catalogue)."""
    bare: frozenset[str] = frozenset()
    """Coded columns that agents know by their code: CUCS, PRE…"""
    exchanges: bool = False
    """Whether « Importer » and « Exporter » stand beside the primary button."""

    def columns_of(self, content: Content) -> tuple[Column, ...]:
        """The columns of the table as this page shows them."""
        return tuple(
            replace(
                column,
                label=self.short.get(column.key, column.label),
                width=self.widths.get(column.key, column.width),
                editable=column.key in self.editable,
                kind=self._kind(column),
            )
            for column in content.columns
        )

    def _kind(self, column: Column) -> Kind:
        """A pill only where this page knows the statuses; other codes read as their label."""
        return "choice" if column.kind == "status" and not self._has_pills(column) else column.kind

    def _has_pills(self, column: Column) -> bool:
        return column.key == "statut" and bool(self.statuses)

    def layout_of(self, columns: tuple[Column, ...], shown: tuple[str, ...] = ()) -> ColumnLayout:
        """The order and the hidden columns proposed by the page or by one of its views."""
        wanted = [key for key in (shown or self.shown) if key in {one.key for one in columns}]
        hidden = [column.key for column in columns if column.key not in wanted]
        layout = ColumnLayout(columns, hidden, self.frozen)
        layout.reorder(wanted)
        return layout

    def presentation_of(self, content: Content) -> Presentation:
        """What the table says of its rows."""
        return Presentation(
            _(self.title),
            key=self.named,
            statuses=self.statuses,
            labels={key: one for key, one in content.labels.items() if key not in self.bare},
            caption=self.caption,
        )

    def shipped_views(self, grid: Grid) -> dict[str, dict[str, Any]]:
        """The views of the program, as arrangements of this table; the first is that of the page.

        Columns are as wide as their headers ask, so the table itself is needed.
        """
        usual = {**grid.state(), "text": "", "sort": [], "filters": []}
        found = {_("Programmation") if self.views else _("Courante"): usual}
        for name, shown in self.views.items():
            layout = self.layout_of(grid.model.columns, shown).state()
            found[_(name)] = {**usual, **layout, "widths": usual["widths"]}
        return found
