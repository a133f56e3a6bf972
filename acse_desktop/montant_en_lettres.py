"""Amounts in French words, as acts and payment orders state them beside the figures."""

from __future__ import annotations

from decimal import Decimal

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_SCALES = ((10**9, "milliard"), (10**6, "million"))
LIMIT = 10**12
"""Euros from which no amount is written in words."""


def nombre_en_lettres(number: int) -> str:
    """A whole number below a thousand billions, in words: `80 200` → « quatre-vingt mille deux
    cents ». ValueError for a negative number or one that is too large.
    """
    if not 0 <= number < LIMIT:
        raise ValueError(number)
    words: list[str] = []
    rest = number
    for size, name in _SCALES:
        count, rest = divmod(rest, size)
        if count:
            words += [_below_thousand(count), name + ("s" if count > 1 else "")]
    thousands, rest = divmod(rest, 1000)
    if thousands:
        words += [_invariable(_below_thousand(thousands))] if thousands > 1 else []
        words.append("mille")
    if rest or not words:
        words.append(_below_thousand(rest))
    return " ".join(words)


def montant_en_lettres(amount: Decimal) -> str:
    """Euros and cents in words: « un million d’euros », « douze euros et cinquante centimes »."""
    cents_in_all = int((abs(amount) * 100).to_integral_value())
    euros, cents = divmod(cents_in_all, 100)
    parts = []
    if euros or not cents:
        link = " d’" if euros and euros % 10**6 == 0 else " "
        parts.append(f"{nombre_en_lettres(euros)}{link}euro{'s' if euros > 1 else ''}")
    if cents:
        parts.append(f"{nombre_en_lettres(cents)} centime{'s' if cents > 1 else ''}")
    return ("moins " if amount < 0 else "") + " et ".join(parts)


def _invariable(words: str) -> str:
    """Neither « cents » nor « quatre-vingts » keeps its s before « mille »."""
    return words[:-1] if words.endswith(("cents", "vingts")) else words


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    words = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
    if rest:
        return f"{words} {_below_hundred(rest)}"
    return words + ("s" if hundreds > 1 else "")


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if number < 20:
        return _UNITS[number]
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{_UNITS[number - 80]}"
    if tens == 7:
        tens, unit = 6, unit + 10
    if not unit:
        return _TENS[tens]
    link = " et " if unit in (1, 11) else "-"
    return f"{_TENS[tens]}{link}{_UNITS[unit]}"
