"""What the rules find on a record, as the page shows it: where, how serious, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acse_desktop.translation import _

if TYPE_CHECKING:
    from acse_desktop.rules.anomalie import Anomalie
    from ui.form.form import Form

LEVELS = {"erreur": "error", "avertissement": "warning", "information": "information"}


@dataclass(frozen=True)
class Problem:
    """One thing to mend, and the field to go to (empty when a whole tab is meant)."""

    table: str
    field: str
    level: str
    text: str
    source: Anomalie | None = None
    """None for what the field itself finds."""


def problems_of(anomalies: Iterable[Anomalie]) -> list[Problem]:
    """Errors and warnings without a reason yet, the most serious first."""
    return [
        Problem(one.table, one.champ, LEVELS[one.gravite], one.message, one)
        for one in anomalies
        if one.reserve is None and one.gravite != "information"
    ]


def unread(form: Form, table: str) -> list[Problem]:
    """What was typed in a form and cannot be read."""
    return [
        Problem(table, name, "error", f"{_(form.described[name].label)}\u00a0: {text}")
        for name, text in form.unreadable()
    ]


def messages_of(anomalies: Iterable[Anomalie], table: str) -> dict[str, list[tuple[str, str]]]:
    """What stands under each field of a table: cause, remedy, and the reason once given."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in anomalies:
        if one.table == table and one.champ:
            found[one.champ].append(_message(one))
    return found


def _message(one: Anomalie) -> tuple[str, str]:
    if one.reserve is not None:
        accepted = _("{message} Accepté\u00a0: {motif}")
        return "information", accepted.format(message=one.message, motif=one.reserve)
    return LEVELS[one.gravite], f"{one.message} {one.remede}".strip()
