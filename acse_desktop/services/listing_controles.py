"""The list of the controls, evaluations and trainings: planned, done, and what is awaited."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, or_, select, type_coerce

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Choice
from acse_desktop.models import Action, Controle, Dossier, Organisme, PlanControle
from acse_desktop.services.listing_tables import Listing, column_of
from acse_desktop.services.listing_types import Column, Filter
from acse_desktop.services.today import TODAY
from acse_desktop.translation import N_

KEY = "controles"
A_FAIRE, RETARD, ATTENDUE, SUITE_RETARD, FAIT = (
    "A_FAIRE", "RETARD", "SUITE_ATTENDUE", "SUITE_RETARD", "FAIT",
)  # fmt: skip
ETATS = {
    A_FAIRE: N_("À faire"), RETARD: N_("Prévu, non fait"), ATTENDUE: N_("Suite attendue"),
    SUITE_RETARD: N_("Suite en retard"), FAIT: N_("Fait"),
}  # fmt: skip
AWAITED = ("OBSERVATION", "MISE_EN_CONFORMITE", "REVERSEMENT")
"""What may be asked of an organisme after a control."""


def awaits() -> ColumnElement[bool]:
    """Whether something that was asked is still to come."""
    return and_(
        Controle.suite.in_(AWAITED),
        Controle.suite_faite_le.is_(None),
        or_(Controle.suite != AWAITED[0], Controle.suite_attendue_le.is_not(None)),
    )


def state() -> ColumnElement[Any]:
    """Where a control stands on the day of the base."""
    planned, due = (
        type_coerce(one, String()) for one in (Controle.prevu_le, Controle.suite_attendue_le)
    )
    return case(
        (and_(Controle.fait_le.is_(None), planned < TODAY), RETARD),
        (Controle.fait_le.is_(None), A_FAIRE),
        (and_(awaits(), due < TODAY), SUITE_RETARD),
        (awaits(), ATTENDUE),
        else_=FAIT,
    )


def _columns() -> dict[str, tuple[Column, Any]]:
    own, action = fields_of(Controle), fields_of(Action)
    bearer = column_of("organisme", fields_of(Organisme)["nom"], label=N_("Organisme"))
    columns = {
        "numero": (column_of("numero", own["numero"]), Controle.numero),
        "etat": (Column("etat", N_("État"), "choice", 128), type_coerce(state(), String())),
        "nature": (column_of("nature", own["nature"]), Controle.nature),
        "action": (column_of("action", action["numero"], label=N_("N° action")), Action.numero),
        "organisme": (bearer, Organisme.nom),
        "intitule": (
            column_of("intitule", own["intitule"]),
            func.coalesce(Controle.intitule, Action.intitule),
        ),
        "dispositif": (column_of("dispositif", own["dispositif"]), Controle.dispositif),
        "accorde": (
            column_of("accorde", action["montant_accorde"], label=N_("Accordé")),
            Action.montant_accorde,
        ),
        "departement": (
            column_of("departement", fields_of(Dossier)["departement"]), Dossier.departement,
        ),
        "plan": (column_of("plan", fields_of(PlanControle)["nom"], label=N_("Plan")),
                 PlanControle.nom),
    }  # fmt: skip
    for name in ("prevu_le", "fait_le", "agent", "participants", "cout", "suite",
                 "suite_attendue_le", "suite_faite_le", "constats", "suite_detail"):  # fmt: skip
        columns[name] = (column_of(name, own[name]), getattr(Controle, name))
    return columns


def _in(*states: str) -> tuple[Filter, ...]:
    return (Filter("etat", "in", states),)


def _labels() -> dict[str, dict[str, str]]:
    found = {"etat": ETATS}
    for name, described in fields_of(Controle).items():
        if isinstance(described.type, Choice):
            found[name] = {one.code: one.libelle for one in described.type.entries()}
    return found


def controles() -> Listing:
    """The list of an exercice; its chips are what is left to do."""
    columns = _columns()
    words: Any = func.coalesce(Controle.numero, "")
    for extra in (Action.numero, Action.intitule, Organisme.nom, Controle.intitule):
        words = words + " " + func.coalesce(extra, "")
    return Listing(
        KEY,
        source=select(Controle.id)
        .outerjoin(Action, Controle.action_id == Action.id)
        .outerjoin(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .outerjoin(PlanControle, Controle.plan_id == PlanControle.id),
        identifier=Controle.id,
        columns=tuple(column for column, _sql in columns.values()),
        expressions={name: sql for name, (_column, sql) in columns.items()},
        order=(Controle.numero, Controle.id),
        scope=Controle.exercice,
        searched=words,
        presets={
            "tous": (N_("Tous"), ()),
            "a_faire": (N_("À faire"), _in(A_FAIRE, RETARD)),
            "faits": (N_("Faits"), _in(ATTENDUE, SUITE_RETARD, FAIT)),
            "suites": (N_("Suites attendues"), _in(ATTENDUE, SUITE_RETARD)),
            "retards": (N_("En retard"), _in(RETARD, SUITE_RETARD)),
        },
        labels=_labels(),
    )  # fmt: skip
