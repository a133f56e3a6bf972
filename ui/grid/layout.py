"""Which columns are seen, in which order and how wide: by key, so that views outlive fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from acse_desktop.services.listing_types import Column

NARROWEST = 40
"""Width under which a column cannot be dragged, logical px at 100 %."""


class ColumnLayout:
    """Order, widths, hidden columns and number of frozen ones, without a pixel of Qt."""

    def __init__(
        self, columns: Sequence[Column], hidden: Iterable[str] = (), frozen: int = 0
    ) -> None:
        self._columns = tuple(columns)
        self._first_hidden = frozenset(hidden)
        self._first_frozen = frozen
        self._first_widths = {column.key: column.width for column in columns}
        self.reset()

    def reset(self) -> None:
        """Come back to what the page proposes."""
        self.order = [column.key for column in self._columns]
        self.widths = dict(self._first_widths)
        self.hidden = set(self._first_hidden)
        self.frozen = self._first_frozen

    def widen(self, needs: dict[str, int]) -> None:
        """Give the columns proposed at least the width that their headers need."""
        for key, need in needs.items():
            self._first_widths[key] = max(self._first_widths[key], need)
            self.widths[key] = max(self.widths[key], need)

    def visible(self) -> list[str]:
        """Keys of the columns seen, from left to right."""
        return [key for key in self.order if key not in self.hidden]

    def frozen_keys(self) -> list[str]:
        """Keys of the columns that stay while the others scroll."""
        return self.visible()[: self.frozen]

    def freeze_to(self, key: str) -> None:
        """Freeze every column up to this one; on the last frozen one, unfreeze all."""
        wanted = self.visible().index(key) + 1
        self.frozen = 0 if wanted == self.frozen else wanted

    def show(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one cannot be hidden."""
        was_frozen = key in self.frozen_keys()
        if shown and key in self.hidden:
            self.hidden.discard(key)
            self.frozen += self.visible().index(key) < self.frozen
        elif not shown and len(self.visible()) > 1:
            self.hidden.add(key)
            self.frozen -= was_frozen

    def reorder(self, keys: Sequence[str]) -> None:
        """Take a new order; keys that are not named keep their place after the others."""
        known = [key for key in keys if key in self.widths]
        self.order = known + [key for key in self.order if key not in known]

    def state(self) -> dict[str, Any]:
        """The layout as plain values, fit for JSON."""
        return {
            "order": list(self.order),
            "widths": dict(self.widths),
            "hidden": sorted(self.hidden),
            "frozen": self.frozen,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take a layout saved earlier: unknown keys are ignored, new columns keep their place."""
        self.reset()
        saved = [key for key in state.get("order", []) if key in self.widths]
        self.order = self._with_new_columns(saved)
        self.widths |= {
            key: max(NARROWEST, int(width))
            for key, width in state.get("widths", {}).items()
            if key in self.widths
        }
        new = {key for key in self._first_hidden if key not in saved}
        self.hidden = {key for key in state.get("hidden", []) if key in self.widths} | new
        if not self.visible():
            self.hidden.clear()
        known = [key for key in state.get("order", []) if key not in state.get("hidden", [])]
        frozen = [key for key in known[: int(state.get("frozen", 0))] if key in self.visible()]
        self.frozen = self.visible().index(frozen[-1]) + 1 if frozen else 0

    def _with_new_columns(self, saved: list[str]) -> list[str]:
        """A column the saved order does not know comes after its left neighbour, else last."""
        order = list(saved)
        declared = [column.key for column in self._columns]
        for place, key in enumerate(declared):
            if key not in order:
                before = declared[place - 1] if place else None
                order.insert(order.index(before) + 1 if before in order else len(order), key)
        return order
