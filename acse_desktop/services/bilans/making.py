"""Makes the bilan of a dispositif: its projects, its funders, its indicators, its breakdowns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from acse_desktop.fields import fields_of
from acse_desktop.indicateurs import Indicator
from acse_desktop.models import Action, Dossier, Financement, Indicateur, Organisme
from acse_desktop.nomenclatures import label_of
from acse_desktop.services.bilans import posts, vvv
from acse_desktop.services.bilans.lines import (
    EUROS,
    PROJETS,
    Line,
    Scope,
    funded,
    supported,
    whole,
)
from acse_desktop.services.indicators import PREVU, REALISE, readings_of
from acse_desktop.services.records import Card
from acse_desktop.translation import N_, _

FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "PRE": (("nature_pre", "nature_pre"), ("annee_scolaire", "")),
    "IE": (("annee_scolaire", ""), ("coordonnateur", "oui_non")),
    "E2C": (("labellisee", "oui_non"),),
    "PARR": (("charte_parrainage", "oui_non"),),
    "FIPD": (("videoprotection", "oui_non"), ("zsp", "oui_non")),
    "CULT": (("domaine_culture", "domaine_culture"),),
    "LCD": (("nature_lcd", "nature_lcd"), ("critere_lcd", "critere_lcd")),
    "GUP": (("projet_anru", ""),),
    "RELOG": (("projet_anru", ""),),
    "FEC": (("nature_fec", "nature_controle"),),
}
"""The fields of each dispositif that its projects are counted by, with their nomenclature."""
GROUPS = {
    "sexe": N_("Par sexe"), "age": N_("Par âge"), "niveau": N_("Par niveau"),
    "sorties": N_("Sorties"), "emplois": N_("Sorties"), "quartiers": N_("Quartiers"),
    "jeunes": N_("Par âge"),
}  # fmt: skip
COUNTED = N_("Indicateurs")
RATES = N_("Taux calculés")
CHILDREN = ("PRE.ENF_IND", "PRE.ENF_COLL")


def bilan_of(session: Session, scope: Scope) -> list[Line]:
    """The lines of the bilan, heading by heading; a heading without anything is left out."""
    parts: list[Iterator[Line]] = [
        _projects(session, scope), _funders(session, scope), _bearers(session, scope),
    ]  # fmt: skip
    parts += [_by_field(session, scope, *one) for one in FIELDS.get(scope.dispositif, ())]
    parts += [_by_theme(session, scope), _by_contract(session, scope)]
    if scope.dispositif == "VVV":
        parts.append(vvv.lines(session, scope))
    if scope.dispositif == "AR":
        parts.append(posts.lines(session, scope))
    parts.append(_figures(session, scope))
    return [line for part in parts for line in part]


def _of(scope: Scope, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Action)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds())
    )


def _projects(session: Session, scope: Scope) -> Iterator[Line]:
    asked, granted = func.sum(Action.montant_demande), func.sum(Action.montant_accorde)
    bearers = func.count(Dossier.organisme_id.distinct())
    presented, helped, wanted, all_bearers = session.execute(
        _of(scope, func.count(), funded(), asked, bearers)
    ).one()
    given, own = session.execute(_of(scope, granted, bearers).where(supported())).one()
    title = _("Projets")
    yield Line(title, _("Projets présentés et financés"), presented, helped, _(PROJETS))
    yield Line(title, _("Organismes"), all_bearers, own, _("organismes"))
    yield Line(title, _("Demandé à l’agence et accordé"), wanted, given, _(EUROS))


def _funders(session: Session, scope: Scope) -> Iterator[Line]:
    """Amounts by kind of funder, of the supported actions."""
    amounts = (Financement.demande_specifique, Financement.demande_commun,
               Financement.accorde_specifique, Financement.accorde_commun)  # fmt: skip
    query = (
        _of(scope, Financement.compte, *(func.sum(one) for one in amounts))
        .join(Financement, Financement.action_id == Action.id)
        .where(supported())
        .group_by(Financement.compte)
        .order_by(Financement.compte)
    )
    for compte, *sums in session.execute(query):
        name = _(label_of("financeur_type", compte or "")) or _("Non précisé")
        asked, given = (sum((one or Decimal(0) for one in two), Decimal(0))
                        for two in (sums[:2], sums[2:]))  # fmt: skip
        yield Line(_("Financeurs des projets financés"), name, asked, given, _(EUROS))


def _bearers(session: Session, scope: Scope) -> Iterator[Line]:
    query = _of(scope, Organisme.statut, func.count(), funded())
    query = query.outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
    yield from _counted(
        session, query.group_by(Organisme.statut), _("Par type d’opérateur"), "statut_organisme"
    )


def _by_field(session: Session, scope: Scope, name: str, nomenclature: str) -> Iterator[Line]:
    column = Action.__table__.c[name]
    query = _of(scope, column, func.count(), funded()).group_by(column)
    yield from _counted(session, query, _label_of_field(name), nomenclature)


def _label_of_field(name: str) -> str:

    return _(fields_of(Action)[name].label)


def _by_theme(session: Session, scope: Scope) -> Iterator[Line]:
    query = _of(scope, Action.theme, func.count(), funded()).group_by(Action.theme)
    yield from _counted(session, query, _("Par thématique"), "theme")


def _by_contract(session: Session, scope: Scope) -> Iterator[Line]:
    under = Action.contrat_id.is_not(None)
    query = _of(scope, under, func.count(), funded()).group_by(under)
    yield from _counted(session, query, _("Rattachés à un contrat"), "oui_non")


def _counted(
    session: Session, query: Select[Any], rubrique: str, nomenclature: str
) -> Iterator[Line]:
    ordered: Select[Any] = query.order_by(query.selected_columns[0])
    for value, presented, helped in session.execute(ordered):
        yield Line(rubrique, _name(value, nomenclature), presented, helped, _(PROJETS))


def _name(value: Any, nomenclature: str) -> str:
    if value in (None, ""):
        return _("Non précisé")
    if nomenclature == "oui_non":
        return _("Oui") if value else _("Non")
    return _(label_of(nomenclature, str(value))) if nomenclature else str(value)


def _figures(session: Session, scope: Scope) -> Iterator[Line]:
    """The indicators of the supported actions, summed; rates worked out from the sums."""
    query = (
        _of(scope, Indicateur.code, func.sum(Indicateur.prevu), func.sum(Indicateur.realise))
        .join(Indicateur, Indicateur.action_id == Action.id)
        .where(supported())
        .group_by(Indicateur.code)
    )
    cards = [
        Card("indicateur", code, 0, {"code": code, PREVU: prevu, REALISE: realise,
                                     "commentaire": ""})
        for code, prevu, realise in session.execute(query)
    ]  # fmt: skip
    readings = readings_of(scope.dispositif, scope.exercice, cards)
    lines = [
        Line(_(_heading(one.indicator)), _(one.indicator.libelle), whole(one.prevu),
             whole(one.realise), _(one.indicator.unite))
        for one in readings
    ]  # fmt: skip
    yield from _together(lines)
    if scope.dispositif == "PRE":
        yield from _cost_of_a_child(session, scope)


def _heading(one: Indicator) -> str:
    return RATES if one.computed else GROUPS.get(one.groupe, COUNTED)


def _together(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of one heading one after the other, headings as they are met."""
    for rubrique in dict.fromkeys(line.rubrique for line in lines):
        yield from (line for line in lines if line.rubrique == rubrique)


def _cost_of_a_child(session: Session, scope: Scope) -> Iterator[Line]:
    """What was granted for each child reached, or foreseen where nothing is told yet."""
    granted = session.scalar(_of(scope, func.sum(Action.montant_accorde)).where(supported()))
    told = func.sum(func.coalesce(Indicateur.realise, Indicateur.prevu))
    children = session.scalar(
        _of(scope, told)
        .join(Indicateur, Indicateur.action_id == Action.id)
        .where(supported(), Indicateur.code.in_(CHILDREN))
    )
    if granted and children:
        cost = (granted / children).quantize(Decimal("0.01"), ROUND_HALF_UP)
        yield Line(_(RATES), _("Crédits accordés par enfant"), None, cost, _(EUROS))
