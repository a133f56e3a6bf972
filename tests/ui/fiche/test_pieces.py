"""The papers of a dossier through real widgets: dates typed, files dropped, opened, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from acse_desktop.services import attachments
from ui.fiche.action import PAPERS, ActionFiche
from ui.fiche.organisme import OrganismeFiche

DUE = 10


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files handed to the desktop."""
    found: list[Path] = []

    def receive(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", receive)
    yield found


def _page(bench: Any) -> ActionFiche:
    page: ActionFiche = bench.show(ActionFiche(bench.context), bench.ids["action"])
    page.header.tabs.setCurrentIndex(PAPERS)
    bench.idle()
    return page


def _texts(table: Any, column: str) -> dict[str, str]:
    place = table.sheet.place(column)
    return {line.key: line.cells[place].text for line in table.sheet.lines}


def _drop(bench: Any, target: QWidget, point: QPoint, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    entering = QDragEnterEvent(point, copy, data, left, none)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    dropped = QDropEvent(QPointF(point), copy, data, left, none)
    QApplication.sendEvent(target, dropped)
    assert dropped.isAccepted()
    bench.idle()


def _over(page: ActionFiche, nature: str) -> QPoint:
    block, table = page.papers.block, page.papers.papers.table
    table.scrollTo(table.sheet.at(nature, "piece"))
    inside = table.visualRect(table.sheet.at(nature, "piece")).center()
    return block.mapFromGlobal(table.viewport().mapToGlobal(inside))


def _type(bench: Any, table: Any, nature: str, column: str, text: str) -> None:
    table.setFocus()
    table.go(nature, column)
    bench.qtbot.keyClick(table, text[0])
    (editor,) = table.viewport().findChildren(QLineEdit)
    bench.qtbot.keyClicks(editor, text[1:])
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    bench.idle()


def test_a_date_is_typed_and_the_count_follows(bench: Any) -> None:
    page = _page(bench)
    table = page.papers.papers.table
    assert page.header.tabs.tabText(PAPERS) == f"Pièces 0/{DUE}"
    _type(bench, table, "BUDGET", "recue_le", "05/03/2012")
    assert _texts(table, "recue_le")["BUDGET"] == "05/03/2012"
    assert page.header.tabs.tabText(PAPERS) == f"Pièces 1/{DUE}"
    _type(bench, table, "COMPTES", "dispense", "comptes de 2010 suffisants")
    assert page.header.tabs.tabText(PAPERS) == f"Pièces 2/{DUE}"
    table.enter("BUDGET", "recue_le", "31/02/2012")
    bench.idle()
    assert page.papers.papers.fault.label.text()
    table.enter("BUDGET", "recue_le", "")
    bench.idle()
    assert page.header.tabs.tabText(PAPERS) == f"Pièces 1/{DUE}"
    for count in (2, 1, 0):
        page.undo()
        bench.idle()
        assert page.header.tabs.tabText(PAPERS) == f"Pièces {count}/{DUE}"


def test_everything_received_today_then_said_complete(bench: Any) -> None:
    page = _page(bench)
    papers = page.papers.papers
    bench.qtbot.mouseClick(papers.ask_button, Qt.MouseButton.LeftButton)
    bench.idle()
    assert set(_texts(papers.table, "demandee_le").values()) == {f"{date.today():%d/%m/%Y}"}
    bench.qtbot.mouseClick(papers.receive_button, Qt.MouseButton.LeftButton)
    bench.idle()
    assert page.header.tabs.tabText(PAPERS) == f"Pièces {DUE}/{DUE}"
    assert not papers.receive_button.isEnabled()
    bench.qtbot.mouseClick(papers.settle, Qt.MouseButton.LeftButton)
    bench.idle()
    assert bench.value("dossier", bench.ids["dossier"], "complet_le") == date.today()
    papers.table.enter("BUDGET", "recue_le", "")
    bench.idle()
    assert "il manque" in papers.completeness.label.text()
    assert bench.value("dossier", bench.ids["dossier"], "complet_le") == date.today()
    problem = next(one for one in page.summary.problems if one.field == "pieces")
    page.header.tabs.setCurrentIndex(0)
    page.go_to_problem(problem)
    assert page.header.tabs.currentIndex() == PAPERS
    bench.qtbot.mouseClick(papers.settle, Qt.MouseButton.LeftButton)
    bench.idle()
    assert bench.value("dossier", bench.ids["dossier"], "complet_le") is None


def _with_two_files(bench: Any, folder: Path) -> ActionFiche:
    page = _page(bench)
    rib, photo = folder / "rib.pdf", folder / "photo.jpg"
    rib.write_bytes(b"rib")
    photo.write_bytes(b"photo")
    _drop(bench, page.papers.block, _over(page, "RIB"), rib)
    _drop(bench, page.papers.block, QPoint(3, 3), photo)
    return page


def test_files_dropped_are_joined_opened_and_exported(
    bench: Any, tmp_path: Path, opened: list[Path]
) -> None:
    page = _with_two_files(bench, tmp_path)
    table, files = page.papers.papers.table, page.papers.files
    assert _texts(table, "fichiers")["RIB"] == "rib.pdf"
    assert _texts(table, "recue_le")["RIB"] == f"{date.today():%d/%m/%Y}"
    assert page.header.tabs.tabText(PAPERS) == f"Pièces 1/{DUE}"
    assert [line.name for line in files.table.sheet.lines] == ["rib.pdf", "photo.jpg"]
    assert bench.said[-1] == "1 fichier joint."

    table.go("RIB", "piece")
    bench.qtbot.keyClick(table, Qt.Key.Key_Return)
    bench.idle()
    assert [path.read_bytes() for path in opened] == [b"rib"]
    target = tmp_path / "sortie"
    target.mkdir()
    page.papers.papers.gestures.export(files.ids, target)
    bench.idle()
    assert {one.name for one in target.iterdir()} == {"rib.pdf", "photo.jpg"}


def test_files_are_removed_and_everything_undone(bench: Any, tmp_path: Path) -> None:
    page = _with_two_files(bench, tmp_path)
    table, files = page.papers.papers.table, page.papers.files
    files.table.go(files.table.sheet.lines[1].key, "nom")
    bench.qtbot.mouseClick(files.remove_button, Qt.MouseButton.LeftButton)
    bench.idle()
    assert [line.name for line in files.table.sheet.lines] == ["rib.pdf"]
    for _time in range(3):
        page.undo()
        bench.idle()
    assert page.header.tabs.tabText(PAPERS) == f"Pièces 0/{DUE}"
    assert files.isHidden()
    page.redo()
    bench.idle()
    assert _texts(table, "fichiers")["RIB"] == "rib.pdf"


def test_a_program_asks_before_it_runs_and_refusals_are_told(
    bench: Any, tmp_path: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(bench)
    program, folder = tmp_path / "facture.exe", tmp_path / "dossier"
    program.write_bytes(b"MZ")
    folder.mkdir()
    _drop(bench, page.papers.block, QPoint(3, 3), folder)
    assert "« dossier » ne peut pas être lu" in page.papers.papers.fault.label.text()
    _drop(bench, page.papers.block, QPoint(3, 3), program)
    assert page.papers.papers.fault.isHidden()
    gestures, files = page.papers.papers.gestures, page.papers.files
    for answer, count in (("cancel", 0), ("open", 1)):
        gestures.open(files.ids[0])
        bench.qtbot.waitUntil(lambda: gestures.warning is not None and gestures.warning.isVisible())
        dialog: Any = gestures.warning
        bench.qtbot.mouseClick(dialog.findChild(QWidget, answer), Qt.MouseButton.LeftButton)
        bench.idle()
        assert len(opened) == count
    monkeypatch.setattr(attachments, "LIMIT", 1)
    _drop(bench, page.papers.block, QPoint(3, 3), program)
    assert "pèse" in page.papers.papers.fault.label.text()


def test_the_permanent_file_of_an_organisme(bench: Any, tmp_path: Path) -> None:
    page: OrganismeFiche = bench.show(
        OrganismeFiche(bench.context), bench.ids["organisme"], (1314, 900)
    )
    table = page.papers.papers.table
    assert list(_texts(table, "piece")) == ["STATUTS", "RECEPISSE", "BUREAU", "RIB", "SIRENE"]
    _type(bench, table, "STATUTS", "recue_le", "05/03/2011")
    source = tmp_path / "statuts.pdf"
    source.write_bytes(b"statuts")
    page.papers.papers.gestures.join(page.papers.papers.owner(), "STATUTS", [source])
    bench.idle()
    assert _texts(table, "recue_le")["STATUTS"] == "05/03/2011"
    # The dossier has it too.
    action = _page(bench)
    assert _texts(action.papers.papers.table, "fichiers")["STATUTS"] == "statuts.pdf"
    assert action.header.tabs.tabText(PAPERS) == f"Pièces 1/{DUE}"
