"""Two départements into a region: every record and cent there, once, with its origin."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import UnreadableFile
from acse_desktop.models import EDITABLE, Action, Contrat, Organisme, Provenance
from acse_desktop.services.consolidation import ConsolidationReport, consolidate, service
from acse_desktop.store.operations import operation, redo, undo
from acse_desktop.store.rows import table_of
from tests.core.consolidation.conftest import COMMON_SIRET, Send, base_of

ORIGIN = {"provenance_id", "provenance_feuille", "provenance_ligne"}
IDF = {"75", "77", "78", "91", "92", "93", "94", "95"}


def records(session: Session) -> dict[str, dict[str, dict[str, object]]]:
    """Every editable record by table and identifier, its origin left out."""
    return {
        model.__tablename__: {
            row["id"]: {name: value for name, value in row.items() if name not in ORIGIN}
            for row in session.execute(select(table_of(model.__tablename__))).mappings()
        }
        for model in EDITABLE
    }


def states(report: ConsolidationReport) -> dict[str, str]:
    return {one.code: one.etat for one in report.departements if one.etat != "absent"}


def test_a_region_holds_exactly_what_its_departements_sent(
    region: Session, folder: Path, send: Send
) -> None:
    report = consolidate(region, [send("93"), send("77")], None, agent="Région")
    sent: dict[str, dict[str, dict[str, object]]] = {}
    for departement in ("93", "77"):
        with base_of(folder, departement) as session:
            for table, rows in records(session).items():
                sent.setdefault(table, {}).update(rows)
    # A workbook holds what belongs to its exercice: not an organisme without dossier.
    kept = {name: row for name, row in sent["organisme"].items() if row["nom"] == "Les Tilleuls"}
    assert records(region) == {**sent, "organisme": kept}
    assert states(report) == {"93": "recu", "77": "recu"}
    accorde = Decimal("15000.00") + Decimal("6000.00") + 8 * Decimal("0.37")
    content = report.as_dict()
    assert content["totaux"]["montant_accorde"] == f"{accorde:.2f}"
    assert content["totaux"]["actions"] == 8
    assert [a for a in report.anomalies if a.gravite != "information"] == []
    assert [f["lignes_refusees"] for f in content["fichiers"]] == [0, 0]


def test_each_row_says_its_file_sheet_and_row(region: Session, send: Send) -> None:
    consolidate(region, [send("93"), send("77")], None)
    found = region.execute(
        select(Provenance.territoire, Provenance.fichier, Action.provenance_feuille,
               Action.provenance_ligne)
        .join(Provenance, Action.provenance_id == Provenance.id)
        .order_by(Provenance.territoire.desc(), Action.provenance_ligne)
    ).all()  # fmt: skip
    assert found[0] == ("93", "remontee_93_2012_2012-11-23.xlsx", "Actions", 2)
    assert found[-1] == ("77", "remontee_77_2012_2012-11-23.xlsx", "Actions", 4)
    assert len(found) == 8


def test_missing_departements_are_named(region: Session, send: Send) -> None:
    report = consolidate(region, [send("93"), send("77")], None)
    absent = {one.code for one in report.departements if one.etat == "absent"}
    assert absent == IDF - {"93", "77"}


def test_the_same_remontee_again_changes_nothing(region: Session, send: Send) -> None:
    paths = [send("93"), send("77")]
    consolidate(region, paths, None)
    before = records(region)
    report = consolidate(region, paths, None)
    assert states(report) == {"93": "identique", "77": "identique"}
    assert records(region) == before
    undo(region, "Région")
    assert not region.scalar(select(func.count(Action.id)))


def test_a_later_remontee_replaces_the_earlier_and_can_be_undone(
    region: Session, folder: Path, send: Send
) -> None:
    consolidate(region, [send("93"), send("77")], None)
    before = records(region)
    with base_of(folder, "93") as session, operation(session, "Corriger", agent="Awa"):
        first, second = session.scalars(select(Action).order_by(Action.rang).limit(2))
        changed, removed = first.id, second.id
        first.montant_accorde = Decimal("1.01")
        session.delete(second)
    report = consolidate(region, [send("93", 30)], None, agent="Région")
    assert states(report) == {"93": "remplace"}
    actions = records(region)["action"]
    assert len(actions) == 7
    assert actions[changed]["montant_accorde"] == Decimal("1.01")
    assert removed not in actions
    sources = region.scalars(select(Provenance.fichier).order_by(Provenance.fichier)).all()
    assert sources == ["remontee_77_2012_2012-11-23.xlsx", "remontee_93_2012_2012-11-30.xlsx"]
    after = records(region)
    undo(region, "Région")
    assert without_versions(records(region)) == without_versions(before)
    redo(region, "Région")
    assert without_versions(records(region)) == without_versions(after)


def without_versions(
    found: dict[str, dict[str, dict[str, object]]],
) -> dict[str, dict[str, dict[str, object]]]:
    """Undoing moves versions on, so that an old copy of a record never overwrites it."""
    return {
        table: {name: {**row, "version": None} for name, row in rows.items()}
        for table, rows in found.items()
    }


def test_of_two_remontees_of_a_territory_the_later_export_wins(
    region: Session, folder: Path, send: Send
) -> None:
    old = send("93", 23, "zz_ancien.xlsx")
    with base_of(folder, "93") as session, operation(session, "Corriger", agent="Awa"):
        action = session.scalars(select(Action).where(Action.rang == 1)).one()
        action.montant_accorde = Decimal("2.02")
    report = consolidate(region, [send("93", 24), old], None)
    found = [(one.etat, one.fichier) for one in report.departements if one.code == "93"]
    assert found == [
        ("recu", "remontee_93_2012_2012-11-24.xlsx"), ("en_double", "zz_ancien.xlsx"),
    ]  # fmt: skip
    kept = region.scalars(select(Action.montant_accorde).where(Action.rang == 1)).one()
    assert kept == Decimal("2.02")


def test_an_older_export_sent_later_does_not_replace_a_newer_one(
    region: Session, folder: Path, send: Send
) -> None:
    old = send("93", 20, "zz_ancien.xlsx")
    with base_of(folder, "93") as session, operation(session, "Corriger", agent="Awa"):
        action = session.scalars(select(Action).where(Action.rang == 1)).one()
        action.montant_accorde = Decimal("2.02")
    consolidate(region, [send("93", 24)], None)
    before = records(region)
    report = consolidate(region, [old], None)
    assert states(report) == {"93": "en_double"}
    assert [a.code for a in report.anomalies] == ["remontee_en_double"]
    assert records(region) == before


def test_the_same_file_again_is_recognised_without_being_parsed(
    region: Session, folder: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = send("93")
    first = consolidate(region, [path], None)
    renamed = path.rename(folder / "recu_par_courriel.xlsx")
    monkeypatch.setattr(service, "received_of", None)
    again = consolidate(region, [renamed], None)
    assert states(again) == {"93": "identique"}
    assert again.fichiers[0].lignes_lues == first.fichiers[0].lignes_lues > 5
    assert again.fichiers[0].montant_total == first.fichiers[0].montant_total > 0


def test_a_workbook_edited_by_hand_is_consolidated_and_its_cells_named(
    region: Session, send: Send
) -> None:
    path = send("93")
    book = load_workbook(path)
    sheet = book["Actions"]
    headers = [cell.value for cell in sheet[1]]
    cell = sheet.cell(3, headers.index("Montant accordé") + 1)
    cell.value = 4321.5
    book.save(path)
    report = consolidate(region, [path], None)
    assert states(report) == {"93": "modifie_apres_export"}
    edited = [a for a in report.anomalies if a.code == "modifie_apres_export"]
    assert [(a.feuille, a.cellule) for a in edited] == [("Actions", cell.coordinate)]
    gaps = [a.feuille for a in report.anomalies if a.code == "total_different"]
    assert gaps == ["Actions"]
    amounts = region.scalars(select(Action.montant_accorde)).all()
    assert Decimal("4321.50") in amounts


def test_the_same_organisme_in_two_departements_stays_two_records(
    region: Session, send: Send
) -> None:
    report = consolidate(region, [send("93"), send("77")], None)
    query = select(func.count(Organisme.id)).where(Organisme.siret == COMMON_SIRET)
    assert region.scalar(query) == 2
    (told,) = [a for a in report.anomalies if a.code == "organisme_commun"]
    assert "77, 93" in told.message


def test_records_sent_by_two_territories_are_kept_once_and_never_lost(
    region: Session, folder: Path, send: Send
) -> None:
    """Bases copied from one another share contracts: replacing one keeps those of the other."""
    with base_of(folder, "93") as session:
        contrat = session.scalars(select(Contrat)).one()
        session.expunge_all()
    with base_of(folder, "77") as session, operation(session, "Recopier", agent="Awa"):
        session.add(Contrat(id=contrat.id, code=contrat.code, nom=contrat.nom))
        session.flush()
        action = session.scalars(select(Action).where(Action.rang == 1)).one()
        action.contrat_id = contrat.id
    report = consolidate(region, [send("93"), send("77")], None)
    assert [a.code for a in report.fichiers[1].anomalies].count("deja_recu") == 1
    with base_of(folder, "93") as session, operation(session, "Vider", agent="Awa"):
        for action in session.scalars(select(Action)):
            session.delete(action)
    consolidate(region, [send("93", 30)], None)
    assert region.get(Contrat, contrat.id) is not None
    assert region.scalar(select(func.count(Action.id))) == 3


def test_a_hostile_file_among_others_writes_nothing(
    region: Session, folder: Path, send: Send
) -> None:
    good = send("93")
    hostile = folder / "hostile.xlsx"
    hostile.write_bytes(good.read_bytes()[:900])
    target = folder / "sortie.xlsx"
    with pytest.raises(UnreadableFile, match=r"hostile\.xlsx"):
        consolidate(region, [good, hostile], target)
    assert not any(records(region).values())
    assert not target.exists()
