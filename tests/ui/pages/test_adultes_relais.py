"""« Adultes-relais »: posts are listed with their state, added and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.dialogs.new_poste import NewPoste
from ui.pages.adultes_relais import AdultesRelaisPage

Ask = Callable[[Callable[[Any], Any]], Any]


def _fill(session: Any) -> None:
    from acse_desktop.services import posts_sheet, records

    employer = next(iter(posts_sheet.employers(session)))
    for rank in (1, 2):
        values = {"organisme_id": employer, "numero": f"POSTE-{rank}", "departement": "93"}
        post = records.create(session, "poste", values, agent="Awa")
        terms = {"poste_id": post, "signe_le": date(2012, 1, 1), "debut_le": date(2012, 1, 1),
                 "fin_le": date(2014, 12, 31)}  # fmt: skip
        records.create(session, "convention_poste", terms, agent="Awa")
    vacancy = {"poste_id": post, "debut_le": date(2012, 12, 1)}
    records.create(session, "vacance", vacancy, agent="Awa")


@pytest.fixture
def posts(qtbot: QtBot, context: Context, show: Any) -> AdultesRelaisPage:
    """The page with two posts more than the example."""
    done: list[None] = []
    context.database.write(_fill, done.append)
    qtbot.waitUntil(lambda: bool(done))
    made = AdultesRelaisPage(context)
    with qtbot.waitSignal(made.filled, timeout=10_000):
        show(made)
    return made


def _states(page: AdultesRelaisPage) -> dict[str, str]:
    rows = [page.grid.model.row(rank) for rank in range(page.grid.summary().count)]
    keys = [column.key for column in page.grid.model.columns]
    place = {key: keys.index(key) + 1 for key in ("numero", "etat")}
    return {row[place["numero"]]: row[place["etat"]] for row in rows}


def test_posts_are_held_or_vacant_and_the_quota_is_told(
    qtbot: QtBot, posts: AdultesRelaisPage
) -> None:
    states = _states(posts)
    assert (states["POSTE-1"], states["POSTE-2"]) == ("POURVU", "VACANT")
    qtbot.waitUntil(lambda: "Au 31 décembre 2012" in posts.quota.text())
    with qtbot.waitSignal(posts.filled, timeout=10_000):
        posts.toolbar.chips.chosen.emit("vacants")
    assert set(_states(posts).values()) == {"VACANT"}


def test_a_post_is_created_and_deleted(
    qtbot: QtBot, context: Context, posts: AdultesRelaisPage, ask: Ask
) -> None:
    from acse_desktop.services import records

    posts.header.create_button.click()
    qtbot.waitUntil(lambda: posts.findChild(NewPoste) is not None)
    dialog = posts.findChild(NewPoste)
    dialog.creation.click()
    assert dialog.isVisible() and dialog.fields["numero"].message.isVisible()
    dialog.employer.setCurrentIndex(1)
    dialog.employer.activated.emit(1)
    dialog.numero.set_value("09312R000900")
    with qtbot.waitSignal(context.opened, timeout=10_000) as opened:
        dialog.creation.click()
    kind, identifier = opened.args
    assert kind == "poste"
    card = ask(lambda session: records.read(session, "poste", identifier))
    assert (card.values["numero"], card.values["departement"]) == ("09312R000900", "93")
    qtbot.waitUntil(lambda: "09312R000900" in _states(posts))
    with qtbot.waitSignal(posts.filled, timeout=10_000):
        posts.delete_posts([identifier])
    assert "09312R000900" not in _states(posts)
