"""Posts: what is due follows conventions and vacancies, the quota counts posts and not euros."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from acse_desktop.services import credits, listing, posts, records
from acse_desktop.services.checking import check_base
from acse_desktop.services.listing_types import Query
from acse_desktop.store.operations import undo

AGENT = "Awa"
YEAR = {"signe_le": date(2011, 12, 20), "debut_le": date(2012, 1, 1), "fin_le": date(2012, 12, 31)}
FULL_YEAR = Decimal("21459.65")
"""10 438,20 + 11 021,45: see test_post_aid."""


@pytest.fixture
def employer(session: Session) -> str:
    """An organisme that employs adultes-relais."""
    return records.new_organisme(session, {"nom": "Passerelles"}, agent=AGENT)


def _post(session: Session, employer: str, rank: int, **terms: Any) -> tuple[str, str]:
    values = {"organisme_id": employer, "numero": f"09312R{rank:04}00", "departement": "93"}
    post = records.create(session, "poste", values, agent=AGENT)
    convention = {"poste_id": post, **YEAR, **terms}
    return post, records.create(session, "convention_poste", convention, agent=AGENT)


def _due(session: Session, convention: str) -> Any:
    return records.read(session, "convention_poste", convention).values["montant"]


def test_what_is_due_follows_every_change_and_undo(session: Session, employer: str) -> None:
    post, convention = _post(session, employer, 1)
    assert _due(session, convention) == FULL_YEAR
    values = {"poste_id": post, "debut_le": date(2012, 10, 1)}
    vacancy = records.create(session, "vacance", values, agent=AGENT)
    assert _due(session, convention) == Decimal("15948.92")  # 10 438,20 + 5 510,72
    records.update(session, "vacance", vacancy, {"fin_le": date(2012, 9, 1)}, agent=AGENT)
    assert _due(session, convention) == FULL_YEAR
    undo(session, AGENT)
    assert _due(session, convention) == Decimal("15948.92")
    records.delete(session, "vacance", vacancy, agent=AGENT)
    assert _due(session, convention) == FULL_YEAR
    records.update(session, "convention_poste", convention, {"quotite": Decimal(50)}, agent=AGENT)
    assert _due(session, convention) == Decimal("10729.82")  # 5 219,10 + 5 510,72
    records.update(session, "convention_poste", convention, {"signe_le": None}, agent=AGENT)
    assert _due(session, convention) is None


def test_a_post_adds_its_conventions_up_by_year(session: Session, employer: str) -> None:
    post, _first = _post(session, employer, 1)
    after = {"signe_le": date(2013, 2, 1), "debut_le": date(2013, 7, 1),
             "fin_le": date(2014, 6, 30)}  # fmt: skip
    records.create(session, "convention_poste", {"poste_id": post, **after}, agent=AGENT)
    assert posts.aid_of_post(session, post, 2012) == FULL_YEAR
    assert posts.aid_of_post(session, post, 2013) == Decimal("8867.79")
    assert posts.aid_of_post(session, post) == FULL_YEAR + Decimal("17591.00")


def test_the_quota_counts_posts(session: Session, employer: str) -> None:
    envelope = {"exercice": 2012, "departement": "93", "dispositif": "AR"}
    first = {"montant": Decimal(100_000), "postes": 2}
    identifier = credits.new_enveloppe(session, envelope, first, agent=AGENT)
    vacant, _convention = _post(session, employer, 1)
    _post(session, employer, 2, quotite=Decimal(50))
    _post(session, employer, 3, rompue_le=date(2012, 6, 30))
    _post(session, employer, 4, fin_le=date(2012, 11, 30))
    away, _convention = _post(session, employer, 5)
    records.update(session, "poste", away, {"departement": "94"}, agent=AGENT)
    values = {"poste_id": vacant, "debut_le": date(2012, 12, 1)}
    records.create(session, "vacance", values, agent=AGENT)
    found = posts.quota(session, 2012, "93")
    assert found == posts.Quota(notifies=2, conventionnes=2, pourvus=1, temps_partiel=1)
    assert (found.vacants, found.reste, posts.lost(session, 2012, "93")) == (1, 0, 0)
    assert posts.quota(session, 2012, "93", date(2012, 6, 30)).conventionnes == 4
    assert posts.quota(session, 2012).conventionnes == 3
    records.update(session, "poste", vacant, {"supprime_le": date(2012, 12, 15)}, agent=AGENT)
    assert posts.lost(session, 2012, "93") == 1
    keys = [column.key for column in listing.LISTINGS["enveloppes"].columns]
    (row,) = listing.page(session, "enveloppes", Query(), 2012, 0, 9).rows
    shown = dict(zip(("id", *keys), row, strict=True))
    assert (shown["id"], shown["conventionnes"], shown["postes_reste"]) == (identifier, 1, 1)


def test_renewals_come_within_six_months_of_the_term(session: Session, employer: str) -> None:
    _post(session, employer, 1, renouvellement=2)
    followed, _convention = _post(session, employer, 2)
    after = {**YEAR, "debut_le": date(2013, 1, 1), "fin_le": date(2015, 12, 31)}
    records.create(session, "convention_poste", {"poste_id": followed, **after}, agent=AGENT)
    _post(session, employer, 3, rompue_le=date(2012, 3, 1))
    (found,) = posts.renewals(session, date(2012, 7, 1), "93")
    assert (found.numero, found.fin, found.prochain) == ("09312R000100", date(2012, 12, 31), 3)
    assert posts.renewals(session, date(2012, 6, 1)) == []


def test_rules_warn_of_each_case(session: Session, employer: str) -> None:
    envelope = {"exercice": 2012, "departement": "93", "dispositif": "AR"}
    first = {"montant": Decimal(1), "postes": 1}
    credits.new_enveloppe(session, envelope, first, agent=AGENT)
    _post(session, employer, 1, titulaire_age=30, titulaire_quartier=False, derogation=True,
          fin_le=date(2014, 12, 31))  # fmt: skip
    sound = {one.code for one in check_base(session, 2012) if one.code.startswith("AR-")}
    assert sound == set()
    post, _convention = _post(
        session, employer, 2, titulaire_age=29, titulaire_quartier=False, renouvellement=3,
        fin_le=date(2015, 1, 1),
    )  # fmt: skip
    second = {**YEAR, "poste_id": post, "signe_le": date(2016, 12, 1),
              "debut_le": date(2015, 1, 1), "fin_le": date(2017, 7, 1)}  # fmt: skip
    records.create(session, "convention_poste", second, agent=AGENT)
    found = {one.code: one for one in check_base(session, 2012) if one.code.startswith("AR-")}
    assert set(found) == {"AR-AGE", "AR-RESIDENCE", "AR-DUREE", "AR-CHEVAUCHEMENT", "AR-QUOTA",
                          "AR-RENOUVELLEMENT", "AR-TAUX"}  # fmt: skip
    assert all(one.source and one.remede for one in found.values())
    assert found["AR-DUREE"].id == post and "plus de trois ans" in found["AR-DUREE"].message


def test_indicators_are_checked_against_the_posts(session: Session, employer: str) -> None:
    place = {"departement": "93"}
    _dossier, action = records.new_dossier(session, employer, 2012, place, agent=AGENT)
    records.update(session, "action", action, {"dispositif": "AR"}, agent=AGENT)
    post, _convention = _post(session, employer, 1)
    records.update(session, "poste", post, {"action_id": action}, agent=AGENT)
    for code, told in (("AR.POSTES", 1), ("AR.POSTES_POURVUS", 2)):
        values = {"action_id": action, "code": code, "realise": Decimal(told)}
        records.create(session, "indicateur", values, agent=AGENT)
    found = [one for one in check_base(session, 2012) if one.code == "AR-POSTES"]
    (message,) = [one.message for one in found]
    assert message.startswith("Postes déclarés\u00a0: 2\u202f;") and message.endswith(": 1.")
