"""The opinion sheet goes out to one author and comes back cell by cell."""

import os
import shutil
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from sqlalchemy import func, select

from acse_desktop.errors import CannotWrite, Conflict, UnreadableFile, UserError
from acse_desktop.models import Avis
from acse_desktop.services import avis, avis_sheet, records
from acse_desktop.services.avis import Request
from acse_desktop.services.round_sheet.layout import HIDDEN_SHEET
from acse_desktop.store.operations import undo, undo_name

AGENT = "Awa"
ACTIONS = ("a1", "a2", "a3")
DELEGUE = Request("DELEGUE", "Mme Ndiaye", demande_le=date(2012, 3, 1))
SOFFICE = shutil.which("soffice")
N1, N2, N3 = (f"93-2012-0001-0{rank}" for rank in (1, 2, 3))


def told(review):
    return {(one.what, one.field): one.texts for one in review.differences}


def codes(review):
    return [one.code for one in review.troubles]


def avis_of(session, action):
    return session.scalars(
        select(Avis).where(Avis.action_id == action).execution_options(populate_existing=True)
    ).one()


def applied(session, path, chosen=None):
    review = avis_sheet.read_back(session, path)
    keys = review.proposed() if chosen is None else chosen
    return avis_sheet.apply(session, review, keys, agent=AGENT, on=date(2012, 3, 9))


def test_a_sheet_that_nobody_filled_brings_nothing(session, sheet):
    review = avis_sheet.read_back(session, sheet)
    assert (review.differences, review.troubles, review.rows) == ((), (), 3)
    assert avis_sheet.author_of(review) == "Délégué du préfet"


def test_texts_are_texts_and_only_the_cells_to_fill_are_open(session, sheet, author):
    book = openpyxl.load_workbook(sheet)
    cells = [cell for one in book.worksheets for row in one.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    opened = author(sheet)
    assert opened.sheet.protection.sheet and not opened.sheet.protection.password
    unlocked = {
        cell.column for row in opened.sheet.iter_rows(min_row=opened.marks + 2) for cell in row
        if not cell.protection.locked
    }  # fmt: skip
    names = ("sens", "montant_propose", "commentaire", "rendu_le")
    assert unlocked == {opened.column(name) for name in names}
    assert opened.cell(2, "intitule").value == "=1+1"
    assert opened.cell(1, "territoire").value == "CUCS de Valbrun · Les Tilleuls"
    assert {book[name].sheet_state for name in (HIDDEN_SHEET, "_listes")} == {
        "veryHidden", "hidden",
    }  # fmt: skip


def test_what_the_author_typed_comes_back_and_is_one_operation(session, sheet, author):
    opened = author(sheet)
    opened.fill(
        1,
        sens="Favorable",
        montant_propose=4000.5,
        commentaire="Oui\nmais",
    )
    opened.fill(2, sens="réservé", montant_propose="12 500,00 €", rendu_le="09/03/2012")
    opened.fill(3, rendu_le=40977, commentaire=12)
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert told(review) == {
        (N1, "sens"): ("", "Favorable", ""),
        (N1, "montant_propose"): ("", "4\u202f000,50", ""),
        (N1, "commentaire"): ("", "Oui\nmais", ""),
        (N2, "sens"): ("", "Réservé", ""),
        (N2, "montant_propose"): ("", "12\u202f500", ""),
        (N2, "rendu_le"): ("", "09/03/2012", ""),
        (N3, "rendu_le"): ("", "09/03/2012", ""),
        (N3, "commentaire"): ("", "12", ""),
    }
    assert session.scalar(select(func.count(Avis.sens))) == 0, "nothing is written before"
    assert applied(session, sheet) == 3
    assert avis_of(session, "a1").montant_propose == Decimal("4000.50")
    assert avis_of(session, "a1").rendu_le == date(2012, 3, 9), "the day it was taken back"
    assert undo_name(session) == "Reprendre une fiche d’avis"
    again = avis_sheet.read_back(session, sheet)
    assert (again.differences, again.settled) == ((), 8)
    undo(session, AGENT)
    assert avis_of(session, "a1").sens is None and avis_of(session, "a2").montant_propose is None


def test_a_cell_changed_on_both_sides_is_a_conflict_that_is_not_chosen(session, sheet, author):
    records.update(session, "avis", avis_of(session, "a1").id, {"sens": "RESERVE"}, agent=AGENT)
    records.update(
        session, "avis", avis_of(session, "a2").id, {"montant_propose": Decimal(10)}, agent=AGENT
    )
    opened = author(sheet)
    opened.fill(1, sens="Défavorable", commentaire="Non")
    opened.fill(2, sens="Favorable")
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert [(one.what, one.field) for one in review.conflicts] == [(N1, "sens")]
    assert review.differences[0].texts == ("", "Défavorable", "Réservé")
    assert applied(session, sheet) == 2
    assert (avis_of(session, "a1").sens, avis_of(session, "a1").commentaire) == ("RESERVE", "Non")
    assert avis_of(session, "a2").montant_propose == 10, "what only the base changed is kept"
    assert applied(session, sheet, {review.conflicts[0].key}) == 1
    assert avis_of(session, "a1").sens == "DEFAVORABLE"


def test_an_emptied_cell_empties_the_field(session, sheet, tmp_path, author):
    records.update(session, "avis", avis_of(session, "a1").id, {"commentaire": "x"}, agent=AGENT)
    again = tmp_path / "encore.xlsx"
    avis_sheet.export(session, ACTIONS, DELEGUE, again, agent=AGENT)
    opened = author(again)
    opened.fill(1, commentaire=None)
    opened.save()
    assert told(avis_sheet.read_back(session, again)) == {(N1, "commentaire"): ("x", "", "x")}


@pytest.mark.parametrize(
    ("name", "value"),
    [("sens", "Peut-être"), ("montant_propose", "environ 3 000"), ("rendu_le", "mars 2012"),
     ("montant_propose", datetime(2012, 3, 1)), ("sens", 3), ("rendu_le", 12.5),
     ("montant_propose", "1,234.50")],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named_and_the_others_are_taken(
    session, sheet, name, value, author
):
    opened = author(sheet)
    opened.fill(1, commentaire="Lu", **{name: value})
    place = opened.cell(1, name).coordinate
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    (trouble,) = review.troubles
    assert (trouble.code, trouble.gravite) == ("cellule", "erreur")
    assert place in trouble.place and N1 in trouble.message and trouble.value and trouble.remedy
    assert told(review) == {(N1, "commentaire"): ("", "Lu", "")}


def test_rows_moved_removed_added_and_doubled_are_each_told(session, sheet, author):
    opened = author(sheet)
    for rank in (1, 2, 3):
        opened.fill(rank, commentaire=f"n° {rank}")
    rows = [[cell.value for cell in opened.sheet[opened.row(one)]] for one in (N3, N1, N1)]
    start = opened.marks + 2
    opened.sheet.delete_rows(start, 3)
    for rank, row in enumerate([*rows, [None, "93-2012-0099-01"], [None] * 5]):
        for place, value in enumerate(row, 1):
            opened.sheet.cell(start + rank, place).value = value
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert told(review) == {
        (N1, "commentaire"): ("", "n° 1", ""), (N3, "commentaire"): ("", "n° 3", ""),
    }  # fmt: skip
    assert codes(review) == ["ligne_en_double", "ligne_ajoutee", "ligne_retiree"]
    assert review.troubles[1].place == f"Avis, ligne {start + 3}"


def test_cells_sorted_without_their_row_are_refused(session, sheet, author):
    opened = author(sheet)
    for rank in (1, 2):
        opened.fill(rank, sens="Favorable")
    first, second = opened.row(N1), opened.row(N2)
    place = opened.column("numero")
    opened.sheet.cell(first, place).value, opened.sheet.cell(second, place).value = N2, N1
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert review.differences == ()
    assert codes(review) == ["ligne_decalee", "ligne_decalee", "ligne_retiree", "ligne_retiree"]


def test_columns_moved_renamed_or_removed(session, sheet, author):
    opened = author(sheet)
    opened.fill(1, sens="Favorable", montant_propose=100, commentaire="Bien")
    sens, comment = opened.column("sens"), opened.column("commentaire")
    for row in range(opened.marks, opened.sheet.max_row + 1):
        one, other = opened.sheet.cell(row, sens), opened.sheet.cell(row, comment)
        one.value, other.value = other.value, one.value
    opened.sheet.cell(opened.marks + 1, comment).value = "Votre sentiment"
    opened.sheet.delete_cols(opened.column("montant_propose"))
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert told(review) == {
        (N1, "sens"): ("", "Favorable", ""), (N1, "commentaire"): ("", "Bien", ""),
    }  # fmt: skip
    assert sorted(codes(review)) == ["colonne_renommee", "colonne_supprimee"]


def test_without_its_hidden_marks_a_sheet_is_read_by_its_headers_and_numbers(
    session, sheet, author
):
    opened = author(sheet)
    opened.fill(2, sens="Favorable")
    opened.sheet.delete_rows(opened.marks)
    opened.sheet.delete_cols(1)
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert told(review) == {(N2, "sens"): ("", "Favorable", "")} and not review.troubles


def test_an_opinion_removed_since_is_told_and_a_removed_action_too(session, sheet, author):
    records.delete(session, "avis", avis_of(session, "a1").id, agent=AGENT)
    records.delete(session, "action", "a2", agent=AGENT)
    opened = author(sheet)
    opened.fill(1, sens="Favorable")
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert codes(review) == ["inconnue", "inconnue"] and not review.differences


def test_a_sheet_never_touches_what_another_author_wrote(session, sheet, tmp_path, author):
    other = Request("CAF")
    avis_sheet.export(session, ACTIONS, other, tmp_path / "caf.xlsx", agent=AGENT)
    opened = author(sheet)
    mine = avis.opinions(session, ["a1"])["a1"]
    stolen = next(one.id for one in mine if one.auteur == "CAF")
    wanted = next(one.id for one in mine if one.auteur == "DELEGUE")
    opened.fill(1, sens="Défavorable", id=stolen)
    for row in opened.book[HIDDEN_SHEET].iter_rows():
        if row[0].value == wanted:
            row[0].value = stolen
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    assert codes(review) == ["inconnue"] and not review.differences


def test_no_confidential_opinion_of_another_goes_out(session, sheet, tmp_path):
    secret = Request("SOUS_PREFET", confidentiel=True)
    ids = avis.ask(session, ["a1"], secret, agent=AGENT)
    avis.record(session, ids["a1"], {"commentaire": "Très confidentiel"}, agent=AGENT)
    target = tmp_path / "encore.xlsx"
    avis_sheet.export(session, ACTIONS, DELEGUE, target, agent=AGENT)
    book = openpyxl.load_workbook(target)
    words = [str(cell.value) for one in book.worksheets for row in one.iter_rows() for cell in row]
    assert "Accompagnement à la scolarité" in words
    assert not any("confidentiel" in word for word in words)


def test_what_changed_while_comparing_refuses_the_whole(session, sheet, author):
    opened = author(sheet)
    opened.fill(1, sens="Favorable")
    opened.fill(2, sens="Favorable")
    opened.save()
    review = avis_sheet.read_back(session, sheet)
    records.update(session, "avis", avis_of(session, "a2").id, {"commentaire": "x"}, agent=AGENT)
    with pytest.raises(Conflict):
        avis_sheet.apply(session, review, review.proposed(), agent=AGENT)
    session.expire_all()
    assert avis_of(session, "a1").sens is None


def test_a_sheet_of_another_base_or_no_sheet_at_all_is_refused(session, sheet, tmp_path, author):
    other = openpyxl.Workbook()
    other.save(tmp_path / "autre.xlsx")
    (tmp_path / "texte.xlsx").write_text("N° action;Avis\n1;Favorable\n", encoding="utf-8")
    opened = author(sheet)
    del opened.book[HIDDEN_SHEET]
    opened.save("sans_base.xlsx")
    for name in ("autre.xlsx", "texte.xlsx", "sans_base.xlsx"):
        with pytest.raises(UnreadableFile):
            avis_sheet.read_back(session, tmp_path / name)
    (tmp_path / "coupe.xlsx").write_bytes(sheet.read_bytes()[:3000])
    with pytest.raises(UnreadableFile):
        avis_sheet.read_back(session, tmp_path / "coupe.xlsx")
    for action in ACTIONS:
        records.delete(session, "action", action, agent=AGENT)
    with pytest.raises(UserError, match="base"):
        avis_sheet.read_back(session, sheet)


def test_a_sheet_that_cannot_be_written_asks_nothing(session, tmp_path):
    with pytest.raises(CannotWrite):
        avis_sheet.export(session, ACTIONS, DELEGUE, tmp_path / "non" / "a.xlsx", agent=AGENT)
    assert session.scalar(select(func.count(Avis.id))) == 0


@pytest.mark.skipif(not SOFFICE and "CI" not in os.environ, reason="LibreOffice is not here")
def test_libreoffice_saves_a_sheet_that_still_compares(session, sheet, author, libreoffice):
    untouched = libreoffice(sheet)
    review = avis_sheet.read_back(session, untouched)
    assert (review.differences, review.troubles, review.rows) == ((), (), 3)
    again = author(untouched)
    assert again.sheet.column_dimensions["A"].hidden
    assert not again.cell(1, "sens").protection.locked
    again.fill(1, sens="Favorable", montant_propose=1234.56, rendu_le=date(2012, 3, 9))
    again.fill(2, commentaire="=2+2 ?")
    again.cell(2, "commentaire").data_type = "s"
    filled = libreoffice(again.save("rempli.xlsx"), "ods")
    assert told(avis_sheet.read_back(session, filled)) == {
        (N1, "sens"): ("", "Favorable", ""),
        (N1, "montant_propose"): ("", "1\u202f234,56", ""),
        (N1, "rendu_le"): ("", "09/03/2012", ""),
        (N2, "commentaire"): ("", "=2+2 ?", ""),
    }
