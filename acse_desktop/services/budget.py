"""The budget of an action as the form of CERFA 12156 presents it, and its two balances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from acse_desktop.nomenclatures import entries

CHARGE, PRODUIT = "compte_charge", "compte_produit"
VOLUNTARY = {CHARGE: "86", PRODUIT: "87"}
"""Contributions volontaires: outside the totals, balanced apart."""
ZERO = Decimal(0)


@dataclass(frozen=True)
class Balance:
    """The totals of a budget, in euros, contributions volontaires apart."""

    charges: Decimal
    produits: Decimal
    emplois: Decimal
    """Class 86."""
    contributions: Decimal
    """Class 87."""

    @property
    def gap(self) -> Decimal:
        """Produits less charges: negative when money is missing."""
        return self.produits - self.charges

    @property
    def voluntary_gap(self) -> Decimal:
        """Class 87 less class 86."""
        return self.contributions - self.emplois


def class_of(compte: str) -> str:
    """The class that an account is summed in: `641` in `64`, `IND-fixe` in `IND`."""
    return _CLASSES.get(compte, compte[:2])


_CLASSES = {entry.code: entry.parent or entry.code for entry in entries("compte")}
_CHARGES = {entry.code for entry in entries(CHARGE)}


def is_charge(compte: str) -> bool:
    """Whether an account is on the side of what is spent."""
    return compte in _CHARGES or compte[:1] == "6" or compte.startswith("86")


def _total(lines: Iterable[Any], attribute: str, side: bool, voluntary: bool) -> Decimal:
    total = ZERO
    for line in lines:
        compte = line.compte or ""
        apart = class_of(compte) in ("86", "87")
        if is_charge(compte) == side and apart == voluntary:
            total += getattr(line, attribute) or ZERO
    return total


def funded(financements: Iterable[Any], stage: str = "demande") -> Decimal:
    """What the funders are asked for (or `propose`, `accorde`), both kinds of credits."""
    return sum(
        (
            (getattr(one, f"{stage}_specifique") or ZERO)
            + (getattr(one, f"{stage}_commun") or ZERO)
            for one in financements
        ),
        ZERO,
    )


def balance_of(lines: Iterable[Any], financements: Iterable[Any]) -> Balance:
    """The balance of what is foreseen; class 74 comes from the funders."""
    kept = list(lines)
    return Balance(
        _total(kept, "prevu", True, False),
        _total(kept, "prevu", False, False) + funded(financements),
        _total(kept, "prevu", True, True),
        _total(kept, "prevu", False, True),
    )


def share(part: Decimal | None, whole: Decimal) -> Decimal | None:
    """A part in % of a whole, two decimals; None when there is nothing to divide by."""
    if part is None or not whole:
        return None
    percent = (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return percent if percent <= 1000 else None
