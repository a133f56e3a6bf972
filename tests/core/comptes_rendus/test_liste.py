"""The table of the comptes rendus, over every exercice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import openpyxl

from acse_desktop.services import listing, records
from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.services.seen import export_seen

AGENT = "Awa"
ALL = Query()


def _rows(session, *keys: str, query: Query = ALL) -> list[tuple]:
    columns = [one.key for one in listing.LISTINGS["bilans"].columns]
    places = [columns.index(key) + 1 for key in keys]
    found = listing.page(session, "bilans", query, 2013, 0, 50).rows
    return [tuple(row[place] for place in places) for row in found]


def test_states_days_and_repayments(session, grant) -> None:
    late = grant(2012)
    grant(2012, crf_recu_le=date(2013, 5, 2), organisme="o2")
    back = grant(2011, organisme="o3", montant_a_reverser=Decimal("1500"))
    grant(2012, crf_attendu_le=date.today() + timedelta(days=3), organisme="o4")
    grant(2012, None, organisme="o5")
    grant(2013, None, statut="INSTRUCTION")
    grant(2012, None, organisme="o3", statut="REFUSE")
    records.create(
        session, "versement",
        {"action_id": back, "nature": "REVERSEMENT", "montant": Decimal("200.50")}, agent=AGENT,
    )  # fmt: skip
    days = (date.today() - date(2013, 6, 30)).days
    assert _rows(session, "organisme", "etat", "crf_attendu_le", "jours", "nouvelle", "reste") == [
        ("Association o3", "REVERSER", date(2012, 6, 30), (date.today() - date(2012, 6, 30)).days,
         False, Decimal("1299.50")),
        ("Association o1", "RETARD", date(2013, 6, 30), days, True, 0),
        ("Association o2", "RECU", date(2013, 6, 30), None, False, 0),
        ("Association o4", "ATTENDU", date.today() + timedelta(days=3), None, False, 0),
    ]  # fmt: skip
    counts = listing.preset_counts(session, "bilans", 2013)
    assert counts == {"tous": 4, "retard": 1, "attendus": 1, "recus": 1, "reverser": 1}
    totals = listing.summary(session, "bilans", Query(), 2013).totals
    assert totals["reste"] == Decimal("1299.50") and totals["montant_accorde"] == 40000
    (only,) = _rows(
        session, "numero", query=Query("ASSOCIATION o1", (Filter("etat", "in", ("RETARD",)),))
    )
    assert only == (records.read(session, "action", late).values["numero"],)
    assert listing.labels_of("bilans")["etat"]["RETARD"] == "En retard"


def test_what_is_shown_goes_to_excel_in_words(session, grant, tmp_path) -> None:
    grant(2012)
    target = tmp_path / "bilans.xlsx"
    shown = ("organisme", "etat", "crf_attendu_le", "nouvelle", "montant_accorde")
    assert export_seen(session, "bilans", ALL, None, shown, target) == 1
    (row,) = list(openpyxl.load_workbook(target).active.values)[1:]
    assert row[:2] == ("Association o1", "En retard") and row[3:] == ("non", 10000)
    assert row[2].date() == date(2013, 6, 30)
