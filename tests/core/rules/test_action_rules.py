"""Each rule on an action finds its fault, and nothing in an action without fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acse_desktop.rules import all_rules, describe
from acse_desktop.rules.comptes_rendus import echeance
from acse_desktop.rules.decision import depot
from acse_desktop.rules.enveloppes import depassee
from acse_desktop.rules.facts import (
    ActionFacts,
    BudgetFacts,
    EnvelopeFacts,
    FundingFacts,
    PlaceFacts,
    YearFacts,
)
from acse_desktop.rules.registry import COMPLETENESS_CHECKS, MONEY_CHECKS


def euros(amount: str) -> Decimal:
    return Decimal(amount)


SOUND = ActionFacts(
    id="a", numero="93-2012-0001", intitule="Lire ensemble", statut="ACCORDE", exercice=2012,
    organisme_statut="ASSO", debut_le=date(2012, 1, 1), fin_le=date(2012, 12, 31),
    dispositif="CUCS", theme="2012-2", contrat_id="c", public_prevu=40, public_quartiers=30,
    montant_demande=euros("5000.00"), montant_accorde=euros("4000.00"), decision="PARTIEL",
    acte_type="ARRETE", crf_recu_le=date(2013, 5, 2),
    budget=BudgetFacts(4, euros("8000.10"), euros("1000.10"), euros("50"), euros("50")),
    financement=FundingFacts(2, euros("7000"), euros("5000")), territoire=PlaceFacts(1),
    public_detail=40, verse=euros("4000.00"), accorde_annee=euros("23000.00"),
    aujourd_hui=date(2014, 1, 1),
)  # fmt: skip


def found(action: ActionFacts) -> dict[str, str]:
    checks = (*COMPLETENESS_CHECKS, *MONEY_CHECKS)
    return {one.code: one.message for check in checks for one in check(action)}


def test_sound_action_has_no_anomaly() -> None:
    assert found(SOUND) == {}


EMPTY_BUDGET = {"budget": BudgetFacts(), "financement": FundingFacts()}
CASES: list[tuple[str, dict[str, Any]]] = [
    ("BUD-ABSENT", EMPTY_BUDGET),
    ("BUD-EQUILIBRE", {"budget": replace(SOUND.budget, charges=euros("8000.11"))}),
    ("BUD-VOLONTAIRES", {"budget": replace(SOUND.budget, emplois=euros("49.99"))}),
    ("BUD-ACSE", {"financement": replace(SOUND.financement, acse=None)}),
    ("BUD-ACSE", {"financement": replace(SOUND.financement, acse=euros("4999.99"))}),
    ("BUD-COMPTE-74", {"budget": replace(SOUND.budget, compte_74=euros("10"))}),
    ("TER-LIEU", {"territoire": PlaceFacts()}),
    ("TER-PARTS", {"territoire": PlaceFacts(2, euros("90.00"))}),
    ("TER-CONTRAT", {"contrat_id": None}),
    ("PRG-THEME", {"theme": "2013-5"}),
    ("DAT-ORDRE", {"fin_le": date(2011, 12, 31)}),
    ("DAT-EXERCICE", {"fin_le": date(2013, 1, 1)}),
    ("DAT-SCOLAIRE", {"debut_le": date(2012, 9, 1), "fin_le": date(2013, 7, 5)}),
    ("PUB-NOMBRE", {"public_prevu": None, "public_detail": None}),
    ("PUB-DETAIL", {"public_detail": 41}),
    ("PUB-PARTIEL", {"public_detail": 39}),
    ("PUB-QUARTIERS", {"public_quartiers": 41}),
    ("PUB-MAJORITE", {"public_quartiers": 19}),
    ("DEC-PLAFOND", {"montant_accorde": euros("5000.01")}),
    ("DEC-ABSENTE", {"decision": None}),
    ("DEC-MONTANT", {"montant_accorde": None, "verse": None}),
    ("DEC-REFUS", {"decision": "REFUS"}),
    ("PAI-PLAFOND", {"verse": euros("4000.01")}),
    ("PAI-PLAFOND", {"verse": None, "montant_paye": euros("4000.01")}),
    ("ACT-CONVENTION", {"accorde_annee": euros("23000.01")}),
    ("CRF-RETARD", {"crf_recu_le": None}),
    ("CRF-NOUVELLE", {"retards": (2010,)}),
]


@pytest.mark.parametrize(("code", "changes"), CASES)
def test_one_fault_one_anomaly(code: str, changes: dict[str, Any]) -> None:
    assert list(found(replace(SOUND, **changes))) == [code]


NOT_FAULTS: list[dict[str, Any]] = [
    {"organisme_statut": "COMMUNE", "accorde_annee": euros("90000")},
    {"acte_type": "CONVENTION", "accorde_annee": euros("90000")},
    {"territoire": PlaceFacts(3, euros("99.99"))},
    {"contrat_id": None, "territoire": PlaceFacts(1, None, 1)},
    {"crf_recu_le": None, "aujourd_hui": date(2013, 6, 30)},
    {"crf_recu_le": None, "crf_attendu_le": date(2015, 6, 30)},
    {"retards": (2012, 2013)},
    {"montant_demande": None},
]


@pytest.mark.parametrize("changes", NOT_FAULTS)
def test_what_is_allowed_is_not_listed(changes: dict[str, Any]) -> None:
    assert found(replace(SOUND, **changes)) == {}


def test_amount_asked_above_all_products() -> None:
    asked = replace(SOUND, montant_demande=euros("8000.11"))
    assert set(found(asked)) == {"BUD-ACSE", "BUD-DEMANDE"}


def test_messages_hold_the_figures() -> None:
    unbalanced = replace(SOUND, budget=replace(SOUND.budget, charges=euros("12345.60")))
    assert found(unbalanced)["BUD-EQUILIBRE"] == (
        "Les charges font 12\u202f345,60\u00a0€ et les produits 8\u202f000,10\u00a0€\u00a0:"
        " écart de 4\u202f345,50\u00a0€."
    )
    assert found(replace(SOUND, retards=(2010, 2009)))["CRF-NOUVELLE"].endswith("2009, 2010.")


def test_yearly_thresholds() -> None:
    at, above = (YearFacts("o", "Asso", 2012, euros(a)) for a in ("153000.00", "153000.01"))
    assert not list(depot(at))
    assert [one.code for one in depot(above)] == ["ACT-DEPOT"]
    assert not list(depassee(EnvelopeFacts("e", "PRE", euros("10"), euros("10"))))
    assert [a.valeur for a in depassee(EnvelopeFacts("e", "PRE", euros("10"), euros("11.5")))] == [
        "1,50\u00a0€"
    ]


@pytest.mark.parametrize(
    ("exercice", "cloture", "fin_le", "due"),
    [
        (2012, None, None, date(2013, 6, 30)),
        (2012, 12, date(2013, 6, 30), date(2013, 6, 30)),
        (2012, 8, None, date(2014, 2, 28)),
        (2012, 8, date(2012, 8, 31), date(2013, 2, 28)),
        (2011, 8, date(2011, 5, 2), date(2012, 2, 29)),
        (2012, 6, date(2012, 12, 31), date(2013, 12, 31)),
        (1995, None, None, date(1996, 6, 30)),
    ],
)
def test_compte_rendu_is_due_six_months_after_the_exercice(
    exercice: int, cloture: int | None, fin_le: date | None, due: date
) -> None:
    assert echeance(exercice, cloture, fin_le) == due


def test_every_rule_is_documented_once() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))
    for rule in all_rules():
        assert rule.gravite in ("erreur", "avertissement", "information")
        assert all((rule.titre, rule.source, rule.remede)), rule.code
        assert describe(rule.code) is rule
    assert {code for code, _changes in CASES} < set(codes)
    assert describe("XXX") is None
