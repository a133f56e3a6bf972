"""The table of the payments: the granted actions, with what is engaged, paid and left to pay."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Integer, and_, case, cast, func, select
from sqlalchemy import type_coerce as as_type

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Amount, Choice
from acse_desktop.models import Action, Dossier, Organisme, Versement
from acse_desktop.services.listing_tables import Listing, column_of
from acse_desktop.services.listing_types import Column, Filter
from acse_desktop.services.today import TODAY
from acse_desktop.translation import N_

OWN = (
    "statut", "dispositif", "montant_accorde", "notifie_le", "montant_engage", "ej",
    "montant_paye", "acte_le", "crf_recu_le",
)  # fmt: skip
DUE = Filter("reste", "between", (Decimal("0.01"), None))
"""Something is left to pay."""


def _cents(amount: Any) -> Any:
    return func.coalesce(as_type(amount, BigInteger()), 0)


def _left() -> Any:
    """What is left to pay on the grant, in whole cents; zero when it is overpaid."""
    return func.max(_cents(Action.montant_accorde) - _cents(Action.montant_paye), 0)


def _last_payment() -> Any:
    return (
        select(func.max(Versement.verse_le))
        .where(Versement.action_id == Action.id, Versement.nature != "REVERSEMENT")
        .correlate(Action)
        .scalar_subquery()
    )


def _columns() -> dict[str, tuple[Column, Any]]:
    own = fields_of(Action)
    waited = func.julianday(TODAY) - func.julianday(Action.notifie_le)
    waiting = and_(Action.notifie_le.is_not(None), _left() > 0)
    columns = {name: (column_of(name, own[name]), getattr(Action, name)) for name in OWN}
    return {
        "numero": (column_of("numero", own["numero"]), Action.numero),
        "intitule": (column_of("intitule", own["intitule"]), Action.intitule),
        "organisme": (
            column_of("organisme", fields_of(Organisme)["nom"], label=N_("Organisme")),
            Organisme.nom,
        ),
        **columns,
        "reste": (
            Column("reste", N_("Reste à payer"), "amount", 112, "right", total=True),
            as_type(_left(), Amount().column()),
        ),
        "jours": (
            Column("jours", N_("Jours depuis la notification"), "count", 96, "right",
                   help=N_("Tant qu’il reste quelque chose à payer.")),
            case((waiting, cast(waited, Integer))),
        ),
        "dernier": (
            Column("dernier", N_("Dernier versement"), "day", 104), _last_payment(),
        ),
    }  # fmt: skip


def _labels() -> dict[str, dict[str, str]]:
    kinds = {name: fields_of(Action)[name].type for name in OWN}
    return {
        name: {entry.code: entry.libelle for entry in kind.entries()}
        for name, kind in kinds.items()
        if isinstance(kind, Choice)
    }


def paiements() -> Listing:
    """The listing: one row per granted action of the exercice, those notified first first."""
    columns = _columns()
    words: Any = func.coalesce(Action.numero, "")
    for extra in (Action.intitule, Organisme.nom, Organisme.sigle, Organisme.siret, Action.ej):
        words = words + " " + func.coalesce(extra, "")
    return Listing(
        "paiements",
        select(Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(as_type(Action.montant_accorde, BigInteger()) > 0),
        Action.id,
        tuple(column for column, _sql in columns.values()),
        {name: sql for name, (_column, sql) in columns.items()},
        order=(Action.notifie_le.is_(None), Action.notifie_le, Action.numero, Action.id),
        scope=Dossier.exercice,
        searched=words,
        presets={
            "tous": (N_("Tous"), ()),
            "payer": (N_("À payer"), (DUE, Filter("notifie_le", "not_empty"))),
            "sans_ej": (N_("Sans EJ"), (DUE, Filter("ej", "empty"))),
            "entames": (N_("Payés en partie"), (DUE, Filter(
                "montant_paye", "between", (Decimal("0.01"), None)))),
            "soldes": (N_("Soldés"), (Filter("reste", "between", (None, Decimal(0))),)),
        },
        labels=_labels(),
    )  # fmt: skip
