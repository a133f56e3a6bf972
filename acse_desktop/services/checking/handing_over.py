"""Anomalies as the remontée and the reports for programs name their place: sheet and column."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from acse_desktop.fields import Base, fields_of, header_of
from acse_desktop.models import EDITABLE
from acse_desktop.progress import Progress
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.services.checking.running import check_base
from acse_desktop.services.workbook.figures import OpenAnomaly
from acse_desktop.translation import french

_MODELS: dict[str, type[Base]] = {model.__tablename__: model for model in EDITABLE}


def place_of(one: Anomalie) -> tuple[str, str]:
    """The French names of the sheet and of the column an anomaly is about; empty when none."""
    model = _MODELS[one.table]
    described = fields_of(model).get(one.champ)
    return getattr(model, "feuille", ""), header_of(described) if described else ""


def _rows(anomalies: Iterable[Anomalie]) -> tuple[OpenAnomaly, ...]:
    """The rows of the sheet Anomalies; personal values never leave the base."""
    rows = []
    for one in anomalies:
        sheet, column = place_of(one)
        rows.append(
            OpenAnomaly(
                gravite=one.gravite, code=one.code, message=one.message, remede=one.remede,
                feuille=sheet, enregistrement=one.id, numero=one.objet, colonne=column,
                valeur=one.valeur, motif=one.reserve or "",
            )
        )  # fmt: skip
    return tuple(rows)


def handed_over(
    session: Session, exercice: int, progress: Progress | None = None
) -> tuple[OpenAnomaly, ...]:
    """What is wrong in an exercice, as its remontée tells it: in French.

    Raises Cancelled when the user gives up.
    """
    with french():
        return _rows(check_base(session, exercice, progress))
