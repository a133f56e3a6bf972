"""What one gesture writes, saved views, and what the panels and « À compléter » read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acse_desktop.errors import Conflict, InvalidInput
from acse_desktop.models import Action, Financement
from acse_desktop.services import gestures, overview, records, views
from acse_desktop.store.operations import redo, undo, undo_name


def test_cells_of_several_records_are_one_operation(session: Any) -> None:
    cells = [("d1-1", "montant_propose", "=500*2"), ("d1-2", "montant_propose", "1 500,50 €"),
             ("d1-2", "statut", "Accordé"), ("d2-1", "commentaire", "")]  # fmt: skip
    assert gestures.write_cells(session, "action", cells, agent="Awa", name="Coller") == 4
    assert records.read(session, "action", "d1-1").values["montant_propose"] == 1000
    second = records.read(session, "action", "d1-2").values
    assert (second["montant_propose"], second["statut"]) == (Decimal("1500.50"), "ACCORDE")
    assert undo_name(session) == "Coller"
    undo(session, "Awa")
    assert records.read(session, "action", "d1-1").values["montant_propose"] is None
    assert records.read(session, "action", "d1-2").values["statut"] == "COMITE"


def test_one_unreadable_cell_keeps_all_from_being_written_and_all_faults_are_told(
    session: Any,
) -> None:
    cells = [("d1-1", "montant_propose", "100")]
    cells += [("d1-2", "montant_propose", f"abc{rank}") for rank in range(10)]
    with pytest.raises(gestures.RefusedCells) as refused:
        gestures.write_cells(session, "action", cells, agent="Awa")
    assert len(refused.value.faults) == 10
    assert "93-2012-0001-02" in refused.value.faults[0] and "abc0" in refused.value.faults[0]
    assert refused.value.remedy.endswith("… et 2 autres.")
    assert records.read(session, "action", "d1-1").values["montant_propose"] is None


def test_records_deleted_together_come_back_together(session: Any) -> None:
    assert gestures.delete_all(session, "action", ["d1-1", "d1-2"], agent="Awa") == 2
    with pytest.raises(Conflict):
        records.read(session, "action", "d1-1")
    undo(session, "Awa")
    assert session.get(Action, "d1-1") and session.get(Action, "d1-2")
    redo(session, "Awa")
    assert session.get(Action, "d1-2") is None


def test_views_are_kept_by_table_replaced_and_forgotten(session: Any) -> None:
    before = undo_name(session)
    assert views.save_view(session, "actions", "  Comité   d’été ", {"frozen": 2}) == "Comité d’été"
    views.save_view(session, "actions", "Comité d’été", {"frozen": 3})
    views.save_view(session, "contrats", "Comité d’été", {"frozen": 0})
    assert views.saved_views(session, "actions") == {"Comité d’été": {"frozen": 3}}
    views.delete_view(session, "actions", "Comité d’été")
    assert views.saved_views(session, "actions") == {}
    assert views.saved_views(session, "contrats") == {"Comité d’été": {"frozen": 0}}
    assert undo_name(session) == before
    with pytest.raises(InvalidInput):
        views.save_view(session, "actions", " ", {})


def test_the_plan_shows_the_acse_first_then_the_rest_of_the_produits(session: Any) -> None:
    for values in (
        {"financeur": "Commune", "demande_commun": Decimal("250.50")},
        {"financeur": "Acsé 93", "acse": True, "demande_specifique": Decimal(1000)},
    ):
        records.create(session, "financement", {"action_id": "d1-1", **values}, agent="Awa")
    records.set_budget_line(session, "d1-1", "75", {"prevu": Decimal("749.50")}, agent="Awa")
    found = overview.action_overview(session, "d1-1")
    assert [(one.label, one.amount, one.share) for one in found.plan] == [
        ("Acsé", 1000, 50),
        ("Commune", Decimal("250.50"), Decimal("12.53")),
        ("Autres produits", Decimal("749.50"), Decimal("37.48")),
    ]
    assert found.balance.gap == 2000
    assert (found.organisme, found.place) == ("Association Passerelles", "Épinay")
    assert {one.gravite for one in found.anomalies} <= {"erreur", "avertissement"}


def test_what_hangs_on_an_action_is_shown_on_its_page(session: Any) -> None:
    funder = records.create(session, "financement", {"action_id": "d1-2"}, agent="Awa")
    assert session.get(Financement, funder) is not None
    assert overview.page_of(session, "financement", funder) == ("action", "d1-2")
    assert overview.page_of(session, "organisme", "o1") == ("organisme", "o1")
    loose = records.create(session, "quartier", {"nom": "Le Parc"}, agent="Awa")
    part = records.create(session, "quartier_commune", {"quartier_id": loose}, agent="Awa")
    assert overview.page_of(session, "quartier_commune", part) == ("contrat", "")


def test_what_remains_is_grouped_by_rule_and_counted_whole(session: Any) -> None:
    found = overview.remaining(session, 2012, limit=3)
    listed = [one for problem in found.problems for one in problem.anomalies]
    assert len(listed) == 3 < found.total == sum(found.by_gravite.values())
    for problem in found.problems:
        assert problem.title and {one.gravite for one in problem.anomalies} == {problem.gravite}


def test_a_new_organisme_and_its_dossier_are_one_gesture(session: Any) -> None:
    territory = {"departement": "93", "region": "11"}
    action = gestures.new_dossier_for(session, "Les Voisins", 2012, territory, agent="Awa")
    bearer = records.organisme_of(session, action)
    assert bearer is not None and bearer.values["nom"] == "Les Voisins"
    undo(session, "Awa")
    assert session.get(Action, action) is None
