"""Whatever an author and the agents do meanwhile, each cell is told for what it became."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from acse_desktop.fieldtypes import LongText
from acse_desktop.models import Avis
from acse_desktop.services import avis_sheet, records
from acse_desktop.services.avis import Request
from acse_desktop.services.workbook.celltexts import guarded
from acse_desktop.store.operations import operation, undo

AGENT = "Awa"
ACTIONS = ("a1", "a2", "a3")
SENS = {"FAVORABLE": "Favorable", "RESERVE": "Réservé", "DEFAVORABLE": "Défavorable"}
AMOUNTS = st.integers(0, 10**11).map(lambda cents: Decimal(cents) / 100)
TEXTS = st.text(max_size=12).map(LongText().parse)
VALUES = {
    "sens": st.none() | st.sampled_from(sorted(SENS)),
    "montant_propose": st.none() | AMOUNTS,
    "commentaire": st.none() | TEXTS | st.sampled_from(["=1+1", "-", "@x", "_x0041_", "12", "1 %"]),
    "rendu_le": st.none() | st.dates(date(1960, 1, 1), date(2090, 1, 1)),
}
CELLS = [(rank, name) for rank in (1, 2, 3) for name in VALUES]
EDITS = st.fixed_dictionaries(
    {}, optional={cell: VALUES[cell[1]] for cell in CELLS}
)  # fmt: skip


def put(cell, name, value):
    cell.value = SENS.get(value, value) if name == "sens" else value
    if isinstance(value, str):
        cell.value = guarded(cell.value)  # as Excel saves it
        cell.data_type = "s"


def written(session, ids, edits):
    if edits:
        with operation(session, "Modifier", agent=AGENT):
            for (rank, name), value in edits.items():
                records.update(session, "avis", ids[rank], {name: value}, agent=AGENT)


def values_of(session):
    rows = session.scalars(
        select(Avis).order_by(Avis.action_id).execution_options(populate_existing=True)
    )
    return {(rank, name): getattr(one, name) for rank, one in enumerate(rows, 1) for name in VALUES}


@pytest.fixture
def ids(session):
    with TemporaryDirectory() as folder:
        target = Path(folder) / "avis.xlsx"
        avis_sheet.export(session, ACTIONS, Request("DELEGUE"), target, agent=AGENT)
    rows = session.scalars(select(Avis).order_by(Avis.action_id))
    return dict(enumerate([one.id for one in rows], 1))


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(before=EDITS, typed=EDITS, meanwhile=EDITS)
def test_each_cell_is_unchanged_changed_or_in_conflict(
    session, ids, author, before, typed, meanwhile
):
    with TemporaryDirectory() as folder:
        target = Path(folder) / "avis.xlsx"
        written(session, ids, before)
        avis_sheet.export(session, ACTIONS, Request("DELEGUE"), target, agent=AGENT)
        sent = values_of(session)
        opened = author(target)
        for (rank, name), value in typed.items():
            put(opened.cell(rank, name), name, value)
        opened.save()
        written(session, ids, meanwhile)
        now = values_of(session)
        review = avis_sheet.read_back(session, target)
        found = {(one.record, one.field): one.conflict for one in review.differences}
        expected = {
            (ids[cell[0]], cell[1]): now[cell] != sent[cell]
            for cell, value in typed.items()
            if value not in (sent[cell], now[cell])
        }
        assert (found, review.troubles) == (expected, ())
        every = [one.key for one in review.differences]
        with operation(session, "Reprendre", agent=AGENT):
            avis_sheet.apply(session, review, every, agent=AGENT)
        after = values_of(session)
        changed = {cell for cell, value in typed.items() if value != sent[cell]}
        assert all(after[cell] == typed[cell] for cell in changed if cell[1] != "rendu_le")
        assert all(after[cell] == now[cell] for cell in CELLS
                   if cell not in changed and cell[1] != "rendu_le")  # fmt: skip
        assert avis_sheet.read_back(session, target).differences == ()
        if every:
            undo(session, AGENT)
            assert values_of(session) == now
