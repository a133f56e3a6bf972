"""The table of transitions, and what each of them does to an action."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from acse_desktop import cycle
from acse_desktop.errors import Cancelled, InvalidInput
from acse_desktop.models import Acte, ActeAction, Action, Passage, Reserve, Seance
from acse_desktop.nomenclatures import entries
from acse_desktop.progress import Progress
from acse_desktop.rules import cycle as rules
from acse_desktop.services import checking, gestures, lifecycle, records
from acse_desktop.services.deciding import Decision
from acse_desktop.store.operations import operation, undo, undo_name

AGENT = "Awa Diallo"
TODAY = date(2012, 11, 20)
STATUTS = [entry.code for entry in entries("statut")]
DECISIONS = [entry.code for entry in entries("decision")]


def _action(session: Session, name: str = "a1") -> Action:
    return session.get_one(Action, name, populate_existing=True)


def _set(session: Session, name: str = "a1", **values: Any) -> None:
    with operation(session, "Préparer", agent=AGENT):
        for key, value in values.items():
            setattr(_action(session, name), key, value)


def _codes(session: Session, to: str | Decision, name: str = "a1") -> set[str]:
    (outcome,) = lifecycle.preflight(session, [name], to).outcomes
    return {one.code for one in outcome.warnings}


def _reached(start: str, steps: Any = cycle.leaving) -> set[str]:
    seen, left = {start}, [start]
    while left:
        for one in steps(left.pop()):
            if one.vers not in seen:
                seen.add(one.vers)
                left.append(one.vers)
    return seen


def test_every_statut_is_reached_and_can_be_left_again() -> None:
    assert _reached("RECU") == set(STATUTS)
    assert all("INSTRUCTION" in _reached(statut) for statut in STATUTS)
    known = {(one.de, one.vers) for one in cycle.transitions()}
    assert len(known) == len(cycle.transitions())
    named = {name for one in cycle.transitions() for name in one.gardes}
    assert named == set(rules.GUARDS)
    assert all(one.de in STATUTS and one.vers in STATUTS for one in cycle.transitions())


def test_every_decision_leads_to_one_statut() -> None:
    for code in DECISIONS:
        led = {one.vers for one in cycle.transitions() if code in one.decisions}
        assert led == {cycle.statut_of(code)}, code
    told = {code for one in cycle.transitions() for code in one.decisions}
    assert told == set(DECISIONS)


@pytest.mark.parametrize("one", cycle.transitions(), ids=lambda one: f"{one.de}-{one.vers}")
def test_a_transition_is_offered_moves_is_kept_and_undone(
    session: Session, one: cycle.Transition
) -> None:
    _set(session, statut=one.de)
    assert one in [found.transition for found in lifecycle.possible(session, "a1")]
    assert "CYC-PARCOURS" not in _codes(session, one.vers)
    assert lifecycle.move(session, ["a1"], one.vers, motif="Parce que", agent=AGENT) == 1
    assert undo_name(session) == one.libelle
    assert _action(session).statut == one.vers
    last = lifecycle.history(session, "a1")[-1]
    assert last == lifecycle.Step(TODAY, one.de, one.vers, "Parce que", AGENT)
    undo(session, AGENT)
    assert _action(session).statut == one.de
    assert len(lifecycle.history(session, "a1")) == 1  # its reception


@pytest.mark.parametrize("code", DECISIONS)
def test_a_decision_writes_its_amount_committee_reason_and_statut(
    session: Session, code: str
) -> None:
    _set(session, statut="COMITE", montant_accorde=Decimal(12))
    lifecycle.decide(session, ["a1", "a2"], code, montant=Decimal("3000.01"), motif="Vu",
                     agent=AGENT)  # fmt: skip
    for name in ("a1", "a2"):
        action = _action(session, name)
        granted = Decimal("3000.01") if code in ("ACCORD", "PARTIEL") else None
        assert (action.decision, action.montant_accorde) == (code, granted)
        assert (action.statut, action.decision_motif) == (cycle.statut_of(code), "Vu")
        assert action.crf_attendu_le == (date(2013, 6, 30) if granted else None)
        alone = code in ("IRRECEVABLE", "SANS_SUITE", "RETRAIT")
        assert action.comite_le == (None if alone else TODAY)
    assert lifecycle.history(session, "a1")[-1].motif == "Vu"
    undo(session, AGENT)
    assert [_action(session, one).statut for one in ("a1", "a2")] == ["COMITE", "RECU"]
    assert _action(session).montant_accorde == 12


def test_what_is_not_said_of_a_decision_follows_from_the_dossier(session: Session) -> None:
    lifecycle.decide(session, ["a1"], "ACCORD", agent=AGENT)
    assert _action(session).montant_accorde == Decimal("4000.25")  # what was proposed
    _set(session, "a2", montant_propose=None)
    with operation(session, "Préparer", agent=AGENT):
        session.add(Seance(id="s", exercice=2012, tenue_le=date(2012, 4, 26), intitule="Avril"))
        session.flush()
        session.add(Passage(seance_id="s", action_id="a2"))
    assert "DEC-MONTANT" in _codes(session, Decision("PARTIEL"), "a2")
    lifecycle.decide(session, ["a2"], "ACCORD", agent=AGENT)
    assert _action(session, "a2").montant_accorde == Decimal("5000.50")  # what was asked
    assert _action(session, "a2").comite_le == date(2012, 4, 26)  # that of its sitting
    _set(session, "b1", comite_le=date(2012, 6, 14))
    lifecycle.decide(session, ["b1"], "AJOURNEMENT", agent=AGENT)
    assert _action(session, "b1").comite_le == date(2012, 6, 14)  # typed for this decision
    lifecycle.decide(session, ["b1"], "ACCORD", agent=AGENT)
    assert _action(session, "b1").comite_le == TODAY  # the old sitting is not this one's


def test_a_decision_that_means_nothing_is_refused(session: Session) -> None:
    for code, amount in (("OUI", None), ("ACCORD", Decimal(-1))):
        with pytest.raises(InvalidInput):
            lifecycle.decide(session, ["a1"], code, montant=amount, agent=AGENT)
    with pytest.raises(InvalidInput):
        lifecycle.move(session, ["a1"], "PERDU", agent=AGENT)
    assert _action(session).statut == "RECU"


CASES = (
    ("INSTRUCTION", {"statut": "RECU"}, set()),
    ("COMITE", {"statut": "INSTRUCTION", "montant_propose": None, "montant_demande": None},
     {"CYC-PROPOSITION", "CYC-DEMANDE", "CYC-AVIS"}),
    ("ACCORDE", {"statut": "COMITE"}, {"CYC-DECISION", "CYC-COMITE", "DEC-MONTANT"}),
    ("ACCORDE", {"statut": "COMITE", "decision": "ACCORD", "comite_le": TODAY,
                 "montant_accorde": Decimal("5000.51")}, {"DEC-PLAFOND"}),
    ("NOTIFIE", {"statut": "ACCORDE", "decision": "REFUS", "montant_accorde": Decimal(1)},
     {"CYC-DECISION", "CYC-ACTE"}),
    ("NOTIFIE", {"statut": "ACCORDE", "decision": "ACCORD", "montant_accorde": Decimal(1),
                 "acte_numero": "12-104"}, set()),
    ("PAIEMENT", {"statut": "NOTIFIE"}, {"CYC-NOTIFICATION"}),
    ("BILAN", {"statut": "PAIEMENT"}, {"CYC-PAYE"}),
    ("BILAN", {"statut": "PAIEMENT", "montant_paye": Decimal(1)}, set()),
    ("CLOS", {"statut": "BILAN", "montant_a_reverser": Decimal("10.01")},
     {"CYC-BILAN", "CYC-REVERSEMENT"}),
    ("CLOS", {"statut": "BILAN", "crf_recu_le": TODAY}, set()),
    ("INSTRUCTION", {"statut": "REFUSE", "decision": "REFUS", "montant_paye": Decimal(1)},
     {"CYC-REOUVERTURE", "CYC-VERSEMENTS"}),
    ("CLOS", {"statut": "RECU", "crf_recu_le": TODAY}, {"CYC-PARCOURS"}),
)  # fmt: skip


@pytest.mark.parametrize(("to", "values", "expected"), CASES)
def test_a_guard_warns_with_its_source_and_remedy_and_lets_pass(
    session: Session, to: str, values: dict[str, Any], expected: set[str]
) -> None:
    _set(session, **values)
    (outcome,) = lifecycle.preflight(session, ["a1"], to).outcomes
    assert {one.code for one in outcome.warnings} == expected
    assert all(one.message and one.remede and one.source for one in outcome.warnings)
    assert lifecycle.move(session, ["a1"], to, motif="Accepté", agent=AGENT) == 1
    assert lifecycle.history(session, "a1")[-1].motif == "Accepté"


def test_papers_acts_and_repayments_lift_their_warnings(session: Session) -> None:
    with operation(session, "Préparer", agent=AGENT):
        session.get_one(Action, "a1").dossier.complet_le = None
    assert _codes(session, "INSTRUCTION") == {"CYC-COMPLET"}
    with operation(session, "Préparer", agent=AGENT):
        session.add(Acte(id="acte", organisme_id="sain", nature="ARRETE"))
        session.flush()
        session.add(ActeAction(acte_id="acte", action_id="a1"))
    _set(session, statut="ACCORDE", decision="PARTIEL", montant_accorde=Decimal(9))
    assert _codes(session, "NOTIFIE") == set()
    _set(session, statut="BILAN", crf_recu_le=TODAY, montant_a_reverser=Decimal("10.01"))
    values = {"action_id": "a1", "nature": "REVERSEMENT", "montant": Decimal("10.00")}
    payment = records.create(session, "versement", values, agent=AGENT)
    assert _codes(session, "CLOS") == {"CYC-REVERSEMENT"}
    records.update(session, "versement", payment, {"montant": Decimal("10.01")}, agent=AGENT)
    assert _codes(session, "CLOS") == set()


def test_a_grant_to_an_organisme_that_owes_a_report_keeps_the_reason(session: Session) -> None:
    _set(session, "b1", statut="COMITE")
    (outcome,) = lifecycle.preflight(session, ["b1"], Decision("ACCORD")).warned
    (warning,) = outcome.warnings
    assert (warning.code, "2000-321" in warning.source) == ("CRF-NOUVELLE", True)
    assert "2010" in warning.message and outcome.montant == Decimal("4000.25")
    lifecycle.decide(session, ["b1"], "ACCORD", motif="Compte rendu promis", agent=AGENT)
    assert lifecycle.history(session, "b1")[-1].motif == "Compte rendu promis"
    found = [one for one in checking.check_action(session, "b1") if one.code == "CRF-NOUVELLE"]
    assert [one.reserve for one in found] == ["Compte rendu promis"]
    undo(session, AGENT)
    assert session.query(Reserve).count() == 0


def test_many_actions_are_told_apart_before_they_move_at_once(session: Session) -> None:
    _set(session, "a2", statut="INSTRUCTION")
    _set(session, "b1", statut="CLOS")
    ids = ["a1", "a2", "b1", "absente"]
    found = lifecycle.preflight(session, ids, "INSTRUCTION")
    assert [one.id for one in found.passing] == ["a1"]
    assert [one.id for one in found.warned] == ["b1"]
    assert [(one.id, bool(one.refusal)) for one in found.refused] == [("a2", True)]
    assert lifecycle.move(session, ids, "INSTRUCTION", motif="Repris", agent=AGENT) == 2
    assert len(lifecycle.history(session, "a2")) == 1
    undo(session, AGENT)
    assert [_action(session, one).statut for one in ("a1", "b1")] == ["RECU", "CLOS"]


def test_giving_up_writes_nothing(session: Session) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        lifecycle.move(session, ["a1"], "INSTRUCTION", agent=AGENT, progress=progress)
    assert _action(session).statut == "RECU" and len(lifecycle.history(session, "a1")) == 1


def test_a_statut_typed_in_a_form_or_a_table_leaves_its_step(session: Session) -> None:
    records.update(session, "action", "a1", {"statut": "INSTRUCTION"}, agent=AGENT)
    cells = [(one, "statut", "Au comité") for one in ("a1", "a2")]
    gestures.write_cells(session, "action", cells, agent="Luc")
    steps = [(one.avant, one.apres, one.agent) for one in lifecycle.history(session, "a1")]
    assert steps == [
        (None, "RECU", ""), ("RECU", "INSTRUCTION", AGENT), ("INSTRUCTION", "COMITE", "Luc"),
    ]  # fmt: skip
    records.update(session, "action", "a1", {"intitule": "Autre"}, agent=AGENT)
    assert len(lifecycle.history(session, "a1")) == 3
    before = lifecycle.history(session, "a1")
    records.delete(session, "action", "a1", agent=AGENT)
    undo(session, AGENT)
    assert lifecycle.history(session, "a1") == before
