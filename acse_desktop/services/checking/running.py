"""Runs the rules over a scope and joins the reasons that agents gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Reserve
from acse_desktop.progress import Progress
from acse_desktop.rules import decision, enveloppes, organismes
from acse_desktop.rules.anomalie import GRAVITES, Anomalie
from acse_desktop.rules.registry import COMPLETENESS_CHECKS, MONEY_CHECKS
from acse_desktop.services.checking import (
    avis,
    controles,
    dispositifs,
    facts,
    indicateurs,
    others,
    paiements,
    postes,
    values,
)
from acse_desktop.services.checking.names import named
from acse_desktop.services.checking.papers import missing_papers
from acse_desktop.services.checking.scope import (
    Scope,
    of_action,
    of_base,
    of_dossier,
    of_organisme,
)
from acse_desktop.services.today import current_day
from acse_desktop.translation import _

Step = Callable[[], Iterable[Anomalie]]


def _actions(session: Session, scope: Scope, today: date) -> Iterator[Anomalie]:
    for action in facts.actions(session, scope, today):
        checks = (*COMPLETENESS_CHECKS, *MONEY_CHECKS) if action.suivie else MONEY_CHECKS
        for check in checks:
            yield from check(action)


def _organismes(session: Session, scope: Scope) -> Iterator[Anomalie]:
    if scope.organismes is None:
        return
    known = others.organismes(session)
    wanted = set(session.scalars(scope.organismes))
    for organisme in known:
        if organisme.id in wanted:
            for check in organismes.CHECKS:
                yield from check(organisme)
    for found in (*organismes.same_siret(known), *organismes.same_name(known)):
        if found.id in wanted:
            yield found


def _dossiers(session: Session, scope: Scope) -> Iterator[Anomalie]:
    if scope.dossiers is None:
        return
    numbers = others.dossier_numbers(session)
    wanted = set(session.scalars(scope.dossiers))
    for found in (*organismes.same_number(numbers), *organismes.single_dossier(numbers)):
        if found.id in wanted:
            yield found


def _numbers(session: Session, scope: Scope) -> Iterator[Anomalie]:
    repeated = list(organismes.same_number(others.repeated_actions(session)))
    if scope.actions is None or not repeated:
        return
    wanted = set(session.scalars(scope.actions))
    yield from (found for found in repeated if found.id in wanted)


def _yearly(session: Session, scope: Scope) -> Iterator[Anomalie]:
    if not scope.whole:
        return
    for year in facts.years(session, scope).values():
        if scope.exercice in (None, year.exercice):
            yield from decision.depot(year)
    for envelope in others.envelopes(session, scope.exercice):
        yield from enveloppes.depassee(envelope)


def _reserved(session: Session, anomalies: Iterable[Anomalie]) -> Iterator[Anomalie]:
    columns = (Reserve.regle, Reserve.cible_table, Reserve.cible_id, Reserve.motif)
    reasons = {tuple(row[:3]): row[3] for row in session.execute(select(*columns))}
    for one in anomalies:
        yield replace(one, reserve=reasons[one.key]) if one.key in reasons else one


def _sorted(anomalies: Iterable[Anomalie]) -> list[Anomalie]:
    # The same base always gives the same list: files made from it must be comparable.
    return sorted(
        anomalies, key=lambda a: (GRAVITES.index(a.gravite), a.code, a.objet, a.id, a.champ)
    )


def _run(
    session: Session, scope: Scope, today: date | None, progress: Progress | None = None
) -> list[Anomalie]:
    day = today or current_day(session)
    steps: tuple[Step, ...] = (
        lambda: _actions(session, scope, day),
        lambda: paiements.check(session, scope, day),
        lambda: avis.check(session, scope, day),
        lambda: _organismes(session, scope),
        lambda: _dossiers(session, scope),
        lambda: missing_papers(session, scope),
        lambda: _numbers(session, scope),
        lambda: _yearly(session, scope),
        lambda: indicateurs.check(session, scope),
        lambda: dispositifs.check(session, scope),
        lambda: postes.check(session, scope),
        lambda: controles.check(session, scope, day),
        lambda: values.gaps(session, scope),
        lambda: values.faults(session, scope),
    )
    found: list[Anomalie] = []
    for rank, step in enumerate(steps):
        if progress is not None:
            progress.step(rank, len(steps), _("Contrôle des dossiers"))
        found.extend(step())
    return _sorted(_reserved(session, named(session, found)))


def check_action(session: Session, action_id: str, today: date | None = None) -> list[Anomalie]:
    """What is wrong with an action and its parts; `today` decides what is overdue."""
    return _run(session, of_action(action_id), today)


def check_dossier(session: Session, dossier_id: str, today: date | None = None) -> list[Anomalie]:
    """What is wrong with a dossier and all its actions."""
    return _run(session, of_dossier(dossier_id), today)


def check_organisme(session: Session, organisme_id: str) -> list[Anomalie]:
    """What is wrong with what identifies an organisme, duplicates included."""
    return _run(session, of_organisme(organisme_id), None)


def check_base(
    session: Session,
    exercice: int | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> list[Anomalie]:
    """Everything that is wrong in a base, or in what belongs to an exercice.

    The most serious first. Raises Cancelled when the user gives up.
    """
    return _run(session, of_base(exercice), today, progress)
