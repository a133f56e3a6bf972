"""What each table of the window is: where its rows come from, its columns, its chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    bindparam,
    case,
    func,
    or_,
    select,
    type_coerce,
)

from acse_desktop.fields import Base, Field, fields_of
from acse_desktop.fieldtypes import Amount, Choice
from acse_desktop.models import Action, Contrat, Dossier, Enveloppe, Organisme, Quartier
from acse_desktop.services.avis_counts import missing_opinions, opinions_in_words
from acse_desktop.services.consumption import consumption
from acse_desktop.services.listing_types import (
    Column,
    Filter,
)
from acse_desktop.services.posts import conventioned
from acse_desktop.translation import N_

EXERCICE = bindparam("exercice", type_=Integer)
"""The exercice on which the figures of a contract bear; all of them when it is None."""
KINDS = {"long": "text", "code": "text", "reference": "text"}


@dataclass(frozen=True)
class Listing:
    """A table that can be listed: where its rows come from and what its columns are."""

    key: str
    source: Select[Any]
    """Selects the identifier from the joined tables."""
    identifier: Any
    columns: tuple[Column, ...]
    expressions: Mapping[str, Any]
    """SQL expression of each column, by key."""
    order: tuple[Any, ...]
    """The natural order, served by an index."""
    scope: Any = None
    """Column of the exercice, when rows belong to one."""
    kernel: Select[Any] | None = None
    """The source less the tables that add no row: enough to count them all, five times faster."""
    searched: Any = None
    """Text searched by words; None when the full-text index answers."""
    presets: Mapping[str, tuple[str, tuple[Filter, ...]]] = field(default_factory=dict)
    """Chips above the table: label and conditions, by code."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Label of each code, by column, when they do not all follow from the fields of one table."""


def _kind(described: Field) -> Any:
    kind = described.type.kind
    return "status" if described.name == "statut" else KINDS.get(kind, kind)


def column_of(key: str, described: Field, *, editable: bool = False, label: str = "") -> Column:
    """The table column that follows from a field."""
    return Column(
        key,
        label or described.label,
        _kind(described),
        described.type.width,
        "right" if described.type.align == "right" else "left",
        editable,
        described.help,
        described.type.kind == "amount",
    )


def _columns(
    model: type[Base], prefix: str = "", names: tuple[str, ...] | None = None
) -> dict[str, tuple[Column, Any]]:
    found = {}
    for name, described in fields_of(model).items():
        listed = described.type.kind not in ("reference",) and not described.personal
        if listed and (names is None or name in names):
            found[prefix + name] = (column_of(prefix + name, described), getattr(model, name))
    return found


def _listing(key: str, columns: dict[str, tuple[Column, Any]], **settings: Any) -> Listing:
    return Listing(
        key,
        columns=tuple(column for column, _sql in columns.values()),
        expressions={name: sql for name, (_column, sql) in columns.items()},
        **settings,
    )


def _in(column: str, *values: str) -> tuple[Filter, ...]:
    return (Filter(column, "in", values),)


def _opinions() -> dict[str, tuple[Column, Any]]:
    missing = Column("avis_manquants", N_("Avis manquants"), "count", 104, "right")
    return {
        "avis": (Column("avis", N_("Avis"), "text", 176), opinions_in_words()),
        "avis_manquants": (missing, missing_opinions()),
    }


def _actions() -> Listing:
    organisme = fields_of(Organisme)["nom"]
    own = _columns(Action)
    columns = {name: own.pop(name) for name in ("numero", "intitule")}
    columns["organisme"] = (
        column_of("organisme", organisme, label=N_("Organisme")),
        Organisme.nom,
    )
    for name in ("statut", "montant_demande", "montant_propose", "montant_accorde",
                 "montant_paye", "dispositif", "theme"):  # fmt: skip
        columns[name] = own.pop(name)
    columns["contrat"] = (column_of("contrat", fields_of(Contrat)["nom"], label=N_("Contrat")),
                          Contrat.nom)  # fmt: skip
    columns |= _columns(Organisme, "organisme_", ("siret", "code_tiers", "statut", "commune"))
    columns["organisme_statut"] = (
        column_of("organisme_statut", fields_of(Organisme)["statut"], label=N_("Nature")),
        Organisme.statut,
    )
    of_dossier = ("numero", "departement", "recu_le", "instructeur", "complet_le")
    columns |= _columns(Dossier, "dossier_", of_dossier)
    columns |= _opinions() | own
    source = (
        select(Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .outerjoin(Contrat, Action.contrat_id == Contrat.id)
    )
    return _listing(
        "actions", columns, source=source,
        kernel=select(Action.id).join(Dossier, Action.dossier_id == Dossier.id),
        identifier=Action.id, order=(Dossier.numero, Action.rang), scope=Dossier.exercice,
        presets={
            "tous": (N_("Tous"), ()),
            "instruire": (N_("À instruire"), _in("statut", "RECU", "INSTRUCTION")),
            "incomplets": (N_("Incomplets"), _in("statut", "INCOMPLET")),
            "comite": (N_("Au comité"), _in("statut", "COMITE")),
            "payer": (N_("À payer"), _in("statut", "ACCORDE", "NOTIFIE")),
            "bilans": (N_("Bilans attendus"), _in("statut", "BILAN")),
        },
    )  # fmt: skip


def _organismes() -> Listing:
    columns = _columns(Organisme)
    columns["dossiers"] = (
        Column("dossiers", N_("Dossiers"), "count", 80, "right"),
        select(func.count(Dossier.id))
        .where(Dossier.organisme_id == Organisme.id)
        .correlate(Organisme)
        .scalar_subquery(),
    )
    words: Any = func.coalesce(Organisme.nom, "")
    for extra in (Organisme.sigle, Organisme.siret, Organisme.code_tiers, Organisme.commune):
        words = words + " " + func.coalesce(extra, "")
    return _listing(
        "organismes", columns, source=select(Organisme.id), identifier=Organisme.id,
        order=(Organisme.nom, Organisme.id), searched=words,
        presets={
            "tous": (N_("Tous"), ()),
            "associations": (N_("Associations"), _in("statut", "ASSO")),
            "communes": (N_("Communes et EPCI"), _in("statut", "COMMUNE", "EPCI", "CCAS")),
            "sans_siret": (N_("Sans SIRET"), (Filter("siret", "empty"),)),
        },
    )  # fmt: skip


def _contrats() -> Listing:
    columns = _columns(Contrat)
    columns["quartiers"] = (
        Column("quartiers", N_("Quartiers"), "count", 88, "right"),
        select(func.count(Quartier.id))
        .where(Quartier.contrat_id == Contrat.id)
        .correlate(Contrat)
        .scalar_subquery(),
    )
    for name, label, amount in (
        ("actions", N_("Actions"), func.count(Action.id)),
        ("accorde", N_("Montant accordé"), func.sum(Action.montant_accorde)),
    ):
        kind: Any = "count" if name == "actions" else "amount"
        columns[name] = (
            Column(name, label, kind, 104, "right", total=kind == "amount"),
            select(amount)
            .join(Dossier, Action.dossier_id == Dossier.id)
            .where(
                Action.contrat_id == Contrat.id,
                or_(EXERCICE.is_(None), Dossier.exercice == EXERCICE),
            )
            .correlate(Contrat)
            .scalar_subquery(),
        )
    return _listing(
        "contrats", columns, source=select(Contrat.id), identifier=Contrat.id,
        order=(Contrat.code, Contrat.id),
        searched=func.coalesce(Contrat.code, "") + " " + func.coalesce(Contrat.nom, ""),
    )  # fmt: skip


DERIVED = {
    "disponible": N_("Disponible"), "demande": N_("Demandé"), "propose": N_("Proposé"),
    "accorde": N_("Accordé"), "engage": N_("Engagé"), "paye": N_("Payé"),
    "reste": N_("Reste à accorder"),
}  # fmt: skip
"""The figures of an envelope that are worked out."""


def _label_of(name: str) -> Any:
    """The label that a code of the envelope stands for, to be searched."""
    kind = fields_of(Enveloppe)[name].type
    assert isinstance(kind, Choice)
    labels = {entry.code: entry.libelle for entry in kind.entries()}
    return case(labels, value=getattr(Enveloppe, name), else_="")


def _posts() -> dict[str, tuple[Column, Any]]:
    """The quota of posts of the adultes-relais, against the conventions of 31 December."""
    held = conventioned()
    return {
        "conventionnes": (
            Column("conventionnes", N_("Postes conventionnés"), "count", 88, "right"), held
        ),
        "postes_reste": (
            Column("postes_reste", N_("Postes restants"), "count", 88, "right"),
            func.coalesce(Enveloppe.postes, 0) - held,
        ),
    }  # fmt: skip


def _enveloppes() -> Listing:
    own = _columns(Enveloppe)
    columns = {name: own.pop(name) for name in ("dispositif", "theme", "notifie", "notifie_le",
                                                "transferts")}  # fmt: skip
    figures = consumption(EXERCICE)
    for name, label in DERIVED.items():
        column = Column(name, label, "amount", 104, "right", total=True)
        columns[name] = (column, type_coerce(figures[name], Amount().column()))
    columns |= {"postes": own.pop("postes"), **_posts()}
    words: Any = func.coalesce(Enveloppe.dispositif, "")
    for extra in (_label_of("dispositif"), _label_of("theme"), Enveloppe.commentaire):
        words = words + " " + func.coalesce(extra, "")
    overdrawn = Filter("reste", "between", (None, Decimal("-0.01")))
    return _listing(
        "enveloppes", columns | own, source=select(Enveloppe.id), identifier=Enveloppe.id,
        order=(Enveloppe.dispositif, Enveloppe.theme, Enveloppe.id), scope=Enveloppe.exercice,
        searched=words,
        presets={
            "toutes": (N_("Toutes"), ()),
            "depassees": (N_("Dépassées"), (overdrawn,)),
        },
    )  # fmt: skip


LISTINGS: dict[str, Listing] = {
    listing.key: listing for listing in (_actions(), _organismes(), _contrats(), _enveloppes())
}


def labels_of(key: str) -> dict[str, dict[str, str]]:
    """For the coded columns of a table, the label of each code."""
    by_column = {}
    models = {
        "actions": Action, "organismes": Organisme, "contrats": Contrat, "enveloppes": Enveloppe,
    }  # fmt: skip
    if key not in models:
        return {column: dict(labels) for column, labels in LISTINGS[key].labels.items()}
    for name, described in fields_of(models[key]).items():
        if isinstance(described.type, Choice):
            by_column[name] = {entry.code: entry.libelle for entry in described.type.entries()}
    if key == "actions":
        kinds = fields_of(Organisme)["statut"].type
        assert isinstance(kinds, Choice)
        by_column["organisme_statut"] = {one.code: one.libelle for one in kinds.entries()}
    return by_column
