"""Each line of the table of papers, in Python and in SQL, and what a dossier still lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.fields import Base
from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.nomenclatures import entries
from acse_desktop.rules.pieces import NATURES, PERMANENTES, Demande, exigees
from acse_desktop.services import listing, pieces, records
from acse_desktop.services.checking import check_action, check_dossier
from acse_desktop.services.example import make_example
from acse_desktop.services.listing_pieces import KEY
from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.services.piece_facts import papers
from acse_desktop.services.pieces import owner_of
from acse_desktop.services.seen import export_seen
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation, undo

ASSO = {"STATUTS", "RECEPISSE", "BUREAU", "RIB", "SIRENE", "ATTESTATION", "BUDGET"}
COMPTABLES = {"COMPTES", "RAPPORT_ACTIVITE"}
PUBLIC = {"RIB", "SIRENE", "ATTESTATION", "DELIBERATION"}
JOUR = date(2012, 3, 31)
LIMIT, DEPOT = Decimal(23_000), Decimal(153_000)
CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("case", "due"),
    [
        ({}, ASSO),
        ({"statut": "ASSO", "montant": LIMIT}, ASSO),
        ({"statut": "ASSO", "montant": LIMIT + CENT}, ASSO | COMPTABLES),
        ({"type_demande": "RENOUV"}, ASSO | COMPTABLES | {"CRF"}),
        ({"deja_subventionne": True}, ASSO | COMPTABLES | {"CRF"}),
        ({"deja_subventionne": True, "type_demande": "PREMIERE"}, ASSO),
        ({"signataire": "M. Paul Roy", "representant": "Diallo"}, ASSO | {"POUVOIR"}),
        ({"signataire": "Mme A. DIALLO", "representant": "Diallo"}, ASSO),
        ({"signataire": "Mme A. Diallo"}, ASSO),
        ({"alsace_moselle": True}, ASSO - {"RECEPISSE"}),
        ({"statut": "FONDATION"}, ASSO - {"RECEPISSE"}),
        ({"statut": "BAILLEUR"}, ASSO - {"RECEPISSE", "BUREAU"}),
        ({"statut": "COMMUNE", "montant": DEPOT}, PUBLIC),
        ({"statut": "GIP", "type_demande": "RENOUV"}, PUBLIC | {"CRF"}),
        ({"statut": "ETAT"}, PUBLIC - {"DELIBERATION"}),
        ({"commissaire": True}, ASSO),
        ({"commissaire": True, "type_demande": "RENOUV"},
         ASSO | COMPTABLES | {"CRF", "COMMISSAIRE"}),
        ({"subventions": DEPOT}, ASSO),
        ({"subventions": DEPOT + CENT}, ASSO | {"COMMISSAIRE"}),
        ({"statut": "COMMUNE", "subventions": DEPOT + CENT}, PUBLIC),
    ],
)  # fmt: skip
def test_the_papers_of_a_case(case: dict[str, Any], due: set[str]) -> None:
    found = exigees(Demande(2012, **case))
    assert set(found) == due
    assert all(one.motif and one.source for one in found.values())


def test_before_the_decree_no_threshold() -> None:
    assert "COMPTES" not in exigees(Demande(1999, montant=DEPOT))


def test_the_permanent_file() -> None:
    assert PERMANENTES == ("STATUTS", "RECEPISSE", "BUREAU", "RIB", "SIRENE")


def _rows(session: Session, query: Query | None = None) -> dict[str, tuple[Any, ...]]:
    found = listing.page(session, KEY, query or Query(), 2012, 0, 100_000).rows
    return {row[0]: row for row in found}


AMOUNTS = st.one_of(
    st.none(), st.sampled_from([LIMIT, LIMIT + CENT, DEPOT, DEPOT + CENT, Decimal(0)])
)


@settings(deadline=None, max_examples=60)
@given(
    bearer=st.fixed_dictionaries(
        {
            "statut": st.sampled_from([None, *(one.code for one in entries("statut_organisme"))]),
            "alsace_moselle": st.sampled_from([None, False, True]),
            "commissaire_comptes": st.sampled_from([None, False, True]),
            "representant_nom": st.sampled_from([None, "", "Diallo", "Élan"]),
        }
    ),
    type_demande=st.sampled_from([None, "PREMIERE", "RENOUV"]),
    signataire=st.sampled_from([None, "", "mme DIALLO", "Jean elan", "Roy"]),
    asked=AMOUNTS,
    earlier=AMOUNTS,
    reported=st.sampled_from([None, date(2012, 2, 1)]),
)
def test_the_list_in_sql_tells_what_the_rules_tell(
    memory: Session, bearer: dict[str, Any], type_demande: str | None, signataire: str | None,
    asked: Decimal | None, earlier: Decimal | None, reported: date | None,
) -> None:  # fmt: skip
    for model in (Action, Dossier, Organisme):
        memory.execute(model.__table__.delete())
    memory.add(Organisme(id="o", nom="O", **bearer))
    memory.add(Dossier(id="d", organisme_id="o", exercice=2012, type_demande=type_demande,
                       signataire=signataire))  # fmt: skip
    memory.add(Dossier(id="a", organisme_id="o", exercice=2011))
    memory.flush()
    memory.add(Action(dossier_id="d", statut="RECU", montant_demande=asked))
    memory.add(Action(dossier_id="a", statut="BILAN", montant_accorde=earlier,
                      crf_recu_le=reported))  # fmt: skip
    memory.flush()
    lacking = [one.nature for one in papers(memory, Dossier.id == "d")["d"].missing]
    assert _rows(memory)["d"][3] == len(lacking)
    assert _rows(memory)["d"][4] == ", ".join(map(pieces.libelle, lacking))
    memory.expunge_all()


@pytest.fixture(scope="module")
def memory() -> Any:
    from sqlalchemy import create_engine, event

    from acse_desktop.typography import folded

    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda raw, _record: raw.create_function(
        "plie", 1, lambda text: None if text is None else folded(str(text))))  # fmt: skip
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def test_the_list_of_an_example_base(tmp_path: Path) -> None:
    path = tmp_path / "exemple.acse"
    make_example(path, departement="93", exercice=2012, actions=40, graine=3)
    with open_base(path, agent="Awa") as base, base.session() as session:
        rows = _rows(session)
        assert rows
        for identifier in session.scalars(select(Dossier.id).where(Dossier.exercice == 2012)):
            labels = pieces.missing_labels(session, identifier)
            if identifier in rows:
                assert rows[identifier][4] == ", ".join(labels)


def test_received_dispensed_expired_and_asked_again(session: Session) -> None:
    owner = owner_of(session, "asso12")
    first = pieces.of_dossier(session, "asso12")
    assert {one.nature for one in first.due} == ASSO | COMPTABLES | {"CRF"}
    assert first.missing == first.due
    pieces.receive(session, owner, ["RIB", "BUDGET"], date(2012, 3, 5), agent="Awa")
    pieces.dispense(session, owner, "STATUTS", "déjà au dossier de 2009", agent="Awa")
    pieces.set_value(session, owner, "RIB", {"valable_au": date(2012, 3, 30)}, agent="Awa")
    pieces.ask_again(session, owner, ["COMPTES"], date(2012, 3, 20), agent="Awa")
    states = {one.nature: one for one in pieces.of_dossier(session, "asso12").pieces}
    assert states["RIB"].perimee and not states["RIB"].settled
    assert states["BUDGET"].settled and states["STATUTS"].settled
    assert states["COMPTES"].demandee_le == date(2012, 3, 20)
    # The permanent file serves every dossier of the organisme.
    assert {one.nature: one.recue_le for one in pieces.of_organisme(session, "asso").pieces}[
        "RIB"
    ] == date(2012, 3, 5)
    codes = {one.code for one in check_action(session, "action-asso12")}
    assert {"PIECE-MANQUANTE", "PIECE-PERIMEE"} <= codes
    assert not {one.code for one in check_dossier(session, "ville12")} & {"PIECE-MANQUANTE"}


def test_a_report_that_came_counts_for_the_renewal(session: Session) -> None:
    assert "CRF" in [one.nature for one in pieces.of_dossier(session, "asso12").missing]
    records.update(session, "action", "action-ancien", {"crf_recu_le": date(2012, 2, 1)},
                   agent="Awa")  # fmt: skip
    found = {one.nature: one for one in pieces.of_dossier(session, "asso12").pieces}
    assert found["CRF"].recue_le == date(2012, 2, 1)
    assert "Compte rendu" not in _rows(session)["asso12"][4]


def test_completeness_is_proposed_and_never_erased(session: Session) -> None:
    owner = owner_of(session, "ville12")
    pieces.receive(session, owner, ["RIB", "SIRENE", "ATTESTATION"], date(2012, 3, 5), agent="Awa")
    assert pieces.of_dossier(session, "ville12").proposal is None
    pieces.receive(session, owner, ["DELIBERATION"], date(2012, 3, 9), agent="Awa")
    found = pieces.of_dossier(session, "ville12")
    assert (found.proposal, found.complet_le) == (date(2012, 3, 9), None)
    pieces.confirm_complete(session, "ville12", found.proposal, agent="Awa")
    pieces.set_value(session, owner, "RIB", {"recue_le": None}, agent="Awa")
    assert pieces.of_dossier(session, "ville12").complet_le == date(2012, 3, 9)
    told = [one for one in check_dossier(session, "ville12") if one.code == "PIECE-COMPLET"]
    assert "Relevé d’identité bancaire" in told[0].message
    for _time in range(4):
        undo(session, "Awa")
    assert (
        pieces.of_dossier(session, "ville12").missing == pieces.of_dossier(session, "ville12").due
    )


def test_reminders_in_bulk_are_one_operation(session: Session, tmp_path: Path) -> None:
    late = Query(filters=(Filter("relance", "empty"),))
    assert set(_rows(session, late)) == {"asso12", "ville12"}
    row = _rows(session)["ville12"]
    assert row[3:8] == (4, "Relevé d’identité bancaire, Avis de situation au répertoire Sirene, "
                        "Attestation sur l’honneur signée, Délibération de l’organe délibérant",
                        date(2012, 3, 1), 30, None)  # fmt: skip
    assert pieces.ask_again_all(session, ["asso12", "ville12"], agent="Awa") == 2
    assert _rows(session, late) == {}
    assert _rows(session)["ville12"][7] == JOUR
    assert listing.preset_counts(session, KEY, 2012)["toutes"] == 2
    names = [column.key for column in listing.LISTINGS[KEY].columns]
    target = tmp_path / "relances.xlsx"
    assert export_seen(session, KEY, Query(text="bondy"), 2012, names, target) == 1
    undo(session, "Awa")
    assert set(_rows(session, late)) == {"asso12", "ville12"}


def test_the_papers_of_a_dossier_go_with_it(session: Session) -> None:
    owner = owner_of(session, "ville12")
    pieces.receive(session, owner, ["RIB", "ATTESTATION"], JOUR, agent="Awa")
    with operation(session, "Supprimer", agent="Awa"):
        session.delete(session.get_one(Dossier, "ville12"))
    kept = [one.nature for one in pieces.of_organisme(session, "ville").pieces if one.recue_le]
    assert kept == ["RIB"]
    undo(session, "Awa")
    states = pieces.of_dossier(session, "ville12").pieces
    assert [one.nature for one in states if one.recue_le] == ["RIB", "ATTESTATION"]
    assert set(NATURES) >= {one.nature for one in states}
