"""Controls: those planned and not done, and what was asked and did not come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from acse_desktop.rules.anomalie import AVERTISSEMENT, Anomalie, Rule
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text

SOURCE = N_("Circulaire du 24 décembre 2002\u00a0: contrôle de l’emploi des subventions")
REVERSEMENT = "REVERSEMENT"

PREVU = Rule(
    "CTL-PREVU", AVERTISSEMENT, N_("Un contrôle prévu est fait"), SOURCE,
    N_("Faites-le, ou reportez-le à une autre date."),
)  # fmt: skip
SUITE = Rule(
    "CTL-SUITE", AVERTISSEMENT, N_("Ce qu’un contrôle demande est fait à la date attendue"),
    SOURCE, N_("Relancez le porteur, ou datez ce qu’il a fait."),
)  # fmt: skip
DECISION = Rule(
    "CTL-REVERSEMENT", AVERTISSEMENT, N_("Un reversement demandé par un contrôle est décidé"),
    N_("Circulaire du 24 décembre 2002\u202f; loi n° 2000-321 du 12 avril 2000, art. 10"),
    N_("Décidez le reversement de l’action, ou dispensez-en le porteur avec un motif."),
)  # fmt: skip
CONSTATS = Rule(
    "CTL-CONSTATS", AVERTISSEMENT, N_("Un contrôle qui relève un écart a des constats"), SOURCE,
    N_("Écrivez ce qui a été vu, et la suite donnée."),
)  # fmt: skip
RULES = (PREVU, SUITE, DECISION, CONSTATS)


@dataclass(frozen=True)
class ControlFacts:
    """A control, for the rules."""

    table: ClassVar[str] = "controle"
    id: str
    objet: str
    prevu_le: date | None
    fait_le: date | None
    suite: str | None
    attendue_le: date | None
    faite_le: date | None
    decide: bool
    """Whether the repayment of its action is decided, dispensed included."""
    ecarts: int
    """Questions answered « non » or « en partie »."""
    constats: bool
    jour: date
    """The day of the check."""


def prevu(facts: ControlFacts) -> Iterator[Anomalie]:
    """The day that was planned is past."""
    if facts.fait_le is None and facts.prevu_le is not None and facts.prevu_le < facts.jour:
        day = day_text(facts.prevu_le)
        message = _("Le contrôle prévu pour le {day} n’est pas fait.").format(day=day)
        yield PREVU.on(facts, "fait_le", message, day)


def suite(facts: ControlFacts) -> Iterator[Anomalie]:
    """The day by which something was asked is past."""
    due = facts.attendue_le
    if due is not None and due < facts.jour and facts.faite_le is None:
        message = _("La suite était attendue pour le {day}.").format(day=day_text(due))
        yield SUITE.on(facts, "suite_faite_le", message, day_text(due))


def decision(facts: ControlFacts) -> Iterator[Anomalie]:
    """A repayment was asked and nothing is decided on the action."""
    if facts.suite == REVERSEMENT and not facts.decide:
        message = _("Le contrôle demande un reversement\u00a0: aucun n’est décidé sur l’action.")
        yield DECISION.on(facts, "suite", message)


def constats(facts: ControlFacts) -> Iterator[Anomalie]:
    """Something was not right, and no words say what."""
    if facts.fait_le is not None and facts.ecarts and not facts.constats:
        yield CONSTATS.on(facts, "constats", _("Un point n’est pas satisfait, sans constats."))


CHECKS = (prevu, suite, decision, constats)
