"""Counts and sums of real files, against figures made apart from the program."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.services.importing.service import import_files

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SEVERAL = "montpellier_attribsub_2012.(csv|xls|ods)"


def _truth() -> list[tuple[str, int, Decimal, int]]:
    with (SAMPLES / "ground_truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lignes_donnees"]]
    return [
        (name, int(row["lignes_donnees"]), Decimal(row["somme_montants"]),
         int(row["montants_illisibles_ou_vides"]))
        for row in rows
        for name in (
            [f"montpellier_attribsub_2012.{kind}" for kind in ("csv", "xls", "ods")]
            if row["fichier"] == SEVERAL
            else [row["fichier"]]
        )
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "total", "unreadable"), _truth())
def test_a_real_file_is_read_to_the_last_row_and_cent(
    session: Session, name: str, rows: int, total: Decimal, unreadable: int
) -> None:
    report = import_files(session, [SAMPLES / name], agent="M. Durand")
    (found,) = report.fichiers
    assert (found.lignes_lues, found.montant_total) == (rows, total)
    assert found.lignes_refusees == unreadable
    written = session.execute(select(func.count(Action.id), func.sum(Action.montant_accorde))).one()
    if found.profil != "gispro_organismes":
        assert (written[0], written[1]) == (found.lignes_importees, total)
        assert (report.totaux.actions, report.totaux.montant_accorde) == (written[0], total)


def test_the_three_formats_of_one_table_give_one_result(session: Session) -> None:
    reports = []
    for kind in ("csv", "xls", "ods"):
        path = SAMPLES / f"montpellier_attribsub_2012.{kind}"
        report = import_files(session, [path], simuler=True).as_dict()
        (found,) = report["fichiers"]
        kept = [a for a in found.pop("anomalies") if a["code"] != "lecture"]
        for name in ("fichier", "feuille"):
            found.pop(name)
        reports.append((found, report["totaux"], [{**a, "feuille": ""} for a in kept]))
    assert reports[0] == reports[1] == reports[2]


def test_sub_totals_are_checked_and_only_the_row_without_number_is_set_aside(
    session: Session,
) -> None:
    path = SAMPLES / "montpellier_attribsub_2012.xls"
    report = import_files(session, [path])
    codes = [anomalie.code for anomalie in report.anomalies]
    assert "sous_total_different" not in codes
    (aside,) = [a for a in report.anomalies if a.code == "ligne_sans_numero"]
    assert aside.cellule == "A222"
    rubriques = session.scalars(select(Action.intitule).distinct()).all()
    assert {"santé", "culture", "sport solidaire"} <= set(rubriques)
    assert len(rubriques) == 22


def test_total_lines_of_the_jaune_are_a_check_and_never_money(session: Session) -> None:
    path = SAMPLES / "plf2012_jaune_extrait_programme147.csv"
    report = import_files(session, [path])
    (found,) = report.fichiers
    assert (found.lignes_importees, found.lignes_refusees) == (192, 0)
    assert [a.code for a in found.anomalies].count("total_verifie") == 81
    assert set(session.scalars(select(Dossier.exercice))) == {2012}
    counts = session.execute(select(func.count(Organisme.id))).scalar_one()
    assert (counts, report.totaux.dossiers) == (81, 81)
    paris = session.scalars(select(Organisme).where(Organisme.siret == "390322055")).one()
    assert paris.nom == "AFEV - ASSOCIATION DE LA FONDATION ÉTUDIANTE POUR LA VILLE"
    assert paris.commune == "PARIS"
    ville = select(func.sum(Action.montant_accorde)).where(Action.dispositif.is_(None))
    assert session.execute(ville).scalar_one() == Decimal("10984481.00")
