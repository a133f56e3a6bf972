"""The table of the compte rendu: foreseen, realised and gap by account, in € and in %.

Arrêté of 24 May 2005, then of 11 October 2006: the gaps are told in euros and in percentage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from acse_desktop.nomenclatures import entries
from acse_desktop.services.budget import CHARGE, PRODUIT, class_of, is_charge
from acse_desktop.services.records import Card

ZERO = Decimal(0)
VOLUNTARY = ("86", "87")


@dataclass(frozen=True)
class Ecart:
    """What was foreseen and realised, in euros; None where nothing was entered."""

    prevu: Decimal | None
    realise: Decimal | None

    @property
    def montant(self) -> Decimal | None:
        """Realised less foreseen; None while nothing is realised."""
        return None if self.realise is None else self.realise - (self.prevu or ZERO)

    @property
    def pourcentage(self) -> Decimal | None:
        """The gap in % of what was foreseen, one decimal; None when nothing was."""
        if self.montant is None or not self.prevu:
            return None
        return (self.montant * 100 / self.prevu).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class LigneBilan:
    """One account, or one funder of class 74."""

    table: str
    """`ligne_budget`, or `financement`."""
    cle: str
    """The account, or the identifier of the funder."""
    compte: str
    libelle: str
    ecart: Ecart


@dataclass(frozen=True)
class BilanFinancier:
    """Both sides of the table and their totals, contributions volontaires apart."""

    charges: tuple[LigneBilan, ...]
    produits: tuple[LigneBilan, ...]

    @property
    def total_charges(self) -> Ecart:
        """Classes 60 to 69 and indirect charges: what the action costs."""
        return _total(self.charges)

    @property
    def total_produits(self) -> Ecart:
        """Classes 70 to 79, funders included."""
        return _total(self.produits)


def _total(lignes: Iterable[LigneBilan]) -> Ecart:
    kept = [one.ecart for one in lignes if class_of(one.compte) not in VOLUNTARY]
    return Ecart(_sum(one.prevu for one in kept), _sum(one.realise for one in kept))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    found = [one for one in amounts if one is not None]
    return sum(found, ZERO) if found else None


def bilan_of(
    lignes: Iterable[Card], financements: Iterable[Card], every: bool = False
) -> BilanFinancier:
    """The table of an action from its budget and its funders.

    Accounts without any amount are left out, unless `every` is asked, to enter a charge that
    nobody had foreseen.
    """
    amounts = {card.values["compte"]: card.values for card in lignes}
    charges = tuple(_accounts(CHARGE, amounts, every))
    produits = (*_accounts(PRODUIT, amounts, every), *map(_funder, financements))
    return BilanFinancier(charges, tuple(sorted(produits, key=lambda one: one.compte)))


def _accounts(side: str, amounts: dict[str, Any], every: bool) -> Iterator[LigneBilan]:
    labels = {entry.code: entry.libelle for entry in entries(side)}
    headings = {entry.parent for entry in entries(side)}
    known = [code for code in labels if code in amounts or (every and code not in headings)]
    others = [
        code for code in amounts if code not in labels and is_charge(code) == (side == CHARGE)
    ]
    for code in (*known, *others):
        if every and side == PRODUIT and class_of(code) == "74" and code not in amounts:
            continue  # class 74 is entered by funder
        values = amounts.get(code, {})
        yield LigneBilan(
            "ligne_budget", code, code, labels.get(code, ""),
            Ecart(values.get("prevu"), values.get("realise")),
        )  # fmt: skip


def _funder(card: Card) -> LigneBilan:
    values = card.values
    asked = _sum((values["demande_specifique"], values["demande_commun"]))
    return LigneBilan(
        "financement", card.id, values["compte"] or "74", values["financeur"] or "",
        Ecart(asked, values["realise"]),
    )  # fmt: skip
