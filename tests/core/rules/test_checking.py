"""Checks of records in a base: what is read, joined, sorted and accepted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled, InvalidInput
from acse_desktop.models import (
    Action,
    Dossier,
    Enveloppe,
    Financement,
    Lieu,
    LigneBudget,
    Organisme,
    Public,
    Versement,
)
from acse_desktop.progress import Progress
from acse_desktop.services.checking import (
    accept,
    check_action,
    check_base,
    check_dossier,
    check_organisme,
    to_complete,
    withdraw,
)
from acse_desktop.services.totals import totals_of
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

TODAY = date(2012, 12, 1)


def complete_action(**changes: Any) -> Action:
    """An action that has everything the remontée wants."""
    values: dict[str, Any] = {
        "numero": "A1", "intitule": "Lire ensemble", "statut": "ACCORDE", "dispositif": "DC",
        "theme": "2012-2", "debut_le": date(2012, 1, 1), "fin_le": date(2012, 12, 31),
        "objectifs": "Lire", "description": "Lire", "public_prevu": 10,
        "montant_demande": Decimal(500), "montant_accorde": Decimal(400), "decision": "PARTIEL",
    }  # fmt: skip
    return Action(
        **(values | changes),
        lignes=[
            LigneBudget(compte="641", prevu=Decimal("600.50")),
            LigneBudget(compte="IND-fixe", prevu=Decimal("10")),
            LigneBudget(compte="RP", prevu=Decimal("10.50")),
            LigneBudget(compte="864", prevu=Decimal("70")),
            LigneBudget(compte="870", prevu=Decimal("70")),
        ],
        financements=[
            Financement(
                compte="74etat", financeur="Acsé", acse=True, demande_specifique=Decimal(500)
            ),
            Financement(compte="74com", financeur="Ville", demande_commun=Decimal(100)),
        ],
        lieux=[Lieu(commune="Bobigny", part=Decimal(100))],
        publics=[Public(tranche_age="6-15", sexe="F", prevu=10)],
        versements=[
            Versement(nature="SOLDE", montant=Decimal(410)),
            Versement(nature="REVERSEMENT", montant=Decimal(10)),
        ],
    )


def dossier_of(*actions: Action, **organisme: Any) -> Dossier:
    identity: dict[str, Any] = {
        "nom": "Les amis", "statut": "ASSO", "siret": "73282932000074", "rna": "W931234567",
        "adresse": "1 rue", "code_postal": "93000", "commune": "Bobigny",
        "representant_nom": "Durand",
    }  # fmt: skip
    return Dossier(
        exercice=2012, numero="D1", departement="93",
        organisme=Organisme(**(identity | organisme)), actions=list(actions),
    )  # fmt: skip


def stored(session: Session, *actions: Action, **organisme: Any) -> Dossier:
    dossier = dossier_of(*actions, **organisme)
    session.add(dossier)
    session.commit()
    return dossier


def codes(anomalies: list[Any]) -> list[str]:
    return [one.code for one in anomalies]


def test_complete_dossier_has_no_anomaly(session: Session) -> None:
    stored(session, complete_action())
    assert check_base(session, 2012, today=TODAY) == []


def test_sums_come_from_every_part(session: Session) -> None:
    dossier = stored(session, complete_action())
    action = dossier.actions[0]
    action.lignes[0].prevu = Decimal("600.51")
    action.lignes[3].prevu = Decimal("71")
    action.financements[0].demande_specifique = Decimal("499.99")
    action.lieux[0].part = Decimal("99")
    action.publics[0].prevu = 11
    action.versements[1].montant = Decimal(9)
    session.commit()
    found = check_action(session, action.id, TODAY)
    assert sorted(codes(found)) == [
        "BUD-ACSE", "BUD-EQUILIBRE", "BUD-VOLONTAIRES", "PAI-PLAFOND", "PUB-DETAIL", "TER-PARTS",
    ]  # fmt: skip
    assert found == check_dossier(session, dossier.id, TODAY) == check_base(session, today=TODAY)
    assert {one.objet for one in found} == {"A1 – Lire ensemble"}


def test_threshold_counts_all_actions_of_the_organisme_in_the_year(session: Session) -> None:
    amounts = {"montant_demande": Decimal(12000), "montant_accorde": Decimal(11600)}
    first = complete_action(**amounts, acte_type="ARRETE")
    second = complete_action(**amounts, acte_type="ARRETE", numero="A2")
    stored(session, first, second)
    assert codes(check_action(session, first.id, TODAY)).count("ACT-CONVENTION") == 1
    second.montant_accorde = Decimal(11400)
    session.commit()
    assert "ACT-CONVENTION" not in codes(check_action(session, first.id, TODAY))


def test_missing_and_faulty_fields(session: Session) -> None:
    dossier = stored(session, complete_action(montant_propose=Decimal(-1), theme="2012-99"),
                     siret=None, iban="FR761234", courriel="x@")  # fmt: skip
    dossier.actions[0].objectifs = ""
    session.commit()
    found = Counter(codes(check_base(session, today=TODAY)))
    assert found == Counter(
        ["ORG-SIRET", "ID-IBAN", "ID-COURRIEL", "VAL-MONTANT", "VAL-LISTE", "OBL-CHAMP"]
    )
    assert all("FR76" not in repr(one) for one in check_base(session, today=TODAY))


def test_refused_request_is_not_asked_to_be_complete(session: Session) -> None:
    stored(session, Action(numero="A1", statut="REFUSE", decision="REFUS"))
    assert check_base(session, 2012, today=TODAY) == []


def test_overdue_compte_rendu_bears_on_the_next_grant(session: Session) -> None:
    dossier = stored(session, complete_action(numero="A2"))
    earlier = Dossier(exercice=2010, numero="D0", organisme=dossier.organisme)
    earlier.actions = [complete_action(debut_le=date(2010, 1, 1), fin_le=date(2010, 12, 31))]
    session.add(earlier)
    session.commit()
    assert codes(check_base(session, 2012, today=TODAY)) == ["CRF-NOUVELLE"]
    assert "CRF-RETARD" in codes(check_base(session, 2010, today=TODAY))


def test_envelope_counts_transfers_and_complements(session: Session) -> None:
    stored(session, complete_action())
    for amount, moved in ((300, 0), (50, 49)):
        session.add(
            Enveloppe(exercice=2012, departement="93", dispositif="DC",
                      notifie=Decimal(amount), transferts=Decimal(moved))
        )  # fmt: skip
    session.commit()
    [found] = check_base(session, today=TODAY)
    assert (found.code, found.valeur) == ("ENV-DEPASSEE", "1\u00a0€")


def test_exercice_keeps_to_its_dossiers(session: Session) -> None:
    stored(session, complete_action(fin_le=None))
    assert codes(check_base(session, 2012, today=TODAY)) == ["OBL-CHAMP"]
    assert check_base(session, 2011, today=TODAY) == []


def test_organisme_check_looks_for_its_duplicates_everywhere(session: Session) -> None:
    dossier = stored(session)
    stored(session, nom="LES AMIS")
    found = check_organisme(session, dossier.organisme_id or "")
    assert sorted(codes(found)) == ["DBL-NOM", "DBL-SIRET"]


def test_reason_is_joined_and_taken_back(tmp_path: Path) -> None:
    path = create_base(tmp_path / "base.acse", exercice=2012, agent="lea", departement="93")
    with open_base(path, agent="lea") as base, base.session() as session:
        dossier = dossier_of(complete_action(fin_le=None))
        with operation(session, "Saisir", agent="lea"):
            session.add(dossier)
        identifier = dossier.actions[0].id
        [found] = check_action(session, identifier, TODAY)
        waiting = to_complete(session, 2012).total
        with pytest.raises(InvalidInput):
            accept(session, found, "  ", "lea")
        accept(session, found, "Vu avec le porteur", "lea")
        accept(session, found, "Fin reportée", "lea")
        [found] = check_action(session, identifier, TODAY)
        assert found.reserve == "Fin reportée"
        assert to_complete(session, 2012).total == waiting - 1
        withdraw(session, found, "lea")
        assert [one.reserve for one in check_action(session, identifier, TODAY)] == [None]


def test_number_of_queries_does_not_grow_with_the_base(session: Session) -> None:
    def queries() -> int:
        seen: list[str] = []
        engine = session.get_bind()

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        check_base(session, today=TODAY)
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    stored(session, complete_action(fin_le=None))
    few = queries()
    stored(session, *(complete_action(numero=f"B{rank}", fin_le=None) for rank in range(50)))
    assert queries() <= few + 4


def test_check_can_be_given_up(session: Session) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        check_base(session, progress=progress)


def test_totals(session: Session) -> None:
    stored(session, complete_action(), complete_action(numero="A2"))
    assert totals_of(session, 2012) == {
        "organismes": 1, "dossiers": 1, "actions": 2, "montant_demande": Decimal("1000.00"),
        "montant_accorde": Decimal("800.00"), "montant_paye": Decimal("0.00"),
    }  # fmt: skip
    assert totals_of(session, 2011)["actions"] == 0
