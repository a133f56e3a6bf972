"""Conditions and selections in words: tags above the table, statistics in the status bar."""

from __future__ import annotations

from typing import Any

from acse_desktop.services.listing_types import Column, Filter, Query
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import NBSP, amount_text, count_text
from ui.grid.cells import Presentation, cell_text, value_label
from ui.grid.statistics import Statistics

LISTED = 3
"""Values named in a tag; the others are counted."""


def filter_text(column: Column, one: Filter, presentation: Presentation) -> str:
    """A condition as its tag says it: « Demandé ≥ 5 000 € », « Thématique : Éducation »."""
    label = _(column.label)
    if one.operator == "between":
        return _between(column, one, presentation)
    if one.operator == "contains":
        return _("{label} contient « {text} »").format(label=label, text=one.values[0])
    said = {"empty": _("vide"), "not_empty": _("renseigné")}.get(one.operator)
    return f"{label}{NBSP}: {said or _values(column, one, presentation)}"


def search_text(text: str) -> str:
    """The words searched, as their tag says them."""
    return _("Recherche\u00a0: « {text} »").format(text=text)


def _values(column: Column, one: Filter, presentation: Presentation) -> str:
    named = [value_label(column, value, presentation) for value in one.values]
    more = len(named) - LISTED
    if more <= 0:
        return ", ".join(named)
    others = ngettext("et {n} autre", "et {n} autres", more).format(n=more)
    return f"{', '.join(named[:LISTED])} {others}"


def _between(column: Column, one: Filter, presentation: Presentation) -> str:
    low, high = (_bound(column, value, presentation) for value in one.values)
    label = _(column.label)
    if low and high:
        return f"{label} = {low}" if low == high else f"{label} {low}{NBSP}– {high}"
    return f"{label} ≥ {low}" if low else f"{label} ≤ {high}"


def _bound(column: Column, value: Any, presentation: Presentation) -> str:
    text = cell_text(column, value, presentation)
    return f"{text}{NBSP}€" if text and column.kind == "amount" else text


def count_words(count: int, total: int) -> str:
    """« 55 sur 206 », or the count alone when nothing is filtered out."""
    if count == total:
        return count_text(count)
    return _("{count} sur {total}").format(count=count_text(count), total=count_text(total))


def statistics_text(found: Statistics) -> str:
    """Moyenne, Nb and Somme of the selected cells; empty for fewer than two."""
    if found.count < 2:
        return ""
    number = _("Nb\u00a0: {n}").format(n=count_text(found.count))
    if found.total is None or found.average is None:
        return number
    average = _("Moyenne\u00a0: {amount}").format(amount=amount_text(found.average, unit="€"))
    total = _("Somme\u00a0: {amount}").format(amount=amount_text(found.total, unit="€"))
    return "   ".join((average, number, total))


def conditions_text(query: Query, lines: int) -> str:
    """What the status bar says of the list: conditions in force, rows selected."""
    said = []
    count = len(query.filters) + bool(query.text)
    if count:
        said.append(
            ngettext("Filtre\u00a0: {n} critère", "Filtre\u00a0: {n} critères", count).format(
                n=count
            )
        )
    if lines:
        text = ngettext("{n} ligne sélectionnée", "{n} lignes sélectionnées", lines)
        said.append(text.format(n=count_text(lines)))
    return " · ".join(said)
