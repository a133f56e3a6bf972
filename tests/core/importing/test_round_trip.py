"""Our own workbook, changed by hand, read back where it came from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Provenance
from acse_desktop.services.importing.preview import preview
from acse_desktop.services.importing.service import import_files
from acse_desktop.services.workbook.writing import export_workbook
from acse_desktop.store.operations import operation, undo
from tests.core.importing.conftest import gispro_2017, gispro_row, opened_copy


def exported(session: Session, folder: Path) -> Path:
    rows = [gispro_row(), gispro_row(**{"Action - Code dossier": 5027, "Montant engagé": 800})]
    import_files(session, [gispro_2017(folder / "a.xlsx", rows)])
    export_workbook(session, 2017, folder / "sortie.xlsx")
    return folder / "sortie.xlsx"


def edit(path: Path, line: int, header: str, value: object) -> None:
    book = load_workbook(path)
    sheet = book["Actions"]
    labels = [cell.value for cell in sheet[1]]
    sheet.cell(line, labels.index(header) + 1).value = value
    book.save(path)


def test_an_untouched_workbook_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path)
    report = import_files(session, [path])
    (found,) = report.fichiers
    assert (found.profil, found.lignes_refusees) == ("remontee", 0)
    assert report.totaux.actions == 0
    assert session.scalar(select(func.count(Provenance.id))) == 1
    assert preview(path).profil == "remontee"


def test_a_cell_changed_by_hand_comes_back_and_can_be_undone(
    session: Session, tmp_path: Path
) -> None:
    path = exported(session, tmp_path)
    edit(path, 2, "Montant accordé", 1234.5)
    report = import_files(session, [path], agent="M. Durand")
    assert report.totaux.actions == 1
    amounts = select(Action.montant_accorde).order_by(Action.rang)
    assert session.scalars(amounts).all() == [Decimal("1234.50"), Decimal("800.00")]
    undo(session, "M. Durand")
    assert session.scalars(amounts).all() == [Decimal("15000.00"), Decimal("800.00")]


def test_a_record_changed_on_both_sides_is_kept_and_named(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path)
    edit(path, 2, "Montant accordé", 1234.5)
    action = session.scalars(select(Action).where(Action.rang == 1)).one()
    with operation(session, "Corriger", agent="M. Durand"):
        action.montant_accorde = Decimal("99.00")
    report = import_files(session, [path])
    (conflict,) = [a for a in report.anomalies if a.code == "modifie_des_deux_cotes"]
    assert (conflict.feuille, conflict.ligne, conflict.valeur) == ("Actions", 2, action.id)
    session.expire_all()
    assert action.montant_accorde == Decimal("99.00")


def test_a_workbook_read_in_an_empty_base_gives_the_same_actions(
    session: Session, template: Path, tmp_path: Path
) -> None:
    path = exported(session, tmp_path)
    with opened_copy(template, tmp_path / "autre.acse") as other:
        report = import_files(other, [path])
        assert report.totaux.as_dict()["montant_accorde"] == "15800.00"
        assert other.scalars(select(Action.id)).all() == session.scalars(select(Action.id)).all()
