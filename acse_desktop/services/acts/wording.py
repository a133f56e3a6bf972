"""How acts write values: always in French, whatever the language of the window."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from acse_desktop.fields import Field, fields_of
from acse_desktop.montant_en_lettres import montant_en_lettres
from acse_desktop.translation import french
from acse_desktop.typography import amount_text

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre")  # fmt: skip
_UNPRINTABLE = re.compile("[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not hold, and the controls that Word would take for orders."""


def clean(text: str) -> str:
    """A text without control characters; lines end as everywhere, tabs are spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNPRINTABLE.sub("", lines)


def day_in_full(day: date | None) -> str:
    """« 1er mars 2012 »."""
    if day is None:
        return ""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def euros(amount: Decimal | None) -> str:
    """« 12 500 € », with cents when there are some."""
    return amount_text(amount, unit="€")


def in_words(amount: Decimal | None) -> str:
    """« douze mille cinq cents euros »; nothing for no amount."""
    return "" if amount is None else montant_en_lettres(amount)


def text_of(described: Field, value: Any) -> str:
    """A field as an act writes it."""
    if value is None:
        return ""
    if described.type.kind == "day":
        return day_in_full(value)
    if described.type.kind == "amount":
        return euros(value)
    with french():
        return clean(described.type.format(value))


def texts_of(model: type[Any], values: Mapping[str, Any]) -> dict[str, str]:
    """Every field of a record that acts may write."""
    return {
        name: text_of(described, values.get(name))
        for name, described in fields_of(model).items()
        if described.type.kind != "reference"
    }
