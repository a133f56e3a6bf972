"""What the forms call: derived figures, conflicts, numbers, duplication, undo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acse_desktop.errors import Conflict
from acse_desktop.models import Action, Dossier
from acse_desktop.services import duplication, numbering, records
from acse_desktop.store.operations import undo, undo_name

AGENT = "Awa"


def _budget(session: Any, action: str = "d1-1") -> None:
    records.set_budget_line(session, action, "641", {"prevu": Decimal("1500.10")}, agent=AGENT)
    records.set_budget_line(session, action, "864", {"prevu": Decimal(200)}, agent=AGENT)
    records.create(
        session,
        "financement",
        {"action_id": action, "compte": "74etat", "acse": True, "financeur": "Acsé",
         "demande_specifique": Decimal("1000.10"), "accorde_specifique": Decimal(900)},
        agent=AGENT,
    )  # fmt: skip


def test_what_is_never_typed_follows_what_is(session: Any) -> None:
    _budget(session)
    records.create(
        session, "versement",
        {"action_id": "d1-1", "nature": "ACOMPTE", "montant": Decimal("800.50")}, agent=AGENT,
    )  # fmt: skip
    repaid = records.create(
        session, "versement",
        {"action_id": "d1-1", "nature": "REVERSEMENT", "montant": Decimal("100.25")}, agent=AGENT,
    )  # fmt: skip
    values = records.read(session, "action", "d1-1").values
    assert values["cout_total"] == Decimal("1500.10")
    assert values["part_subvention"] == Decimal("100.00")
    assert values["montant_paye"] == Decimal("700.25")
    records.delete(session, "versement", repaid, agent=AGENT)
    assert records.read(session, "action", "d1-1").values["montant_paye"] == Decimal("800.50")


def test_a_write_over_somebody_elses_is_refused(session: Any) -> None:
    seen = records.read(session, "organisme", "o1")
    records.update(session, "organisme", "o1", {"nom": "Un"}, agent=AGENT, version=seen.version)
    with pytest.raises(Conflict):
        records.update(
            session, "organisme", "o1", {"nom": "Deux"}, agent="Léo", version=seen.version
        )
    assert records.read(session, "organisme", "o1").values["nom"] == "Un"


def test_an_operation_is_named_after_the_field(session: Any) -> None:
    records.update(session, "action", "d1-1", {"intitule": "Autre"}, agent=AGENT)
    assert undo_name(session) == "Modifier « Intitulé de l’action »"
    undo(session, AGENT)
    assert records.read(session, "action", "d1-1").values["intitule"] == (
        "Accompagnement à la scolarité"
    )


def test_an_account_emptied_is_removed(session: Any) -> None:
    _budget(session)
    records.set_budget_line(session, "d1-1", "641", {"prevu": None}, agent=AGENT)
    accounts = {
        card.values["compte"]
        for card in records.children(session, "ligne_budget", "action", "d1-1")
    }
    assert accounts == {"864"}
    assert records.read(session, "action", "d1-1").values["cout_total"] is None


def test_numbers_follow_one_another(session: Any) -> None:
    assert numbering.next_dossier_number(session, 2012) == "93-2012-0003"
    dossier, action = records.new_dossier(session, "o2", 2013, {"departement": "93"}, agent=AGENT)
    assert session.get_one(Dossier, dossier).numero == "93-2013-0001"
    assert session.get_one(Action, action).numero == "93-2013-0001-01"
    again, second = records.new_dossier(session, "o2", 2013, {}, agent=AGENT)
    assert (again, session.get_one(Action, second).rang) == (dossier, 2)


def test_a_dossier_carried_over_starts_afresh_with_last_years_grant(session: Any) -> None:
    _budget(session)
    records.update(
        session, "action", "d1-1",
        {"debut_le": date(2012, 2, 29), "montant_accorde": Decimal(900), "decision": "ACCORD"},
        agent=AGENT,
    )  # fmt: skip
    new = session.get_one(Dossier, duplication.duplicate_dossier(session, "d1", 2013, agent=AGENT))
    first = new.actions[0]
    assert (new.numero, new.organisme_id, len(new.actions)) == ("93-2013-0001", "o1", 2)
    assert (first.statut, first.decision, first.montant_accorde) == ("RECU", None, None)
    assert (first.montant_anterieur, first.debut_le) == (Decimal(900), date(2013, 2, 28))
    assert {line.compte: line.prevu for line in first.lignes}["641"] == Decimal("1500.10")
    assert first.financements[0].demande_specifique == Decimal("1000.10")
    assert first.financements[0].accorde_specifique is None
    undo(session, AGENT)
    assert session.query(Dossier).filter_by(exercice=2013).count() == 0


def test_an_action_is_duplicated_beside_itself(session: Any) -> None:
    copy = session.get_one(Action, duplication.duplicate_action(session, "d1-1", agent=AGENT))
    assert (copy.numero, copy.rang, copy.intitule) == (
        "93-2012-0001-03", 3, "Accompagnement à la scolarité",
    )  # fmt: skip
