"""The window and the welcome page: places, keys, sizes, names, and a base created."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from acse_desktop.translation import set_language
from ui.pages.welcome import WelcomePage
from ui.shell.actions import MENUS
from ui.shell.page_header import PageHeader
from ui.shell.places import PLACES
from ui.shell.window import Shell
from ui.theme.apply import apply_theme, current
from ui.theme.tokens import TARGET

DEPARTEMENTS = [("2A", "Corse-du-Sud"), ("93", "Seine-Saint-Denis")]
INTERACTIVE = (QLineEdit, QComboBox, QAbstractButton, QPlainTextEdit)


@pytest.fixture
def welcome(qtbot: QtBot, tmp_path: Path) -> WelcomePage:
    recents = [tmp_path / "acse & fils.acse", tmp_path / "acse-93-2011.acse"]
    page = WelcomePage(DEPARTEMENTS, 2012, tmp_path, recents)
    qtbot.addWidget(page)
    return page


@pytest.fixture
def shell(qtbot: QtBot, welcome: WelcomePage) -> Shell:
    window = Shell()
    qtbot.addWidget(window)
    window.add_page("accueil", welcome)
    for place in PLACES:
        window.add_page(place.key, PageHeader(place.text))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def _with_base(shell: Shell) -> None:
    shell.set_base_open(True)
    shell.set_context("Exercice 2012", "Dép. 00 — Démonstration", "N. Ferry")
    shell.go_to("dossiers")
    QApplication.processEvents()


def _named(widget: QWidget) -> bool:
    buddies = [b for b in widget.window().findChildren(QLabel) if b.buddy() is widget]
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or buddies or text)


def _shown(window: QWidget) -> list[QWidget]:
    found = [w for kind in INTERACTIVE for w in window.findChildren(kind) if w.isVisible()]
    inner = ("qt_toolbar_ext_button", "qt_menubar_ext_button")
    return [
        w
        for w in found
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.objectName() not in inner
    ]


@pytest.mark.parametrize("page", ["accueil", "dossiers"])
def test_every_control_is_named_and_large_enough(shell: Shell, page: str) -> None:
    if page == "dossiers":
        _with_base(shell)
    else:
        shell.go_to(page)
    QApplication.processEvents()
    controls = _shown(shell)
    assert len(controls) > 8
    assert [w for w in controls if not _named(w)] == []
    assert [w for w in controls if min(w.width(), w.height()) < TARGET] == []


@pytest.mark.parametrize("page", ["accueil", "dossiers"])
def test_tab_goes_round_every_control_of_the_window(qtbot: QtBot, shell: Shell, page: str) -> None:
    if page == "dossiers":
        _with_base(shell)
    else:
        shell.go_to(page)
    QApplication.processEvents()
    controls = [w for w in _shown(shell) if w.isEnabled()]
    controls[0].setFocus()
    met: set[QWidget] = set()
    for _turn in range(2 * len(controls)):
        focus = QApplication.focusWidget()
        assert focus is not None
        met.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert [w for w in controls if w not in met] == []


def test_places_are_reached_in_order_by_their_keys(qtbot: QtBot, shell: Shell) -> None:
    _with_base(shell)
    heard: list[str] = []
    shell.navigated.connect(heard.append)
    ranked = [place.key for place in sorted(PLACES, key=lambda one: one.rank)
              if 1 <= place.rank <= 9]  # fmt: skip
    for rank in range(1, len(ranked) + 1):
        qtbot.keyClick(shell, getattr(Qt.Key, f"Key_{rank}"), Qt.KeyboardModifier.ControlModifier)
    assert heard == ranked
    assert shell.pages.currentWidget() is shell.page(ranked[-1])
    assert [k for k, i in shell.navigation.items.items() if i.isChecked()] == [ranked[-1]]
    qtbot.mouseClick(shell.navigation.items["consolidation"], Qt.MouseButton.LeftButton)
    assert heard[-1] == "consolidation"
    assert sorted(p.rank for p in PLACES if p.rank) == list(range(1, len(ranked) + 1))


def test_no_shortcut_is_given_twice(shell: Shell) -> None:
    keys = [
        sequence.toString()
        for key in shell.commands.all_keys()
        for sequence in shell.commands[key].shortcuts()
    ]
    assert sorted(k for k in set(keys) if keys.count(k) > 1) == []
    assert "" not in keys


def test_mnemonics_are_unique_in_each_menu(shell: Shell) -> None:
    titles = [QKeySequence.mnemonic(title).toString() for title in MENUS]
    assert len(set(titles)) == len(MENUS) and "" not in titles
    for title, entries in MENUS.items():
        marks = [
            QKeySequence.mnemonic(entry.text).toString()
            for entry in entries
            if not isinstance(entry, str)
        ]
        doubles = sorted({m for m in marks if m and marks.count(m) > 1})
        assert (title, doubles) == (title, [])


def test_ctrl_k_reaches_the_search_and_commands_are_told(qtbot: QtBot, shell: Shell) -> None:
    _with_base(shell)
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.search_box.hasFocus()
    with qtbot.waitSignal(shell.search_requested) as heard:
        qtbot.keyClicks(shell.search_box, "bobigny")
        qtbot.keyClick(shell.search_box, Qt.Key.Key_Return)
    assert heard.args == ["bobigny"]
    with qtbot.waitSignal(shell.command_requested) as asked:
        qtbot.keyClick(shell, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["save"]
    with qtbot.waitSignal(shell.theme_changed) as theme:
        shell.commands["theme_sombre"].trigger()
    assert theme.args == ["sombre"]


def test_copying_in_a_field_stays_that_of_the_field(qtbot: QtBot, shell: Shell) -> None:
    _with_base(shell)
    shell.search_box.setText("copie")
    shell.search_box.selectAll()
    shell.search_box.setFocus()
    with qtbot.assertNotEmitted(shell.command_requested):
        qtbot.keyClick(shell.search_box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "copie"


def test_the_text_size_goes_by_steps(qtbot: QtBot, qapp: QApplication, shell: Shell) -> None:
    asked: list[float] = []
    shell.text_scale_changed.connect(asked.append)
    shell.text_scale_changed.connect(lambda scale: apply_theme(qapp, "clair", scale))
    qtbot.mouseClick(shell.status.larger, Qt.MouseButton.LeftButton)
    qtbot.keyClick(shell, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert not shell.status.larger.isEnabled()
    qtbot.keyClick(shell, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(shell.status.smaller, Qt.MouseButton.LeftButton)
    assert asked == [1.15, 1.3, 1.0, 0.9]


def test_navigation_folds_under_1200_and_when_asked(qtbot: QtBot, shell: Shell) -> None:
    _with_base(shell)
    assert shell.navigation.width() == 218
    shell.resize(1100, 700)
    assert shell.navigation.width() == 52
    assert shell.navigation.items["dossiers"].toolTip() == "Dossiers"
    qtbot.keyClick(shell, Qt.Key.Key_F9)
    assert shell.navigation.width() == 218


def test_badges_are_said(shell: Shell) -> None:
    shell.set_badge("dossiers", 5, late=True)
    assert shell.navigation.items["dossiers"].accessibleName() == "Dossiers, 5, en retard"
    shell.set_badge("dossiers", 0)
    assert shell.navigation.items["dossiers"].accessibleName() == "Dossiers"


def test_language_changes_while_running(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.shell.actions._", lambda text: text.replace("&Annuler", "&Undo"))
    shell.retranslate()
    assert shell.commands["undo"].text() == "&Undo"
    set_language("fr")


@pytest.mark.parametrize("page", ["accueil", "dossiers"])
@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("theme", ["clair", "sombre"])
def test_nothing_needs_more_than_1024_by_600(
    qapp: QApplication, shell: Shell, page: str, scale: float, theme: str
) -> None:
    if page == "dossiers":
        _with_base(shell)
    else:
        shell.go_to(page)
    apply_theme(qapp, theme, scale)
    shell.resize(1024, 600)
    QApplication.processEvents()
    assert (shell.width(), shell.height()) == (1024, 600)
    inside = shell.rect()
    for part in (shell.top_bar, shell.navigation, shell.pages, shell.status):
        if part.isVisible():
            corner = part.mapTo(shell, part.rect().bottomRight())
            assert inside.contains(corner)
    menus = shell.top_bar.menus
    last = menus.actionGeometry(menus.actions()[-1])
    assert 0 < last.right() <= menus.width()
    bar = shell.status
    assert bar.languages.geometry().right() <= bar.width()
    for area in shell.pages.currentWidget().findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
    assert current().scale == scale


def test_a_base_needs_three_answers(qtbot: QtBot, welcome: WelcomePage, tmp_path: Path) -> None:
    welcome.resize(1000, 700)
    welcome.show()
    card = welcome.creation
    with qtbot.assertNotEmitted(welcome.create_requested):
        qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert card.fields["departement"].message.isVisible()
    assert not card.fields["fichier"].message.isVisible()
    qtbot.keyClicks(card.departement, "93")
    with qtbot.waitSignal(welcome.create_requested) as heard:
        qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert heard.args == [tmp_path / "acse-93-2012.acse", "93", 2012]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("exercice", "12", "quatre chiffres"),
        ("exercice", "", "année"),
        ("fichier", "", "où enregistrer"),
        ("fichier", "absent/base.acse", "n’existe pas"),
        ("fichier", "prise", "existe déjà"),
    ],
)
def test_what_is_wrong_is_said_under_its_field(
    qtbot: QtBot, welcome: WelcomePage, tmp_path: Path, field: str, text: str, said: str
) -> None:
    (tmp_path / "prise.acse").write_text("")
    welcome.show()
    card = welcome.creation
    card.departement.set_value("2A")
    editor = card.fields[field].editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)
    with qtbot.assertNotEmitted(welcome.create_requested):
        qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert said in card.fields[field].message.label.text()


def test_the_example_and_recent_bases_open(
    qtbot: QtBot, welcome: WelcomePage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(welcome.example_requested):
        welcome.opening.example.click()
    link = next(b for b in welcome.findChildren(QAbstractButton) if b.text() == "acse && fils.acse")
    with qtbot.waitSignal(welcome.open_requested) as heard:
        link.click()
    assert heard.args == [tmp_path / "acse & fils.acse"]


def test_answers_survive_a_change_of_language(qtbot: QtBot, welcome: WelcomePage) -> None:
    welcome.show()
    welcome.creation.departement.set_value("93")
    welcome.retranslate()
    QApplication.processEvents()
    assert welcome.creation.departement.value() == "93"
    assert len([a for a in welcome.findChildren(QScrollArea) if a.isVisible()]) == 1
