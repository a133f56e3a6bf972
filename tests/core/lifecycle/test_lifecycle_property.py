"""Whatever path actions take, each step is kept, and undoing everything gives the first base."""

from __future__ import annotations

import itertools
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import EDITABLE, Action
from acse_desktop.nomenclatures import entries
from acse_desktop.services import lifecycle, motifs, records
from acse_desktop.services.deciding import Decision
from acse_desktop.store.operations import operation, redo, redo_name, undo, undo_name
from tests.core.lifecycle.conftest import AGENT, opened

NAMES = ("a1", "a2", "b1")
some = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4)
amounts = st.none() | st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
words = st.sampled_from(["", "Motif donné", "<w:p>{{7*7}}"])
steps = st.one_of(
    st.tuples(st.just("move"), some, st.sampled_from([e.code for e in entries("statut")]), words),
    st.tuples(st.just("decide"), some, st.sampled_from([e.code for e in entries("decision")]),
              amounts),
    st.tuples(st.just("type"), some, st.sampled_from([e.code for e in entries("statut")]), words),
    st.tuples(st.just("motif"), some, st.sampled_from(["REFUS", "ACCORD"]), words),
    st.tuples(st.just("undo"), some, st.none(), st.none()),
    st.tuples(st.just("redo"), some, st.none(), st.none()),
)  # fmt: skip


def _content(session: Session) -> dict[str, Any]:
    found = {}
    for model in EDITABLE:
        columns = [column for column in model.__table__.c if column.name != "version"]
        rows = session.execute(select(*columns).order_by(model.__table__.c.id))
        found[model.__tablename__] = [tuple(row) for row in rows]
    return found


def _play(session: Session, kind: str, ids: list[str], code: str, value: Any) -> None:
    if kind == "move":
        lifecycle.move(session, ids, code, motif=value, agent=AGENT)
    elif kind == "decide":
        lifecycle.decide(session, ids, code, montant=value, agent=AGENT)
    elif kind == "type":
        records.update(session, "action", ids[0], {"statut": code}, agent=AGENT)
    elif kind == "motif":
        motifs.add(session, code, value or "Autre motif", agent=AGENT)
    elif kind == "undo" and undo_name(session) not in (None, "Préparer"):
        undo(session, AGENT)
    elif kind == "redo" and redo_name(session):
        redo(session, AGENT)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(script=st.lists(steps, max_size=10))
def test_undoing_all_steps_gives_back_the_first_base(template: Path, script: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(template, Path(folder)) as session:
        first = _content(session)
        for kind, ids, code, value in script:
            _play(session, kind, ids, code, value)
            _check_chain(session)
        while undo_name(session) != "Préparer":
            undo(session, AGENT)
        assert _content(session) == first


def _check_chain(session: Session) -> None:
    """The steps follow one another, up to the statut of the action."""
    for name in NAMES:
        found = lifecycle.history(session, name)
        for before, after in itertools.pairwise(found):
            assert after.avant == before.apres
        assert found[-1].apres == session.scalar(select(Action.statut).where(Action.id == name))


def test_two_thousand_actions_are_decided_in_seconds(session: Session) -> None:
    """About 1.5 s on two slow cores; the bound leaves room for a busy one."""
    ids = [f"n{rank}" for rank in range(2000)]
    with operation(session, "Remplir", agent=AGENT):
        for one in ids:
            session.add(Action(id=one, dossier_id="d1", numero=one, statut="COMITE",
                               montant_demande=Decimal(100)))  # fmt: skip
    start = time.process_time()
    assert len(lifecycle.preflight(session, ids, Decision("ACCORD")).outcomes) == 2000
    checked = time.process_time()
    assert lifecycle.decide(session, ids, "ACCORD", agent=AGENT) == 2000
    done = time.process_time()
    undo(session, AGENT)
    assert done - start < 4, f"{checked - start:.2f} s to check, {done - checked:.2f} s to write"
