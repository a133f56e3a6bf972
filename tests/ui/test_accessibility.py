"""Every place and every record page for everybody: keyboard, screen reader, large text, dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from acse_desktop.errors import UserError
from acse_desktop.services import listing, records
from acse_desktop.services.listing_types import Query
from tests.ui import looking
from ui.app import Program
from ui.main_window import NEW_REGION
from ui.shell.places import PLACES
from ui.widgets.labels import TextLabel

Start = Callable[..., Program]
TYPED = "<img src=x> & <b>Cie</b>"
UI = Path(__file__).parents[2] / "ui"
KINDS = {"action": "actions", "organisme": "organismes", "contrat": "contrats", "seance": "seances"}
SMALL_SCREENS = (QSize(1024, 600), QSize(1093, 614))
"""The smallest screen, and 1366×768 at 125 %."""
NORMAL = QSize(1366, 768)


class Tour:
    """The program on an example whose names hold marks of HTML, shown screen after screen."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program, self.window = qtbot, program, program.window
        self.window.resize(NORMAL)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.ids: dict[str, str] = {}
        self.program.database.write(_with_marks, self.ids.update)
        self.settle()
        assert set(self.ids) == set(KINDS)

    def settle(self) -> None:
        """Wait until the base has answered everything and all is painted."""
        for _turn in range(3):
            done: list[None] = []
            self.program.database.read(lambda _session: None, done.append)
            self.qtbot.waitUntil(lambda found=done: bool(found), timeout=20_000)
            self.qtbot.wait(10)

    def screens(self) -> Iterator[str]:
        """Every place, then every tab of every record page."""
        for place in ("accueil", *(one.key for one in PLACES), "a_propos"):
            self.window.go_to(place)
            self.settle()
            yield place
            if place in ("dossiers", "contrats"):
                self.page.toggle_panel()
                self.settle()
                yield f"{place}, panel"
        for kind, identifier in self.ids.items():
            self.window.show_record(kind, identifier)
            self.settle()
            yield from self._tabs(kind)

    def _tabs(self, kind: str) -> Iterator[str]:
        bars = self.page.findChildren(QTabBar)
        yield kind
        for rank in range(1, bars[0].count() if bars else 0):
            bars[0].setCurrentIndex(rank)
            self.settle()
            yield f"{kind}, {bars[0].tabText(rank)}"

    @property
    def page(self) -> Any:
        """The page shown."""
        return self.window.pages.currentWidget()

    def faults(self, *checks: Callable[[Any], list[str]]) -> str:
        """What each check finds, a line per fault; empty when all is well."""
        return "\n".join(
            f"{screen}: {check.__name__}: {fault}"
            for screen in self.screens()
            for check in checks
            for fault in check(self.page)
        )

    def narrow(self, page: Any) -> list[str]:
        """Faults on small screens; the window then takes its size again."""
        found = []
        for size in SMALL_SCREENS:
            self.window.resize(size)
            self.qtbot.wait(40)
            if self.window.size() != size:
                found.append(f"{size} becomes {self.window.size()}")
            faults = looking.too_wide(page) + looking.cut(page)
            found += [f"{size.width()}: {fault}" for fault in faults]
        self.window.resize(NORMAL)
        self.qtbot.wait(40)
        return found


def _with_marks(session: Any) -> dict[str, str]:
    """Name the first record of each list with marks of HTML."""
    names = {"action": "intitule", "organisme": "nom", "contrat": "nom", "seance": "intitule"}
    ids = {}
    for table, name in names.items():
        ids[table] = listing.page(session, KINDS[table], Query(), None, 0, 1).rows[0][0]
        records.update(session, table, ids[table], {name: TYPED}, agent="N. Ferry")
    return ids


@pytest.fixture
def tour(qtbot: QtBot, start: Start, base: Path) -> Tour:
    """A program started on a copy of the example."""
    return Tour(qtbot, start(base))


def _html(page: Any) -> list[str]:
    return looking.read_as_html(page.window(), TYPED)


def _doubles(page: Any) -> list[str]:
    return looking.doubles(page.window())


def _lost(page: Any) -> list[str]:
    """A07: commands without keys that no menu and no widget shows."""
    window = page.window()
    in_menus = {a for menu in window.findChildren(QMenu) for a in menu.actions()}
    return [
        action.text()
        for action in window.findChildren(QAction)
        if action.text() and not action.shortcuts() and action not in in_menus
        and not action.associatedObjects()
    ]  # fmt: skip


def test_every_screen_is_named_ordered_and_large_enough(tour: Tour) -> None:
    found = tour.faults(
        looking.nameless, looking.headless, looking.climbing, looking.small, looking.cut,
        looking.too_wide, _doubles, _html, _lost, tour.narrow,
    )  # fmt: skip
    assert not found, found


def test_every_screen_is_left_by_tab_and_shows_the_focus(tour: Tour) -> None:
    found = tour.faults(looking.traps, looking.unmarked)
    assert not found, found


def test_nothing_is_cut_when_the_text_is_twice_as_large(tour: Tour) -> None:
    tour.program.appearance.set_text_scale(2.0)
    tour.program.appearance.set_theme("sombre")
    found = tour.faults(looking.cut, looking.too_wide)
    assert not found, found


def test_no_letter_is_given_twice_and_nothing_is_cut_in_english(tour: Tour) -> None:
    tour.program.appearance.set_language("en")
    found = tour.faults(_doubles, looking.cut, looking.too_wide)
    assert not found, found


def test_pages_that_work_on_files_hold_to_the_same_rules(
    tour: Tour, start: Start, region: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    source = tmp_path / "suivi.csv"
    source.write_text("Nom;Montant\nSport & Cie;12\n", encoding="utf-8")
    tour.window.go_to("importer")
    tour.page.try_files([source], "montpellier")
    other = start(region)
    other.window.go_to("consolidation")
    tour.settle()
    qtbot.wait(100)
    for page in (tour.page, other.window.pages.currentWidget()):
        for check in (looking.nameless, looking.climbing, looking.small, looking.cut,
                      looking.too_wide, _doubles):  # fmt: skip
            assert check(page) == []


def test_dialogs_are_titled_and_read_aloud(tour: Tour) -> None:
    tour.window.go_to("enveloppes")
    tour.page.create_record()
    tour.window.go_to(NEW_REGION)
    tour.program.show_error(UserError("Le fichier manque.", "Choisissez-en un autre."))
    tour.program.show_report("rapport")
    dialogs = [one for one in tour.window.findChildren(QDialog) if one.isVisible()]
    assert len(dialogs) == 4
    for dialog in dialogs:
        assert dialog.windowTitle()
        assert looking.nameless(dialog) == looking.cut(dialog) == looking.small(dialog) == []
        dialog.reject()


def test_what_appears_by_itself_is_said(tour: Tour, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.widgets.toast.announce", lambda _source, text: said.append(text))
    tour.window.say_done("12 lignes importées", True)
    assert said == ["12 lignes importées"]


def test_colours_and_sizes_of_text_are_written_in_the_theme_alone() -> None:
    colour = re.compile(r'"#[0-9A-Fa-f]{3,8}"|QColor\(\d|Qt\.GlobalColor\.(?!transparent)')
    fixed = re.compile(r"font-size|setPointSize|setPixelSize")
    files = [p for p in UI.rglob("*.py") if p.parent.name != "theme"]
    assert len(files) > 80
    found = [
        f"{path.relative_to(UI)}: {line.strip()}"
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if colour.search(line) or fixed.search(line)
    ]
    assert found == []


def test_faults_are_seen(qtbot: QtBot) -> None:
    """A page with one fault of each kind: what the other tests would let through otherwise."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    trap, field, low = QPlainTextEdit(page), QLineEdit(page), QComboBox(page)
    button = QPushButton("Un texte bien plus long que le bouton", page)
    button.setStyleSheet("QPushButton:focus { outline: 0; } QPushButton { border: 0; }")
    html, tip = QLabel(TYPED, page), TextLabel("Trop long pour sa place", "body")
    tip.setParent(page)
    places = (
        (trap, 0, 100, 90, 60), (field, 0, 200, 90, 30), (low, 0, 20, 90, 30),
        (button, 200, 20, 40, 20), (html, 200, 60, 90, 20), (tip, 200, 90, 30, 20),
    )  # fmt: skip
    for widget, *place in places:
        widget.setGeometry(*place)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert len(looking.nameless(page)) == 3
    assert len(looking.climbing(page)) == 1
    assert len(looking.small(page)) == 1
    assert len(looking.cut(page)) >= 2
    assert len(looking.traps(page)) == 1
    assert any("QPushButton" in fault for fault in looking.unmarked(page))
    assert len(looking.read_as_html(page, TYPED)) == 1
