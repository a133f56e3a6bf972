"""A plan is written and undone as one; a control leads to its follow-up and its repayment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Controle, PointControle
from acse_desktop.services import listing, records
from acse_desktop.services.checking import check_base
from acse_desktop.services.comptes_rendus import gestes
from acse_desktop.services.controls import fiche, figures, planning, publishing
from acse_desktop.services.controls.drawing import Rate
from acse_desktop.services.listing_types import Query
from acse_desktop.store.operations import undo

AGENT = "Awa"
JOUR = date(2012, 11, 19)


def _plan(taux: str = "20", **more: Any) -> planning.Plan:
    rate = Rate(42, Decimal(taux), Decimal(9000))
    return planning.Plan(2012, "Plan 2012", rate, **more)


def _codes(session: Session) -> list[str]:
    return sorted(one.code for one in check_base(session, 2012) if one.code.startswith("CTL-"))


def test_a_plan_writes_its_controls_once_and_can_be_drawn_again(session: Session) -> None:
    shown = planning.preview(session, _plan())
    office = {one.candidate.action_id for one in shown.draw.drawn if one.office}
    assert office == {"CUCS-9", "CUCS-10", "PRE-9", "PRE-10"}
    assert len(shown.draw.drawn) == 4 + 2 + 2
    plan = planning.draw_plan(session, _plan(prevu_le=date(2012, 10, 1)), agent=AGENT)
    controls = list(session.scalars(select(Controle)))
    assert {one.action_id for one in controls} == shown.draw.ids
    assert {one.numero for one in controls} == {f"CTL-2012-{rank:03}" for rank in range(1, 9)}
    assert {one.dispositif for one in controls} == {"CUCS", "PRE"}
    assert session.scalar(select(func.count(PointControle.id))) == 8 * 9
    assert planning.draw_again(session, plan).same
    assert _codes(session) == ["CTL-PREVU"] * 8
    assert listing.preset_counts(session, "controles", 2012)["a_faire"] == 8
    with pytest.raises(InvalidInput):
        planning.draw_plan(session, _plan(), agent=AGENT)
    undo(session, agent=AGENT)
    assert session.scalar(select(func.count(Controle.id))) == 0


def test_a_base_that_changed_is_told_when_a_plan_is_drawn_again(session: Session) -> None:
    plan = planning.draw_plan(session, _plan("0"), agent=AGENT)
    less = {"montant_accorde": Decimal(8999)}
    records.update(session, "action", "CUCS-9", less, agent=AGENT)
    again = planning.draw_again(session, plan)
    assert (again.missing, again.new) == ({"CUCS-9"}, set())


def test_a_control_that_finds_misuse_leads_to_the_repayment(session: Session) -> None:
    control = fiche.schedule(session, "CUCS-3", agent=AGENT)
    payment = {"action_id": "CUCS-3", "nature": "ACOMPTE", "montant": Decimal(2000)}
    records.create(session, "versement", payment, agent=AGENT)
    points = records.children(session, "point_controle", "controle", control)
    records.update(session, "point_controle", points[0].id, {"reponse": "NON"}, agent=AGENT)
    done = {"fait_le": date(2012, 9, 3), "suite": "REVERSEMENT",
            "suite_attendue_le": date(2012, 10, 15)}  # fmt: skip
    records.update(session, "controle", control, done, agent=AGENT)
    assert _codes(session) == ["CTL-CONSTATS", "CTL-REVERSEMENT", "CTL-SUITE"]
    assert listing.preset_counts(session, "controles", 2012)["retards"] == 1
    with pytest.raises(InvalidInput):
        fiche.decide_repayment(session, control, Decimal(500), agent=AGENT, on=JOUR)
    records.update(session, "controle", control, {"constats": "Aucune séance."}, agent=AGENT)
    fiche.decide_repayment(session, control, Decimal("500.10"), agent=AGENT, on=JOUR)
    assert gestes.suivi(session, "CUCS-3").decide == Decimal("500.10")
    reason = records.read(session, "action", "CUCS-3").values["reversement_motif"]
    assert "CTL-2012-001" in reason and "Aucune séance." in reason
    records.update(session, "controle", control, {"suite_faite_le": JOUR}, agent=AGENT)
    assert _codes(session) == []
    assert listing.preset_counts(session, "controles", 2012)["faits"] == 1


def test_trainings_and_evaluations_are_counted_with_their_cost(session: Session) -> None:
    for code in ("CUCS-1", "PRE-1"):
        fiche.schedule(session, code, agent=AGENT)
    training = {"exercice": 2012, "nature": "FORMATION", "dispositif": "PRE", "participants": 12,
                "cout": Decimal("1500.55"), "intitule": "Évaluer un parcours"}  # fmt: skip
    identifier = fiche.add_control(session, training, agent=AGENT)
    assert records.children(session, "point_controle", "controle", identifier) == []
    first = session.scalars(select(Controle).where(Controle.action_id == "PRE-1")).one()
    records.update(session, "controle", first.id, {"fait_le": JOUR}, agent=AGENT)
    found = {one.dispositif: one for one in figures.tallies(session, 2012, JOUR)}
    pre = found["PRE"]
    assert (pre.prevus, pre.faits, pre.controle) == (1, 1, Decimal(1000))
    assert (pre.formations, pre.participants, pre.cout) == (1, 12, Decimal("1500.55"))
    total = figures.whole(list(found.values()))
    assert (total.prevus, total.faits) == (2, 1)
    summary = listing.summary(session, "controles", Query(), 2012)
    assert summary.count == 3 and summary.totals["cout"] == Decimal("1500.55")


def test_the_fiche_is_written_blank_and_filled(session: Session, tmp_path: Path) -> None:
    control = fiche.schedule(session, "PRE-2", agent=AGENT)
    point = records.children(session, "point_controle", "controle", control)[0]
    answer = {"reponse": "PARTIEL", "observation": "=1+1 séance sur deux"}
    records.update(session, "point_controle", point.id, answer, agent=AGENT)
    cells = {}
    for blank in (True, False):
        target = tmp_path / f"{blank}.xlsx"
        publishing.export_fiche(session, control, target, blank=blank)
        sheet = load_workbook(target).worksheets[0]
        cells[blank] = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert any("2012-0002-02" in row for row in cells[True])
    asked = "L’action a lieu comme prévu"
    rows = {blank: next(row for row in some if row[0] == asked) for blank, some in cells.items()}
    assert rows[False] == (asked, "En partie", "=1+1 séance sur deux")
    assert not any(rows[True][1:])
