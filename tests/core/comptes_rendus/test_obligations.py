"""What the texts ask on given days of the year, on a base made by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from acse_desktop.models import (
    Acte,
    Contrat,
    ConventionPoste,
    Enveloppe,
    Organisme,
    Poste,
    Vacance,
)
from acse_desktop.services import records
from acse_desktop.services.obligations import OBLIGATIONS, obligations_on
from acse_desktop.store.operations import operation

AGENT = "Awa"


def _on(session, day: date) -> dict[str, object]:
    return {one.code: one for one in obligations_on(session, day)}


def test_every_obligation_says_its_text() -> None:
    assert len({one.code for one in OBLIGATIONS}) == len(OBLIGATIONS)
    assert all(one.source and one.titre for one in OBLIGATIONS)


def test_nothing_is_asked_of_an_empty_base(session) -> None:
    assert [obligations_on(session, date(2013, month, 15)) for month in range(1, 13)] == [[]] * 12


def test_reports_go_from_asked_to_overdue(session, grant) -> None:
    grant(2012, "1000.50")
    grant(2012, "2000", organisme="o2", crf_recu_le=date(2013, 2, 1))
    assert "CRF-ATTENDU" not in _on(session, date(2013, 4, 1))
    asked = _on(session, date(2013, 6, 15))["CRF-ATTENDU"]
    assert (asked.nombre, asked.montant, asked.le) == (1, Decimal("1000.50"), date(2013, 6, 30))
    assert asked.gravite == "proche" and "2000-321" in asked.source
    late = _on(session, date(2013, 7, 1))
    assert "CRF-ATTENDU" not in late and late["CRF-RETARD"].gravite == "depassee"
    assert late["CRF-RETARD"].lignes[0].objet == "93-2012-o1-01 – Ateliers"


def test_requests_without_answer_and_decisions_not_told(session, grant) -> None:
    received = {"recu_le": date(2013, 1, 31), "statut": "INSTRUCTION"}
    grant(2013, None, montant_demande=Decimal(700), **received)
    decided = grant(2013, "900", organisme="o2", statut="ACCORDE", comite_le=date(2013, 3, 1))
    early, late = _on(session, date(2013, 2, 10)), _on(session, date(2013, 4, 1))
    assert early["ACCUSE"].nombre == 1 and "SILENCE" not in early
    silence = late["SILENCE"]
    assert (silence.le, silence.gravite, silence.montant) == (date(2013, 3, 31), "depassee", 700)
    assert "vérifier" in silence.note
    assert [one.id for one in late["NOTIFICATION"].lignes] == [decided]
    changes = {"notifie_le": date(2013, 4, 1), "statut": "NOTIFIE"}
    records.update(session, "action", decided, changes, agent=AGENT)
    paid = {"action_id": decided, "nature": "ACOMPTE", "montant": Decimal(300)}
    records.create(session, "versement", paid, agent=AGENT)
    after = _on(session, date(2013, 4, 1))
    assert "NOTIFICATION" not in after and after["PAIEMENT"].montant == 600
    records.create(session, "versement", {**paid, "montant": Decimal(600)}, agent=AGENT)
    assert "PAIEMENT" not in _on(session, date(2013, 4, 1))


def test_thresholds_add_up_the_actions_of_a_private_body(session, grant) -> None:
    for amount in ("12000", "11000"):
        grant(2013, amount)
    for _turn in range(2):
        grant(2013, "80000", organisme="o2")
        grant(2013, "80000", organisme="o3")
    assert {one.id for one in _on(session, date(2013, 5, 1))["CONVENTION"].lignes} == {"o2", "o3"}
    with operation(session, "Préparer", agent=AGENT):
        session.get_one(Organisme, "o3").statut = "COMMUNE"
        session.add(Acte(id="a", organisme_id="o2", nature="CONVENTION", exercice=2013))
    grant(2013, "0.01")
    lines = _on(session, date(2013, 5, 1))["CONVENTION"].lignes
    assert {(one.id, one.montant) for one in lines} == {
        ("o1", Decimal("23000.01")), ("o2", Decimal(160000))
    }  # fmt: skip
    with operation(session, "Signer", agent=AGENT):
        session.get_one(Acte, "a").signe_le = date(2013, 5, 2)
    lines = _on(session, date(2013, 5, 2))["CONVENTION"].lignes
    assert [one.id for one in lines] == ["o1"]
    assert [one.id for one in _on(session, date(2014, 1, 1))["DEPOT"].lignes] == ["o2"]


def test_yearly_duties_come_in_their_months(session, grant) -> None:
    grant(2012, crf_recu_le=date(2013, 1, 1))
    grant(2012, dispositif="VVV", organisme="o2", crf_recu_le=date(2013, 1, 1))
    with operation(session, "Préparer", agent=AGENT):
        session.add(Enveloppe(id="e", exercice=2013, dispositif="CUCS", notifie=Decimal(5000)))
        session.add(Contrat(id="c", code="C1", nom="CUCS", fin_le=date(2013, 9, 30)))
    grant(2013, "1500")
    months = {month: set(_on(session, date(2013, month, 10))) for month in range(1, 13)}
    assert [month for month in months if "VVV" in months[month]] == [1, 2, 3]
    assert [month for month in months if "RAPPORT" in months[month]] == [1, 2, 3, 4, 5, 6]
    assert [month for month in months if "CONTRATS" in months[month]] == [4, 5, 6, 7, 8, 9]
    assert [month for month in months if "CREDITS" in months[month]] == [8, 9, 10, 11, 12]
    unused = _on(session, date(2013, 9, 16))["CREDITS"]
    assert (unused.montant, unused.le, unused.gravite) == (3500, date(2013, 9, 15), "depassee")


def test_posts_to_renew_and_posts_about_to_be_lost(session, grant) -> None:
    grant(2012)
    with operation(session, "Préparer", agent=AGENT):
        for name in ("held", "ending", "vacant", "gone"):
            session.add(Poste(id=name, organisme_id="o1", numero=name))
        session.get_one(Poste, "gone").supprime_le = date(2012, 1, 1)
        session.flush()
        for post, end in (("held", (2015, 1, 1)), ("ending", (2013, 10, 31)),
                          ("vacant", (2015, 1, 1)), ("gone", (2013, 10, 1))):  # fmt: skip
            session.add(
                ConventionPoste(
                    poste_id=post, debut_le=date(2012, 1, 1), fin_le=date(*end),
                    signe_le=date(2012, 1, 1),
                )
            )  # fmt: skip
        session.add(Vacance(poste_id="vacant", debut_le=date(2013, 8, 1)))
    found = _on(session, date(2013, 9, 10))
    assert [one.id for one in found["POSTES-FIN"].lignes] == ["ending"]
    assert [one.id for one in found["POSTES-PERDUS"].lignes] == ["ending", "vacant"]
    assert found["POSTES-PERDUS"].le == date(2013, 12, 31)
    assert "POSTES-PERDUS" not in _on(session, date(2013, 6, 10))


def test_what_is_to_be_paid_back_stays_until_it_is(session, grant) -> None:
    action = grant(2011, montant_a_reverser=Decimal(500), crf_recu_le=date(2012, 6, 1),
                   reversement_demande_le=date(2012, 9, 1))  # fmt: skip
    found = _on(session, date(2012, 10, 1))["REVERSEMENT"]
    assert (found.montant, found.gravite) == (500, "depassee")
    paid = {"action_id": action, "nature": "REVERSEMENT", "montant": Decimal(500)}
    records.create(session, "versement", paid, agent=AGENT)
    assert "REVERSEMENT" not in _on(session, date(2012, 10, 1))
