"""What the actions make of the credits of an envelope: one definition for window and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    BindParameter,
    ColumnElement,
    and_,
    func,
    or_,
    select,
    type_coerce,
)

from acse_desktop.models import Action, Dossier, Enveloppe

AMOUNTS = ("demande", "propose", "accorde", "engage", "paye")
"""The amounts of an action, less their prefix `montant_`."""
_ACTION, _DOSSIER, _ENVELOPE = (model.__table__ for model in (Action, Dossier, Enveloppe))


def consumption(exercice: int | BindParameter[int]) -> Mapping[str, ColumnElement[Any]]:
    """For each envelope, in whole cents: what the actions of its exercice, territory, dispositif
    and theme ask and got, what is available (`disponible`: notified and transferred) and what is
    left to grant (`reste`, negative when too much was granted).

    `exercice` bounds the actions that are read; None, as the value of a parameter, reads them all.
    """
    spent = _spending(exercice)
    totals: dict[str, ColumnElement[Any]] = {
        name: select(func.coalesce(func.sum(spent.c[name]), 0))
        .where(within(spent))
        .correlate(_ENVELOPE)
        .scalar_subquery()
        for name in AMOUNTS
    }
    notified, moved = (
        func.coalesce(type_coerce(_ENVELOPE.c[name], BigInteger()), 0)
        for name in ("notifie", "transferts")
    )
    available = notified + moved
    return {"disponible": available, **totals, "reste": available - totals["accorde"]}


def within(spent: CTE) -> ColumnElement[bool]:
    """Whether rows keyed by exercice, dispositif, theme and territory draw on an envelope."""
    return and_(
        spent.c.exercice == _ENVELOPE.c.exercice,
        spent.c.dispositif == _ENVELOPE.c.dispositif,
        or_(_ENVELOPE.c.theme.is_(None), spent.c.theme == _ENVELOPE.c.theme),
        or_(_ENVELOPE.c.departement.is_(None), spent.c.departement == _ENVELOPE.c.departement),
        or_(_ENVELOPE.c.region.is_(None), spent.c.region == _ENVELOPE.c.region),
    )


def _spending(exercice: int | BindParameter[int]) -> CTE:
    sums = [
        func.sum(type_coerce(_ACTION.c[f"montant_{name}"], BigInteger())).label(name)
        for name in AMOUNTS
    ]
    keys = (
        _DOSSIER.c.exercice, _DOSSIER.c.departement, _DOSSIER.c.region,
        _ACTION.c.dispositif, _ACTION.c.theme,
    )  # fmt: skip
    of_exercice = _DOSSIER.c.exercice == exercice
    if isinstance(exercice, BindParameter):
        of_exercice = or_(exercice.is_(None), of_exercice)
    return (
        select(*keys, *sums)
        .select_from(_ACTION.join(_DOSSIER, _ACTION.c.dossier_id == _DOSSIER.c.id))
        .where(of_exercice)
        .group_by(*keys)
        .cte("depense")
    )
