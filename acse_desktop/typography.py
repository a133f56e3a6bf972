"""French typography of what agents read, and the folding that makes texts comparable."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

THIN = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
_UNITS: tuple[tuple[str, int, str], ...] = (("M€", 1_000_000, "0.01"), ("k€", 1_000, "1"))
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "ß": "ss"})


def grouped(digits: str) -> str:
    """Thousands separated by a narrow no-break space: `1234567` gives `1 234 567`."""
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", THIN, digits)


def amount_text(value: Decimal | int | None, decimals: bool | None = None, unit: str = "") -> str:
    """An amount as it is read: `−1 234,50 €`.

    `decimals=None` leaves the cents out when there are none; `unit` follows a no-break space.
    """
    if value is None:
        return ""
    sign = MINUS if value < 0 else ""
    whole, _sep, cents = f"{abs(Decimal(value)):.2f}".partition(".")
    shown = grouped(whole)
    if decimals or (decimals is None and cents != "00"):
        shown += f",{cents}"
    return f"{sign}{shown}{NBSP}{unit}" if unit else f"{sign}{shown}"


def short_amount(value: Decimal | int | None) -> str:
    """An amount for a chart, in the unit that keeps it short: `420 k€`, `1,24 M€`."""
    if value is None:
        return ""
    amount = Decimal(value)
    for unit, size, places in _UNITS:
        if abs(amount) >= size * 10 or (unit == "M€" and abs(amount) >= size):
            scaled = (amount / size).quantize(Decimal(places), ROUND_HALF_UP)
            return amount_text(_trimmed(scaled), unit=unit)
    return amount_text(amount.quantize(Decimal(1), ROUND_HALF_UP), unit="€")


def _trimmed(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value


def count_text(value: int | None) -> str:
    """A whole number with its thousands apart."""
    if value is None:
        return ""
    return (MINUS if value < 0 else "") + grouped(str(abs(value)))


def day_text(value: date | None) -> str:
    """jj/mm/aaaa."""
    return "" if value is None else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def squeezed(text: str) -> str:
    """Spaces of any kind reduced to one, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def folded(text: str) -> str:
    """Lower case, no accent, words separated by one space: what search and duplicates compare."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare.lower()).strip()
