"""What a region knows of its départements once it has consolidated their workbooks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Controle
from acse_desktop.services import records
from acse_desktop.services.consolidation.service import consolidate
from acse_desktop.services.controls import fiche, planning
from acse_desktop.services.controls.drawing import Rate
from acse_desktop.services.region import comparing, dotations, remontees
from acse_desktop.store.operations import undo

AGENT = "Préfecture de région"
JOUR = date(2012, 11, 30)
Send = Callable[..., Path]


@pytest.fixture
def held(region: Session, send: Send) -> Session:
    """The region with the remontées of the 93, of the 23rd, and of the 77, of the 26th."""
    consolidate(region, [send("93", 23), send("77", 26)], None, agent=AGENT)
    return region


def _states(session: Session, on: date = JOUR) -> dict[str, tuple[str, int, int | None]]:
    found = remontees.remontees(session, 2012, on)
    return {one.code: (one.etat, one.retard, one.age) for one in found}


def test_remontees_are_received_late_awaited_or_missing(held: Session) -> None:
    before = _states(held)
    assert (before["93"], before["77"]) == (("RECUE", 0, 7), ("RECUE", 0, 4))
    assert before["75"] == ("ATTENDUE", 0, None)
    assert set(before) == {"75", "77", "78", "91", "92", "93", "94", "95"}
    remontees.set_deadline(held, 2012, date(2012, 11, 24))
    after = _states(held)
    assert (after["93"], after["77"]) == (("RECUE", 0, 7), ("TARDIVE", 2, 4))
    assert after["75"] == ("MANQUANTE", 6, None)
    assert _states(held, date(2012, 11, 24))["75"] == ("ATTENDUE", 0, None)
    assert remontees.deadline(held, 2013) is None
    remontees.set_deadline(held, 2012, None)
    assert _states(held) == before


def _gaps(session: Session) -> dict[tuple[str, str], tuple[Any, Any, Decimal]]:
    return {
        (one.departement, one.dispositif): (one.notifie, one.declare, one.ecart)
        for one in dotations.ecarts(session, 2012)
    }


def test_dotations_are_compared_to_the_cent(held: Session, tmp_path: Path) -> None:
    told = Decimal("90000.00")
    assert _gaps(held) == {(code, "CUCS"): (None, told, told) for code in ("77", "93")}
    notify = dotations.set_dotation
    notify(held, 2012, "93", "CUCS", Decimal("90000.01"), agent=AGENT)
    notify(held, 2012, "75", "PRE", Decimal("12.34"), agent=AGENT)
    found = _gaps(held)
    assert found["93", "CUCS"] == (Decimal("90000.01"), told, Decimal("-0.01"))
    assert found["75", "PRE"] == (Decimal("12.34"), None, Decimal("-12.34"))
    total = dotations.total(dotations.ecarts(held, 2012))
    assert (total.notifie, total.declare) == (Decimal("90012.35"), told * 2)
    second = {"exercice": 2012, "departement": "93", "dispositif": "CUCS",
              "montant": Decimal("-0.02")}  # fmt: skip
    records.create(held, "dotation", second, agent=AGENT)
    assert _gaps(held)["93", "CUCS"][2] == Decimal("0.01")
    notify(held, 2012, "93", "CUCS", told, agent=AGENT)
    assert _gaps(held)["93", "CUCS"] == (told, told, Decimal(0))
    assert dotations.take_reported(held, 2012, agent=AGENT) == 1
    assert _gaps(held)["77", "CUCS"] == (told, told, Decimal(0))
    undo(held, agent=AGENT)
    assert _gaps(held)["77", "CUCS"][0] is None
    target = tmp_path / "dotations.xlsx"
    assert dotations.export_ecarts(held, 2012, target) == 3
    sheet = load_workbook(target).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["75", "77", "93"]


def test_departements_are_compared_with_the_own_programmes_of_the_region(held: Session) -> None:
    bearer = records.new_organisme(held, {"nom": "Centre de ressources"}, agent=AGENT)
    _dossier, own = records.new_dossier(held, bearer, 2012, {"region": "11"}, agent=AGENT)
    changes = {"montant_accorde": Decimal("700.07"), "crf_attendu_le": date(2012, 6, 30),
               "dispositif": "CUCS"}  # fmt: skip
    records.update(held, "action", own, changes, agent=AGENT)
    found = {one.code: one for one in comparing.compare(held, 2012, JOUR)}
    assert list(found) == ["75", "77", "78", "91", "92", "93", "94", "95", ""]
    seine = found["93"]
    granted = sum((1000 * rank + Decimal("0.37") for rank in range(1, 6)), Decimal(0))
    assert (seine.actions, seine.accorde) == (5, granted)
    assert (seine.demande, seine.disponible) == (granted * 2, Decimal("90000.00"))
    assert (found["75"].actions, found["75"].accorde) == (0, Decimal(0))
    assert (found[""].accorde, found[""].crf_retard) == (Decimal("700.07"), 1)
    wrong = comparing.anomalies(held, 2012)
    assert wrong["93"] > 0 and wrong["77"] > 0 and "75" not in wrong


def test_a_region_draws_and_keeps_its_controls_of_consolidated_actions(
    held: Session, folder: Path, send: Send
) -> None:
    plan = planning.Plan(2012, "Plan régional", Rate(3, Decimal(50)))
    planning.draw_plan(held, plan, agent=AGENT)
    drawn = {one.action_id for one in held.query(Controle)}
    assert {held.get_one(Action, one).dossier.departement for one in drawn} <= {"77", "93"}
    consolidate(held, [send("93", 27)], None, agent=AGENT)
    held.expire_all()
    assert {one.action_id for one in held.query(Controle)} == drawn


def test_the_controls_of_a_departement_go_to_its_region(
    region: Session, folder: Path, send: Send
) -> None:
    from tests.core.consolidation.conftest import base_of

    with base_of(folder, "93") as session:
        action = session.query(Action).order_by(Action.numero).first()
        assert action is not None
        control = fiche.schedule(session, action.id, agent=AGENT)
        done = {"fait_le": date(2012, 10, 1), "constats": "=rien"}
        records.update(session, "controle", control, done, agent=AGENT)
    for _again in range(2):
        consolidate(region, [send("93")], None, agent=AGENT)
        region.expire_all()
        got = region.query(Controle).one()
        assert (got.id, got.constats, got.fait_le) == (control, "=rien", date(2012, 10, 1))
        assert got.action_id == action.id
