"""An opinion that is late, or missing at the committee, is told on its action."""

from datetime import date

import pytest

from acse_desktop.services import avis, records
from acse_desktop.services.avis import Request
from acse_desktop.services.checking import check_action, check_base

AGENT = "Awa"
DUE = date(2012, 3, 20)


def found(session, today):
    return [one for one in check_action(session, "a1", today) if one.code == "AVI-RETARD"]


@pytest.fixture
def asked(session):
    request = Request("COMMUNE", demande_le=date(2012, 3, 1), attendu_le=DUE)
    return avis.ask(session, ["a1"], request, agent=AGENT)["a1"]


def test_an_opinion_is_late_the_day_after_it_was_expected(session, asked):
    assert not found(session, DUE)
    (late,) = found(session, date(2012, 3, 21))
    assert (late.table, late.id, late.champ) == ("action", "a1", "avis")
    assert "Commune ou EPCI, attendu le 20/03/2012" in late.message
    avis.record(session, asked, {"sens": "RESERVE"}, agent=AGENT)
    assert not found(session, date(2012, 3, 21))


def test_an_opinion_is_missing_at_the_committee_and_forgotten_after(session, asked):
    records.update(session, "action", "a1", {"statut": "COMITE"}, agent=AGENT)
    (missing,) = found(session, date(2012, 3, 2))
    assert missing.message == "Avis manquant\u00a0: Commune ou EPCI."
    everywhere = [one.id for one in check_base(session, 2012) if one.code == "AVI-RETARD"]
    assert everywhere == ["a1"]
    records.update(session, "action", "a1", {"statut": "ACCORDE"}, agent=AGENT)
    assert not found(session, date(2012, 12, 1))
