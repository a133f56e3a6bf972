"""The lines of one side of a budget, made from the chart of accounts and the amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from acse_desktop.nomenclatures import Entry, entries
from acse_desktop.services.budget import CHARGE, PRODUIT, VOLUNTARY, share
from acse_desktop.translation import _
from acse_desktop.typography import NBSP, amount_text
from ui.form.cells import Cell, Line

ZERO = Decimal(0)
SUBVENTIONS = "74"
WITHOUT_CODE = ("IND", "EXC", "RP", "INS")
"""Lines of the form that have no account number."""
Amounts = Mapping[str, Decimal]


@dataclass(frozen=True)
class SideAmounts:
    """What a side is made of, in euros by account."""

    foreseen: Amounts
    before: Amounts
    funders: Mapping[str, str]
    """Names of the funders by account of class 74."""
    hide_empty: bool = False


@dataclass(frozen=True)
class Group:
    """A class with its sub-accounts."""

    head: Entry
    details: tuple[Entry, ...]

    def codes(self) -> tuple[str, ...]:
        """Every account of the class."""
        return (self.head.code, *(one.code for one in self.details))

    def total(self, amounts: Amounts) -> Decimal | None:
        """The sum of the class; None when nothing is entered."""
        found = [amounts[code] for code in self.codes() if code in amounts]
        return sum(found, ZERO) if found else None


def groups(side: str) -> list[Group]:
    """The classes of a side (`compte_charge` or `compte_produit`), in the order of the form."""
    listed = entries(side)
    return [
        Group(one, tuple(child for child in listed if child.parent == one.code))
        for one in listed
        if not one.parent
    ]


def total_of(side: str, amounts: Amounts) -> Decimal:
    """The total of a side, contributions volontaires apart."""
    own = [group.total(amounts) for group in groups(side) if not _apart(side, group)]
    return sum((one for one in own if one is not None), ZERO)


def voluntary_of(side: str, amounts: Amounts) -> Decimal:
    """Class 86 or 87."""
    own = [group.total(amounts) for group in groups(side) if _apart(side, group)]
    return sum((one for one in own if one is not None), ZERO)


def _apart(side: str, group: Group) -> bool:
    return group.head.code == VOLUNTARY[side]


def lines_of(side: str, amounts: SideAmounts) -> list[Line]:
    """Every line of a side: classes as subtotals, then their accounts."""
    whole = total_of(side, amounts.foreseen)
    lines: list[Line] = []
    for group in groups(side):
        part = ZERO if _apart(side, group) else whole
        if not amounts.hide_empty or _filled(group, amounts):
            lines += _group_lines(group, amounts, part)
    return lines


def _filled(group: Group, amounts: SideAmounts) -> bool:
    return any(code in amounts.foreseen or code in amounts.before for code in group.codes())


def _group_lines(group: Group, amounts: SideAmounts, whole: Decimal) -> list[Line]:
    detailed = any(one.code in amounts.foreseen for one in group.details)
    funded = group.head.code == SUBVENTIONS
    head = _line(
        group.head, (group.total(amounts.foreseen), group.total(amounts.before)), whole,
        Look(strong=True, editable=not (detailed or funded)),
    )  # fmt: skip
    details = [
        _line(
            one, (amounts.foreseen.get(one.code), amounts.before.get(one.code)), whole,
            Look(editable=not funded, note=amounts.funders.get(one.code, "")),
        )
        for one in group.details
        if not amounts.hide_empty or one.code in amounts.foreseen or one.code in amounts.before
    ]  # fmt: skip
    return [head, *details]


@dataclass(frozen=True)
class Look:
    """How a line is painted."""

    strong: bool = False
    editable: bool = False
    note: str = ""


def _line(
    entry: Entry, pair: tuple[Decimal | None, Decimal | None], whole: Decimal, look: Look
) -> Line:
    value, before = pair
    ground = "sub" if look.strong else "surface"
    code = entry.code if look.strong and entry.code not in WITHOUT_CODE else ""
    name = _(entry.libelle)
    label = f"{name}\u00a0: {look.note}" if look.note else name
    percent = share(value, whole) if value else None
    dash = "–" if not look.editable else ""
    cells = (
        Cell(code, strong=True, ground=ground),
        Cell(label, strong=look.strong, ground=ground, indent=0 if look.strong else 16,
             ink="ink" if look.strong else "ink2", help=f"{entry.code} {label}"),
        Cell(amount_text(before) or "–", ground=ground, ink="ink2" if before else "ink3",
             strong=look.strong and bool(before)),
        Cell(amount_text(value) or dash, look.editable, strong=look.strong, ground=ground,
             value=value, typed=amount_text(value),
             help=_("Double clic\u00a0: voir les financements") if dash and look.note else ""),
        Cell(f"{round(percent)}{NBSP}%" if percent else "", ground=ground, ink="ink2"),
    )  # fmt: skip
    return Line(entry.code, cells, f"{entry.code} {name}")


def footer_of(side: str, amounts: SideAmounts) -> list[Line]:
    """The totals under a side: all but the contributions volontaires, then those."""
    charges = side == CHARGE
    title = _("Total des charges") if charges else _("Total des produits")
    voluntary = next(one for one in entries(side) if one.code == VOLUNTARY[side])
    first = (title, "", total_of(side, amounts.foreseen), total_of(side, amounts.before))
    second = (
        _(voluntary.libelle), voluntary.code, voluntary_of(side, amounts.foreseen),
        voluntary_of(side, amounts.before),
    )  # fmt: skip
    return [_footer(first, True), _footer(second, False)]


def _footer(content: tuple[str, str, Decimal, Decimal], strong: bool) -> Line:
    label, code, value, before = content
    ground = "head" if strong else "surface"
    percent = f"100{NBSP}%" if strong and value else ""
    cells = (
        Cell(code, ground=ground, ink="ink2"),
        Cell(label, strong=strong, ground=ground, ink="ink" if strong else "ink2"),
        Cell(amount_text(before) if before else "–", ground=ground, ink="ink2"),
        Cell(amount_text(value), strong=True, ground=ground),
        Cell(percent, ground=ground, ink="ink2"),
    )
    return Line(code or "total", cells, label)


__all__ = ["CHARGE", "PRODUIT", "SideAmounts", "footer_of", "groups", "lines_of"]
