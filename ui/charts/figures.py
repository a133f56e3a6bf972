"""How the figures of a chart are written."""

from __future__ import annotations

from decimal import Decimal

from acse_desktop.typography import NBSP, amount_text, count_text, short_amount


def figure(value: Decimal, euros: bool, short: bool = False) -> str:
    """An amount, shortened for a label; or a count."""
    if not euros:
        return count_text(int(value))
    return short_amount(value) if short else amount_text(value, unit="€")


def share_text(share: Decimal | None) -> str:
    """A share in per cent, rounded for a label."""
    if share is None:
        return ""
    text = count_text(int(share.to_integral_value()))
    return f"{text}{NBSP}%"
