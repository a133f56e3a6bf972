"""The model pages, keeps old rows until new ones come and drops late answers."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from acse_desktop.services.listing_types import Filter, Query
from ui.grid.model import PAGE, PagedModel


def _slow(data: ModuleType, count: int) -> tuple[PagedModel, Any]:
    source = data.SlowSource(data.source(count))
    return PagedModel(data.COLUMNS, source, data.PRESENTATION), source


def test_the_model_obeys_the_rules_of_qt(qtmodeltester: Any, data: ModuleType) -> None:
    model = PagedModel(data.COLUMNS, data.source(250), data.PRESENTATION)
    qtmodeltester.check(model)
    model.ask(Query())
    qtmodeltester.check(model)
    model.ask(Query(text="médiation"))
    assert 0 < model.rowCount() < 250
    model.ask(Query())
    assert model.rowCount() == 250


def test_old_rows_stay_until_both_count_and_page_have_come(data: ModuleType) -> None:
    model, source = _slow(data, 250)
    model.ask(Query())
    source.answer()
    first = model.row(0)
    model.ask(Query(sort=(("numero", True),)))
    source.answer(1)
    assert model.row(0) == first and model.is_loading()
    source.answer()
    assert model.row(0)[1] == "2012-0250" and not model.is_loading()


def test_an_answer_to_an_older_question_is_dropped(data: ModuleType) -> None:
    model, source = _slow(data, 250)
    model.ask(Query(filters=(Filter("theme", "in", ("EDU",)),)))
    late, source.waiting = source.waiting, []
    model.ask(Query(text="2012-0007"))
    source.answer()
    for _kind, reply in late:
        reply()
    assert model.rowCount() == 1
    assert model.row(0)[1] == "2012-0007"


def test_rows_out_of_reach_are_asked_by_page_and_shown_when_they_come(
    qtbot: QtBot, data: ModuleType
) -> None:
    model, source = _slow(data, 1000)
    model.ask(Query())
    source.answer()
    model.window = lambda: (520, 540)
    index = model.index(530, 0)
    assert model.row(530) is None and model.row(120) is None
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "en cours de lecture"
    qtbot.waitUntil(lambda: bool(source.waiting))
    assert [kind for kind, _reply in source.waiting] == [f"page {5 * PAGE}"]
    source.answer()
    assert index.data() == "2012-0531"


def test_reading_again_keeps_the_place_and_never_the_old_values(data: ModuleType) -> None:
    source = data.source(300)
    model = PagedModel(data.COLUMNS, source, data.PRESENTATION)
    model.ask(Query())
    model.window = lambda: (210, 230)
    changed = ("id-220", "2012-0221", "Intitulé corrigé", *source.rows[220][3:])
    source.set_rows([*source.rows[:220], changed, *source.rows[221:]])
    model.reload()
    assert model.index(220, 1).data() == "Intitulé corrigé"


def test_empty_is_not_zero_and_screen_readers_hear_the_state(data: ModuleType) -> None:
    model = PagedModel(data.COLUMNS, data.source(40), data.PRESENTATION)
    model.ask(Query(filters=(Filter("publics", "in", (0,)),), sort=(("publics", True),)))
    place = [column.key for column in data.COLUMNS].index("publics")
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, place).data() == "0"
    assert model.headerData(place, Qt.Orientation.Horizontal, spoken) == (
        "Publics, tri décroissant, filtrée"
    )
    assert model.headerData(place, Qt.Orientation.Horizontal) == "Publics"
    model.ask(Query(filters=(Filter("publics", "empty"),)))
    assert model.index(0, place).data() == ""
    assert model.index(0, place).data(spoken) == "vide"


def test_marked_cells_say_so_without_colour(data: ModuleType) -> None:
    model = PagedModel(data.COLUMNS, data.source(300), data.PRESENTATION)
    model.ask(Query(filters=(Filter("vote", "in", (0,)), Filter("propose", "not_empty"))))
    text = model.index(0, 6).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "0, différent du montant proposé"


def test_a_source_that_fails_leaves_the_old_rows_and_query(data: ModuleType) -> None:
    model, source = _slow(data, 250)
    model.ask(Query())
    source.answer()
    model.ask(Query(text="médiation"))
    model.give_up()
    source.answer()
    assert (model.target(), model.rowCount(), model.is_loading()) == (Query(), 250, False)
