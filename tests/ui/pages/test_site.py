"""The figures on the page of a contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from acse_desktop.models import Action, Dossier
from ui.context import Context
from ui.fiche.contrat import SITE, ContratFiche


def _most_funded(session: Any) -> tuple[str, Decimal]:
    total = func.sum(Action.montant_accorde)
    row = session.execute(
        select(Action.contrat_id, total)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Action.contrat_id.is_not(None), Dossier.exercice == 2012)
        .group_by(Action.contrat_id)
        .order_by(total.desc())
    ).first()
    return row.contrat_id, row[1]


def test_a_contract_tells_its_years_and_its_quarters(qtbot: QtBot, context: Context) -> None:
    found: list[Any] = []
    context.database.read(_most_funded, found.append)
    qtbot.waitUntil(lambda: bool(found))
    contrat, granted = found[0]
    page = ContratFiche(context)
    asked: list[Any] = []
    context.listed.connect(lambda *what: asked.append(what))
    qtbot.addWidget(page)
    page.resize(1314, 690)
    with qtbot.waitExposed(page):
        page.show()
    page.show_record(contrat)
    qtbot.waitUntil(lambda: page.sheet is not None)
    page.header.tabs.setCurrentIndex(SITE)
    qtbot.waitUntil(lambda: page.site.found is not None)
    assert page.site.years.texts.rows[-1][0] == "2012"
    assert sum(mark.values[0] for mark in page.site.quarters.marks) == granted
    part = page.site.themes.parts()[0].area.center()
    qtbot.mouseClick(page.site.themes, Qt.MouseButton.LeftButton,
                     pos=QPoint(int(part.x()), int(part.y())))  # fmt: skip
    place, query = asked[-1]
    assert place == "dossiers"
    assert {one.column for one in query.filters} == {"contrat", "theme"}
