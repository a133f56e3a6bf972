"""The quick filter of the table of actions: a page for each text that an agent types."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from acse_desktop.services import listing
from acse_desktop.services.listing_types import Query
from acse_desktop.store.opening import open_base
from measures.bases import AGENT, EXERCICE, base_of
from measures.measure import Line, cpu_ms

TYPED = ("a", "as", "ass", "asso", "cu", "cul", "culture", "sport", "sport j", "sport jeun", "zq")
PAGE = 60


def filtering(cache: Path, sizes: list[int], times: int) -> Iterator[Line]:
    """One line by size; from the second on, against the first."""
    first = 0.0
    for size in sizes:
        found = _keystroke(base_of(cache, size), times)
        yield Line(f"filter keystroke, {size:,} actions", found, 0, "ms", 16)
        if first:
            yield Line(f"filter keystroke, {size:,} / {sizes[0]:,}", found, first, "ms", 2)
        first = first or found


def _keystroke(path: Path, times: int) -> float:
    with open_base(path, agent=AGENT, read_only=True) as base, base.session() as session:

        def asked(text: str) -> None:
            listing.page(session, "actions", Query(text=text), EXERCICE, 0, PAGE)

        for text in TYPED:
            asked(text)
        return median(cpu_ms(partial(asked, text), times) for text in TYPED)
