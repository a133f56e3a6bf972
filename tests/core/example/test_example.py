"""The example of a département: what it holds, that it repeats, and the faults put in it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled, CannotWrite, InvalidInput
from acse_desktop.fields import fields_of
from acse_desktop.models import (
    EDITABLE,
    Action,
    Contrat,
    Dossier,
    Enveloppe,
    Financement,
    Indicateur,
    Lieu,
    LigneBudget,
    Organisme,
    Public,
    Versement,
)
from acse_desktop.nomenclatures import entries
from acse_desktop.progress import Progress
from acse_desktop.services.checking import check_base
from acse_desktop.services.example import EXPECTED_ANOMALIES, make_example
from acse_desktop.store.opening import open_base

NOVEMBER = date(2012, 11, 15)
CONSEQUENCES = {"ORG-SIRET", "CRF-NOUVELLE", "PAI-CRF"}
INFORMATION = {"ACT-DEPOT", "DAT-SCOLAIRE"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_example(tmp_path_factory.mktemp("example") / "exemple.acse")


@pytest.fixture
def session(made: Path) -> Iterator[Session]:
    with open_base(made, agent="essai", read_only=True) as base, base.session() as session:
        yield session


def content(path: Path) -> str:
    digest = hashlib.sha256()
    with open_base(path, agent="essai", read_only=True) as base, base.session() as session:
        for model in EDITABLE:
            rows = session.execute(select(model.__table__).order_by(model.__table__.c.id))
            digest.update(repr(rows.all()).encode())
    return digest.hexdigest()


def values(session: Session, column: Any) -> set[Any]:
    return set(session.scalars(select(column).distinct()))


def sums(session: Session, owner: Any, amount: Any, *conditions: Any) -> dict[str, Any]:
    query = select(owner, func.sum(amount)).where(*conditions).group_by(owner)
    return {name: total for name, total in session.execute(query) if total is not None}


def test_the_same_seed_gives_the_same_base(made: Path, tmp_path: Path) -> None:
    again = make_example(tmp_path / "encore.acse", departement="93", graine=1)
    other = make_example(tmp_path / "autre.acse", graine=2)
    assert content(made) == content(again)
    assert content(made) != content(other)


def test_links_are_right_and_numbers_are_unique(session: Session) -> None:
    assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    for column in (Dossier.numero, Action.numero):
        assert session.scalar(select(func.count() - func.count(column.distinct()))) == 0


def test_every_dispositif_state_decision_and_payment_is_there(session: Session) -> None:
    for column, liste in (
        (Action.dispositif, "dispositif"),
        (Action.statut, "statut"),
        (Action.decision, "decision"),
        (Action.acte_type, "type_acte"),
        (Versement.nature, "type_versement"),
        (Financement.etat, "etat_financement"),
        (Indicateur.code, "indicateur"),
    ):
        assert {entry.code for entry in entries(liste)} <= values(session, column), liste
    years = dict(
        session.execute(
            select(Dossier.exercice, func.count(Action.id)).join(Action).group_by(Dossier.exercice)
        ).all()
    )
    assert sum(years.values()) == 400 and set(years) == {2011, 2012}
    assert values(session, Action.theme) == {f"2012-{rank}" for rank in range(1, 9)}
    assert session.scalar(select(func.count()).select_from(Contrat)) > 10


def test_the_checks_find_the_faults_and_nothing_else(session: Session) -> None:
    found = Counter(one.code for one in check_base(session, today=NOVEMBER))
    expected = {fault.code for fault in EXPECTED_ANOMALIES}
    assert expected <= set(found)
    assert set(found) - expected <= CONSEQUENCES | INFORMATION
    assert sum(found[code] for code in expected) <= len(expected) + 2


def test_every_value_is_one_its_field_accepts(session: Session) -> None:
    wrong = [
        (model.__tablename__, name, value)
        for model in EDITABLE
        for name, described in fields_of(model).items()
        for value in values(session, getattr(model, name))
        if name != "transferts" and described.type.check(value)
    ]
    assert [(table, name) for table, name, _value in wrong] == [("organisme", "siret")]


def test_identifiers_are_all_different(session: Session) -> None:
    for column in (Organisme.siret, Organisme.iban, Organisme.rna):
        given = [value for value in session.scalars(select(column)) if value]
        assert len(given) == len(set(given)) > 50


def test_parts_follow_from_the_action(session: Session) -> None:
    actions = session.scalars(select(Action)).all()
    publics = sums(session, Public.action_id, Public.prevu)
    reached = sums(session, Public.action_id, Public.realise)
    shares = sums(session, Lieu.action_id, Lieu.part)
    paid = sums(session, Versement.action_id, Versement.montant, Versement.nature != "REVERSEMENT")
    back = sums(session, Versement.action_id, Versement.montant, Versement.nature == "REVERSEMENT")
    acse = Financement.acse.is_(True)
    specific = sums(session, Financement.action_id, Financement.demande_specifique, acse)
    common = sums(session, Financement.action_id, Financement.demande_commun, acse)
    charges = sums(session, LigneBudget.action_id, LigneBudget.prevu,
                   (LigneBudget.compte < "70") | LigneBudget.compte.like("IND%"))  # fmt: skip
    faults = Counter[str]()
    for one in actions:
        faults["publics"] += publics.get(one.id) != one.public_prevu
        faults["realises"] += reached.get(one.id) != one.public_realise
        faults["parts"] += shares[one.id] != 100
        faults["payes"] += paid.get(one.id, 0) - back.get(one.id, 0) != (one.montant_paye or 0)
        faults["demande"] += specific[one.id] + common[one.id] != one.montant_demande
        faults["cout"] += charges[one.id] != one.cout_total
        faults["renouvele"] += (one.montant_anterieur is None) == (one.type_demande == "RENOUV")
    assert any(common.values())
    assert +faults == {"parts": 1, "demande": 1, "cout": 1}
    assert sum(one.montant_anterieur is not None for one in actions) > 50


def test_closed_budgets_balance_once_spent(session: Session) -> None:
    closed = session.scalars(select(Action).where(Action.statut == "CLOS")).all()
    account, done = LigneBudget.compte, LigneBudget.realise
    apart = ("70", "756", "RP", "861", "864", "870", "871")
    spent = sums(session, LigneBudget.action_id, done, account.not_in(apart))
    own = sums(session, LigneBudget.action_id, done, account.in_(apart[:3]))
    funded = sums(session, Financement.action_id, Financement.realise)
    assert closed
    for one in closed:
        assert one.montant_realise == spent[one.id] == own[one.id] + funded[one.id]


def test_amounts_and_titles_are_likely(session: Session) -> None:
    amounts = sorted(session.scalars(select(Action.montant_demande)))
    assert Decimal(5_000) <= amounts[len(amounts) // 2] <= Decimal(9_500)
    assert amounts[-1] < 500_000
    titles = list(session.scalars(select(Action.intitule).join(Dossier).where(
        Dossier.exercice == 2012)))  # fmt: skip
    assert len(set(titles)) > 0.8 * len(titles)


def test_alsace_moselle_has_no_rna(tmp_path: Path) -> None:
    made = make_example(tmp_path / "haut-rhin.acse", departement="68", actions=80)
    with open_base(made, agent="essai", read_only=True) as base, base.session() as session:
        assert values(session, Organisme.rna) == {None}
        assert "9260" in values(session, Organisme.categorie_juridique)
        assert values(session, Dossier.departement) == {"68"}


def test_a_region_has_its_own_programmes_only(tmp_path: Path) -> None:
    made = make_example(tmp_path / "region.acse", region="11")
    with open_base(made, agent="essai", read_only=True) as base, base.session() as session:
        assert base.info["region"] == "11"
        assert values(session, Dossier.region) == values(session, Enveloppe.region) == {"11"}
        assert values(session, Dossier.departement) == {None}
        assert session.scalar(select(func.count()).select_from(Contrat)) == 0
        assert session.scalar(select(func.count()).select_from(Action)) == 120
        found = {one.code for one in check_base(session, today=NOVEMBER)}
        assert found <= INFORMATION


def test_an_example_of_another_year_uses_the_themes_of_that_year(tmp_path: Path) -> None:
    made = make_example(tmp_path / "2013.acse", exercice=2013, actions=90)
    with open_base(made, agent="essai", read_only=True) as base, base.session() as session:
        themes = select(Action.theme).join(Dossier).where(Dossier.exercice == 2013)
        assert all(theme.startswith("2013-") for theme in session.scalars(themes))


def test_nothing_is_left_when_it_fails_or_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        make_example(tmp_path / "inconnu.acse", departement="20")
    with pytest.raises(InvalidInput):
        make_example(tmp_path / "inconnu.acse", region="99")
    tired = Progress()
    tired.cancel()
    with pytest.raises(Cancelled):
        make_example(tmp_path / "annule.acse", progress=tired)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_replaced(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(CannotWrite):
        make_example(made)
    assert made.read_bytes() == before
