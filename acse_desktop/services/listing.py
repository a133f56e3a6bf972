"""The tables of the window, read from SQL page by page: columns, filters, sorts, totals.

What a table shows follows from the fields; what it can be asked, from `listing_types`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from acse_desktop.fields import Base, Field, fields_of
from acse_desktop.fieldtypes import Choice
from acse_desktop.models import Action, Contrat, Dossier, Organisme, Quartier
from acse_desktop.services.listing_types import (
    Column,
    Filter,
    Page,
    Query,
    Row,
    Summary,
    ValueCount,
    Values,
)
from acse_desktop.store.search_index import is_search, matching
from acse_desktop.translation import N_
from acse_desktop.typography import folded

VALUES_LIMIT = 500
"""Distinct values listed in the menu of a header."""
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
    searched: Any = None
    """Text searched by words; None when the full-text index answers."""
    presets: Mapping[str, tuple[str, tuple[Filter, ...]]] = field(default_factory=dict)
    """Chips above the table: label and conditions, by code."""


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
    columns |= _columns(Dossier, "dossier_", ("numero", "recu_le", "instructeur", "complet_le"))
    columns |= own
    source = (
        select(Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .outerjoin(Contrat, Action.contrat_id == Contrat.id)
    )
    return _listing(
        "actions", columns, source=source, identifier=Action.id,
        order=(Dossier.numero, Action.rang), scope=Dossier.exercice,
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


LISTINGS = {listing.key: listing for listing in (_actions(), _organismes(), _contrats())}


def labels_of(key: str) -> dict[str, dict[str, str]]:
    """For the coded columns of a table, the label of each code."""
    by_column = {}
    models = {"actions": Action, "organismes": Organisme, "contrats": Contrat}
    for name, described in fields_of(models[key]).items():
        if isinstance(described.type, Choice):
            by_column[name] = {entry.code: entry.libelle for entry in described.type.entries()}
    if key == "actions":
        kinds = fields_of(Organisme)["statut"].type
        assert isinstance(kinds, Choice)
        by_column["organisme_statut"] = {one.code: one.libelle for one in kinds.entries()}
    return by_column


def _condition(listing: Listing, one: Filter) -> ColumnElement[bool]:
    sql = listing.expressions[one.column]
    if one.operator == "in":
        values = [value for value in one.values if value is not None]
        found = sql.in_(values)
        return or_(found, sql.is_(None)) if None in one.values else found
    if one.operator == "between":
        low, high = one.values
        bounds = ([sql >= low] if low is not None else []) + (
            [sql <= high] if high is not None else []
        )
        return and_(*bounds) if bounds else text("1")  # type: ignore[return-value]
    if one.operator == "contains":
        return func.plie(sql).contains(folded(str(one.values[0])), autoescape=True)
    empty = or_(sql.is_(None), sql == "") if isinstance(sql.type, String) else sql.is_(None)
    return empty if one.operator == "empty" else ~empty


def _narrowed(
    listing: Listing, selected: Select[Any], query: Query, exercice: int | None
) -> Select[Any]:
    if exercice is not None and listing.scope is not None:
        selected = selected.where(listing.scope == exercice)
    for one in query.filters:
        if one.column in listing.expressions:
            selected = selected.where(_condition(listing, one))
    if not is_search(query.text):
        return selected
    if listing.searched is None:
        asked = matching(query.text, exercice)
        return selected.where(
            text(
                "action.rowid IN (SELECT rowid FROM recherche_action"
                " WHERE recherche_action MATCH :asked)"
            ).bindparams(asked=asked)
        )
    words = func.plie(listing.searched)
    return selected.where(
        *(words.contains(word, autoescape=True) for word in folded(query.text).split())
    )


def _ordered(listing: Listing, selected: Select[Any], query: Query) -> Select[Any]:
    keys = [
        listing.expressions[key].desc() if descending else listing.expressions[key]
        for key, descending in query.sort
        if key in listing.expressions
    ]
    return selected.order_by(*keys, *listing.order)


def _bound(exercice: int | None) -> dict[str, Any]:
    return {EXERCICE.key: exercice}


def page(
    session: Session, key: str, query: Query, exercice: int | None, offset: int, limit: int
) -> Page:
    """The rows from `offset` on, in the order of the query: identifier, then every column."""
    listing = LISTINGS[key]
    wanted = [listing.expressions[column.key] for column in listing.columns]
    ids = _ordered(listing, _narrowed(listing, listing.source, query, exercice), query)
    found = list(session.scalars(ids.offset(offset).limit(limit), _bound(exercice)))
    rows = session.execute(
        listing.source.with_only_columns(listing.identifier, *wanted, maintain_column_froms=True)
        .where(listing.identifier.in_(found)),
        _bound(exercice),
    )  # fmt: skip
    by_id: dict[str, Row] = {row[0]: tuple(row) for row in rows}
    return Page(offset, tuple(by_id[one] for one in found))


def summary(session: Session, key: str, query: Query, exercice: int | None) -> Summary:
    """How many rows the query finds, how many there are, and the exact sums of what it finds."""
    listing = LISTINGS[key]
    summed = [column.key for column in listing.columns if column.total]
    sums = [func.sum(listing.expressions[name]) for name in summed]
    counted = listing.source.with_only_columns(func.count(), *sums, maintain_column_froms=True)
    found = session.execute(_narrowed(listing, counted, query, exercice), _bound(exercice)).one()
    total = session.execute(_narrowed(listing, counted, Query(), exercice), _bound(exercice)).one()
    totals = {name: value for name, value in zip(summed, found[1:], strict=True) if value}
    return Summary(found[0], total[0], totals)


def values(
    session: Session, key: str, query: Query, exercice: int | None, column: str, words: str = ""
) -> Values:
    """The distinct values of a column under the other conditions, with their counts."""
    listing = LISTINGS[key]
    sql = listing.expressions[column]
    counted = listing.source.with_only_columns(sql, func.count(), maintain_column_froms=True)
    counted = _narrowed(listing, counted, query.with_filter(column, None), exercice)
    if words:
        counted = counted.where(func.plie(sql).contains(folded(words), autoescape=True))
    found = session.execute(
        counted.group_by(sql).order_by(sql).limit(VALUES_LIMIT + 1), _bound(exercice)
    ).all()
    listed = tuple(ValueCount(value, count) for value, count in found[:VALUES_LIMIT])
    return Values(listed, len(found) <= VALUES_LIMIT)


def preset_counts(session: Session, key: str, exercice: int | None) -> dict[str, int]:
    """How many rows each chip above the table would show."""
    return {
        code: summary(session, key, Query(filters=filters), exercice).count
        for code, (_label, filters) in LISTINGS[key].presets.items()
    }


def position(
    session: Session, key: str, query: Query, exercice: int | None, identifier: str
) -> tuple[int, int, str | None, str | None]:
    """Where a record stands in the list as filtered: rank from 0, count, previous and next."""
    listing = LISTINGS[key]
    ids = _ordered(listing, _narrowed(listing, listing.source, query, exercice), query)
    found = list(session.scalars(ids, _bound(exercice)))
    if identifier not in found:
        return -1, len(found), None, None
    rank = found.index(identifier)
    before = found[rank - 1] if rank else None
    after = found[rank + 1] if rank + 1 < len(found) else None
    return rank, len(found), before, after
