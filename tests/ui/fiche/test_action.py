"""The page of an action: fields saved at once, what is wrong told, everything undone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from acse_desktop.services import records
from ui.fiche.action import ACTION, DOSSIER, FUNDERS, JOURNAL, ActionFiche
from ui.theme.apply import apply_theme


@pytest.fixture
def fiche(bench: Any) -> ActionFiche:
    """The action of 2012 on screen."""
    page: ActionFiche = bench.show(ActionFiche(bench.context), bench.ids["action"])
    return page


def _type(bench: Any, fiche: QWidget, name: str, text: str) -> Any:
    editor: Any = fiche.findChild(QWidget, name)
    editor.setFocus()
    editor.selectAll()
    bench.qtbot.keyClicks(editor, text)
    bench.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    bench.idle()
    return editor


def test_a_field_left_is_saved_and_undone_with_the_focus_on_it(
    bench: Any, fiche: ActionFiche
) -> None:
    action = bench.ids["action"]
    with bench.qtbot.waitSignal(fiche.saved) as saved:
        _type(bench, fiche, "intitule", "Ateliers sociolinguistiques")
    assert saved.args[0].startswith("Enregistré à ")
    _type(bench, fiche, "montant_demande", "=3*450+120")
    _type(bench, fiche, "fin_le", "301112")
    assert bench.value("action", action, "intitule") == "Ateliers sociolinguistiques"
    assert bench.value("action", action, "montant_demande") == Decimal("1470.00")
    assert bench.value("action", action, "fin_le") == date(2012, 11, 30)
    for name in ("fin_le", "montant_demande", "intitule"):
        bench.qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        bench.idle()
        assert fiche.focusWidget() is fiche.action.form.editors[name], name
    assert bench.value("action", action, "intitule") == "Parcours linguistique des parents"
    assert fiche.action.form.editors["montant_demande"].text() == "12\u202f000\u00a0€"
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    bench.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, redo)
    bench.idle()
    assert bench.value("action", action, "intitule") == "Ateliers sociolinguistiques"


def test_what_cannot_be_read_stays_and_is_not_written(bench: Any, fiche: ActionFiche) -> None:
    editor = _type(bench, fiche, "debut_le", "le trente")
    form = fiche.action.form
    assert "n’est pas une date" in form.message_of("debut_le")
    assert bench.value("action", bench.ids["action"], "debut_le") == date(2012, 9, 1)
    _type(bench, fiche, "numero", "2012-0042")
    assert editor.text() == "le trente"
    assert fiche.action.index.items["Action"].errors >= 1
    assert fiche.summary.problems[0].text.startswith("Début\u00a0: « le trente »")
    fiche.undo()
    bench.idle()
    assert editor.text() == "le trente"


def test_a_long_text_is_saved_after_a_pause(bench: Any, fiche: ActionFiche) -> None:
    editor: Any = fiche.findChild(QWidget, "objectifs")
    editor.setFocus()
    fiche.action.form._idle.setInterval(50)
    bench.qtbot.keyClicks(editor, "Lire et parler")
    bench.qtbot.wait(120)
    bench.idle()
    assert editor.hasFocus()
    assert bench.value("action", bench.ids["action"], "objectifs") == "Lire et parler"


def test_a_value_written_meanwhile_is_never_lost(bench: Any, fiche: ActionFiche) -> None:
    action = bench.ids["action"]
    bench.context.database.read(
        lambda session: records.update(
            session, "action", action, {"numero_gispro": "DA00000001"}, agent="Autre"
        ),
        lambda _done: None,
    )
    _type(bench, fiche, "numero_gispro", "DA00000002")
    dialog = fiche.disagreement
    assert dialog is not None and dialog.isVisible()
    assert "DA00000002" in dialog.mine.text() and "DA00000001" in dialog.theirs.text()
    assert bench.value("action", action, "numero_gispro") == "DA00000001"
    bench.qtbot.mouseClick(dialog.findChild(QWidget, "mine"), Qt.MouseButton.LeftButton)
    bench.idle()
    assert bench.value("action", action, "numero_gispro") == "DA00000002"


def test_problems_are_listed_reached_and_accepted(bench: Any, fiche: ActionFiche) -> None:
    assert fiche.summary.isVisible()
    assert "à corriger" in fiche.summary.heading.text()
    first = fiche.summary.problems[0]
    fiche.commands["next_error"]()
    assert fiche.focusWidget() is not None
    assert fiche.focusWidget().objectName().endswith(first.field)
    wanted = len(fiche.summary.problems)
    dialog = fiche.ask_reason()
    dialog.reason.setText("Dossier de démonstration")
    dialog.ok.click()
    bench.idle()
    assert len(fiche.summary.problems) == wanted - 1
    assert bench.read(lambda s: len(s.execute(_reserves()).all())) == 1


def _reserves() -> Any:
    from sqlalchemy import select

    from acse_desktop.models import Reserve

    return select(Reserve.motif)


def test_hostile_text_is_shown_as_it_is(bench: Any, fiche: ActionFiche) -> None:
    name = fiche.dossier.organisme.values["nom"]
    fiche.header.tabs.setCurrentIndex(DOSSIER)
    assert name.text() == '<img src=x onerror="1"> & <b>gras</b>'
    texts = [one.textFormat() for one in fiche.findChildren(QLabel)]
    assert set(texts) == {Qt.TextFormat.PlainText} or Qt.TextFormat.RichText not in texts


def test_tab_goes_down_the_form(bench: Any, fiche: ActionFiche) -> None:
    fiche.header.tabs.setCurrentIndex(ACTION)
    fiche.action.form.focus_field("numero")
    places = []
    for _step in range(12):
        widget = QApplication.focusWidget()
        assert widget is not None
        corner = widget.mapTo(fiche.action.form, widget.rect().topLeft())
        places.append((corner.y(), corner.x()))
        bench.qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert places == sorted(places)
    assert len(set(places)) == 12


def test_duplicating_and_moving_in_the_list(bench: Any, fiche: ActionFiche) -> None:
    fiche.duplicate(1)
    bench.idle()
    assert fiche.record != bench.ids["action"]
    copy = fiche.sheet
    assert copy.dossier.values["exercice"] == 2013
    assert copy.action.values["debut_le"] == date(2013, 9, 1)
    fiche.show_record(bench.ids["action"])
    bench.idle()
    fiche.add_action()
    bench.idle()
    assert fiche.header.rank.text() == "2 sur 2"
    fiche.commands["previous"]()
    bench.idle()
    assert fiche.record == bench.ids["action"]
    assert not fiche.header.before.isEnabled()


def test_deleting_goes_on_to_the_next_and_can_be_undone(bench: Any, fiche: ActionFiche) -> None:
    fiche.add_action()
    bench.idle()
    gone = fiche.record
    dialog = fiche.ask_delete()
    bench.qtbot.mouseClick(dialog.findChild(QWidget, "delete"), Qt.MouseButton.LeftButton)
    bench.idle()
    assert fiche.record == bench.ids["action"]
    fiche.undo()
    bench.idle()
    assert bench.value("action", gone, "statut") == "RECU"


def test_the_journal_tells_before_and_after(bench: Any, fiche: ActionFiche) -> None:
    _type(bench, fiche, "montant_demande", "9000")
    fiche.undo()
    bench.idle()
    fiche.header.tabs.setCurrentIndex(JOURNAL)
    bench.idle()
    lines = [[cell.text for cell in line.cells] for line in fiche.journal.table.sheet.lines]
    assert lines[0][1:] == [
        "N. Ferry", "Annulé\u00a0: Modifier « Montant demandé »", "Montant demandé",
        "9\u202f000", "12\u202f000",
    ]  # fmt: skip
    assert any(line[3] == "Ligne de budget" for line in lines)


def test_the_request_to_the_acse_must_show(bench: Any, fiche: ActionFiche) -> None:
    fiche.header.tabs.setCurrentIndex(FUNDERS)
    funders = fiche.funders
    assert "doit apparaître" in funders.message.label.text()
    funders.mend.click()
    bench.idle()
    row = bench.rows("financement", bench.ids["action"])[0]
    assert (row["acse"], row["demande_specifique"]) == (True, Decimal("12000.00"))
    assert not funders.mend.isVisible()
    line = funders.table.sheet.lines[0].key
    funders.table.go(line, "demande_commun")
    bench.qtbot.keyClicks(funders.table.viewport(), "x")
    editor = funders.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("douze")
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    bench.idle()
    assert "n’est pas un nombre" in funders.fault.label.text()
    assert funders.table.sheet.fault(funders.table.sheet.at(line, "demande_commun")).text == "douze"


def test_small_windows_and_large_texts(bench: Any, fiche: ActionFiche, qapp: QApplication) -> None:
    assert fiche.action.index.isVisible()
    fiche.resize(972, 520)
    bench.idle()
    assert (fiche.width(), fiche.height()) == (972, 520)
    assert not fiche.action.index.isVisible()
    apply_theme(qapp, "clair", 2.0)
    fiche.resize(1314, 690)
    bench.idle()
    assert fiche.height() == 690
    assert fiche.action.area.horizontalScrollBar().maximum() == 0
    fiche.action.form.focus_field("libre_3")
    seen = fiche.action.form.editors["libre_3"].visibleRegion()
    assert not seen.isEmpty()


def test_ctrl_s_saves_what_is_being_typed(bench: Any, fiche: ActionFiche) -> None:
    editor: Any = fiche.findChild(QWidget, "commentaire")
    editor.setFocus()
    bench.qtbot.keyClicks(editor, "Vu en commission")
    bench.qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    bench.idle()
    assert bench.value("action", bench.ids["action"], "commentaire") == "Vu en commission"
