"""Moving actions along their life cycle: one or many, in one operation that undo takes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop import cycle
from acse_desktop.cycle import Transition
from acse_desktop.errors import InvalidInput
from acse_desktop.models import Action, Dossier, Evenement
from acse_desktop.progress import Progress
from acse_desktop.rules import cycle as rules
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.rules.cycle import StepFacts
from acse_desktop.services.checking.reserves import accept
from acse_desktop.services.deciding import Decision, as_decided, decide_all
from acse_desktop.services.stepfacts import read_facts
from acse_desktop.services.steps import keep_steps
from acse_desktop.services.today import current_day
from acse_desktop.store.operations import operation
from acse_desktop.store.rows import chunks
from acse_desktop.translation import _, ngettext

PACE = 100
"""Actions between two words of progress."""


@dataclass(frozen=True)
class Step:
    """A dated step of an action."""

    day: date | None
    avant: str | None
    """None for the reception of the request."""
    apres: str | None
    motif: str
    agent: str


@dataclass(frozen=True)
class Outcome:
    """What would become of an action: it passes, with warnings or not, or it cannot."""

    id: str
    numero: str
    intitule: str
    statut: str | None
    vers: str
    warnings: tuple[Anomalie, ...] = ()
    refusal: str = ""
    """Why it cannot; empty when it can."""
    montant: Decimal | None = None
    """Euros that would be granted; None when none would be decided."""

    @property
    def warned(self) -> bool:
        """Whether a reason is wanted for going on."""
        return not self.refusal and any(rules.serious(one) for one in self.warnings)


@dataclass(frozen=True)
class Preflight:
    """What a change of many actions would do, told before it is done."""

    outcomes: tuple[Outcome, ...]

    @property
    def passing(self) -> tuple[Outcome, ...]:
        """The actions that pass without a warning."""
        return tuple(one for one in self.outcomes if not one.refusal and not one.warned)

    @property
    def warned(self) -> tuple[Outcome, ...]:
        """The actions that pass with a reason."""
        return tuple(one for one in self.outcomes if one.warned)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The actions that cannot pass."""
        return tuple(one for one in self.outcomes if one.refusal)


@dataclass(frozen=True)
class Possible:
    """A transition that an action may take, and what to know before."""

    transition: Transition
    warnings: tuple[Anomalie, ...]


def history(session: Session, action_id: str) -> list[Step]:
    """The steps of an action, the first one first: its reception, then each change kept."""
    query = select(Evenement).where(Evenement.action_id == action_id).order_by(Evenement.rang)
    kept = [
        Step(one.passe_le, one.statut_avant, one.statut_apres, one.motif or "", one.agent or "")
        for one in session.scalars(query)
    ]
    received = session.scalar(select(Dossier.recu_le).join(Action).where(Action.id == action_id))
    return [Step(received, None, "RECU", "", ""), *kept] if received else kept


def possible(session: Session, action_id: str) -> list[Possible]:
    """The transitions from the present statut of an action, with their warnings."""
    facts = next(read_facts(session, [action_id], current_day(session)), None)
    if facts is None:
        return []
    return [
        Possible(one, tuple(rules.warnings(_for(facts, one), one.vers)))
        for one in cycle.leaving(facts.statut)
    ]


def _for(facts: StepFacts, transition: Transition) -> StepFacts:
    """An action whose transition is a decision is looked at as that decision would make it."""
    if not transition.decisions:
        return facts
    return as_decided(facts, Decision(transition.decisions[0], comite_le=date.max))


def preflight(
    session: Session,
    ids: Sequence[str],
    to: str | Decision,
    progress: Progress | None = None,
) -> Preflight:
    """What a move to a statut, or a decision, would do to each action; nothing is written.

    Raises Cancelled when the user gives up.
    """
    found: list[Outcome] = []
    told = progress or Progress()
    for rank, facts in enumerate(read_facts(session, ids, current_day(session))):
        if rank % PACE == 0:
            told.step(rank, len(ids), _("Contrôle avant de changer le statut"))
        found.append(_decided(facts, to) if isinstance(to, Decision) else _moved(facts, to))
    return Preflight(tuple(found))


def _moved(facts: StepFacts, to: str) -> Outcome:
    refusal = rules.refusal(facts, to)
    warnings = () if refusal else tuple(rules.warnings(facts, to))
    return Outcome(facts.id, facts.numero, facts.intitule, facts.statut, to, warnings, refusal)


def _decided(facts: StepFacts, decision: Decision) -> Outcome:
    to = decision.statut
    refusal = rules.refusal(facts, to, again=True)
    # The committee has a date by default: the one of its sitting or of the day.
    then = as_decided(facts, replace(decision, comite_le=decision.comite_le or date.max))
    warnings = () if refusal else tuple(rules.warnings(then, to))
    return Outcome(
        facts.id, facts.numero, facts.intitule, facts.statut, to, warnings, refusal,
        then.montant_accorde if decision.grants else None,
    )  # fmt: skip


def move(
    session: Session,
    ids: Sequence[str],
    to: str,
    *,
    motif: str = "",
    agent: str,
    day: date | None = None,
    progress: Progress | None = None,
) -> int:
    """Move actions to a statut, as one operation; gives how many moved.

    Those that cannot (see `preflight`) stay as they are. `motif` is kept with each step, `day`
    is the one of the step, today by default. Raises InvalidInput for an unknown statut.
    """
    checked = preflight(session, ids, to)
    going = _going(checked, to)
    with operation(session, _move_name(checked, to), agent=agent):
        moved = []
        for rank, action in enumerate(_actions(session, [one.id for one in going])):
            _tell(progress, rank, len(going))
            moved.append((action, action.statut))
            action.statut = to
        keep_steps(session, moved, agent=agent, motif=motif, day=day)
        _keep_reasons(session, going, motif, agent)
    return len(going)


def decide(
    session: Session,
    ids: Sequence[str],
    decision: str,
    *,
    montant: Decimal | None = None,
    motif: str = "",
    comite_le: date | None = None,
    agent: str,
    progress: Progress | None = None,
) -> int:
    """Write a decision on actions, as one operation: amount, committee, reason and statut.

    Gives how many were decided. `montant` is in euros for each action (see `deciding.granted`
    for None), `comite_le` defaults to the day of its sitting. The reason is the one told to the
    bearer; it is kept with the step too. Raises InvalidInput for an unknown decision or an
    amount below zero.
    """
    wanted = Decision(decision, montant, comite_le)
    _check_decision(wanted)
    going = _going(preflight(session, ids, wanted), wanted.statut)
    with operation(session, _decision_name(len(going)), agent=agent):
        actions = _actions(session, [one.id for one in going])
        decide_all(
            session, actions, wanted, motif=motif, agent=agent,
            tell=lambda rank: _tell(progress, rank, len(going)),
        )  # fmt: skip
        _keep_reasons(session, going, motif, agent)
    return len(going)


def _check_decision(decision: Decision) -> None:
    if cycle.statut_of(decision.code) is None:
        raise InvalidInput(
            _("La décision «\u00a0{code}\u00a0» n’existe pas.").format(code=decision.code),
            _("Choisissez une décision de la liste."),
        )
    if decision.montant is not None and decision.montant < 0:
        raise InvalidInput(
            _("Un montant accordé n’est pas négatif."),
            _("Écrivez un montant positif, ou choisissez un refus."),
        )


def _going(checked: Preflight, to: str) -> list[Outcome]:
    going = [one for one in checked.outcomes if not one.refusal]
    unknown = rules.refusal(StepFacts(""), to)
    if unknown:
        raise InvalidInput(unknown, _("Choisissez un état de la liste."))
    return going


def _actions(session: Session, ids: Sequence[str]) -> list[Action]:
    found: list[Action] = []
    for some in chunks(ids):
        found.extend(session.scalars(select(Action).where(Action.id.in_(some))))
    return found


def _keep_reasons(session: Session, going: Iterable[Outcome], motif: str, agent: str) -> None:
    """The reason answers the rules that go on being checked: they stay listed with it."""
    own = {rule.code for rule in rules.RULES}
    if not motif.strip():
        return
    for outcome in going:
        for anomalie in outcome.warnings:
            if anomalie.code not in own:
                accept(session, anomalie, motif, agent)


def _tell(progress: Progress | None, rank: int, total: int) -> None:
    if progress is not None and rank % PACE == 0:
        progress.step(rank, total, _("Écriture des étapes"))


def _move_name(checked: Preflight, to: str) -> str:
    going = [one for one in checked.outcomes if not one.refusal]
    known = cycle.transition(going[0].statut, to) if len(going) == 1 else None
    if known is not None:
        return known.libelle
    count = len(going)
    name = ngettext("Changer le statut d’une action", "Changer le statut de {n} actions", count)
    return name.format(n=count)


def _decision_name(count: int) -> str:
    name = ngettext("Décider d’une action", "Décider de {n} actions", count)
    return name.format(n=count)
