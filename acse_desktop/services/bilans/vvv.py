"""The tables of the bilan of Ville Vie Vacances that holiday periods give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Periode
from acse_desktop.nomenclatures import label_of
from acse_desktop.services.bilans.lines import Line, Scope, supported
from acse_desktop.translation import N_, _

AXES = (
    ("vacances", "vacances", N_("Jeunes par période")),
    ("activite", "activite_vvv", N_("Jeunes par type d’activité")),
    ("lieu", "lieu_vvv", N_("Jeunes par lieu")),
)
SEXES = ("filles", "garcons", "sexe_inconnu")
AGES = ("moins_13", "de_13_18", "plus_18")


def young_people() -> Any:
    """The young people of a period: by sex, or by age where no sex is told."""
    columns = Periode.__table__.c
    told = func.coalesce(*(columns[name] for name in SEXES))
    by_age = sum(func.coalesce(columns[name], 0) for name in AGES)
    by_sex = sum(func.coalesce(columns[name], 0) for name in SEXES)
    return case((told.is_not(None), by_sex), else_=by_age)


def lines(session: Session, scope: Scope) -> Iterator[Line]:
    """Young people of the supported actions by holiday, activity and place; then days."""
    for name, nomenclature, rubrique in AXES:
        column = Periode.__table__.c[name]
        for code, count, _days in session.execute(_by(scope, column)):
            label = _(label_of(nomenclature, code)) if code else _("Non précisé")
            yield Line(_(rubrique), label, None, count or 0, _("jeunes"))
    for code, _count, days in session.execute(_by(scope, Periode.vacances)):
        label = _(label_of("vacances", code)) if code else _("Non précisé")
        yield Line(_("Journées par période"), label, None, days or 0, _("journées"))


def _by(scope: Scope, column: Any) -> Any:
    return (
        select(column, func.sum(young_people()), func.sum(Periode.jours))
        .join(Action, Periode.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds(), supported())
        .group_by(column)
        .order_by(column)
    )
