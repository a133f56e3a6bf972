"""Reads the posts of adultes-relais and runs their rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, ConventionPoste, Dossier, Enveloppe, Indicateur, Poste
from acse_desktop.rules import postes
from acse_desktop.rules.anomalie import Anomalie, RecordTarget
from acse_desktop.services.checking.scope import Scope
from acse_desktop.services.post_aid import aid_lines
from acse_desktop.services.posts import DISPOSITIF, conventioned, in_force, terms_of, vacant_on
from acse_desktop.translation import _
from acse_desktop.typography import count_text


def check(session: Session, scope: Scope) -> Iterator[Anomalie]:
    """What the rules find on the posts of a base, and on the indicators that count them."""
    if scope.whole:
        for facts in _posts(session):
            for rule in postes.CHECKS:
                yield from rule(facts)
        for counted in _quotas(session, scope.exercice):
            yield from postes.quota(counted)
    yield from _indicators(session, scope)


def _posts(session: Session) -> Iterator[postes.PosteFacts]:
    conventions: dict[str, list[postes.ConventionFacts]] = defaultdict(list)
    for one in session.scalars(select(ConventionPoste).order_by(ConventionPoste.debut_le)):
        if (facts := _facts(one)) is not None:
            conventions[str(one.poste_id)].append(facts)
    for identifier, number in session.execute(select(Poste.id, Poste.numero)):
        if identifier in conventions:
            yield postes.PosteFacts(identifier, number or "", tuple(conventions[identifier]))


def _facts(one: ConventionPoste) -> postes.ConventionFacts | None:
    terms = terms_of(one)
    if terms is None:
        return None
    unknown = sum(line.jours for line in aid_lines(terms) if line.taux is None)
    return postes.ConventionFacts(
        terms.debut_le, terms.span.fin, terms.fin_le, one.renouvellement or 0,
        one.titulaire_age, one.titulaire_quartier, one.derogation, unknown,
    )  # fmt: skip


def _quotas(session: Session, exercice: int | None) -> Iterator[postes.QuotaFacts]:
    query = select(Enveloppe.id, Enveloppe.exercice, Enveloppe.postes, conventioned()).where(
        Enveloppe.dispositif == DISPOSITIF, Enveloppe.postes.is_not(None)
    )
    if exercice is not None:
        query = query.where(Enveloppe.exercice == exercice)
    for identifier, year, notified, held in session.execute(query):
        name = _("Adultes-relais {year}").format(year=year or "")
        yield postes.QuotaFacts(identifier, name, notified, held)


def _indicators(session: Session, scope: Scope) -> Iterator[Anomalie]:
    """An indicator filled by hand against the posts that the action has."""
    query = (
        select(Action.id, Dossier.exercice, Indicateur.code, Indicateur.realise)
        .join(Indicateur, Indicateur.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds(Indicateur), Indicateur.realise.is_not(None))
        .where(Indicateur.code.in_(("AR.POSTES", "AR.POSTES_POURVUS")))
        .where(Action.id.in_(select(Poste.action_id).where(Poste.action_id.is_not(None))))
    )
    for action, exercice, code, told in session.execute(query):
        held, filled = _counted(session, action, exercice)
        found = held if code == "AR.POSTES" else filled
        if told is not None and told != found:
            message = _(
                "Postes déclarés\u00a0: {told}\u202f; comptés au 31 décembre\u00a0: {found}."
            ).format(told=count_text(int(told)), found=count_text(found))
            target = RecordTarget("action", action)
            yield postes.INDICATEUR.on(target, "indicateurs", message, count_text(int(told)))


def _counted(session: Session, action: str, exercice: int | None) -> tuple[int, int]:
    """Posts of an action under convention on 31 December, and those that have a holder."""
    day = date(exercice or 1, 12, 31)
    held = (
        select(func.count(Poste.id.distinct()))
        .join(ConventionPoste, ConventionPoste.poste_id == Poste.id)
        .where(Poste.action_id == action, in_force(day))
    )
    filled = held.where(Poste.id.not_in(vacant_on(day)))
    return session.scalar(held) or 0, session.scalar(filled) or 0
