"""The lists that agents choose from and read speak the language of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Choice
from acse_desktop.models import Action
from acse_desktop.translation import set_language
from ui.budget.lines import CHARGE, SideAmounts, footer_of, lines_of
from ui.editors.choice import ChoiceEditor
from ui.pages.help import TOPICS, HelpPage
from ui.pages.listing.cell_editors import CodeEditor

EMPTY = SideAmounts({}, {}, {})


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("fr")


def test_choices_are_offered_in_english(qapp: QApplication) -> None:
    kind = fields_of(Action)["statut"].type
    assert isinstance(kind, Choice)
    editor = ChoiceEditor("Statut", kind)
    editor.set_value("NOTIFIE")
    assert editor.currentText() == "Notified"
    labels = {entry.code: entry.libelle for entry in kind.entries()}
    parent = ChoiceEditor("", kind)
    cell = CodeEditor(labels, "Statut", parent)
    cell.setText("NOTIFIE")
    assert cell.currentText() == "Notified"


def test_budget_lines_are_named_in_english() -> None:
    names = [line.cells[1].text for line in lines_of(CHARGE, EMPTY)]
    assert names[:2] == ["Purchases", "Purchased services"]
    assert [line.cells[1].text for line in footer_of(CHARGE, EMPTY)] == [
        "Total expenses",
        "Uses of in-kind contributions",
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_help_page_is_in_english(qapp: QApplication, topic: str) -> None:
    page = HelpPage()
    page.show_topic(topic)
    assert page.text.toPlainText().startswith(page.topics.currentItem().text())
    assert not set("éèà«»") & set(page.text.toPlainText())
