"""The opinions of an action, typed on its page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acse_desktop.services import records
from ui.dialogs.opinions import AskOpinions
from ui.fiche.action import OPINIONS, ActionFiche
from ui.fiche.tabs.avis import OpinionsCard


@pytest.fixture
def fiche(bench):
    page = bench.show(ActionFiche(bench.context), bench.ids["action"])
    page.header.tabs.setCurrentIndex(OPINIONS)
    return page


def _opinions(bench):
    return bench.rows("avis", bench.ids["action"])


def test_an_opinion_is_added_answered_dated_and_undone(bench, fiche):
    card: OpinionsCard = fiche.opinions.card
    QTest.mouseClick(card.add_button, Qt.MouseButton.LeftButton)
    bench.idle()
    (added,) = _opinions(bench)
    assert added["demande_le"] == date.today() and added["sens"] is None
    (line,) = card.cards
    card.table.enter(line, "montant_propose", "4 000,50")
    bench.idle()
    card.table.chosen.emit(line, "auteur", "CAF")
    bench.idle()
    card.table.chosen.emit(line, "sens", "RESERVE")
    bench.idle()
    (held,) = _opinions(bench)
    assert (held["auteur"], held["sens"], held["montant_propose"]) == (
        "CAF", "RESERVE", Decimal("4000.50"),
    )  # fmt: skip
    assert held["rendu_le"] == date.today()
    shown = card.cell(card.cards[line], "sens")
    assert (shown.text, shown.icon, shown.ink) == ("Réservé", "warning", "warning")
    fiche.undo()
    bench.idle()
    (undone,) = _opinions(bench)
    assert (undone["sens"], undone["rendu_le"]) == (None, None)
    assert card.cell(card.cards[line], "sens").text == "En attente"


def test_an_amount_that_cannot_be_read_stays_in_its_cell(bench, fiche):
    card = fiche.opinions.card
    QTest.mouseClick(card.add_button, Qt.MouseButton.LeftButton)
    bench.idle()
    (line,) = card.cards
    card.table.enter(line, "montant_propose", "beaucoup")
    bench.idle()
    assert card.message.isVisible()
    assert _opinions(bench)[0]["montant_propose"] is None


def test_what_the_partners_propose_together_is_told(bench, fiche):
    action = bench.ids["action"]

    def fill(session):
        for author, amount in (("CAF", 1000), ("DELEGUE", 500)):
            values = {"action_id": action, "auteur": author, "montant_propose": Decimal(amount)}
            records.create(session, "avis", values, agent="x")

    bench.context.database.write(fill)
    bench.idle()
    text = fiche.opinions.card.summary.text().replace("\u202f", " ").replace("\u00a0", " ")
    assert text == "Proposé en moyenne 750 €, au plus bas 500 €"


def test_partners_are_asked_from_the_page(bench, fiche):
    QTest.mouseClick(fiche.opinions.card.ask_button, Qt.MouseButton.LeftButton)
    dialog = fiche.findChild(AskOpinions)
    assert dialog is not None and "1 action" in dialog.intro.text()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.attendu_le.setText("20/03/2012")
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    bench.idle()
    (asked,) = _opinions(bench)
    assert (asked["auteur"], asked["attendu_le"]) == ("DELEGUE", date(2012, 3, 20))
