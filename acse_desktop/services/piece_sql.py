"""The conditions of `rules.pieces` in SQL, on the rows of dossiers joined to their organismes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import aliased

from acse_desktop.baremes import baremes
from acse_desktop.fieldtypes import Amount
from acse_desktop.models import Action, Dossier, Organisme, Piece
from acse_desktop.rules.pieces import (
    EXIGENCES,
    PERMANENTES,
    PREMIERE,
    RENOUV,
    SEUIL_DEPOT,
    Exigence,
)
from acse_desktop.services.today import TODAY

EUROS = Amount().column()
_OTHER = aliased(Dossier)


def _euros(sql: Any) -> Any:
    return type_coerce(func.coalesce(sql, 0), EUROS)


ASKED = _euros(
    select(func.sum(Action.montant_demande))
    .where(Action.dossier_id == Dossier.id).correlate(Dossier).scalar_subquery()
)  # fmt: skip
"""Asked by all the actions of the dossier."""


def _granted(years_before: int) -> Any:
    total = (
        select(func.sum(Action.montant_accorde)).join(_OTHER, Action.dossier_id == _OTHER.id)
        .where(_OTHER.organisme_id == Dossier.organisme_id,
               _OTHER.exercice == Dossier.exercice - years_before)
        .correlate(Dossier).scalar_subquery()
    )  # fmt: skip
    return func.coalesce(total, 0)


GRANTED = _euros(func.max(_granted(0), _granted(1)))
"""The most granted to the organisme in one exercice, this one or the one before."""


def _earlier(selected: Any, *conditions: ColumnElement[bool]) -> Any:
    return (
        select(selected).join(_OTHER, Action.dossier_id == _OTHER.id)
        .where(_OTHER.organisme_id == Dossier.organisme_id, _OTHER.exercice < Dossier.exercice,
               Action.montant_accorde > 0, *conditions)
        .correlate(Dossier)
    )  # fmt: skip


EARLIER: Any = _earlier(Action.id).exists()
"""Granted in an earlier exercice."""
REPORTED = case(
    (and_(EARLIER, ~_earlier(Action.id, Action.crf_recu_le.is_(None)).exists()),
     _earlier(func.max(Action.crf_recu_le)).scalar_subquery()),
    else_=None,
)  # fmt: skip
"""The day when the last compte rendu of the earlier grants came; nothing while one is due."""
FREQUENCE = func.coalesce(Dossier.type_demande, case((EARLIER, RENOUV), else_=PREMIERE))
OTHER_SIGNATORY = and_(
    Dossier.signataire != "", Organisme.representant_nom != "",
    func.instr(func.plie(Dossier.signataire), func.plie(Organisme.representant_nom)) == 0,
)  # fmt: skip


def _threshold(code: str) -> Any:
    """The threshold at the end of the exercice; nothing before the text existed."""
    lines = [one for one in baremes(code) if not one.condition]
    whens = [(_in_force(one.valide_du, one.valide_au), literal(one.valeur, EUROS)) for one in lines]
    return type_coerce(case(*whens, else_=None), EUROS)


def _in_force(first: date, last: date | None) -> ColumnElement[bool]:
    end = func.printf("%04d-12-31", func.coalesce(Dossier.exercice, 9999))
    opened = end >= first.isoformat()
    return opened if last is None else and_(opened, end <= last.isoformat())


def _conditions(one: Exigence) -> list[ColumnElement[bool]]:
    statut = func.coalesce(Organisme.statut, "ASSO")
    found: list[tuple[bool, Any]] = [
        (one.statuts is not None, statut.in_(sorted(one.statuts or ()))),
        (one.demande is not None, one.demande == FREQUENCE),
        (bool(one.seuil), _threshold(one.seuil or SEUIL_DEPOT) < ASKED),
        (one.signataire, OTHER_SIGNATORY),
        (one.registre, func.coalesce(Organisme.alsace_moselle, False).is_(False)),
        (one.commissaire, Organisme.commissaire_comptes.is_(True)),
        (one.depot, _threshold(SEUIL_DEPOT) < GRANTED),
    ]
    return [sql for wanted, sql in found if wanted]


def due(nature: str) -> ColumnElement[bool]:
    """Whether a paper is due for the dossier of the row."""
    lines = [one for one in EXIGENCES if one.nature == nature]
    return or_(false(), *(and_(true(), *_conditions(one)) for one in lines))


def settled(nature: str) -> ColumnElement[bool]:
    """Whether a paper is received and valid, or dispensed with, for the dossier of the row."""
    own = Piece.dossier_id.is_(None) if nature in PERMANENTES else Piece.dossier_id == Dossier.id
    valid = or_(Piece.valable_au.is_(None), func.date(Piece.valable_au) >= TODAY)
    known = exists().where(
        Piece.organisme_id == Dossier.organisme_id, own, Piece.nature == nature,
        or_(Piece.dispense != "", and_(Piece.recue_le.is_not(None), valid)),
    )  # fmt: skip
    return or_(known, REPORTED.is_not(None)) if nature == "CRF" else known
