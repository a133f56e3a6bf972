"""When comptes rendus are due, who is late, and what a new grant then warns of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Acte, Action, Dossier, Organisme, Tranche
from acse_desktop.services import duplication, records
from acse_desktop.services.checking import accept, check_action
from acse_desktop.services.comptes_rendus.echeances import due, echeance_of
from acse_desktop.store.operations import operation, undo

AGENT = "Awa"


def _due(session: Session) -> dict[str, date]:
    joined = select(Action.id, due()).join(Dossier).join(Organisme)
    return dict(session.execute(joined).all())


def test_sql_and_python_agree_on_civil_other_and_multi_year_exercices(session, grant) -> None:
    civil = grant(2012)
    other = grant(2012, organisme="o2", fin_le=date(2012, 6, 30))
    later = grant(2012, organisme="o2")
    first, second = grant(2012, organisme="o3"), grant(2013, organisme="o3")
    typed = grant(2012, organisme="o4", crf_attendu_le=date(2013, 9, 15))
    lone = grant(2012, organisme="o5")
    with operation(session, "Préparer", agent=AGENT):
        session.get_one(Organisme, "o2").cloture_mois = 8
        session.add(Acte(id="cpo", organisme_id="o3", nature="CPO"))
        session.add(Acte(id="vain", organisme_id="o5", nature="CPO", annule=True))
        session.flush()
        for act, year, action in (("cpo", 2012, first), ("cpo", 2013, second), ("cpo", 2014, None),
                                  ("vain", 2012, lone), ("vain", 2020, None)):  # fmt: skip
            session.add(Tranche(acte_id=act, exercice=year, action_id=action, montant=Decimal(1)))
    expected = {
        civil: date(2013, 6, 30), other: date(2013, 2, 28), later: date(2014, 2, 28),
        first: date(2015, 6, 30), second: date(2015, 6, 30), typed: date(2013, 9, 15),
        lone: date(2013, 6, 30),
    }  # fmt: skip
    assert _due(session) == expected
    computed = {one: echeance_of(session, one) for one in expected if one != typed}
    assert computed == {one: day for one, day in expected.items() if one != typed}


def test_the_due_date_is_written_when_the_grant_is_and_undone_with_it(session, grant) -> None:
    action = grant(2012, None)
    records.update(session, "action", action, {"montant_accorde": Decimal(500)}, agent=AGENT)
    assert records.read(session, "action", action).values["crf_attendu_le"] == date(2013, 6, 30)
    undo(session, agent=AGENT)
    values = records.read(session, "action", action).values
    assert values["crf_attendu_le"] is None and values["montant_accorde"] is None
    records.update(session, "action", action, {"montant_accorde": Decimal(500)}, agent=AGENT)
    records.update(session, "action", action, {"montant_accorde": None}, agent=AGENT)
    assert records.read(session, "action", action).values["crf_attendu_le"] is None
    kept = {"crf_attendu_le": date(2014, 1, 1)}
    records.update(session, "action", action, kept, agent=AGENT)
    records.update(session, "action", action, {"montant_accorde": Decimal(500)}, agent=AGENT)
    assert records.read(session, "action", action).values["crf_attendu_le"] == date(2014, 1, 1)


def test_a_new_grant_warns_of_what_is_owed_since_years_and_keeps_the_reason(session, grant) -> None:
    owed = grant(2010)
    other = grant(2010, organisme="o2")
    grant(2011, crf_recu_le=date(2012, 6, 1))
    new = grant(2013)

    def found(action: str) -> list[tuple[str, str, str | None]]:
        return [
            (one.code, one.valeur, one.reserve)
            for one in check_action(session, action, today=date(2013, 9, 1))
            if one.code.startswith("CRF")
        ]

    assert found(new) == [("CRF-NOUVELLE", "2010", None)]
    assert found(owed) == [("CRF-RETARD", "30/06/2011", None)]
    assert [code for code, *_rest in found(other)] == ["CRF-RETARD"]
    (warning,) = [
        one for one in check_action(session, new, today=date(2013, 9, 1))
        if one.code == "CRF-NOUVELLE"
    ]  # fmt: skip
    assert "2000-321" in warning.source
    accept(session, warning, "Accord du sous-préfet", AGENT)
    assert found(new) == [("CRF-NOUVELLE", "2010", "Accord du sous-préfet")]
    received = {"crf_recu_le": date(2013, 9, 1)}
    records.update(session, "action", owed, received, agent=AGENT)
    assert found(new) == found(owed) == []


def test_a_multi_year_convention_owes_nothing_before_its_end(session, grant) -> None:
    first, new = grant(2010), grant(2012)
    with operation(session, "Préparer", agent=AGENT):
        session.add(Acte(id="cpo", organisme_id="o1", nature="CPO"))
        session.flush()
        session.add(Tranche(acte_id="cpo", exercice=2010, action_id=first, montant=Decimal(1)))
        session.add(Tranche(acte_id="cpo", exercice=2012, action_id=None, montant=Decimal(1)))
    codes = {one.code for one in check_action(session, new, today=date(2013, 6, 30))}
    assert "CRF-NOUVELLE" not in codes
    codes = {one.code for one in check_action(session, new, today=date(2013, 7, 1))}
    assert "CRF-NOUVELLE" in codes


def test_a_renewed_action_takes_nothing_of_the_compte_rendu(session, grant) -> None:
    action = grant(
        2012, crf_relance_le=date(2013, 7, 1), bilan_qualitatif="Fait", objectifs_atteints="OUI",
        reversement_motif="x", reversement_demande_le=date(2013, 8, 1), explication_ecarts="y",
        service_fait_le=date(2013, 1, 2),
    )  # fmt: skip
    copy = duplication.duplicate_action(session, action, 2013, agent=AGENT)
    values = records.read(session, "action", copy).values
    section = ("crf_attendu_le", "crf_relance_le", "bilan_qualitatif", "objectifs_atteints",
               "reversement_motif", "reversement_demande_le", "explication_ecarts",
               "service_fait_le")  # fmt: skip
    assert {values[name] for name in section} == {None}
