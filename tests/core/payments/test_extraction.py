"""Extractions of Chorus: recognised, read to the cent, and only what is new is brought."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.cli import run
from acse_desktop.models import LigneChorus
from acse_desktop.services.chorus import reconciling, rows
from acse_desktop.services.chorus.reconciling import Part
from acse_desktop.services.importing.service import import_files
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import undo
from tests.core.payments.conftest import AGENT, SAMPLE, chorus_row, extraction, lignes

SUM = Decimal("249500.40")


def _brought(session: Session, path: Path) -> tuple[int, list[str]]:
    report = import_files(session, [path], agent=AGENT)
    (file,) = report.fichiers
    assert file.profil == "chorus" and not file.lignes_refusees
    return file.lignes_importees, [one.code for one in file.anomalies]


def test_the_real_sample_is_read_to_the_cent(session: Session) -> None:
    (file,) = import_files(session, [SAMPLE], simuler=True).fichiers
    assert not lignes(session)
    assert (file.profil, file.lignes_lues, file.montant_total) == ("chorus", 4, SUM)
    assert _brought(session, SAMPLE)[0] == 4
    assert sum(one.montant for one in lignes(session)) == SUM
    first = next(one for one in lignes(session) if one.ej == "0001821732")
    assert (first.dp, first.fournisseur, first.siret, first.paye_le, first.exercice) == (
        "000195567", "ASSO 1", "32534654200001", date(2023, 7, 12), 2023,
    )  # fmt: skip
    assert first.provenance_ligne == 2 and first.etat == "A_RAPPROCHER"
    undo(session, AGENT)
    assert not lignes(session)


def test_traps_are_read_as_they_are_meant(session: Session, tmp_path: Path) -> None:
    path = extraction(
        tmp_path / "chorus.xlsx",
        [
            chorus_row(100.1, ej=21821732, dp="1", paye_le=41000),
            chorus_row("1 250,50", dp="2", paye_le="41001"),
            chorus_row("300,25-", dp="3", siret="#", exercice=None),
            chorus_row(-50, dp="4", paye_le="2012-07-01"),
            chorus_row(10, dp="5", paye_le="bientôt"),
        ],
    )
    count, codes = _brought(session, path)
    assert count == 5 and codes.count("valeur_illisible") == 1
    assert "sous_total_different" in codes  # the total of the file leaves the amounts in text out
    found = lignes(session)
    assert [one.montant for one in found] == [
        Decimal("100.10"), Decimal("1250.50"), Decimal("-300.25"), Decimal(-50), Decimal(10),
    ]  # fmt: skip
    assert found[0].ej == "0021821732"
    assert [one.paye_le for one in found[:2]] == [date(2012, 4, 1), date(2012, 4, 2)]
    assert found[2].siret is None and found[2].exercice == 2012
    assert found[4].paye_le is None


def test_the_budget_statement_in_text_is_read_too(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "INF-BUD-53.csv"
    header = (
        "Type d'opération", "Type d'opération", "Référentiel de programmation",
        "Référentiel de programmation", "Fournisseur payé (DP)", "Fournisseur payé (DP)",
        "Code taxe 1", "N° EJ", "N° DP", "Date de dernière opération sur la DP", "EUR",
    )  # fmt: skip
    row = ("1", "Dépense", "BG00", "Ville", "100", "RÉGIE HORIZON", "#", "2107654321", "100000009",
           "01.06.2012", "1 234,56")  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerows([[f"Préambule {n}"] for n in range(7)])
        writer.writerows([header, row])
    assert _brought(session, path)[0] == 1
    (found,) = lignes(session)
    assert (found.fournisseur, found.montant) == ("RÉGIE HORIZON", Decimal("1234.56"))
    assert (found.paye_le, found.exercice) == (date(2012, 6, 1), 2012)


def test_a_longer_extraction_brings_only_what_is_new(session: Session, tmp_path: Path) -> None:
    known = [
        chorus_row(500, dp="1"),
        chorus_row(500, dp="1"),  # the same twice is two payments
        chorus_row(70.5, dp="2"),
    ]
    assert _brought(session, extraction(tmp_path / "mai.xlsx", known))[0] == 3
    assert _brought(session, extraction(tmp_path / "copie.xlsx", [*reversed(known)]))[0] == 0
    longer = [*known, chorus_row(500, dp="1"), chorus_row(8, dp="3", poste_dp="2")]
    count, codes = _brought(session, extraction(tmp_path / "juin.xlsx", longer))
    assert count == 2 and "paiements_connus" in codes
    assert sum(one.montant for one in lignes(session)) == Decimal("1578.50")
    assert len(lignes(session)) == 5


def test_a_row_whose_amount_changed_is_shown_as_such(session: Session, tmp_path: Path) -> None:
    _brought(session, extraction(tmp_path / "mai.xlsx", [chorus_row(1000, dp="7")]))
    (row,) = lignes(session)
    reconciling.confirm(session, row.id, [Part("h1", Decimal(1000))], agent=AGENT)
    assert rows.tallies(session)["RAPPROCHEE"].montant == 1000
    count, codes = _brought(
        session, extraction(tmp_path / "juin.xlsx", [chorus_row(1200.4, dp="7")])
    )
    assert count == 1 and "montant_change" in codes
    (row,) = lignes(session)
    assert row.montant == Decimal("1200.40") and row.etat == "A_RAPPROCHER"
    assert "1\u202f000" in (row.motif or "") and "1\u202f200,40" in (row.motif or "")
    (seen,) = rows.rows(session, "A_RAPPROCHER")
    assert seen.reste == Decimal("200.40")
    undo(session, AGENT)
    (row,) = lignes(session)
    assert (row.montant, row.etat, row.motif) == (1000, "RAPPROCHEE", None)


def test_the_command_line_takes_the_extraction(tmp_path: Path) -> None:
    base = create_base(tmp_path / "base.acse", exercice=2012, agent=AGENT, departement="93")
    report = tmp_path / "rapport.json"
    simulated = ["importer", str(base), str(SAMPLE), "--simuler", "--rapport", str(report)]
    assert run(simulated) == 0
    assert _kept(base) == 0
    assert run(["importer", str(base), str(SAMPLE), "--rapport", str(report)]) == 0
    (file,) = json.loads(report.read_text(encoding="utf-8"))["fichiers"]
    assert (file["profil"], file["lignes_importees"]) == ("chorus", 4)
    assert Decimal(file["montant_total"]) == SUM
    assert _kept(base) == 4


def _kept(base: Path) -> int:
    with open_base(base, agent=AGENT) as opened, opened.session() as session:
        return session.query(LigneChorus).count()
