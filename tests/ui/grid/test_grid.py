"""The table driven with keys and mouse, as an agent does."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from acse_desktop.services.listing_types import Column, Filter, Query
from ui.grid.column_chooser import ColumnChooser
from ui.grid.grid import Grid
from ui.grid.header_menu import HeaderMenu

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def _press(
    qtbot: QtBot, grid: Grid, key: Key, modifier: Any = Qt.KeyboardModifier.NoModifier
) -> None:
    view = grid.pair.left if grid.pair.left.hasFocus() else grid.pair.right
    qtbot.keyClick(view, key, modifier)


def _to(grid: Grid, key: str, row: int) -> None:
    grid.go(grid.columns.visible().index(key), row)


def _clipboard() -> str:
    return QApplication.clipboard().text()


def _menu(grid: Grid) -> HeaderMenu:
    return grid.findChildren(HeaderMenu)[-1]


def test_arrows_cross_the_border_of_frozen_columns_both_ways(qtbot: QtBot, grid: Grid) -> None:
    _press(qtbot, grid, Key.Key_Right)
    assert grid.caret.key() == "intitule" and grid.pair.left.hasFocus()
    _press(qtbot, grid, Key.Key_Right)
    assert grid.caret.key() == "porteur" and grid.pair.right.hasFocus()
    _press(qtbot, grid, Key.Key_Left)
    assert grid.caret.key() == "intitule" and grid.pair.left.hasFocus()
    _press(qtbot, grid, Key.Key_End, CTRL)
    assert (grid.caret.key(), grid.caret.row()) == ("observations", 299)
    _press(qtbot, grid, Key.Key_Home, CTRL)
    assert (grid.caret.key(), grid.caret.row()) == ("numero", 0)


def test_shift_selects_over_the_border(qtbot: QtBot, grid: Grid) -> None:
    _to(grid, "intitule", 1)
    for _step in range(2):
        _press(qtbot, grid, Key.Key_Right, SHIFT)
    _press(qtbot, grid, Key.Key_Down, SHIFT)
    area = grid.caret.area()
    assert (area.rows, area.keys) == ((1, 2), ("intitule", "porteur", "statut"))


def test_tab_leaves_the_table(qtbot: QtBot, grid: Grid) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before, after = QLineEdit(window), QLineEdit(window)
    grid.setParent(window)
    QWidget.setTabOrder(before, grid.pair.left)
    QWidget.setTabOrder(grid.pair.left, grid.pair.right)
    QWidget.setTabOrder(grid.pair.right, after)
    with qtbot.waitExposed(window):
        window.show()
        grid.show()
    window.activateWindow()
    before.setFocus()
    qtbot.keyClick(before, Key.Key_Tab)
    assert grid.pair.left.hasFocus()
    qtbot.keyClick(grid.pair.left, Key.Key_Tab)
    assert grid.pair.right.hasFocus() and grid.caret.key() == "porteur"
    qtbot.keyClick(grid.pair.right, Key.Key_Tab)
    assert after.hasFocus()
    grid.setParent(None)


def test_halves_scroll_together(qtbot: QtBot, grid: Grid) -> None:
    _press(qtbot, grid, Key.Key_Down, CTRL)
    left, right = grid.pair.left.verticalScrollBar(), grid.pair.right.verticalScrollBar()
    assert left.value() == right.value() == right.maximum() > 0
    assert left.maximum() == right.maximum()


def test_the_header_menu_sorts_and_filters_by_keyboard(qtbot: QtBot, grid: Grid) -> None:
    _to(grid, "theme", 0)
    _press(qtbot, grid, Key.Key_Down, ALT)
    menu = _menu(grid)
    qtbot.keyClicks(menu.search, "edu")
    qtbot.keyClick(menu.search, Key.Key_Return)
    assert grid.query().filter_of("theme") == Filter("theme", "in", ("EDU",))
    place = grid.caret.place_of("theme")
    assert {grid.model.index(row, place).data() for row in range(20)} == {"Éducation"}
    _to(grid, "demande", 0)
    _press(qtbot, grid, Key.Key_Down, ALT)
    menu = _menu(grid)
    descending = menu.findChildren(QAbstractButton)[1]
    descending.setFocus()
    qtbot.keyClick(descending, Key.Key_Space)
    amounts = [grid.model.row(row)[5] for row in range(20)]
    assert amounts == sorted(amounts, reverse=True)
    assert grid.query().sort == (("demande", True),)


def test_the_header_menu_unticks_values_and_lifts_the_filter(qtbot: QtBot, grid: Grid) -> None:
    menu = grid.open_menu("theme", QPoint(0, 0))
    assert menu.condition() is None
    menu.values.setFocus()
    qtbot.keyClick(menu.values, Key.Key_Space)
    assert menu.values.checked() == [] and not menu.apply_button.isEnabled()
    qtbot.keyClick(menu.values, Key.Key_Down)
    qtbot.keyClick(menu.values, Key.Key_Space)
    qtbot.keyClick(menu.values, Key.Key_Return)
    assert grid.query().filter_of("theme") == Filter("theme", "in", ("EDU",))
    menu = grid.open_menu("theme", QPoint(0, 0))
    assert menu.values.checked() == ["EDU"]
    qtbot.keyClick(menu.values, Key.Key_Space)
    menu.apply()
    assert grid.query().filter_of("theme") is None


def test_amounts_are_filtered_between_two_bounds(qtbot: QtBot, grid: Grid) -> None:
    menu = grid.open_menu("demande", QPoint(0, 0))
    assert menu.bounds is not None
    qtbot.keyClicks(menu.bounds.low, "abc")
    menu.apply()
    assert menu.isVisible() and grid.query().filters == ()
    menu.bounds.low.setText("5 000,50")
    menu.apply()
    bounds = (Decimal("5000.50"), None)
    assert grid.query().filters == (Filter("demande", "between", bounds),)


def test_a_click_on_a_header_sorts_and_selects_nothing(qtbot: QtBot, grid: Grid) -> None:
    header = grid.pair.header_of(grid.pair.right)
    place = grid.caret.place_of("porteur")
    spot = header.section_rect(place).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(header.viewport(), left, pos=spot)
    assert grid.query().sort == (("porteur", False),)
    qtbot.mouseClick(header.viewport(), left, pos=spot)
    assert grid.query().sort == (("porteur", True),)
    assert grid.caret.runs() == []


def test_copy_has_no_arrows_and_quotes_what_must_be(qtbot: QtBot, grid: Grid) -> None:
    _to(grid, "numero", 0)
    _press(qtbot, grid, Key.Key_Right, SHIFT)
    _press(qtbot, grid, Key.Key_C, CTRL | SHIFT)
    first = grid.model.row(0)
    assert _clipboard().splitlines() == [
        "N° dossier\tIntitulé de l’action",
        f"{first[1]}\t{first[2]}",
    ]
    assert "mso-number-format:'\\@'" in QApplication.clipboard().mimeData().html()
    grid.ask(Query(text="prioritaire"))
    _to(grid, "observations", 0)
    _press(qtbot, grid, Key.Key_C, CTRL)
    assert _clipboard() == '"Hors territoire\nprioritaire"\r\n'


def test_a_column_is_copied_whole_even_past_the_rows_held(qtbot: QtBot, grid: Grid) -> None:
    _to(grid, "numero", 5)
    _press(qtbot, grid, Key.Key_Space, CTRL)
    _press(qtbot, grid, Key.Key_C, CTRL)
    assert len(_clipboard().split()) == 300


def test_a_block_is_handed_cell_by_cell_and_what_is_left_is_said(qtbot: QtBot, grid: Grid) -> None:
    asked: list[Any] = []
    left: list[Any] = []
    grid.paste_requested.connect(asked.append)
    grid.paste_left_over.connect(left.append)
    QApplication.clipboard().setText("1 000\t9\n2 000\t9\n")
    _to(grid, "vote", 298)
    _press(qtbot, grid, Key.Key_V, CTRL)
    assert asked == [[("id-298", "vote", "1 000"), ("id-299", "vote", "2 000")]]
    assert left[0].read_only == ("Payé",)
    QApplication.clipboard().setText("1\n2\n")
    _to(grid, "vote", 299)
    _press(qtbot, grid, Key.Key_V, CTRL)
    assert left[1].beyond == ({"vote": "2"},)


def test_one_cell_fills_the_selection_and_ctrl_d_repeats_the_first(
    qtbot: QtBot, grid: Grid
) -> None:
    pasted: list[Any] = []
    filled: list[Any] = []
    cleared: list[Any] = []
    grid.paste_requested.connect(pasted.append)
    grid.fill_requested.connect(filled.append)
    grid.clear_requested.connect(cleared.append)
    QApplication.clipboard().setText("7")
    _to(grid, "vote", 0)
    for _step in range(2):
        _press(qtbot, grid, Key.Key_Down, SHIFT)
    _press(qtbot, grid, Key.Key_V, CTRL)
    assert [change[::2] for change in pasted[0]] == [(f"id-{n}", "7") for n in range(3)]
    _press(qtbot, grid, Key.Key_D, CTRL)
    assert [change[0] for change in filled[0]] == ["id-1", "id-2"]
    _press(qtbot, grid, Key.Key_Delete)
    assert all(text == "" for _id, _key, text in cleared[0])


def test_typing_edits_enter_goes_down_and_escape_restores(qtbot: QtBot, grid: Grid) -> None:
    asked: list[tuple[str, str, str]] = []
    grid.edit_requested.connect(lambda *change: asked.append(change))
    _to(grid, "vote", 2)
    _press(qtbot, grid, Key.Key_5)
    editor = grid.pair.right.viewport().findChild(QLineEdit)
    assert editor is not None and editor.text() == "5"
    qtbot.keyClicks(editor, "00")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: asked == [("id-2", "vote", "500")])
    qtbot.waitUntil(lambda: grid.caret.row() == 3)
    _press(qtbot, grid, Key.Key_F2)
    editor = grid.pair.right.viewport().findChildren(QLineEdit)[-1]
    qtbot.keyClicks(editor, "9")
    qtbot.keyClick(editor, Key.Key_Escape)
    assert len(asked) == 1


def test_enter_opens_the_record_where_nothing_can_be_typed(qtbot: QtBot, grid: Grid) -> None:
    _to(grid, "porteur", 4)
    with qtbot.waitSignal(grid.activated) as opened:
        _press(qtbot, grid, Key.Key_Return)
    assert opened.args == ["id-4"]


def test_totals_are_those_of_the_filtered_rows(grid: Grid, data: ModuleType) -> None:
    grid.set_filter("theme", Filter("theme", "in", ("EDU",)))
    expected = sum(row[5] for row in data.rows(300) if row[10] == "EDU")
    assert grid.summary().totals["demande"] == expected
    assert f"Total · {grid.summary().count} dossiers" in grid.pair.left_totals.accessibleName()


def test_statistics_of_the_selection(qtbot: QtBot, grid: Grid) -> None:
    _to(grid, "demande", 0)
    with qtbot.waitSignal(grid.statistics_changed) as told:
        _press(qtbot, grid, Key.Key_Down, SHIFT)
    expected = grid.model.row(0)[5] + grid.model.row(1)[5]
    assert (told.args[0].count, told.args[0].total) == (2, expected)


def test_a_view_comes_back_by_key_after_a_column_was_added(
    qtbot: QtBot, grid: Grid, data: ModuleType
) -> None:
    grid.columns.reorder(["numero", "statut", "intitule"])
    grid.show_column("paye", False)
    grid.freeze_to("intitule")
    grid.set_density("airy")
    grid.set_filter("demande", Filter("demande", "between", (Decimal("5000"), None)))
    saved = json.loads(json.dumps(grid.state()))
    columns = (Column("neuf", "Nouveau"), *data.COLUMNS)
    rows = [(row[0], "x", *row[1:]) for row in data.rows(300)]
    other = Grid(columns, data.ListSource(columns, rows), data.PRESENTATION)
    qtbot.addWidget(other)
    other.show()
    other.restore(saved)
    assert other.summary().count == grid.summary().count < 300
    assert other.columns.frozen_keys() == grid.columns.frozen_keys()
    seen = [key for key in other.columns.visible() if key != "neuf"]
    assert seen == grid.columns.visible()
    header = other.pair.right.horizontalHeader()
    assert header.isSectionHidden(other.caret.place_of("paye"))
    assert {**other.state(), **{k: saved[k] for k in ("order", "widths")}} == saved


def test_dragging_a_header_changes_the_order_in_both_halves(grid: Grid) -> None:
    header = grid.pair.right.horizontalHeader()
    start, end = grid.caret.place_of("porteur"), grid.caret.place_of("demande")
    header.moveSection(header.visualIndex(start), header.visualIndex(end))
    assert grid.columns.visible()[2:5] == ["statut", "demande", "porteur"]
    assert grid.pair.left.horizontalHeader().visualIndex(start) == header.visualIndex(start)


def test_columns_are_chosen_and_moved_by_keyboard(qtbot: QtBot, grid: Grid) -> None:
    chooser: ColumnChooser = grid.open_column_chooser(QPoint(0, 0))
    qtbot.keyClick(chooser.search, Key.Key_Down)
    qtbot.keyClick(chooser.list, Key.Key_Down)
    qtbot.keyClick(chooser.list, Key.Key_Space)
    assert "intitule" not in grid.columns.visible()
    qtbot.keyClick(chooser.list, Key.Key_Up, ALT)
    assert grid.columns.order[:2] == ["intitule", "numero"]
    chooser.close()


def test_everything_has_a_name(qtbot: QtBot, grid: Grid) -> None:
    menu = grid.open_menu("demande", QPoint(0, 0))
    named = [grid.pair.left, grid.pair.right, menu, menu.search, menu.values]
    named += menu.findChildren(QAbstractButton)
    assert all(one.accessibleName() or getattr(one, "text", str)() for one in named)
    menu.close()


@pytest.mark.parametrize(("theme", "scale"), [("clair", 1.0), ("sombre", 1.3), ("clair", 2.0)])
def test_rows_follow_the_text_size_and_colours_differ(
    qapp: QApplication, grid: Grid, theme: str, scale: float
) -> None:
    from ui.theme.apply import apply_theme, current

    apply_theme(qapp, theme, scale)
    grid.refresh_theme()
    assert grid.pair.right.rowHeight(0) == round(28 * scale)
    picture = grid.pair.right.viewport().grab().toImage()
    colour = picture.pixelColor(picture.width() - 30, 5 * round(28 * scale) - 3).name().upper()
    surfaces = {current().tokens.surface.upper(), current().tokens.primary_soft.upper()}
    assert colour in surfaces
    apply_theme(qapp, "clair")


def test_a_scroll_step_repaints_only_what_it_uncovers(
    qapp: QApplication, grid: Grid, capsys: pytest.CaptureFixture[str]
) -> None:
    painted: list[int] = []
    original = grid.model.row
    grid.model.row = lambda number: painted.append(number) or original(number)  # type: ignore
    bar = grid.pair.right.verticalScrollBar()
    qapp.processEvents()
    painted.clear()
    start = time.process_time()
    for _step in range(40):
        bar.setValue(bar.value() + 37)
        qapp.processEvents()
    spent = (time.process_time() - start) / 40 * 1000
    with capsys.disabled():
        print(f"\nscroll step: {spent:.1f} CPU ms")
    shown = grid.pair.right.viewport().height() // 28
    assert len({*painted}) > 40
    assert len(painted) < 40 * 4 * len(grid.columns.visible()) < 40 * shown * 13
