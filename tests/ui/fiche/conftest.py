"""A real base with two organismes, two years of one action, and the pages opened on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acse_desktop.services import duplication, records
from acse_desktop.store.opening import create_base
from acse_desktop.translation import set_language
from ui.context import Context
from ui.tasks import Database
from ui.theme.apply import apply_theme

AGENT = "N. Ferry"
HOSTILE = '<img src=x onerror="1"> & <b>gras</b>'


@dataclass
class Bench:
    """The base, the window's thread, and what a test asks of them."""

    qtbot: QtBot
    context: Context
    ids: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    def idle(self) -> None:
        """Wait until the database thread has answered everything."""
        self.qtbot.wait(20)
        for _turn in range(4):
            done: list[None] = []
            self.context.database.read(lambda _session: None, done.append)
            self.qtbot.waitUntil(lambda found=done: bool(found))
            self.qtbot.wait(5)
        assert self.failures == []

    def read(self, work: Callable[[Any], Any]) -> Any:
        """Read from the base."""
        found: list[Any] = []
        self.context.database.read(work, found.append)
        self.qtbot.waitUntil(lambda: bool(found))
        return found[0]

    def value(self, table: str, identifier: str, name: str) -> Any:
        """A field as the base holds it."""
        return self.read(lambda session: records.read(session, table, identifier).values[name])

    def rows(self, table: str, action: str) -> list[dict[str, Any]]:
        """The parts of an action."""
        return self.read(
            lambda session: [
                card.values for card in records.children(session, table, "action", action)
            ]
        )

    def show(self, page: QWidget, identifier: str, size: tuple[int, int] = (1314, 690)) -> Any:
        """Show a page on a record."""
        self.qtbot.addWidget(page)
        page.resize(*size)
        with self.qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.show_record(identifier)  # type: ignore[attr-defined]
        self.idle()
        return page


def _fill(session: Any, ids: dict[str, str]) -> None:
    ids["organisme"] = records.new_organisme(
        session,
        {"nom": HOSTILE, "siret": "26930018200012", "iban": "FR7610071750000000100013189"},
        agent=AGENT,
    )
    ids["dossier"], ids["action"] = records.new_dossier(
        session, ids["organisme"], 2011, {"departement": "93"}, agent=AGENT
    )
    first = {
        "intitule": "Parcours linguistique des parents",
        "debut_le": date(2011, 9, 1),
        "montant_demande": Decimal("12000.00"),
        "montant_accorde": Decimal("10000.00"),
    }
    records.update(session, "action", ids["action"], first, agent=AGENT)
    lines = {"622": {"prevu": Decimal(1200), "realise": Decimal(1000)}}
    lines |= {"641": {"prevu": Decimal(14000), "realise": Decimal(13500)}}
    records.set_budget_lines(session, ids["action"], lines, agent=AGENT)
    ids["old"] = ids["action"]
    ids["action"] = duplication.duplicate_action(session, ids["old"], 2012, agent=AGENT)
    ids["dossier"] = records.read(session, "action", ids["action"]).values["dossier_id"]
    ids["contrat"] = records.create(
        session, "contrat", {"code": "CUCS-93-01", "nom": "CUCS de Bondy"}, agent=AGENT
    )


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    """The base, open."""
    set_language("fr")
    apply_theme(qapp, "clair", 1.0)
    path = create_base(tmp_path / "base.acse", exercice=2012, agent=AGENT, departement="93")
    database = Database(AGENT)
    made = Bench(qtbot, Context(database, AGENT))
    database.failed.connect(made.failures.append)
    made.context.message.connect(lambda text, _undoable: made.said.append(text))
    database.open(path, made.context.set_base)
    done: list[Any] = []
    database.write(lambda session: _fill(session, made.ids), done.append)
    qtbot.waitUntil(lambda: bool(done))
    yield made
    made.idle()
    database.close()
    apply_theme(qapp, "clair", 1.0)
