"""What is wrong in a remontée is named by sheet, row and column, never read as something else."""

import openpyxl
import pytest

from acse_desktop.errors import Conflict, FileTooRecent, UnreadableFile
from acse_desktop.models import Action, BaseInfo, Lieu, Organisme
from acse_desktop.services.workbook.reading import read_remontee
from acse_desktop.services.workbook.storing import import_remontee


@pytest.fixture
def opened(workbook):
    return openpyxl.load_workbook(workbook)


def cell(sheet, row, header):
    return sheet.cell(row, [found.value for found in sheet[1]].index(header) + 1)


def test_a_later_layout_is_refused_naming_both_versions(workbook, opened):
    sheet = opened["Lisez-moi"]
    (row,) = [n for n in range(1, 20) if sheet.cell(n, 1).value == "Version du classeur"]
    sheet.cell(row, 2).value = 7
    opened.save(workbook)
    with pytest.raises(FileTooRecent, match=r"version 7.*version 1"):
        read_remontee(workbook)


def test_another_workbook_is_refused(tmp_path):
    other = openpyxl.Workbook()
    other.active["A1"] = "Rien"
    other.save(tmp_path / "autre.xlsx")
    with pytest.raises(UnreadableFile, match=r"autre\.xlsx.*remontée"):
        read_remontee(tmp_path / "autre.xlsx")


def test_bad_cells_are_named_and_left_empty(workbook, opened):
    sheet = opened["Actions"]
    bad = {
        "Montant accordé": "douze mille",
        "Montant demandé": 12.345,
        "Début": "31/02/2012",
        "Bénéficiaires prévus": 4.5,
    }
    for header, value in bad.items():
        cell(sheet, 2, header).value = value
    cell(sheet, 2, "Montant proposé").value = "1 234,50 €"
    cell(sheet, 2, "Statut").value = "Statut d’ailleurs"
    opened.save(workbook)
    remontee = read_remontee(workbook)
    issues = {issue.cellule: issue for issue in remontee.issues}
    for header, value in bad.items():
        issue = issues.pop(cell(sheet, 2, header).coordinate)
        assert (issue.code, issue.valeur) == ("VALEUR_ILLISIBLE", str(value))
        assert header in issue.message
    (unknown,) = issues.values()
    assert (unknown.code, unknown.gravite) == ("VALEUR_A_VERIFIER", "avertissement")
    action = next(remontee.records[Action].mappings())
    assert action["montant_accorde"] is action["debut_le"] is None
    assert str(action["montant_propose"]) == "1234.50"
    assert action["statut"] == "Statut d’ailleurs"


def test_rows_without_identity_or_parent_are_kept_out_and_named(workbook, opened):
    opened["Organismes"]["A2"] = None
    opened.save(workbook)
    remontee = read_remontee(workbook)
    codes = {(issue.feuille, issue.ligne, issue.code) for issue in remontee.issues}
    assert ("Organismes", 2, "IDENTIFIANT_ABSENT") in codes
    assert ("Lieux", 2, "RATTACHEMENT_INCONNU") in codes
    assert [len(remontee.records[model].rows) for model in (Organisme, Action, Lieu)] == [1, 1, 1]
    assert remontee.refused == 13 and not remontee.clean


def test_a_repeated_identifier_is_kept_once(workbook, opened):
    opened["Lieux"]["A3"] = opened["Lieux"]["A2"].value
    opened.save(workbook)
    remontee = read_remontee(workbook)
    assert [(issue.ligne, issue.code) for issue in remontee.issues] == [
        (3, "IDENTIFIANT_EN_DOUBLE")
    ]
    assert len(remontee.records[Lieu].rows) == 1


def test_missing_columns_and_sheets_are_named(workbook, opened):
    del opened["Versements"]
    opened["Lieux"].delete_cols(2)
    opened.save(workbook)
    codes = [(issue.feuille, issue.code) for issue in read_remontee(workbook).issues]
    assert ("Versements", "FEUILLE_ABSENTE") in codes
    assert ("Lieux", "COLONNE_ABSENTE") in codes


def test_a_base_of_another_territory_refuses_it(bases, workbook):
    with bases.empty() as session:
        session.add(BaseInfo(cle="departement", valeur="75"))
        with pytest.raises(Conflict, match=r"75.*93"):
            import_remontee(session, read_remontee(workbook))
