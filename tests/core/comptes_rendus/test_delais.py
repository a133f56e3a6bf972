"""Delays on a base made by hand, and the organismes funded year after year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl

from acse_desktop.models import Organisme
from acse_desktop.services import records
from acse_desktop.services.delay_tables import export_delais, export_porteurs
from acse_desktop.services.delays import attentes, ensemble, mesures, parcours
from acse_desktop.services.recurrence import porteurs_recurrents
from acse_desktop.store.operations import operation

AGENT = "Awa"


def _course(grant, organisme: str, decided: date, dispositif: str = "CUCS", **fields) -> str:
    dates = {"recu_le": date(2012, 1, 1), "complet_le": date(2012, 1, 11), "comite_le": decided}
    return grant(2012, organisme=organisme, dispositif=dispositif, **dates, **fields)


def _pay(session, action: str, *payments: tuple[str, date]) -> None:
    for nature, day in payments:
        values = {"action_id": action, "nature": nature, "verse_le": day, "montant": Decimal(1)}
        records.create(session, "versement", values, agent=AGENT)


def test_each_step_is_measured_and_unordered_dates_are_left_out(session, grant) -> None:
    first = _course(grant, "o1", date(2012, 2, 10), notifie_le=date(2012, 2, 20),
                    crf_recu_le=date(2013, 3, 11))  # fmt: skip
    _pay(session, first, ("SOLDE", date(2012, 6, 1)), ("ACOMPTE", date(2012, 3, 11)),
         ("REVERSEMENT", date(2012, 1, 2)))  # fmt: skip
    _course(grant, "o2", date(2012, 3, 11), dispositif="PRE", notifie_le=date(2012, 3, 1))
    _course(grant, "o3", date(2012, 2, 13))
    found = parcours(session, 2012)
    steps = {one.delai: (one.nombre, one.mediane, one.moyenne, one.maximum)
             for one in ensemble(found)}  # fmt: skip
    assert steps == {
        "recu_le-complet_le": (3, 10, 10, 10),
        "complet_le-comite_le": (3, 33, Decimal("41.0"), 60),
        "comite_le-notifie_le": (1, 10, 10, 10),
        "notifie_le-paye_le": (1, 20, 20, 20),
        "recu_le-paye_le": (1, 70, 70, 70),
        "paye_le-crf_recu_le": (1, 365, 365, 365),
    }
    by_dispositif = {(one.groupe, one.delai): one.mediane for one in mesures(found, "dispositif")}
    assert by_dispositif["PRE", "complet_le-comite_le"] == 60
    assert by_dispositif["CUCS", "complet_le-comite_le"] == Decimal("31.5")
    assert {one.groupe for one in mesures(found, "organisme")} == {
        "Association o1", "Association o2", "Association o3"
    }  # fmt: skip
    months = {(one.groupe, one.delai) for one in mesures(found, "mois")}
    assert ("2012-03", "paye_le-crf_recu_le") in months
    assert parcours(session, 2011) == []


def test_what_waits_today_is_told_longest_first(session, grant) -> None:
    _course(grant, "o1", date(2012, 3, 1))
    _course(grant, "o2", date(2012, 2, 1), notifie_le=date(2012, 2, 5))
    _course(grant, "o3", date(2012, 2, 1), statut="REFUSE")
    paid = _course(grant, "o4", date(2012, 2, 1), notifie_le=date(2012, 2, 5))
    _pay(session, paid, ("SOLDE", date(2012, 3, 1)))
    found = attentes(parcours(session), date(2012, 3, 11))
    assert [(one.parcours.organisme, one.etape, one.jours) for one in found] == [
        ("Association o2", "paye_le", 35), ("Association o1", "notifie_le", 10),
    ]  # fmt: skip


def test_organismes_funded_for_years_and_their_share(session, grant, tmp_path) -> None:
    for year in (2009, 2011, 2012, 2013):
        grant(year, "3000", intitule="Ateliers d’été", cout_total=Decimal(12000))
    grant(2013, "1000", intitule="Nouvelle action")
    for year in (2012, 2013):
        grant(year, "9000", organisme="o2")
    with operation(session, "Préparer", agent=AGENT):
        session.get_one(Organisme, "o1").budget_annuel = Decimal(16000)
    (found,) = porteurs_recurrents(session, 2013)
    assert (found.nom, found.annees, found.depuis) == ("Association o1", 3, 2011)
    assert (found.accorde, found.total, found.part) == (4000, 10000, 25)
    assert found.part_cout == 25
    assert found.actions == (("Ateliers d’été", 3), ("Nouvelle action", 1))
    assert [one.nom for one in porteurs_recurrents(session, 2013, 2)] == [
        "Association o1", "Association o2"
    ]  # fmt: skip
    assert porteurs_recurrents(session, 2010) == []
    target = tmp_path / "porteurs.xlsx"
    assert export_porteurs(session, 2013, 3, target) == 1
    rows = list(openpyxl.load_workbook(target).active.values)
    assert rows[1][:4] == ("Association o1", 3, 2011, 4000)
    assert rows[1][8] == "Ateliers d’été (3)"


def test_delays_are_written_for_excel(session, grant, tmp_path) -> None:
    _course(grant, "o1", date(2012, 2, 10))
    target = tmp_path / "delais.xlsx"
    assert export_delais(session, 2012, "dispositif", target) == 4
    rows = list(openpyxl.load_workbook(target).active.values)
    assert rows[0][0] == "Dispositif" and rows[1][0] == "Ensemble" and rows[3][0] == "CUCS"
    assert rows[2][2:] == (1, 30, 30, 30)
    assert export_delais(session, 2012, "mois", tmp_path / "delais.ods") == 4
