"""The credits of an exercice: by dispositif, theme and contract, and between the quarters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Quartier
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.publishing.documents import ZERO, Table
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.territoires.site import HORS_QUARTIER, per_head, shares
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text

Spent = tuple[int, Decimal, Decimal, Decimal, Decimal]
"""Actions, then euros asked, granted, engaged and paid."""
NOTHING: Spent = (0, ZERO, ZERO, ZERO, ZERO)
COLUMNS = (N_("Actions"), N_("Demandé"), N_("Accordé"), N_("Engagé"), N_("Payé"))
TENTH = Decimal("0.1")


def spent_by(session: Session, exercice: int, key: Any) -> dict[str | None, Spent]:
    """The actions of an exercice by a key; what went nowhere counts as asked only."""
    granted = func.sum(Action.montant_accorde).filter(
        func.coalesce(Action.statut, "").not_in(SANS_SUITE)
    )
    found = session.execute(
        select(
            key, func.count(), func.sum(Action.montant_demande), granted,
            func.sum(Action.montant_engage), func.sum(Action.montant_paye),
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.exercice == exercice)
        .group_by(key)
    )  # fmt: skip
    return {one: (count, *(amount or ZERO for amount in amounts))
            for one, count, *amounts in found}  # fmt: skip


def by_choice(
    session: Session, exercice: int, column: Any, liste: str, names: tuple[str, str]
) -> Table:
    """A table by dispositif or theme, in the order of the nomenclature; `names`: title, header."""
    found = spent_by(session, exercice, column)
    known = [entry.code for entry in entries(liste) if entry.code in found]
    others = [code for code in found if code not in known]
    rows = [
        (label_of(liste, code) if code else _("Non renseigné"), *found[code])
        for code in (*known, *others)
    ]
    title, header = names
    return Table(title, (header, *map(_, COLUMNS)), (*rows, total(rows)))


def total(rows: Sequence[tuple[Value, ...]], but: frozenset[int] = frozenset()) -> Any:
    """The row of the sums of counts and amounts, but for the columns that do not add up."""
    sums: list[Value] = [
        None if place in but else _summed(column)
        for place, column in enumerate(zip(*rows, strict=True))
    ]
    return (_("Total"), *(sums or [None] * 6)[1:])


def _summed(column: Iterable[Value]) -> Value:
    numbers = [value for value in column if isinstance(value, int | Decimal)]
    return sum(numbers[1:], numbers[0]) if numbers else None


def contracts(session: Session, exercice: int) -> Table:
    """Every contract: signed, ending, amended, with its credits in euros and per inhabitant."""
    found = spent_by(session, exercice, Action.contrat_id)
    people = _inhabitants(session)
    rows: list[tuple[Value, ...]] = []
    for one in session.scalars(select(Contrat).order_by(Contrat.nom, Contrat.code)):
        spent = found.pop(one.id, NOTHING)
        head = per_head(spent[2], one.population or people.get(one.id))
        rows.append((one.nom or one.code or "", day_text(one.signe_le), day_text(one.fin_le),
                     one.avenants or "", *spent, head))  # fmt: skip
    for spent in found.values():
        rows.append((_("Hors contrat"), "", "", "", *spent, None))
    header = (_("Contrat"), _("Signé le"), _("Échéance"), _("Avenants"), *map(_, COLUMNS),
              _("€ par habitant"))  # fmt: skip
    return Table(_("Contrats"), header, (*rows, total(rows, frozenset({9}))))


def _inhabitants(session: Session) -> dict[str | None, int]:
    found = session.execute(
        select(Quartier.contrat_id, func.sum(Quartier.population)).group_by(Quartier.contrat_id)
    )
    return {contrat: total or 0 for contrat, total in found}


def quarters(session: Session, exercice: int) -> Table:
    """What the quarters of each priority were granted, by the places of the actions."""
    priority, people, count = _known_quarters(session)
    granted: dict[str | None, Decimal] = defaultdict(Decimal)
    actions: dict[str | None, set[str]] = defaultdict(set)
    for action, quarter, amount in shares(session, None, exercice):
        key = priority.get(quarter, "") if quarter != HORS_QUARTIER else None
        granted[key] += amount
        actions[key].add(action)
    whole = sum(granted.values(), ZERO)
    keys = [*(entry.code for entry in entries("priorite")), ""]
    rows: list[tuple[Value, ...]] = []
    for key in (*(key for key in keys if key in count), None):
        amount = granted[key] + ZERO
        heads = people.get(key)
        name = label_of("priorite", key) if key else _("Sans priorité")
        rows.append((
            _("Hors des quartiers") if key is None else name, count.get(key), heads,
            len(actions[key]), amount, percent(amount, whole), per_head(amount, heads),
        ))  # fmt: skip
    header = (_("Priorité"), _("Quartiers"), _("Habitants"), _("Actions"), _("Accordé"),
              _("Part (%)"), _("€ par habitant"))  # fmt: skip
    last = total(rows, frozenset({3, 5, 6}))
    return Table(_("Quartiers prioritaires"), header, (*rows, last))


Known = tuple[dict[str, str], dict[str | None, int], dict[str | None, int]]


def _known_quarters(session: Session) -> Known:
    """The priority of each quarter, then the inhabitants and the number of quarters of each."""
    priority: dict[str, str] = {}
    people: dict[str | None, int] = defaultdict(int)
    count: dict[str | None, int] = defaultdict(int)
    found = session.execute(select(Quartier.id, Quartier.priorite, Quartier.population))
    for identifier, one, population in found:
        key = one or ""
        priority[identifier] = key
        people[key] += population or 0
        count[key] += 1
    return priority, people, count


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """A share in per cent to one decimal; None of nothing."""
    return (part * 100 / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None
