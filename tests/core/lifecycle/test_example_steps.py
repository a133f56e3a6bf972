"""The example base tells how each of its actions came to its state."""

from __future__ import annotations

import itertools
from pathlib import Path

from sqlalchemy import select

from acse_desktop import cycle
from acse_desktop.models import Action, Dossier
from acse_desktop.services import lifecycle
from acse_desktop.services.example import make_example
from acse_desktop.store.opening import open_base


def test_every_action_of_the_example_came_by_usual_steps(tmp_path: Path) -> None:
    path = make_example(tmp_path / "exemple.acse", actions=120)
    with open_base(path, agent="Awa") as base, base.session() as session:
        found = session.execute(
            select(Action.id, Action.statut, Dossier.recu_le).join(Dossier)
        ).all()
        for identifier, statut, received in found:
            steps = lifecycle.history(session, identifier)
            assert (steps[0].day, steps[-1].apres) == (received, statut)
            for before, after in itertools.pairwise(steps):
                assert after.day >= before.day
                assert cycle.transition(before.apres, after.apres), (before, after)
        assert {statut for _id, statut, _day in found} == {
            one for step in cycle.transitions() for one in (step.de, step.vers)
        }
