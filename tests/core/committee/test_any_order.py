"""Whatever is done and undone: the figures are the sums of the actions, and undo leads back."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from acse_desktop.models import Action, Enveloppe
from acse_desktop.services import records
from acse_desktop.services.committee import live, sheet, sittings, votes
from acse_desktop.services.committee.applying import apply_decisions
from acse_desktop.services.committee.votes import GRANTING
from acse_desktop.store import operations

AGENT = "Awa"
ZERO = Decimal(0)


def _content(session: Any) -> list[tuple[str, str]]:
    session.expire_all()
    models = [records.MODELS[name] for name in ("action", "seance", "passage", "evenement")]
    return sorted(
        (one.id, repr(records.card_of(one).values))
        for model in models
        for one in session.scalars(select(model))
    )


def _act(session: Any, seance: str, chance: random.Random, first: Any) -> None:
    """One legal gesture, or the undo of one."""
    sitting = sheet.read_sitting(session, seance)
    gesture = chance.choice(("vote", "vote", "decide", "close", "undo", "remove"))
    if gesture == "undo":
        if _content(session) != first:
            operations.undo(session, AGENT)
    elif sitting.closed:
        sittings.reopen(session, seance, agent=AGENT)
    elif gesture == "close":
        apply_decisions(session, seance, agent=AGENT)
    elif not sitting.lines:
        sittings.add_actions(session, seance, ["a1", "a2", "a3", "a4"], agent=AGENT)
    elif gesture == "remove":
        sittings.remove_passages(session, seance, [sitting.lines[0].id], agent=AGENT)
    else:
        line = chance.choice(sitting.lines)
        typed = {
            "vote": ("montant", f"{chance.randrange(0, 900_000) / 100:.2f}"),
            "decide": ("decision", chance.choice(("ACCORD", "REFUS", "AJOURNEMENT", ""))),
        }[gesture]
        votes.write_votes(session, seance, [(line.id, *typed)], agent=AGENT)


def _check(session: Any, seance: str) -> None:
    """The figures of each envelope, worked out again from the records."""
    session.expire_all()
    sitting = sheet.read_sitting(session, seance)
    lines = {line.action_id: line for line in sitting.lines}
    for one in live.figures_of(session, seance):
        if one.kind != live.ENVELOPPE:
            continue
        envelope = session.get(Enveloppe, one.key)
        actions = [
            action for action in session.scalars(select(Action))
            if envelope.theme in (None, action.theme)
        ]  # fmt: skip
        ours = [line for line in sitting.lines if envelope.theme in (None, line.theme)]
        voted = sum((line.montant or ZERO for line in ours
                     if line.decision in (None, *GRANTING)), ZERO)  # fmt: skip
        elsewhere = sum((action.montant_accorde or ZERO for action in actions
                         if action.id not in lines), ZERO)  # fmt: skip
        if not sitting.closed:
            assert (one.vote, one.ailleurs) == (voted, elsewhere)
        else:
            granted = sum((action.montant_accorde or ZERO for action in actions), ZERO)
            assert (one.vote, one.vote + one.ailleurs) == (voted, granted)
        assert one.reste == envelope.notifie - one.ailleurs - one.vote


@pytest.mark.parametrize("seed", range(4))
def test_figures_hold_after_any_gestures_and_undo_leads_back(
    session: Any, seance: str, seed: int
) -> None:
    chance, first = random.Random(seed), _content(session)
    for _turn in range(25):
        _act(session, seance, chance, first)
        _check(session, seance)
    while _content(session) != first:
        operations.undo(session, AGENT)
