"""Writing what the agent chose among the differences of a sheet, as one undoable operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.services import records
from acse_desktop.services.round_sheet.layout import Layout
from acse_desktop.services.round_sheet.review import Difference, Key, Review
from acse_desktop.store.operations import operation
from acse_desktop.translation import _


def apply(
    session: Session, layout: Layout, review: Review, chosen: Collection[Key], *, name: str,
    agent: str,
) -> tuple[str, ...]:  # fmt: skip
    """Write the chosen differences, whole or not at all; gives the records that were changed.

    `name` is that of the operation. Raises Conflict, and writes nothing, when the base changed
    since the comparison.
    """
    wanted: dict[str, list[Difference]] = defaultdict(list)
    for one in review.differences:
        if one.key in chosen:
            wanted[one.record].append(one)
    with operation(session, name, agent=agent):
        for identifier, differences in wanted.items():
            _check(session, layout, differences[0])
            values: dict[str, Any] = {one.field: one.returned for one in differences}
            records.update(session, layout.table, identifier, values, agent=agent)
    return tuple(wanted)


def _check(session: Session, layout: Layout, one: Difference) -> None:
    if records.read(session, layout.table, one.record).version != one.version:
        raise Conflict(
            _("{named} a changé pendant que vous compariez. Rien n’a été écrit.").format(
                named=one.what
            ),
            _("Reprenez de nouveau la fiche\u00a0: elle sera comparée à ce qui est enregistré."),
        )
