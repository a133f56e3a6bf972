"""Scenarios side by side: each action, the totals, what each organisme gets, what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Organisme, Proposition
from acse_desktop.services.committee.live import euros
from acse_desktop.services.committee.pools import Pool, pools_of
from acse_desktop.services.committee.scenarios import scenario_of

ZERO = Decimal("0.00")
Cell = tuple[Decimal | None, str | None]
"""Amount and decision of a scenario for an action; both None when it does not examine it."""


@dataclass(frozen=True)
class Compared:
    """An action, and what each scenario gives it."""

    action_id: str
    numero: str
    organisme: str
    intitule: str
    dispositif: str | None
    theme: str | None
    contrat: str | None
    demande: Decimal | None
    propose: Decimal | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Left:
    """What a scenario leaves of an envelope that it shares."""

    dispositif: str | None
    theme: str | None
    reste: Decimal


@dataclass(frozen=True)
class Comparison:
    """Some scenarios, in the order asked: every sum has one place per scenario."""

    ids: tuple[str, ...]
    noms: tuple[str, ...]
    lines: tuple[Compared, ...]
    left: tuple[tuple[Left, ...], ...]
    """What is left of each envelope, by scenario."""

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """What each scenario gives in all."""
        return self._sums(self.lines)

    @property
    def retained(self) -> tuple[int, ...]:
        """How many actions each scenario retains."""
        return tuple(
            sum(bool(line.cells[place][0]) for line in self.lines) for place in range(len(self.ids))
        )

    def by(self, key: Callable[[Compared], str | None]) -> dict[str, tuple[Decimal, ...]]:
        """The sums per dispositif, theme, contract or organisme, in order."""
        groups: dict[str, list[Compared]] = defaultdict(list)
        for line in self.lines:
            groups[key(line) or ""].append(line)
        return {name: self._sums(groups[name]) for name in sorted(groups)}

    def _sums(self, lines: Sequence[Compared]) -> tuple[Decimal, ...]:
        return tuple(
            sum((line.cells[place][0] or ZERO for line in lines), ZERO)
            for place in range(len(self.ids))
        )


def compare(session: Session, ids: Sequence[str]) -> Comparison:
    """Scenarios side by side; Conflict when one is no more."""
    scenarios = [scenario_of(session, one) for one in ids]
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    for one in session.scalars(select(Proposition).where(Proposition.scenario_id.in_(ids))):
        cells[one.action_id or ""][one.scenario_id or ""] = (one.montant, one.decision)
    lines = [_line(row, cells[row.action_id], ids) for row in session.execute(_query(list(cells)))]
    left = [
        tuple(_left(pool, cells, scenario.id) for pool in pools_of(session, scenario))
        for scenario in scenarios
    ]
    noms = tuple(one.nom or "" for one in scenarios)
    return Comparison(tuple(ids), noms, tuple(lines), tuple(left))


def _query(action_ids: Sequence[str]) -> Any:
    return (
        select(
            Action.id.label("action_id"), Action.numero, Organisme.nom.label("organisme"),
            Action.intitule, Action.dispositif, Action.theme, Contrat.nom.label("contrat"),
            Action.montant_demande.label("demande"),
            Action.montant_propose.label("propose"),
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .outerjoin(Contrat, Action.contrat_id == Contrat.id)
        .where(Action.id.in_(action_ids))
        .order_by(Dossier.numero, Action.rang, Action.id)
    )  # fmt: skip


def _line(row: Any, cells: dict[str, Cell], ids: Sequence[str]) -> Compared:
    values = dict(row._mapping)
    for name in ("numero", "organisme", "intitule"):
        values[name] = values[name] or ""
    return Compared(**values, cells=tuple(cells.get(one, (None, None)) for one in ids))


def _left(pool: Pool, cells: dict[str, dict[str, Cell]], scenario_id: str) -> Left:
    given = sum((cells[one].get(scenario_id, (None, None))[0] or ZERO
                 for one in pool.actions if one in cells), ZERO)  # fmt: skip
    return Left(pool.dispositif, pool.theme, euros(pool.available - pool.elsewhere) - given)
