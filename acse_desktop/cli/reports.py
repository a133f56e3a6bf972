"""The JSON that programs read: UTF-8, amounts as texts with two decimals, ISO dates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.services.atomic import written_aside


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a report")


def as_json(content: Any) -> str:
    """A report as a text."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain)


@contextmanager
def report_at(path: Path | None) -> Iterator[Callable[[Any], None]]:
    """What writes a report there, whole; nothing without a path.

    Enter it before the work: a place that cannot be written is then refused (CannotWrite) while
    nothing is done yet, and work that fails leaves the old report.
    """
    if path is None:
        yield lambda content: None
        return
    with written_aside(path) as fresh:
        yield lambda content: _write(fresh, content)


def _write(path: Path, content: Any) -> None:
    path.write_text(as_json(content) + "\n", encoding="utf-8")


def anomaly_dict(one: Anomalie, sheet: str, column: str) -> dict[str, Any]:
    """An anomaly of a base, with the keys that every report has and those of a record."""
    return {
        "gravite": one.gravite,
        "code": one.code,
        "feuille": sheet,
        "ligne": None,
        "colonne": column,
        "valeur": one.valeur,
        "message": one.message,
        "remede": one.remede,
        "table": one.table,
        "id": one.id,
        "champ": one.champ,
        "objet": one.objet,
        "source": one.source,
        "reserve": one.reserve,
    }
