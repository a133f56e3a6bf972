"""The JSON that programs read: UTF-8, amounts as texts with two decimals, ISO dates."""

from __future__ import annotations

import json
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


def write_report(path: Path | None, content: Any) -> None:
    """Write a report whole, or CannotWrite; nothing to do without a path."""
    if path is not None:
        with written_aside(path) as fresh:
            fresh.write_text(as_json(content) + "\n", encoding="utf-8")


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
