"""The table of the comptes rendus: who owes one, since when, and what is to be paid back.

It spans every exercice: what is owed since long matters most.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, and_, case, cast, func, or_, select
from sqlalchemy import type_coerce as as_type
from sqlalchemy.orm import aliased

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Amount, Choice
from acse_desktop.models import Action, Dossier, Organisme, Versement
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.comptes_rendus.echeances import due
from acse_desktop.services.listing_tables import Listing, column_of
from acse_desktop.services.listing_types import Column, Filter
from acse_desktop.services.today import TODAY
from acse_desktop.translation import N_

ETATS = {
    "RETARD": N_("En retard"), "ATTENDU": N_("Attendu"), "RECU": N_("Reçu"),
    "REVERSER": N_("À reverser"),
}  # fmt: skip
OWN = (
    "dispositif", "montant_accorde", "montant_paye", "crf_relance_le", "crf_recu_le",
    "montant_realise", "montant_a_reverser", "reversement_demande_le", "service_fait_le",
    "objectifs_atteints",
)  # fmt: skip


def _cents(amount: Any) -> Any:
    return func.coalesce(as_type(amount, BigInteger()), 0)


def repaid() -> Any:
    """What was paid back for an action, in whole cents."""
    return (
        select(func.coalesce(func.sum(func.abs(as_type(Versement.montant, BigInteger()))), 0))
        .where(Versement.action_id == Action.id, Versement.nature == "REVERSEMENT")
        .correlate(Action)
        .scalar_subquery()
    )


def left_to_repay() -> Any:
    """What was decided and not yet paid back, in whole cents."""
    return func.max(_cents(Action.montant_a_reverser) - repaid(), 0)


def _asks_again() -> Any:
    """Whether the organisme has a request of a later exercice that still goes on."""
    newer, dossier = aliased(Action), aliased(Dossier)
    found = (
        select(newer.id)
        .join(dossier, newer.dossier_id == dossier.id)
        .where(
            dossier.organisme_id == Dossier.organisme_id,
            dossier.exercice > Dossier.exercice,
            or_(newer.statut.is_(None), newer.statut.not_in({*SANS_SUITE, "CLOS"})),
        )
        .correlate(Dossier)
        .exists()
    )
    return as_type(found, Boolean())


def _columns() -> dict[str, tuple[Column, Any]]:
    own = fields_of(Action)
    today, wanted = TODAY, due()
    late = and_(Action.crf_recu_le.is_(None), wanted < today)
    state = case(
        (left_to_repay() > 0, "REVERSER"), (Action.crf_recu_le.is_not(None), "RECU"),
        (late, "RETARD"), else_="ATTENDU",
    )  # fmt: skip
    days = cast(func.julianday(today) - func.julianday(wanted), Integer)
    money = Amount().column()
    return {
        "numero": (column_of("numero", own["numero"]), Action.numero),
        "intitule": (column_of("intitule", own["intitule"]), Action.intitule),
        "organisme": (
            column_of("organisme", fields_of(Organisme)["nom"], label=N_("Organisme")),
            Organisme.nom,
        ),
        "exercice": (Column("exercice", N_("Exercice"), "year", 80, "right"), Dossier.exercice),
        "etat": (Column("etat", N_("État"), "choice", 104), state),
        "crf_attendu_le": (column_of("crf_attendu_le", own["crf_attendu_le"]), wanted),
        "jours": (
            Column("jours", N_("Jours de retard"), "count", 88, "right"), case((late, days)),
        ),
        "nouvelle": (
            Column("nouvelle", N_("Nouvelle demande"), "flag", 96,
                   help=N_("Le porteur a une demande en cours pour un exercice suivant.")),
            _asks_again(),
        ),
        **{name: (column_of(name, own[name]), getattr(Action, name)) for name in OWN},
        "reverse": (
            Column("reverse", N_("Reversé"), "amount", 104, "right", total=True),
            as_type(repaid(), money),
        ),
        "reste": (
            Column("reste", N_("Reste à reverser"), "amount", 112, "right", total=True),
            as_type(left_to_repay(), money),
        ),
    }  # fmt: skip


def _in(state: str) -> tuple[Filter, ...]:
    return (Filter("etat", "in", (state,)),)


def _labels() -> dict[str, dict[str, str]]:
    found = {"etat": dict(ETATS)}
    for name in OWN:
        kind = fields_of(Action)[name].type
        if isinstance(kind, Choice):
            found[name] = {entry.code: entry.libelle for entry in kind.entries()}
    return found


def bilans() -> Listing:
    """The listing: one row per granted action."""
    columns = _columns()
    words: Any = func.coalesce(Action.numero, "")
    for extra in (Action.intitule, Organisme.nom, Organisme.sigle):
        words = words + " " + func.coalesce(extra, "")
    return Listing(
        "bilans",
        select(Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(as_type(Action.montant_accorde, BigInteger()) > 0),
        Action.id,
        tuple(column for column, _sql in columns.values()),
        {name: sql for name, (_column, sql) in columns.items()},
        order=(due(), Action.numero, Action.id),
        searched=words,
        presets={
            "tous": (N_("Tous"), ()),
            "retard": (N_("En retard"), _in("RETARD")),
            "attendus": (N_("Attendus"), _in("ATTENDU")),
            "recus": (N_("Reçus"), _in("RECU")),
            "reverser": (N_("À reverser"), _in("REVERSER")),
        },
        labels=_labels(),
    )
