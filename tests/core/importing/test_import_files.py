"""What importing does to a base: one operation, no doubles, nothing in silence."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled, InvalidInput, UnreadableFile
from acse_desktop.models import EDITABLE, Action, Dossier, Operation, Organisme, Provenance
from acse_desktop.progress import Progress
from acse_desktop.services.importing.preview import preview, profils
from acse_desktop.services.importing.service import import_files
from acse_desktop.store.operations import undo
from tests.core.importing.conftest import gispro_2017, gispro_row


def content(session: Session) -> dict[str, int]:
    tables = [*EDITABLE, Provenance]
    return {t.__tablename__: session.scalar(select(func.count()).select_from(t)) or 0
            for t in tables}  # fmt: skip


def test_both_gispro_layouts_are_recognised(session: Session, samples: Path, tmp_path: Path):
    old = gispro_2017(tmp_path / "extraction.xlsx", [gispro_row()], before=9)
    report = import_files(session, [old, samples / "modele_gispro.xlsx"])
    assert [(f.profil, f.ligne_entete) for f in report.fichiers] == [("gispro", 10), ("gispro", 1)]
    action = session.scalars(select(Action).where(Action.intitule == "Ateliers")).one()
    assert action.numero_gispro == "00005026"
    assert (action.statut, action.ej) == ("PAIEMENT", "2101234567")
    assert action.montant_accorde == action.montant_engage == Decimal("15000.00")
    assert action.dossier is not None
    assert (action.dossier.exercice, action.dossier.departement) == (2017, "93")
    assert action.dossier.service == "DDCS 93"
    assert action.numero == f"{action.dossier.numero}-01" == "93-2017-0001-01"
    exercices = session.execute(
        select(Action.numero_gispro, Dossier.exercice, Dossier.departement).join(Action.dossier)
        .where(Dossier.exercice == 2021).order_by(Action.numero_gispro)
    ).all()  # fmt: skip
    assert exercices == [
        ("00005026", 2021, "01"), ("00094591", 2021, "63"),
        ("00103015", 2021, "93"), ("00104456", 2021, "02"),
    ]  # fmt: skip
    sevran = session.scalars(select(Organisme).where(Organisme.nom == "VILLE DE SEVRAN")).one()
    assert (sevran.commune, sevran.code_postal, sevran.statut) == ("SEVRAN", "93270", "COMMUNE")
    assert sevran.code_tiers == "044440"


def test_each_record_says_its_file_sheet_and_row(session: Session, tmp_path: Path) -> None:
    path = gispro_2017(tmp_path / "a.xlsx", [gispro_row()], before=3)
    import_files(session, [path])
    source = session.scalars(select(Provenance)).one()
    assert (source.fichier, source.nature, source.profil) == ("a.xlsx", "import", "gispro")
    for model in (Organisme, Dossier, Action):
        record = session.scalars(select(model)).one()
        place = (record.provenance_id, record.provenance_feuille, record.provenance_ligne)
        assert place == (source.id, "base GISPRO", 5)


def test_refused_rows_are_listed_by_cell_and_the_others_imported(
    session: Session, tmp_path: Path
) -> None:
    path = gispro_2017(tmp_path / "a.xlsx", [
        gispro_row(),
        gispro_row(**{"Montant engagé": "1,234.56", "Action - Code dossier": "DA00005027"}),
        gispro_row(**{"Tiers": None, "Action - Code dossier": "DA00005028"}),
        ("Total", None, None, None, None, None, None, None, 46234.56),
    ])  # fmt: skip
    report = import_files(session, [path])
    (found,) = report.fichiers
    assert (found.lignes_lues, found.lignes_importees, found.lignes_refusees) == (3, 1, 2)
    refused = [a for a in found.anomalies if a.gravite == "erreur"]
    assert [(a.cellule, a.valeur) for a in refused] == [("I3", "1,234.56"), ("E4", "")]
    assert all(a.message and a.remede for a in refused)
    assert not report.clean
    assert session.scalar(select(func.count(Action.id))) == 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1200,50", "1200.50"), ("1 234 567,89", "1234567.89"), ("1\u202f234\u00a0567,89",
        "1234567.89"), ("1.234,56", "1234.56"), ("38 200,00 €", "38200.00"), ("(1 200,00)",
        "-1200.00"), (250.0, "250.00"),
    ],
)  # fmt: skip
def test_amounts_of_every_writing(
    session: Session, tmp_path: Path, written: object, read: str
) -> None:
    path = gispro_2017(tmp_path / "a.xlsx", [gispro_row(**{"Montant engagé": written})])
    report = import_files(session, [path])
    assert session.scalars(select(Action.montant_accorde)).one() == Decimal(read)
    assert report.as_dict()["fichiers"][0]["montant_total"] == read


def test_the_same_file_twice_adds_nothing_even_renamed(session: Session, tmp_path: Path) -> None:
    first = gispro_2017(tmp_path / "a.xlsx", [gispro_row()])
    renamed = Path(shutil.copy(first, tmp_path / "b.xlsx"))
    import_files(session, [first, renamed])
    before = content(session)
    report = import_files(session, [renamed])
    assert content(session) == before
    assert before["action"] == 1
    assert [a.code for a in report.anomalies] == ["fichier_deja_importe"]
    assert "a.xlsx" in report.anomalies[0].message


def test_an_action_already_there_is_not_doubled_by_a_newer_extraction(
    session: Session, tmp_path: Path
) -> None:
    import_files(session, [gispro_2017(tmp_path / "a.xlsx", [gispro_row()])])
    newer = [gispro_row(), gispro_row(**{"Action - Code dossier": "00005027-02"})]
    report = import_files(session, [gispro_2017(tmp_path / "b.xlsx", newer)])
    assert (report.totaux.organismes, report.totaux.dossiers, report.totaux.actions) == (0, 0, 1)
    numeros = session.scalars(select(Action.numero).order_by(Action.numero)).all()
    assert numeros == ["93-2017-0001-01", "93-2017-0001-02"]


def test_organismes_are_matched_on_proof_and_never_on_likeness(
    session: Session, tmp_path: Path
) -> None:
    def row(number: int, **changes: object) -> tuple[object, ...]:
        return gispro_row(**{"Action - Code dossier": number, **changes})

    empty = {"Code SIRET": None, "Tiers - Code": None}
    path = gispro_2017(tmp_path / "a.xlsx", [
        row(1),
        row(2, Tiers="Association Les Tilleuls", **{"Tiers - Code": "999999"}),
        row(3, **{"Code SIRET": None}),
        row(4, **empty, Tiers="ASSOCIATION  DES TILLEULS"),
        row(5, **empty, Tiers="Association du Tilleul"),
        row(6, **{"Code SIRET": "35600000049837", "Tiers - Code": "777777"}),
    ])  # fmt: skip
    report = import_files(session, [path])
    assert report.totaux.organismes == 3
    by_row = dict(
        session.execute(
            select(Action.numero_gispro, Dossier.organisme_id).join(Action.dossier)
        ).all()
    )
    same = [by_row[f"0000000{n}"] for n in (1, 2, 3, 4)]
    assert len(set(same)) == 1
    assert len({same[0], by_row["00000005"], by_row["00000006"]}) == 3


def test_nothing_is_written_when_simulated_cancelled_or_refused(
    session: Session, tmp_path: Path
) -> None:
    good = gispro_2017(tmp_path / "a.xlsx", [gispro_row()])
    hostile = tmp_path / "hostile.xlsx"
    hostile.write_bytes(good.read_bytes()[:600])
    before = content(session)
    report = import_files(session, [good], simuler=True)
    assert report.totaux.actions == 1
    with pytest.raises(UnreadableFile, match=r"hostile\.xlsx"):
        import_files(session, [good, hostile])
    watch = Progress(lambda done, total, text: progress.cancel() if "criture" in text else None)
    progress = watch
    with pytest.raises(Cancelled):
        import_files(session, [good], progress=watch)
    with pytest.raises(InvalidInput, match="inconnu"):
        import_files(session, [good], profil="inconnu")
    with pytest.raises(UnreadableFile, match="jaune"):
        import_files(session, [good], profil="jaune")
    session.rollback()
    assert content(session) == before
    assert not session.scalars(select(Operation)).all()


def test_undoing_an_import_gives_back_the_first_content(session: Session, tmp_path: Path) -> None:
    import_files(session, [gispro_2017(tmp_path / "a.xlsx", [gispro_row()])])
    before = content(session)
    other = gispro_row(**{"Action - Code dossier": 5030, "Code SIRET": "35600000049837",
                          "Tiers - Code": "000002", "Tiers": "Autre"})  # fmt: skip
    path = gispro_2017(tmp_path / "b.xlsx", [other])
    import_files(session, [path], agent="M. Durand")
    assert content(session)["organisme"] == before["organisme"] + 1
    undo(session, "M. Durand")
    assert content(session) == before
    report = import_files(session, [path])
    assert report.totaux.actions == 1


def test_the_preview_shows_what_will_be_read(samples: Path) -> None:
    shown = preview(samples / "modele_gispro.xlsx")
    assert (shown.profil, shown.feuille, shown.ligne_entete) == ("gispro", "Feuille 1", 1)
    assert len(shown.lignes) == 4
    first = dict(zip(shown.champs, shown.lignes[0], strict=True))
    assert (first["montant"], first["numero_gispro"]) == ("38 200,00", "DA00005026")
    assert "Objectif" in shown.colonnes_ignorees
    assert len(preview(samples / "montpellier_attribsub_2012.csv").lignes) == 50
    assert shown.profil in profils()
