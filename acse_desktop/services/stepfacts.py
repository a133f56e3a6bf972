"""Reads what the guards of the life cycle look at, for many actions in a few queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.models import Acte, ActeAction, Action, Avis, Dossier, Versement
from acse_desktop.rules.cycle import ZERO, StepFacts
from acse_desktop.services.checking.facts import overdue
from acse_desktop.store.rows import chunks

COLUMNS = (
    "numero", "intitule", "statut", "montant_demande", "montant_propose", "montant_accorde",
    "decision", "comite_le", "notifie_le", "montant_paye", "crf_recu_le", "montant_a_reverser",
)  # fmt: skip


def read_facts(session: Session, ids: Sequence[str], today: date) -> Iterator[StepFacts]:
    """The facts of some actions, those that are no more left out; `today` says what is late."""
    owed = overdue(session, today)
    for some in chunks(list(dict.fromkeys(ids))):
        yield from _some(session, some, owed)


def _some(
    session: Session, ids: Sequence[str], owed: dict[str, tuple[int, ...]]
) -> Iterator[StepFacts]:
    opinions = _by_action(session, Avis.action_id, func.count(), ids, Avis.rendu_le.is_not(None))
    repaid = _by_action(
        session, Versement.action_id, func.sum(Versement.montant), ids,
        Versement.nature == "REVERSEMENT",
    )  # fmt: skip
    acts = _acts(session, ids)
    found = {row.id: row for row in session.execute(_rows(ids))}
    for identifier in ids:
        if (row := found.get(identifier)) is not None:
            yield StepFacts(
                id=identifier, exercice=row.exercice, complet_le=row.complet_le,
                avis=opinions.get(identifier, 0), acte=_has_act(row) or identifier in acts,
                reverse=abs(repaid.get(identifier) or ZERO),
                retards=owed.get(row.organisme_id, ()),
                **_values(row),
            )  # fmt: skip


def _values(row: Row[Any]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in COLUMNS}
    return values | {name: values[name] or "" for name in ("numero", "intitule")}


def _has_act(row: Row[Any]) -> bool:
    return bool(row.acte_numero or row.acte_le)


def _rows(ids: Sequence[str]) -> Any:
    own = (*COLUMNS, "acte_numero", "acte_le")
    return (
        select(
            Action.id, Dossier.exercice, Dossier.complet_le, Dossier.organisme_id,
            *(Action.__table__.c[name] for name in own),
        )
        .join(Dossier, Action.dossier_id == Dossier.id, isouter=True)
        .where(Action.id.in_(ids))
    )  # fmt: skip


def _by_action(
    session: Session, link: Any, value: Any, ids: Sequence[str], condition: ColumnElement[bool]
) -> dict[str, Any]:
    query = select(link, value).where(link.in_(ids), condition).group_by(link)
    return {row[0]: row[1] for row in session.execute(query)}


def _acts(session: Session, ids: Sequence[str]) -> set[str]:
    granting = Acte.nature.in_(("ARRETE", "CONVENTION", "AVENANT", "CPO"))
    query = (
        select(ActeAction.action_id)
        .join(Acte, ActeAction.acte_id == Acte.id)
        .where(ActeAction.action_id.in_(ids), granting, or_(~Acte.annule, Acte.annule.is_(None)))
    )
    return {one for one in session.scalars(query) if one}
