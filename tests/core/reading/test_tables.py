"""Sound files of every kind give the same plain tables, whatever their extension or origin."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from acse_desktop.errors import UnreadableFile
from acse_desktop.services.reading.headers import find_header, find_sheet
from acse_desktop.services.reading.tables import Cell, Table, cell_name, read_tables
from acse_desktop.services.reading.values import read_amount
from acse_desktop.typography import squeezed

Make = Callable[..., Path]


def comparable(rows: list[list[Cell]]) -> list[list[str]]:
    """Amounts as numbers, the rest as squeezed text: what three formats of one table share."""
    return [[comparable_cell(cell) for cell in row] for row in rows]


def comparable_cell(cell: Cell) -> str:
    if isinstance(cell, str) and not cell.rstrip().endswith("€"):
        return squeezed(cell)
    return str((read_amount(cell).value or Decimal()).normalize()) if cell is not None else ""


def comparable_text(rows: list[list[str]]) -> list[list[str]]:
    return [[str(Decimal(c).normalize()) if c.isdecimal() else c for c in row] for row in rows]


def test_one_table_in_three_formats(samples: Path) -> None:
    read = [
        comparable_text(
            comparable(read_tables(samples / f"montpellier_attribsub_2012.{kind}")[0].rows)
        )
        for kind in ("csv", "xls", "ods")
    ]
    assert len(read[0]) == 672
    assert read[0] == read[1] == read[2]


def test_real_files_keep_their_values(samples: Path) -> None:
    gispro = read_tables(samples / "modele_gispro.xlsx")[0]
    assert gispro.rows[1][0] == 1
    assert "38 200,00" in [squeezed(c) for c in gispro.rows[1] if isinstance(c, str)]
    chorus = read_tables(samples / "modele_chorus-export.xlsx")[0]
    assert chorus.rows[1][:3] == ["0001821732", "1000011111", "ASSO 1"]
    plf = read_tables(samples / "plf2012_jaune_extrait_programme147.csv")[0]
    assert len(plf.rows) == 274
    assert "cp1252" in plf.notes[0]


def test_mixed_encodings_and_cut_amounts_are_reported(samples: Path) -> None:
    table = read_tables(samples / "cd85_2018.csv")[0]
    assert "85" in table.notes[0]
    assert "29" in table.notes[0]
    assert "coupé" in table.notes[1]
    assert not any("�" in str(cell) for row in table.rows for cell in row)


@pytest.mark.parametrize("name", ["liste.csv", "liste.xls", "liste", "Élise d'Août.txt"])
def test_extension_does_not_count(make_xlsx: Make, name: str) -> None:
    assert read_tables(make_xlsx(name=name))[0].rows == [["Tiers", "Montant"], [7, 12.5]]


def test_lying_dimension_changes_nothing(make_sheet: Make) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="C9"><v>2</v></c></row>'
    for lie in ("A1:XFD1048576", "A1", "A1:B2"):
        table = read_tables(make_sheet(rows, before=f'<dimension ref="{lie}"/>'))[0]
        assert table.rows[0] == [1]
        assert table.rows[8] == [None, None, 2]
        assert len(table.rows) == 9


def test_harmless_oddities_of_office_suites(make_sheet: Make) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        '<row r="1048576" hidden="0"><c r="A1048576" s="1"></c></row>'
    )
    assert read_tables(make_sheet(rows))[0].rows == [[1]]


def test_errors_hidden_rows_and_formulas_never_calculated(make_sheet: Make) -> None:
    rows = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>2</v></c><c r="C2" t="e"><v>#REF!</v></c></row>'
        '<row r="3"><c r="A3"><f>A1+1</f></c><c r="B3"><v>3</v></c></row>'
    )
    table = read_tables(make_sheet(rows))[0]
    assert table.rows == [["#DIV/0!", 1], [2, None, "#REF!"], [None, 3]]
    assert table.hidden_rows == [1]
    assert "2 cellules contiennent une erreur" in table.notes[0]
    assert "1 formule" in table.notes[1]


def test_workbook_of_openpyxl(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    day, moment = dt.date(2012, 11, 23), dt.datetime(2012, 11, 23, 14, 30)
    sheet.append(["Été 2012 ", 12, 0.5, True, day, moment, None, "00123"])
    workbook.create_sheet("Cachée").sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    first, second = read_tables(tmp_path / "a.xlsx")
    assert first.rows == [["Été 2012 ", 12, 0.5, True, day, moment, None, "00123"]]
    assert [type(cell) for cell in first.rows[0][:3]] == [str, int, float]
    assert (first.hidden, second.hidden, second.sheet) == (False, True, "Cachée")


def test_second_parser_takes_over(make_sheet: Make, make_xlsx: Make) -> None:
    unknown_error = '<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>5</v></c></row>'
    assert read_tables(make_sheet(unknown_error))[0].rows == [["#SPILL!", 5]]
    broken = '<sst xmlns="x" uniqueCount="1"><si><t>Tiers</si></sst>'
    with pytest.raises(UnreadableFile, match="abîmé"):
        read_tables(make_xlsx({"xl/sharedStrings.xml": broken}))


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("\ufeffa\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
        ("sep=|\r\na|b\r\n", [["a", "b"]]),
        ('"a;b","c"\n"d\ne","f"\n', [["a;b", "c"], ["d\ne", "f"]]),
        ("Titre, avec virgule\n\nnom;montant\nx;1,5\ny;2,5\n",
         [["Titre, avec virgule"], [], ["nom", "montant"], ["x", "1,5"], ["y", "2,5"]]),
        ("seule\ncolonne\n", [["seule"], ["colonne"]]),
        ('a;b\n1;dit "oui" hier\n', [["a", "b"], ["1", 'dit "oui" hier']]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_delimited_texts(
    tmp_path: Path, content: str, rows: list[list[Cell]], encoding: str
) -> None:
    path = tmp_path / "liste.csv"
    text = content.lstrip("\ufeff") if encoding == "utf-16" else content
    path.write_bytes(text.encode(encoding))
    assert read_tables(path) == [Table("liste", rows)]


def test_quote_never_closed_loses_no_line(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    lines = ["nom;montant", 'a;"1', *[f"b;{n}" for n in range(50)]]
    path.write_text("\n".join(lines), encoding="utf-8")
    table = read_tables(path)[0]
    assert len(table.rows) == 52
    assert "guillemet" in table.notes[0].lower()


def test_old_msdos_text(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes("Département;Été\n".encode("cp850"))
    assert read_tables(path)[0].rows == [["Département", "Été"]]


def test_cell_names() -> None:
    assert [cell_name(0, c) for c in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]


ALIASES = {
    "siret": ["Code SIRET", "SIRET,"],
    "tiers": ["Tiers", "Raison Sociale Longue"],
    "montant": ["Montant engagé", "Mt engagé"],
    "action": ["Action de demande - Code dossier", "Action - Code dossier"],
}


def test_header_of_gispro(samples: Path) -> None:
    table, header = find_sheet(read_tables(samples / "modele_gispro.xlsx"), ALIASES) or (None, None)
    assert table is not None and header is not None
    assert {name: table.rows[0][column] for name, column in header.columns.items()} == {
        "siret": "Code SIRET",
        "tiers": "Tiers",
        "montant": "Montant engagé",
        "action": "Action de demande - Code dossier",
    }
    assert "AOSesse administrative - AOSesse complète" in header.unmatched.values()
    assert header.missing({**ALIASES, "ej": ["EJ"]}) == ["ej"]


def test_header_after_titles_with_dirt_and_repeats() -> None:
    head: list[Cell] = [None, "  tiers ", "MONTANT\nengagé\u00a0(1)*", "Siret,"]
    rows: list[list[Cell]] = [["Tableau 2012"], [], head, [None, "A", 5, "1"], head, [1]]
    header = find_header(rows, ALIASES)
    assert header is not None
    assert (header.row, header.repeats) == (2, [4])
    assert header.columns == {"siret": 3, "tiers": 1, "montant": 2}
    assert find_header(rows, ALIASES, within=2) is None
    assert find_header([["Tiers"]], ALIASES) is None


def test_sheet_is_chosen_by_content() -> None:
    wanted = Table("Feuil3", [["Tiers", "Montant engagé"], ["A", 1]])
    others = [Table("Tiers", []), Table("x", [["Tiers", "Mt engagé"], ["A", 1]], hidden=True)]
    found = find_sheet([*others, wanted], ALIASES)
    assert found is not None and found[0] is wanted


def test_legitimate_workbook_is_fast(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Grand")
    for number in range(3_000):
        sheet.append([number, f"Organisme {number}", number / 4, *range(37)])
    book.save(tmp_path / "grand.xlsx")
    start = time.monotonic()
    rows = read_tables(tmp_path / "grand.xlsx")[0].rows
    assert (len(rows), rows[-1][:3]) == (3_000, [2_999, "Organisme 2999", 749.75])
    assert time.monotonic() - start < 5
