"""The list of the papers to ask for again: the dossiers under way and what each still lacks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, String, case, cast, func, literal, select, type_coerce

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Day
from acse_desktop.models import Action, Dossier, Organisme, Piece
from acse_desktop.nomenclatures import label_of
from acse_desktop.rules.pieces import NATURES
from acse_desktop.services.listing_tables import Listing, column_of
from acse_desktop.services.listing_types import Column, Filter
from acse_desktop.services.piece_sql import due, settled
from acse_desktop.services.today import TODAY
from acse_desktop.translation import N_

KEY = "pieces_manquantes"
SUIVIS = ("RECU", "INCOMPLET", "INSTRUCTION", "COMITE", "AJOURNE", "ACCORDE", "NOTIFIE", "PAIEMENT")
"""States of an action whose papers still matter: until it is paid, and unless it is refused."""
LATE = 30
"""Days after which a dossier that lacks papers is told apart."""


def _missing() -> tuple[Any, Any]:
    """How many papers are missing and their names, one condition for each nature."""
    count: Any = literal(0)
    names: Any = literal("")
    for nature in NATURES:
        lacks = due(nature) & ~settled(nature)
        count = count + case((lacks, 1), else_=0)
        label = label_of("type_piece", nature)
        names = names + case((lacks, f", {label}"), else_="")
    return count, func.substr(names, 3)


def _last_reminder() -> Any:
    asked = (
        select(func.max(Piece.demandee_le))
        .where(Piece.organisme_id == Dossier.organisme_id,
               (Piece.dossier_id == Dossier.id) | Piece.dossier_id.is_(None))
        .correlate(Dossier).scalar_subquery()
    )  # fmt: skip
    return type_coerce(asked, Day().column())


def _source() -> Select[Any]:
    followed = select(Action.id).where(Action.dossier_id == Dossier.id, Action.statut.in_(SUIVIS))
    return (
        select(Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id)
        .where(followed.correlate(Dossier).exists())
    )


def _columns() -> dict[str, tuple[Column, Any]]:
    dossier, organisme = fields_of(Dossier), fields_of(Organisme)
    count, names = _missing()
    passed = func.julianday(TODAY) - func.julianday(Dossier.recu_le)
    days = cast(passed, Integer)
    return {
        "numero": (column_of("numero", dossier["numero"]), Dossier.numero),
        "organisme": (column_of("organisme", organisme["nom"], label=N_("Organisme")),
                      Organisme.nom),
        "manquantes": (Column("manquantes", N_("Manquantes"), "count", 96, "right"), count),
        "pieces": (Column("pieces", N_("Pièces manquantes"), "text", 380),
                   type_coerce(names, String())),
        "recu_le": (column_of("recu_le", dossier["recu_le"]), Dossier.recu_le),
        "jours": (Column("jours", N_("Jours depuis réception"), "count", 104, "right"), days),
        "relance": (Column("relance", N_("Dernière relance"), "day", 112), _last_reminder()),
        "complet_le": (column_of("complet_le", dossier["complet_le"]), Dossier.complet_le),
        "instructeur": (column_of("instructeur", dossier["instructeur"]), Dossier.instructeur),
        "commune": (column_of("commune", organisme["commune"]), Organisme.commune),
        "courriel": (column_of("courriel", organisme["courriel"]), Organisme.courriel),
        "telephone": (column_of("telephone", organisme["telephone"]), Organisme.telephone),
    }  # fmt: skip


def _listing() -> Listing:
    columns = _columns()
    return Listing(
        KEY,
        source=_source().where(columns["manquantes"][1] > 0),
        identifier=Dossier.id,
        columns=tuple(column for column, _sql in columns.values()),
        expressions={name: sql for name, (_column, sql) in columns.items()},
        order=(Dossier.recu_le, Dossier.numero),
        scope=Dossier.exercice,
        searched=func.coalesce(Dossier.numero, "") + " " + func.coalesce(Organisme.nom, "")
        + " " + columns["pieces"][1],
        presets={
            "toutes": (N_("Tous"), ()),
            "jamais": (N_("Jamais relancés"), (Filter("relance", "empty"),)),
            "tardifs": (N_("Reçus depuis plus de 30 jours"),
                        (Filter("jours", "between", (LATE + 1, None)),)),
            "dits_complets": (N_("Dits complets"), (Filter("complet_le", "not_empty"),)),
        },
    )  # fmt: skip


MISSING = _listing()
