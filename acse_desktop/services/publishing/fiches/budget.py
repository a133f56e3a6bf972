"""The budget of an action as the CERFA presents it: charges, produits, and their balance."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from types import SimpleNamespace

from acse_desktop.fields import fields_of
from acse_desktop.models import Financement, LigneBudget
from acse_desktop.services import budget
from acse_desktop.services.publishing.documents import ZERO, Table, sums_of
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.records import Card
from acse_desktop.translation import _

VOLUNTARY = ("86", "87")
Line = tuple[str, Decimal | None, Decimal | None]


def budget_tables(lines: Iterable[Card], funders: Iterable[Card]) -> list[Table]:
    """The two sides with their totals, then the two balances; nothing for an empty budget."""
    accounts = [SimpleNamespace(**card.values) for card in lines]
    given = [SimpleNamespace(**card.values) for card in funders]
    if not accounts and not given:
        return []
    usual = [one for one in accounts if budget.class_of(one.compte or "") not in VOLUNTARY]
    apart = [one for one in accounts if one not in usual]
    charges = [_line(one) for one in usual if budget.is_charge(one.compte or "")]
    produits = [_line(one) for one in usual if not budget.is_charge(one.compte or "")]
    produits += [_funder(one) for one in given]
    voluntary = [_line(one) for one in apart]
    tables = [
        _side(_("Charges"), charges), _side(_("Produits"), produits),
        _side(_("Contributions volontaires"), voluntary, totalled=False),
        _balance(budget.balance_of(accounts, given)),
    ]  # fmt: skip
    return [table for table in tables if table.rows]


def _line(one: SimpleNamespace) -> Line:
    name = fields_of(LigneBudget)["compte"].type.format(one.compte)
    return " – ".join(text for text in (name, one.commentaire) if text), one.prevu, one.realise


def _funder(one: SimpleNamespace) -> Line:
    kind = fields_of(Financement)["compte"].type.format(one.compte)
    asked = budget.funded([one])
    return " – ".join(text for text in (kind, one.financeur) if text), asked, one.realise


def _side(title: str, rows: list[Line], totalled: bool = True) -> Table:
    header = (_("Compte"), _("Prévu"), _("Réalisé"))
    total = (sums_of(rows, _("Total")),) if rows and totalled else ()
    return Table(title, header, (*rows, *total), totalled=bool(total))


def _balance(found: budget.Balance) -> Table:
    header = (_("Équilibre du budget prévu"), _("Dépenses"), _("Recettes"), _("Écart"))
    rows: list[tuple[Value, ...]] = [(_("Budget"), found.charges + ZERO, found.produits + ZERO,
                                      found.gap + ZERO)]  # fmt: skip
    if found.emplois or found.contributions:
        rows.append((_("Contributions volontaires"), found.emplois + ZERO,
                     found.contributions + ZERO, found.voluntary_gap + ZERO))  # fmt: skip
    return Table(_("Équilibre"), header, tuple(rows), totalled=False)
