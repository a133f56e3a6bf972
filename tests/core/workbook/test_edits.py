"""A workbook that was edited after export says where."""

import openpyxl
import pytest

from acse_desktop.services.workbook.layout import CONTROL, LigneBudget
from acse_desktop.services.workbook.reading import edited_cells, read_remontee


def place(sheet, header):
    return [cell.value for cell in sheet[1]].index(header) + 1


@pytest.fixture
def opened(workbook):
    return openpyxl.load_workbook(workbook)


@pytest.mark.parametrize(
    ("sheet", "header", "value"),
    [
        ("Actions", "Montant accordé", 99.5),
        ("Actions", "Début", None),
        ("Budget", "Écart en €", 5),
        ("Organismes", "Nom", "Autre"),
        ("Communes des quartiers", "Commune", "x"),
    ],
)
def test_one_edited_cell_is_named(workbook, opened, sheet, header, value):
    cell = opened[sheet].cell(3, place(opened[sheet], header))
    cell.value = value
    opened.save(workbook)
    remontee = read_remontee(workbook)
    (edit,) = remontee.edits
    assert remontee.edited
    assert (edit.feuille, edit.ligne, edit.colonnes) == (sheet, 3, (header,))
    assert edit.cellules == (cell.coordinate,)


def test_sorting_and_moving_columns_edit_nothing(workbook, opened):
    sheet = opened["Budget"]
    sheet.move_range(f"A2:{sheet.cell(2, sheet.max_column).coordinate}", rows=3)
    sheet.insert_cols(1, 2)
    sheet["A1"], sheet["A4"] = "Ma note", "à revoir"
    opened.save(workbook)
    remontee = read_remontee(workbook)
    assert (remontee.edits, remontee.edited) == ([], False)
    assert [issue.code for issue in remontee.issues] == ["COLONNE_INCONNUE"]
    assert len(remontee.records[LigneBudget].rows) == 2
    assert remontee.records[LigneBudget].lines == [3, 5]


def test_removed_and_added_rows_are_named(workbook, opened):
    opened["Budget"].delete_rows(2)
    sheet = opened["Lieux"]
    for column, cell in enumerate(sheet[2], 1):
        sheet.cell(4, column).value = cell.value
    publics = opened["Publics"]
    publics.cell(2, place(publics, "Contrôle")).value = None
    opened.save(workbook)
    found = {edit.feuille: edit for edit in edited_cells(workbook)}
    assert set(found) == {"Budget", "Lieux", "Publics"}
    assert found["Budget"].ligne is None and "1 ligne retirée" in found["Budget"].message
    assert found["Lieux"].ligne == 4 and "ajoutée" in found["Lieux"].message
    assert CONTROL == "controle"
