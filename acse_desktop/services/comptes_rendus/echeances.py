"""When the compte rendu of an action is due, in SQL for lists and in Python for one record.

Loi 2000-321, art. 10: within six months of the end of the exercice for which the grant was given;
after the last exercice of a multi-year convention (arrêté of 24 May 2005). A date typed by the
agent holds over the one worked out here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, case, cast, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from acse_desktop.baremes import baremes
from acse_desktop.models import Acte, Action, Dossier, Organisme, Tranche
from acse_desktop.rules.comptes_rendus import CIVIL, echeance


def _last_tranche() -> Any:
    """The last exercice of the multi-year convention that an action is a tranche of."""
    own, every = aliased(Tranche), aliased(Tranche)
    return (
        select(func.max(every.exercice))
        .join(Acte, every.acte_id == Acte.id)
        .join(own, own.acte_id == Acte.id)
        .where(own.action_id == Action.id, Acte.annule.is_not(True))
        .correlate(Action)
        .scalar_subquery()
    )


def _day_of(year: Any, pattern: str, *more: Any) -> Any:
    return func.printf(pattern, cast(year, Integer), *more)


def computed_due() -> Any:
    """The due date that follows from the exercice, of `Action` joined to Dossier and Organisme."""
    last = _last_tranche()
    year = func.coalesce(last, Dossier.exercice)
    month = case((Organisme.cloture_mois.between(1, CIVIL), Organisme.cloture_mois), else_=CIVIL)
    after = func.date(_day_of(year, "%04d-%02d-01", month), "+1 month")
    ends = func.coalesce(case((last.is_(None), Action.fin_le)), _day_of(year, "%04d-12-31"))
    shift = case(((month < CIVIL) & (ends >= after), "+1 year"), else_="+0 year")
    # One value since the law: the day it changes, this must follow the date of the exercice.
    months = f"+{int(baremes('CRF_MOIS')[-1].valeur)} months"
    return case((year.is_not(None), func.date(after, shift, months, "-1 day")))


def due() -> Any:
    """The due date of a compte rendu: the one typed, else the one worked out."""
    return type_coerce(func.coalesce(Action.crf_attendu_le, computed_due()), Date())


def echeance_of(session: Session, action_id: str) -> date | None:
    """The due date that an action ought to have; None without exercice."""
    found = session.execute(
        select(Dossier.exercice, Organisme.cloture_mois, Action.fin_le, _last_tranche())
        .select_from(Action)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id, isouter=True)
        .where(Action.id == action_id)
    ).first()
    if found is None:
        return None
    exercice, closing, ends, last = found
    if last is not None:
        return echeance(last, closing)
    return echeance(exercice, closing, ends) if exercice is not None else None


def propose(session: Session, action: Action) -> None:
    """Write the due date of an action just granted, and take it back when it no longer is.

    A date typed by the agent stays.
    """
    granted = bool(action.montant_accorde and action.montant_accorde > 0)
    if granted == (action.crf_attendu_le is not None):
        return
    session.flush()
    wanted = echeance_of(session, action.id)
    if granted:
        action.crf_attendu_le = wanted
    elif action.crf_attendu_le == wanted:
        action.crf_attendu_le = None
