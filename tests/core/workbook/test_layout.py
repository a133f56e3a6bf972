"""The layout of the remontée workbook, version 1, is a contract."""

import zipfile
from collections import Counter
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest

from acse_desktop.fields import fields_of
from acse_desktop.services.workbook.figures import OpenAnomaly, Sending
from acse_desktop.services.workbook.layout import CONTROL, header_key, record_sheets, sheet_names
from acse_desktop.services.workbook.writing import export_workbook

CONTRACT = [
    "Lisez-moi", "Organismes", "Actions", "Financements", "Budget", "Lieux", "Publics",
    "Versements", "Indicateurs", "Enveloppes", "Nomenclatures", "Anomalies",
]  # fmt: skip
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_sheets_come_in_the_order_of_the_contract(workbook):
    written = openpyxl.load_workbook(workbook)
    assert written.sheetnames[:12] == CONTRACT
    assert tuple(written.sheetnames) == sheet_names()


@pytest.mark.parametrize("sheet", record_sheets(), ids=lambda sheet: sheet.name)
def test_headers_and_machine_names_are_unique_and_nothing_personal_is_there(sheet):
    assert [column.name for column in sheet.columns][:2] == ["id", "version"]
    assert max(Counter(header_key(column.label) for column in sheet.columns).values()) == 1
    assert max(Counter(column.name for column in sheet.columns).values()) == 1
    fields = fields_of(sheet.model)
    names = {column.name for column in sheet.stored} - {"id", "version"}
    assert names == {n for n, f in fields.items() if f.exported and not f.personal}


def test_every_record_sheet_is_a_table_with_machine_names(workbook):
    written = openpyxl.load_workbook(workbook)
    for sheet in record_sheets():
        found = written[sheet.name]
        (table,) = found.tables.values()
        assert table.ref == found.dimensions == table.autoFilter.ref
        names = [column.uniqueName for column in table.tableColumns]
        assert names == [*(column.name for column in sheet.columns), CONTROL]
        assert [column.name for column in table.tableColumns] == [cell.value for cell in found[1]]
        assert found.freeze_panes == "A2"
        assert found.column_dimensions["A"].width < 10
        assert max(column.width for column in found.column_dimensions.values()) > 25


def test_lists_of_the_validations_hold_the_values_written(workbook):
    written = openpyxl.load_workbook(workbook)
    actions = written["Actions"]
    headers = [cell.value for cell in actions[1]]
    column = headers.index("Statut") + 1
    letter = actions.cell(2, column).column_letter
    (validation,) = [
        rule for rule in actions.data_validations.dataValidation if f"{letter}2" in rule.sqref
    ]
    sheet, cells = validation.formula1.split("!")
    offered = [row[0].value for row in written[sheet][cells.replace("$", "")]]
    assert actions.cell(2, column).value in offered


def test_formulas_of_lisez_moi_carry_their_results(workbook):
    formulas = openpyxl.load_workbook(workbook)["Lisez-moi"]
    results = openpyxl.load_workbook(workbook, data_only=True)["Lisez-moi"]
    rows = [row for row in range(1, results.max_row) if results.cell(row, 5).value == "conforme"]
    assert len(rows) > 30
    for row in rows:
        assert str(formulas.cell(row, 4).value).startswith("=")
        assert results.cell(row, 3).value == results.cell(row, 4).value
    budget = {results.cell(row, 2).value: results.cell(row, 4).value for row in rows}
    assert budget["Prévu"] == 2469


def test_open_anomalies_are_listed_with_the_reason_given(session, tmp_path):
    anomaly = OpenAnomaly(
        "avertissement", "A12", "=Montant élevé", feuille="Actions", numero="DA1", motif="Vu"
    )
    sending = Sending("Mme Durand", date(2012, 11, 23), (anomaly,))
    export_workbook(session, 2012, tmp_path / "r.xlsx", sending=sending)
    written = openpyxl.load_workbook(tmp_path / "r.xlsx")
    headers, row = written["Anomalies"].values
    found = dict(zip(headers, row, strict=True))
    assert (found["Anomalie"], found["Motif donné par l’agent"]) == ("=Montant élevé", "Vu")
    facts = {row[0]: row[1] for row in written["Lisez-moi"].values}
    assert facts["Anomalies restantes"] == "avertissement\u00a0: 1"
    assert facts["Établi par"] == "Mme Durand"


def test_properties_name_the_program_and_nobody(workbook):
    with zipfile.ZipFile(workbook) as archive:
        core = ElementTree.fromstring(archive.read("docProps/core.xml"))
        custom = archive.read("docProps/custom.xml").decode()
        everything = b"".join(archive.read(name) for name in archive.namelist())
    texts = [element.text for element in core]
    assert texts.count("ACSE Desktop") == 2
    assert "acse_empreinte" in custom and "EMPREINTE" not in custom
    assert str(workbook.parent).encode() not in everything


def test_same_content_gives_the_same_file(session, bases, tmp_path):
    bases.export(session, tmp_path / "1.xlsx")
    bases.export(session, tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
