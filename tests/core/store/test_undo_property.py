"""Whatever an agent does, undoing all of it gives back the first content, and redoing the last."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from acse_desktop.fields import Base, new_id
from acse_desktop.models import EDITABLE, Action, Dossier, Organisme
from acse_desktop.store.database import engine_for, session_factory
from acse_desktop.store.operations import (
    operation,
    redo,
    redo_name,
    undo,
    undo_name,
    verify_chain,
)

texts = st.one_of(st.none(), st.text(st.characters(exclude_categories=("Cs",)), max_size=8))
amounts = st.one_of(st.none(), st.integers(-(10**12), 10**12).map(lambda n: Decimal(n).scaleb(-2)))
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
flags = st.sampled_from([None, True, False])
values = st.fixed_dictionaries(
    {"intitule": texts, "montant_demande": amounts, "debut_le": days, "videoprotection": flags}
)
steps = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 9), values),
    st.tuples(st.just("edit"), st.integers(0, 9), values),
    st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("delete"), st.sampled_from([Organisme, Dossier, Action]), st.integers(0, 9)),
    st.tuples(st.just("bulk"), st.integers(1, 5), st.none()),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)


@contextmanager
def _session(template: Path) -> Iterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(Path(shutil.copyfile(template, Path(folder) / "base.acse")))
        with session_factory(engine)() as session:
            yield session
        engine.dispose()


def _content(session: Session) -> dict[str, Any]:
    found = {}
    for model in EDITABLE:
        columns = [column for column in model.__table__.c if column.name != "version"]
        rows = session.execute(select(*columns).order_by(model.__table__.c.id))
        found[model.__tablename__] = [tuple(row) for row in rows]
    return found


def _picked(session: Session, model: type[Base], index: int) -> Any:
    rows = session.scalars(select(model)).all()
    return sorted(rows, key=lambda row: row.id)[index % len(rows)] if rows else None


def _write(session: Session, kind: str, first: Any, second: Any) -> None:
    with operation(session, kind, agent="Awa") as done:
        if kind == "add":
            dossier = _picked(session, Dossier, first) or Dossier(organisme=Organisme(nom="A"))
            session.add(dossier)
            dossier.actions.append(Action(**second))
            session.add(Organisme(nom="B", dossiers=[Dossier()]))
        elif kind == "bulk":
            rows = [{"id": new_id(), "version": 1, "nom": f"{i}"} for i in range(first)]
            session.execute(insert(Organisme.__table__), rows)
            done.created_in_bulk(Organisme, [row["id"] for row in rows])
        elif kind == "edit" and (action := _picked(session, Action, first)):
            for name, value in second.items():
                setattr(action, name, value)
        elif kind == "move" and (action := _picked(session, Action, first)):
            action.dossier = _picked(session, Dossier, second)
        elif kind == "delete" and (record := _picked(session, first, second)):
            session.delete(record)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(script=st.lists(steps, max_size=10))
def test_undoing_all_gives_back_the_first_content(template: Path, script: list[Any]) -> None:
    with _session(template) as session:
        first = _content(session)
        for kind, one, two in script:
            if kind == "undo":
                undo_name(session) and undo(session, "Awa")
            elif kind == "redo":
                redo_name(session) and redo(session, "Awa")
            else:
                _write(session, kind, one, two)
        states = [_content(session)]
        while undo_name(session):
            undo(session, "Awa")
            states.append(_content(session))
        assert states[-1] == first
        for expected in reversed(states[:-1]):
            redo(session, "Awa")
            assert _content(session) == expected
        assert verify_chain(session) is None
