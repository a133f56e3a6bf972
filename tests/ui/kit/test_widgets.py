"""Data shown literally, keyboard, focus, targets and feedback of the small widgets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.apply import apply_theme, current
from ui.theme.tokens import TARGET
from ui.widgets.bars import BusyBar, ShareBar
from ui.widgets.buttons import Button, IconButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip, FilterTag
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.message import EmptyState, InlineMessage
from ui.widgets.pill import Pill
from ui.widgets.search import SearchBox
from ui.widgets.sections import SectionItem, Steps
from ui.widgets.toast import Toast, message_on

CLICKABLE: list[Callable[[], QWidget]] = [
    lambda: Chip("À instruire", 38),
    lambda: FilterTag("Demandé ≥ 5 000 €"),
    lambda: SectionItem("Porteur", "error", 2),
    lambda: Button("Importer", "arrow_import"),
    lambda: Button("Nouveau dossier", "add", primary=True),
    lambda: LinkButton("Effacer les filtres"),
    lambda: IconButton("delete", "Supprimer"),
    lambda: SearchBox("Rechercher", shortcut="Ctrl+K"),
]


def _image(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _reds(image: QImage) -> int:
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(1 for c in points if c.red() > 200 and c.green() < 60 and c.blue() < 60)


@pytest.mark.parametrize("make", CLICKABLE)
def test_a_control_is_named_reached_by_tab_large_enough_and_shows_its_focus(
    qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    control, other = make(), Button("Autre")
    column.addWidget(other)
    column.addWidget(control)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    before = _image(control)
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    assert control.hasFocus()
    assert _image(control) != before
    assert control.accessibleName() or control.property("text")
    assert min(control.height(), control.width()) >= TARGET


def test_data_is_shown_literally(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "rouge.png"
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    image.save(str(picture))
    hostile = f'<img src="{picture.as_posix()}"><b>Porteur</b>'
    card = Card("Carte")
    qtbot.addWidget(card)
    message = InlineMessage()
    for widget in (TextLabel(hostile), ElidedLabel(hostile), EmptyState(hostile, hostile), message):
        card.add(widget)
    for widget in (Chip(hostile, 3), FilterTag(hostile), Pill(hostile, "teal")):
        card.add(widget)
    message.show_message(hostile, "warning")
    card.resize(900, 700)
    card.show()
    assert _reds(_image(card)) == 0
    labels = card.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels if label.text())
    assert sum(1 for label in labels if label.text() == hostile) == 5


def test_an_elided_label_yields_its_width_and_explains_itself(qtbot: QtBot) -> None:
    label = ElidedLabel("Association <b>des</b> habitants du quartier des Tilleuls")
    qtbot.addWidget(label)
    label.show()
    label.resize(120, 24)
    assert label.elided().endswith("…")
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(900, 24)
    assert label.toolTip() == ""


def test_an_ampersand_in_data_is_no_mnemonic(qtbot: QtBot) -> None:
    chip = Chip("Sport & Culture", 14)
    qtbot.addWidget(chip)
    assert chip.shortcut().isEmpty()
    assert chip.accessibleName() == "Sport & Culture 14"


def test_a_tag_is_removed_by_the_keyboard(qtbot: QtBot) -> None:
    tag = FilterTag("Thématique : Emploi")
    qtbot.addWidget(tag)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(tag.removed):
            qtbot.keyClick(tag, key)


def test_a_pill_has_an_icon_and_a_word(qtbot: QtBot) -> None:
    pill = Pill("Incomplet", "warning")
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "Incomplet"
    narrow = pill.sizeHint().width()
    pill.show_status("Bilan attendu", "warning", "clock")
    assert pill.sizeHint().width() > narrow
    assert not _image(pill).isNull()


def test_states_are_said_in_words(qtbot: QtBot) -> None:
    section, steps, share = SectionItem("Action"), Steps(["Reçu", "Instruit"]), ShareBar("Payé")
    for widget in (section, steps, share):
        qtbot.addWidget(widget)
    section.set_state("error", 2)
    steps.show_step(1)
    share.show_share(0.68)
    assert section.accessibleName() == "Action, 2 erreurs"
    assert steps.accessibleName() == "Étape 2 sur 2\u00a0: Instruit"
    assert share.accessibleName() == "Payé 68\u00a0%"


def test_a_toast_offers_to_undo_and_goes_by_itself(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toast = message_on(window, "14 décisions <b>enregistrées</b>", undoable=True)
    assert toast.geometry().bottom() < window.height()
    window.resize(500, 400)
    QApplication.processEvents()
    assert window.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.undo_requested):
        qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
    assert message_on(window, "Vue enregistrée") is toast
    assert not toast.button.isVisible()
    qtbot.mouseMove(window, QPoint(2, 2))
    toast._timer.setInterval(1)
    qtbot.waitUntil(lambda: not toast.isVisible())
    assert window.findChildren(Toast) == [toast]


def test_a_search_waits_for_the_end_of_typing_and_escape_empties_it(qtbot: QtBot) -> None:
    box = SearchBox("Rechercher")
    qtbot.addWidget(box)
    box.show()
    heard: list[str] = []
    box.search_edited.connect(heard.append)
    with qtbot.waitSignal(box.search_edited):
        qtbot.keyClicks(box, "bob")
    with qtbot.waitSignal(box.search_requested):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert heard == ["bob", ""]


def test_a_busy_bar_hides_when_done(qtbot: QtBot) -> None:
    bar = BusyBar("Chargement")
    qtbot.addWidget(bar)
    bar.show_progress(3, 10)
    assert bar.isVisible()
    bar.show_progress(10, 10)
    assert not bar.isVisible()


def test_painted_widgets_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    chip, pill = Chip("Tous", 206), Pill("Clos")
    for widget in (chip, pill):
        qtbot.addWidget(widget)
    small = chip.sizeHint(), pill.sizeHint()
    apply_theme(qapp, "clair", 2.0)
    assert chip.sizeHint().width() > 1.7 * small[0].width()
    assert pill.sizeHint().height() == 2 * small[1].height()
    assert current().px(4) == 8
    assert chip.rect().contains(QPoint(1, 1))
