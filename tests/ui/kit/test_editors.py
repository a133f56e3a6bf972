"""What agents type, and what the base receives."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from acse_desktop.fieldtypes import (
    ALL_TYPES,
    Amount,
    Choice,
    Count,
    Day,
    Flag,
    Iban,
    LongText,
    Percent,
    Reference,
    Siret,
    Text,
    Year,
)
from ui.editors import CommunePicker, DateEditor, Suggestion, editor_for
from ui.widgets.field import Field

TODAY = date.today()
YEAR = TODAY.year


def _built(field_type: type[Any]) -> Any:
    if field_type is Choice:
        return Choice("dispositif")
    return Reference("organisme") if field_type is Reference else field_type()


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """A window where fields can be entered and left."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def _placed(form: QWidget, editor: Any) -> Any:
    layout = form.layout()
    assert layout is not None
    layout.addWidget(editor)
    editor.show()
    editor.setFocus()
    return editor


TYPED = [
    (Amount, "1234.5", Decimal("1234.50"), "1 234,50 €"),
    (Amount, "1234,5", Decimal("1234.50"), "1 234,50 €"),
    (Amount, "1 234,50 €", Decimal("1234.50"), "1 234,50 €"),
    (Amount, "1\u00a0234", Decimal("1234.00"), "1 234 €"),
    (Amount, "(12,00)", Decimal("-12.00"), "−12 €"),
    (Amount, "−3", Decimal("-3.00"), "−3 €"),
    (Amount, "=3*450+120", Decimal("1470.00"), "1 470 €"),
    (Amount, "0", Decimal("0.00"), "0 €"),
    (Percent, "12,5 %", Decimal("12.50"), "12,50 %"),
    (Count, "1 200", 1200, "1 200"),
    (Year, "2012", 2012, "2012"),
    (Day, "231112", date(2012, 11, 23), "23/11/2012"),
    (Day, "23/11", date(YEAR, 11, 23), f"23/11/{YEAR}"),
    (Day, "23-11-12", date(2012, 11, 23), "23/11/2012"),
    (Day, "23/11/12", date(2012, 11, 23), "23/11/2012"),
    (Day, "T", TODAY, f"{TODAY:%d/%m/%Y}"),
    (Day, "+7", TODAY + timedelta(7), f"{TODAY + timedelta(7):%d/%m/%Y}"),
    (Day, "+", TODAY + timedelta(1), f"{TODAY + timedelta(1):%d/%m/%Y}"),
    (Siret, "443 061 841 00047", "44306184100047", "443 061 841 00047"),
    (Iban, "fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606", None),
    (Text, "Sport & Culture", "Sport & Culture", "Sport & Culture"),
]


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def _type(qtbot: QtBot, editor: QWidget, text: str) -> None:
    """Type a text; the test library only knows the keys of ASCII."""
    for char in text:
        if char.isascii():
            qtbot.keyClicks(editor, char)
        else:
            plain = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, plain, char))


@pytest.mark.parametrize(("kind", "typed", "value", "shown"), TYPED)
def test_a_typed_text_becomes_a_value(
    qtbot: QtBot, form: QWidget, kind: type[Any], typed: str, value: Any, shown: str | None
) -> None:
    editor = _placed(form, editor_for(kind(), "Champ"))
    with qtbot.waitSignal(editor.committed) as heard:
        _type(qtbot, editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert heard.args == [value]
    assert editor.value() == value
    assert shown is None or _plain(editor.text()) == shown
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.value() == value


@pytest.mark.parametrize(("kind", "typed"), [(Amount, "12x"), (Day, "31/02/12"), (Count, "1,5")])
def test_an_unreadable_text_is_kept_with_its_remedy(
    qtbot: QtBot, form: QWidget, kind: type[Any], typed: str
) -> None:
    editor = editor_for(kind(), "Champ")
    field = _placed(form, Field("Champ", editor))
    editor.setFocus()
    editor.set_value(kind().parse("10/11/12" if kind is Day else "10"))
    before = editor.value()
    editor.clear()
    with qtbot.assertNotEmitted(editor.committed):
        qtbot.keyClicks(editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        editor.clearFocus()
    assert editor.text() == typed
    assert editor.value() == before
    assert "Écrivez" in editor.problem()
    assert editor.accessibleDescription() == editor.problem()
    field.refresh()
    assert field.message.isVisible()
    assert typed in field.message.label.text()


def test_empty_is_a_value(qtbot: QtBot, form: QWidget) -> None:
    editor = _placed(form, editor_for(Day(), "Début"))
    editor.set_value(date(2012, 9, 3))
    editor.selectAll()
    with qtbot.waitSignal(editor.committed) as heard:
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert heard.args == [None]


def test_plus_and_minus_move_a_whole_date_only(qtbot: QtBot, form: QWidget) -> None:
    editor: DateEditor = _placed(form, DateEditor("Début"))
    editor.set_value(date(2012, 12, 31))
    qtbot.keyClick(editor, Qt.Key.Key_Plus)
    assert editor.text() == "01/01/2013"
    qtbot.keyClick(editor, Qt.Key.Key_Minus)
    qtbot.keyClick(editor, Qt.Key.Key_Minus)
    assert editor.value() == date(2012, 12, 30)
    editor.clear()
    qtbot.keyClicks(editor, "23-11")
    assert editor.text() == "23-11"


def test_a_day_chosen_in_the_calendar_is_committed(qtbot: QtBot, form: QWidget) -> None:
    editor: DateEditor = _placed(form, DateEditor("Début"))
    editor.set_value(date(2012, 9, 3))
    popup = editor.open_calendar()
    popup.calendar.setSelectedDate(popup.calendar.selectedDate().addDays(2))
    with qtbot.waitSignal(editor.committed) as heard:
        popup.calendar.activated.emit(popup.calendar.selectedDate())
    assert heard.args == [date(2012, 9, 5)]
    assert not popup.isVisible()


def test_escape_restores_the_value(qtbot: QtBot, form: QWidget) -> None:
    editor = _placed(form, editor_for(Amount(), "Demandé"))
    editor.set_value(Decimal("5000"))
    editor.selectAll()
    qtbot.keyClicks(editor, "99")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.value() == Decimal("5000")


def _turn_wheel(widget: QWidget) -> None:
    centre = QPointF(widget.rect().center())
    buttons, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        centre, widget.mapToGlobal(centre), QPoint(), QPoint(0, -120), buttons, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_the_wheel_changes_nothing_without_the_focus(
    qtbot: QtBot, form: QWidget, kind: type[Any]
) -> None:
    editor = _placed(form, editor_for(_built(kind), "Champ"))
    other = _placed(form, editor_for(Text(), "Autre"))
    qtbot.waitUntil(other.hasFocus)
    before = editor.value()
    with qtbot.assertNotEmitted(editor.committed):
        _turn_wheel(editor)
    assert editor.value() == before


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_tab_leaves_every_editor(qtbot: QtBot, form: QWidget, kind: type[Any]) -> None:
    editor = _placed(form, editor_for(_built(kind), "Champ"))
    other = editor_for(Text(), "Autre")
    form.layout().addWidget(other)
    other.show()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert editor.accessibleName() == "Champ"


def test_a_choice_keeps_a_code_that_the_list_does_not_hold(qtbot: QtBot, form: QWidget) -> None:
    editor = _placed(form, editor_for(Choice("dispositif"), "Programme"))
    editor.set_value("XYZ")
    assert editor.value() == "XYZ"
    assert "XYZ" in editor.currentText()
    assert "pas dans la liste" in editor.problem()
    with qtbot.waitSignal(editor.committed) as heard:
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert heard.args == [None]


def test_a_flag_has_three_answers(qtbot: QtBot, form: QWidget) -> None:
    editor = _placed(form, editor_for(Flag(), "ZUS"))
    heard: list[Any] = []
    editor.committed.connect(heard.append)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    editor.set_value(None)
    assert heard == [True, False]
    assert editor.value() is None


def test_a_long_text_commits_when_left(qtbot: QtBot, form: QWidget) -> None:
    editor = _placed(form, editor_for(LongText(), "Résumé"))
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "<b>deux</b>")
    with qtbot.waitSignal(editor.committed) as heard:
        editor.clearFocus()
    assert heard.args == ["<b>deux</b>"]


COMMUNES = {"93008": "Bobigny", "93010": "Bondy", "78208": "Élancourt"}


def _suggest(text: str) -> list[Suggestion]:
    return [
        Suggestion(code, name, code, "CUCS")
        for code, name in COMMUNES.items()
        if name.lower().startswith(text.lower()) or (text == "elan" and code == "78208")
    ]


def test_a_commune_is_picked_among_suggestions(qtbot: QtBot, form: QWidget) -> None:
    picker: CommunePicker = _placed(form, CommunePicker("Commune", _suggest, COMMUNES.__getitem__))
    picker.set_value("93010")
    assert picker.text() == "Bondy"
    picker.selectAll()
    qtbot.keyClicks(picker, "bo")
    popup = picker.completer().popup()
    assert popup is not None
    assert popup.model().rowCount() == 2
    with qtbot.waitSignal(picker.committed) as heard:
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert heard.args == ["93008"]
    assert (picker.text(), picker.problem()) == ("Bobigny", None)


def test_the_only_commune_proposed_is_taken_and_an_unknown_one_is_said(
    qtbot: QtBot, form: QWidget
) -> None:
    picker: CommunePicker = _placed(form, CommunePicker("Commune", _suggest, COMMUNES.__getitem__))
    qtbot.keyClicks(picker, "elan")
    picker.commit()
    assert picker.value() == "78208"
    picker.selectAll()
    qtbot.keyClicks(picker, "zzz")
    picker.commit()
    assert picker.text() == "zzz"
    assert "introuvable" in (picker.problem() or "")
