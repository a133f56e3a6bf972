"""The indicators of actions: what is declared, what was typed, what follows from it.

Nothing here names an indicator: the table of `acse_desktop.indicateurs` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount
from acse_desktop.indicateurs import Indicator, indicator, indicators_of
from acse_desktop.models import Action, Dossier, Indicateur, Organisme
from acse_desktop.services import records
from acse_desktop.services.gestures import RefusedCells
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _

PREVU, REALISE = "prevu", "realise"
SIDES = (PREVU, REALISE)
Values = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Reading:
    """An indicator of an action with its two values; a rate has computed ones."""

    indicator: Indicator
    prevu: Decimal | None
    realise: Decimal | None
    commentaire: str = ""

    def value(self, side: str) -> Decimal | None:
        """What was foreseen, or reached."""
        return self.prevu if side == PREVU else self.realise


def readings_of(
    dispositif: str | None, exercice: int | None, stored: Iterable[records.Card]
) -> list[Reading]:
    """Every indicator of a dispositif, typed or not, with the rates worked out.

    Codes that the table no longer declares come last: nothing typed is hidden.
    """
    by_code = {card.values["code"]: card.values for card in stored}
    values = {side: {code: one[side] for code, one in by_code.items()} for side in SIDES}
    declared = indicators_of(dispositif, exercice)
    known = {one.code for one in declared}
    others = [_known(code) for code in by_code if code and code not in known]
    return [
        Reading(
            one,
            _value(one, values[PREVU]) if one.foreseen else None,
            _value(one, values[REALISE]),
            by_code.get(one.code, {}).get("commentaire") or "",
        )
        for one in (*declared, *others)
    ]


def _known(code: str) -> Indicator:
    found = indicator(code)
    if found is not None:
        return found
    family = code.split(".")[0]
    return Indicator(family, code, code, "", "civile", "prevu_realise", "", "", "", "", "", "", "")


def _value(one: Indicator, values: Values) -> Decimal | None:
    return one.rate(values) if one.computed else values.get(one.code)


def write(
    session: Session, action_id: str, code: str, changes: Mapping[str, Any], *, agent: str
) -> None:
    """Write an indicator of an action; one left without any value is removed."""
    title = _("Modifier l’indicateur « {label} »").format(label=_known(code).libelle)
    with operation(session, title, agent=agent):
        line = session.scalars(
            select(Indicateur).where(Indicateur.action_id == action_id, Indicateur.code == code)
        ).first() or Indicateur(action_id=action_id, code=code)
        for name, value in changes.items():
            setattr(line, name, value)
        session.add(line)
        if line.prevu is None and line.realise is None and not line.commentaire:
            session.flush()
            session.delete(line)


def counts(session: Session, exercice: int) -> dict[str, int]:
    """How many actions of an exercice each dispositif has."""
    found = session.execute(
        select(Action.dispositif, func.count())
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.exercice == exercice, Action.dispositif.is_not(None))
        .group_by(Action.dispositif)
    )
    return {code or "": count for code, count in found}


@dataclass(frozen=True)
class MassRow:
    """An action in the grid of mass entry, with its values by code and side."""

    id: str
    numero: str
    organisme: str
    intitule: str
    values: Mapping[tuple[str, str], Decimal | None]


def mass_rows(session: Session, dispositif: str, exercice: int) -> list[MassRow]:
    """The actions of a dispositif and an exercice with all their indicators, by number."""
    found = session.execute(
        select(Action.id, Action.numero, Organisme.nom, Action.intitule)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Action.dispositif == dispositif, Dossier.exercice == exercice)
        .order_by(Action.numero)
    ).all()
    values: dict[str, dict[tuple[str, str], Decimal | None]] = {one.id: {} for one in found}
    lines = session.execute(
        select(Indicateur.action_id, Indicateur.code, Indicateur.prevu, Indicateur.realise)
        .join(Action, Indicateur.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Action.dispositif == dispositif, Dossier.exercice == exercice)
    )
    for action, code, prevu, realise in lines:
        values[action or ""] |= {(code or "", PREVU): prevu, (code or "", REALISE): realise}
    return [
        MassRow(one.id, one.numero or "", one.nom or "", one.intitule or "", values[one.id])
        for one in found
    ]


Typed = tuple[str, str, str, str]
"""Action, code, side, text."""


def write_many(session: Session, cells: Sequence[Typed], *, agent: str) -> int:
    """Write a block typed or pasted in the grid, as one operation; gives how many cells.

    Raises RefusedCells, and writes nothing, when a text is not a number.
    """
    read = _read(cells)
    with operation(session, N_("Saisir des indicateurs"), agent=agent):
        for (action, code), changes in read.items():
            write(session, action, code, changes, agent=agent)
    return len(cells)


def _read(cells: Sequence[Typed]) -> dict[tuple[str, str], dict[str, Any]]:
    read: dict[tuple[str, str], dict[str, Any]] = {}
    faults = []
    for action, code, side, text in cells:
        try:
            read.setdefault((action, code), {})[side] = Amount().parse(text)
        except InvalidInput as fault:
            faults.append(f"{_known(code).libelle}. {fault}")
    if faults:
        raise RefusedCells(faults)
    return read


def totals(
    session: Session, dispositif: str, exercice: int, territory: Mapping[str, str] | None = None
) -> list[Reading]:
    """The indicators of a dispositif summed over its actions, rates computed from the sums.

    `territory` narrows to a `departement` or a `region`.
    """
    query = (
        select(Indicateur.code, Indicateur.prevu, Indicateur.realise)
        .join(Action, Indicateur.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Action.dispositif == dispositif, Dossier.exercice == exercice)
    )
    for name, code in (territory or {}).items():
        query = query.where(getattr(Dossier, name) == code)
    sums: dict[str, dict[str, Decimal | None]] = {}
    for line in session.execute(query):
        held = sums.setdefault(line[0] or "", {PREVU: None, REALISE: None})
        for side, value in zip(SIDES, line[1:], strict=True):
            if value is not None:
                held[side] = (held[side] or Decimal(0)) + value
    cards = [
        records.Card("indicateur", code, 0, {"code": code, "commentaire": "", **held})
        for code, held in sums.items()
    ]
    return readings_of(dispositif, exercice, cards)
