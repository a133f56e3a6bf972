"""The fiche of an action, in the order of its life; those of the other records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Reference
from acse_desktop.models import ActeAction
from acse_desktop.models.action import BUDGET, COMPTE_RENDU, DECISION, FINANCES, SUIVI
from acse_desktop.models.organisme import IDENTITE, REPRESENTANT, SIEGE
from acse_desktop.services import indicators, sheets
from acse_desktop.services.paid import net_paid
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.fiches.budget import budget_tables
from acse_desktop.services.publishing.fiches.parts import part, sections, summed
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.records import MODELS, Card, children, read
from acse_desktop.services.territoires import site
from acse_desktop.translation import _

LATER = (DECISION, COMPTE_RENDU, SUIVI)
"""The sections of an action that come after its budget and the opinions."""


def fiche(session: Session, table: str, identifier: str) -> Document:
    """A record as a document; bank and personal data are left out. Conflict when it is no more."""
    make = _FICHES.get(table, _plain)
    title, tables = make(session, table, identifier)
    return Document(title, (), tuple(tables), landscape=False)


Made = tuple[str, list[Table]]


def _action(session: Session, _table: str, identifier: str) -> Made:
    sheet = sheets.action_sheet(session, identifier)
    parts, values = sheet.parts, sheet.action.values
    names = {**dict(sheet.contrats), **{one: name for one, name, _contrat in sheet.quartiers}}
    bearer = sheet.organisme
    title = _("Fiche de l’action {numero}").format(numero=values["numero"] or "")
    open_opinions = [one for one in parts["avis"] if not one.values["confidentiel"]]
    return title, [
        *sections(sheet.dossier, names),
        *(sections(bearer, names, (IDENTITE, SIEGE, REPRESENTANT)) if bearer else []),
        *sections(sheet.action, names, _sections_before(sheet.action)),
        *part(_("Publics"), parts["public"], names),
        *part(_("Lieux"), parts["lieu"], names),
        *budget_tables(parts["ligne_budget"], parts["financement"]),
        *part(_("Financeurs"), parts["financement"], names, summed),
        *part(_("Avis"), open_opinions, names),
        *sections(sheet.action, names, (DECISION,)),
        *part(_("Actes"), _acts(session, identifier), {}),
        *part(_("Versements"), parts["versement"], names, _paid(parts["versement"])),
        *sections(sheet.action, names, (COMPTE_RENDU,)),
        *_figures(sheet),
        *sections(sheet.action, names, (SUIVI,)),
    ]


def _sections_before(action: Card) -> list[str]:
    """The sections of an action up to its amounts, which stand just above the budget."""
    every = dict.fromkeys(one.section for one in fields_of(MODELS["action"]).values())
    last = (FINANCES, BUDGET)
    return [*(one for one in every if one not in (*LATER, *last)), *last]


def _acts(session: Session, action_id: str) -> list[Card]:
    found = session.scalars(select(ActeAction.acte_id).where(ActeAction.action_id == action_id))
    cards = [read(session, "acte", one) for one in dict.fromkeys(found) if one]
    # The values merged into the document are for the register: a page of machine text.
    return [Card(card.table, card.id, card.version, {**card.values, "valeurs": None})
            for card in cards]  # fmt: skip


def _paid(cards: Sequence[Card]) -> Callable[[Sequence[tuple[Value, ...]]], tuple[Value, ...]]:
    net = net_paid(SimpleNamespace(**card.values) for card in cards)

    def total(rows: Sequence[tuple[Value, ...]]) -> tuple[Value, ...]:
        """Repayments count against: the net is not the sum of the column."""
        amounts: list[Value] = [
            net if any(isinstance(value, Decimal) for value in column) else None
            for column in zip(*rows, strict=True)
        ]
        return (_("Total net"), *amounts[1:])

    return total


def _figures(sheet: sheets.ActionSheet) -> list[Table]:
    readings = indicators.readings_of(
        sheet.action.values["dispositif"], sheet.dossier.values["exercice"],
        sheet.parts["indicateur"],
    )  # fmt: skip
    rows = tuple(
        (_(one.indicator.libelle), whole(one.prevu), whole(one.realise), _(one.indicator.unite))
        for one in readings
        if one.prevu is not None or one.realise is not None
    )
    header = (_("Indicateur"), _("Prévu"), _("Réalisé"), _("Unité"))
    return [Table(_("Indicateurs"), header, rows, totalled=False)] if rows else []


def whole(value: Decimal | None) -> Value:
    """A figure without decimals when it has none: persons are not counted in cents."""
    return int(value) if value is not None and value == value.to_integral_value() else value


def _organisme(session: Session, _table: str, identifier: str) -> Made:
    sheet = sheets.organisme_sheet(session, identifier)
    name = sheet.organisme.values["nom"] or ""
    header = (_("Exercice"), _("N° dossier"), _("Actions"), _("Demandé"), _("Accordé"))
    rows = tuple(line for _first, line in sheet.dossiers)
    dossiers = [Table(_("Dossiers"), header, (*rows, summed(rows)))] if rows else []
    return name or _("Organisme sans nom"), [*sections(sheet.organisme, {}), *dossiers]


def _contrat(session: Session, _table: str, identifier: str) -> Made:
    sheet = sheets.contrat_sheet(session, identifier)
    names = {one.id: one.values["nom"] or "" for one in sheet.quartiers}
    tables = [
        *sections(sheet.contrat, {}),
        *part(_("Signataires"), sheet.signataires, {}),
        *part(_("Quartiers"), sheet.quartiers, {}),
        *part(_("Communes des quartiers"), sheet.communes, names),
        *_years(session, identifier),
    ]
    return sheet.contrat.values["nom"] or _("Contrat sans nom"), tables


def _years(session: Session, contrat_id: str) -> list[Table]:
    years = site(session, contrat_id, 0).years
    header = (_("Exercice"), _("Actions"), _("Organismes"), _("Demandé"), _("Accordé"), _("Payé"),
              _("Euros par habitant"))  # fmt: skip
    rows = tuple(
        (str(one.exercice), one.actions, one.organismes, one.demande, one.accorde, one.paye,
         one.par_habitant)
        for one in years
    )  # fmt: skip
    return [Table(_("Crédits par exercice"), header, rows, totalled=False)] if rows else []


def _plain(session: Session, table: str, identifier: str) -> Made:
    """Any other record: its fields, and the tables that are a part of it."""
    card = read(session, table, identifier)
    model = MODELS[table]
    tables = sections(card, {})
    for name, child in MODELS.items():
        if any(_is_link(one.type, table) for one in fields_of(child).values()):
            found = children(session, name, table, identifier)
            tables += part(_(child.libelle), found, {})
    named = card.values.get("numero") or card.values.get("nom") or ""
    return f"{_(model.libelle)} {named}".strip(), tables


def _is_link(kind: Any, table: str) -> bool:
    return isinstance(kind, Reference) and kind.part_of and kind.target == table


_FICHES: dict[str, Callable[[Session, str, str], Made]] = {
    "action": _action, "organisme": _organisme, "contrat": _contrat,
}  # fmt: skip
