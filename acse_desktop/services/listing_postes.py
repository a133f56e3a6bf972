"""The list of the posts of adultes-relais: who employs, until when, held or vacant, what is due.

The state of a post is that of 31 December of the exercice in view, of today without one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, String, case, cast, func, or_, select, type_coerce

from acse_desktop.fields import fields_of
from acse_desktop.models import ConventionPoste, Organisme, Poste, Quartier, Vacance
from acse_desktop.services.listing_tables import EXERCICE, Listing, column_of
from acse_desktop.services.listing_types import Column, Filter
from acse_desktop.services.posts import SOON, in_force
from acse_desktop.services.today import TODAY
from acse_desktop.translation import N_

KEY = "postes"
POURVU, VACANT, SANS, SUPPRIME = "POURVU", "VACANT", "SANS_CONVENTION", "SUPPRIME"
ETATS = {
    POURVU: N_("Pourvu"), VACANT: N_("Vacant"), SANS: N_("Sans convention"),
    SUPPRIME: N_("Supprimé"),
}  # fmt: skip


def _state() -> Any:
    """Where a post stands on the day."""
    end_of_year = func.printf("%d-12-31", EXERCICE)
    day = type_coerce(case((EXERCICE.is_(None), TODAY), else_=end_of_year), String())
    dates = {name: type_coerce(getattr(Vacance, name), String()) for name in ("debut_le", "fin_le")}
    held = select(ConventionPoste.id).where(ConventionPoste.poste_id == Poste.id, in_force(day))
    empty = select(Vacance.id).where(
        Vacance.poste_id == Poste.id, dates["debut_le"] <= day,
        or_(dates["fin_le"].is_(None), dates["fin_le"] >= day),
    )  # fmt: skip
    return case(
        (type_coerce(Poste.supprime_le, String()) <= day, SUPPRIME),
        (~held.correlate(Poste).exists(), SANS),
        (empty.correlate(Poste).exists(), VACANT),
        else_=POURVU,
    )


def _last(name: str) -> Any:
    """A field of the last convention of a post."""
    column = ConventionPoste.__table__.c[name]
    last = (
        select(column)
        .where(ConventionPoste.poste_id == Poste.id)
        .order_by(ConventionPoste.debut_le.desc())
        .limit(1)
        .correlate(Poste)
        .scalar_subquery()
    )
    return type_coerce(last, column.type)


def _due() -> Any:
    total = (
        select(func.sum(ConventionPoste.montant))
        .where(ConventionPoste.poste_id == Poste.id)
        .correlate(Poste)
        .scalar_subquery()
    )
    return type_coerce(total, ConventionPoste.montant.type)


def _columns() -> dict[str, tuple[Column, Any]]:
    own, terms, end = fields_of(Poste), fields_of(ConventionPoste), _last("fin_le")
    left = cast(func.julianday(end) - func.julianday(TODAY), Integer)
    employer = fields_of(Organisme)["nom"]
    return {
        "numero": (column_of("numero", own["numero"]), Poste.numero),
        "organisme": (column_of("organisme", employer, label=N_("Employeur")), Organisme.nom),
        "etat": (Column("etat", N_("État"), "choice", 120), type_coerce(_state(), String())),
        "mission": (column_of("mission", own["mission"]), Poste.mission),
        "quartier": (column_of("quartier", fields_of(Quartier)["nom"], label=N_("Quartier")),
                     Quartier.nom),
        "debut_le": (column_of("debut_le", terms["debut_le"]), _last("debut_le")),
        "fin_le": (column_of("fin_le", terms["fin_le"], label=N_("Échéance")), end),
        "jours": (Column("jours", N_("Jours avant l’échéance"), "count", 96, "right"), left),
        "renouvellement": (column_of("renouvellement", terms["renouvellement"]),
                           _last("renouvellement")),
        "quotite": (column_of("quotite", terms["quotite"], label=N_("Quotité")),
                    _last("quotite")),
        "montant": (column_of("montant", terms["montant"]), _due()),
        "departement": (column_of("departement", own["departement"]), Poste.departement),
        "supprime_le": (column_of("supprime_le", own["supprime_le"]), Poste.supprime_le),
        "commentaire": (column_of("commentaire", own["commentaire"]), Poste.commentaire),
    }  # fmt: skip


def _in(*states: str) -> tuple[Filter, ...]:
    return (Filter("etat", "in", states),)


def postes() -> Listing:
    """The list; its chips are the states, and the conventions that end within six months."""
    columns = _columns()
    words: Any = func.coalesce(Poste.numero, "")
    for extra in (Organisme.nom, Poste.mission, Quartier.nom):
        words = words + " " + func.coalesce(extra, "")
    return Listing(
        KEY,
        source=select(Poste.id)
        .outerjoin(Organisme, Poste.organisme_id == Organisme.id)
        .outerjoin(Quartier, Poste.quartier_id == Quartier.id),
        identifier=Poste.id,
        columns=tuple(column for column, _sql in columns.values()),
        expressions={name: sql for name, (_column, sql) in columns.items()},
        order=(Poste.numero, Poste.id),
        searched=words,
        presets={
            "tous": (N_("Tous"), ()),
            "pourvus": (N_("Pourvus"), _in(POURVU)),
            "vacants": (N_("Vacants"), _in(VACANT)),
            "sans": (N_("Sans convention"), _in(SANS)),
            "renouveler": (N_("À renouveler"), (Filter("jours", "between", (0, SOON)),)),
        },
        labels={"etat": ETATS},
    )  # fmt: skip
