"""« Actes »: documents are prepared, entered, opened, notified, cancelled; templates are edited."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from acse_desktop.models import Acte, Action, Dossier, Organisme
from acse_desktop.services.acts import letterhead
from acse_desktop.store.operations import operation
from ui.acts.dialog import MakeDialog
from ui.acts.letterhead import LetterheadCard
from ui.acts.templates import TemplatesCard
from ui.context import Context
from ui.pages.actes import ActesPage
from ui.pages.actions import ActionsPage

Ask = Callable[[Callable[[Any], Any]], Any]
WAIT = 30_000


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files handed to the desktop, which opens none here."""
    files: list[Path] = []

    def kept(url: QUrl) -> bool:
        files.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", kept)
    return files


def _headed(session: Any) -> None:
    facts = {one.name: one.example or one.usual for one in letterhead.FACTS}
    letterhead.write_letterhead(session, facts)


def _granted(session: Any) -> list[str]:
    """Two actions of an association, granted below the threshold then above it."""
    rows = session.scalars(
        select(Dossier).join(Organisme).where(Dossier.exercice == 2012, Organisme.statut == "ASSO")
    )
    dossier = next(one for one in rows if one.actions)
    bearer = dossier.organisme
    with operation(session, "Préparer", agent="essai"):
        bearer.siret = "50326459700019"
        for one in dossier.actions:
            one.decision, one.montant_accorde = "ACCORD", Decimal(100)
            one.statut = "ACCORDE"
        session.flush()
        others = session.scalars(
            select(Action).join(Dossier)
            .where(Dossier.organisme_id == bearer.id, Dossier.id != dossier.id)
        )  # fmt: skip
        for one in others:
            one.montant_accorde, one.decision = None, "REFUS"
    return [one.id for one in dossier.actions]


def _prepared(qtbot: QtBot, dialog: MakeDialog) -> MakeDialog:
    qtbot.waitUntil(lambda: not dialog.work.isVisible(), timeout=WAIT)
    return dialog


def _rows(dialog: MakeDialog) -> list[tuple[str, ...]]:
    return [tuple(row) for row in dialog.preview.table.texts.rows]


def test_a_document_is_told_lacking_then_made(
    qtbot: QtBot, context: Context, show: Any, ask: Ask
) -> None:
    ids = ask(_granted)
    ask(lambda session: letterhead.write_letterhead(session, {"signataire": ""}))
    dossiers = ActionsPage(context)
    with qtbot.waitSignal(dossiers.filled, timeout=WAIT):
        show(dossiers)
    assert dossiers.grid is not None and dossiers.grid.select_id(ids[0])
    dossiers.commands["make_documents"]()
    qtbot.waitUntil(lambda: dossiers.findChild(MakeDialog) is not None, timeout=WAIT)
    dialog = _prepared(qtbot, dossiers.findChild(MakeDialog))
    (row,) = _rows(dialog)
    assert row[1] == "—" and "Nom du signataire (Paramètres, « En-tête des actes »)" in row[3]
    assert not dialog.verb.isEnabled()
    ask(_headed)
    dialog.prepare()
    _prepared(qtbot, dialog)
    assert _rows(dialog)[0][1] == "Arrêté attributif 2012-ARR-0001"
    values = dict(dialog.preview.values.texts.rows)
    assert values["N° de l’acte"] == "2012-ARR-0001" and "Montant du document en lettres" in values
    with qtbot.waitSignal(dialog.made, timeout=WAIT):
        dialog.verb.click()
    told = ask(lambda session: session.get(Action, ids[0]).acte_numero)
    assert told == "2012-ARR-0001"


def _register(qtbot: QtBot, context: Context, show: Any) -> ActesPage:
    page = ActesPage(context)
    with qtbot.waitSignal(page.filled, timeout=WAIT):
        show(page)
    qtbot.waitUntil(lambda: context.database.idle, timeout=WAIT)
    return page


def _made(ids: list[str]) -> Callable[[Any], str]:
    def work(session: Any) -> str:
        from acse_desktop.services import acts

        _headed(session)
        done = acts.generate(session, "ARRETE", action_ids=ids, agent="essai")
        return done.made[0].acte_id

    return work


def test_the_register_opens_notifies_and_cancels(
    qtbot: QtBot, context: Context, show: Any, ask: Ask, opened: list[Path]
) -> None:
    ids = ask(_granted)
    identifier = ask(_made(ids))
    page = _register(qtbot, context, show)
    assert page.grid is not None and page.grid.summary().count == 1
    assert page.grid.current_id() == identifier
    page.open_record(identifier)
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    assert opened[0].name.startswith("2012-ARR-0001 ") and opened[0].read_bytes()[:2] == b"PK"
    texts = [action.text() for action in page.menu_of(page.grid).actions()]
    assert texts == ["Ouvrir le document", "Imprimer le document", "Ouvrir le dossier",
                     "Inscrire la notification…", "Annuler l’acte"]  # fmt: skip
    day = page.ask_notified([identifier])
    day.verb.click()
    assert day.field.message.isVisible()
    day.day.setText("02/05/2012")
    with qtbot.waitSignal(page.filled, timeout=WAIT):
        day.verb.click()
    told = ask(lambda session: session.get(Action, ids[0]).notifie_le)
    assert str(told) == "2012-05-02"
    with qtbot.waitSignal(page.filled, timeout=WAIT):
        page.cancel([identifier])
    assert ask(lambda session: session.get(Action, ids[0]).acte_numero) is None
    context.database.undo()
    qtbot.waitUntil(
        lambda: ask(lambda session: session.get(Action, ids[0]).acte_numero) == "2012-ARR-0001",
        timeout=WAIT,
    )


def test_a_crossed_threshold_is_told_above_the_register(
    qtbot: QtBot, context: Context, show: Any, ask: Ask
) -> None:
    ids = ask(_granted)
    ask(_made(ids))

    def cross(session: Any) -> None:
        with operation(session, "Accorder", agent="essai"):
            session.get(Action, ids[0]).montant_accorde = Decimal(30_000)

    ask(cross)
    page = _register(qtbot, context, show)
    qtbot.waitUntil(page.alerts.isVisible, timeout=WAIT)
    assert "Une convention est due" in page.alerts.label.text()


def test_a_multi_year_convention_asks_its_tranches(
    qtbot: QtBot, context: Context, show: Any, ask: Ask
) -> None:
    ask(_granted)
    ask(_headed)
    page = _register(qtbot, context, show)
    page.create_record()
    dialog = _prepared(qtbot, page.findChild(MakeDialog))
    assert not dialog.tranches.isVisible()
    dialog.nature.set_value("CPO")
    dialog.prepare()
    assert dialog.tranches.isVisible()
    _prepared(qtbot, dialog)
    assert all("au moins deux tranches" in row[3] or "montant accordé" in row[3]
               for row in _rows(dialog))  # fmt: skip
    dialog.reject()
    assert ask(lambda session: session.scalars(select(Acte)).all()) == []


def test_the_letterhead_is_kept_as_it_is_left(qtbot: QtBot, context: Context, ask: Ask) -> None:
    head = LetterheadCard(context)
    qtbot.addWidget(head)
    head.show()
    head.reload()
    qtbot.waitUntil(lambda: bool(head.editors), timeout=WAIT)
    editor = head.editors["ville"]
    editor.setText("Bobigny")
    editor.commit()
    qtbot.waitUntil(lambda: ask(letterhead.letterhead)["ville"] == "Bobigny", timeout=WAIT)


@pytest.fixture
def card(qtbot: QtBot, context: Context, tmp_path: Path) -> TemplatesCard:
    """The card of the templates, whose edited ones are in a folder of the test."""
    made = TemplatesCard(context)
    qtbot.addWidget(made)
    made.show()
    made.choose_folder(tmp_path / "modeles")
    qtbot.waitUntil(lambda: bool(made.table.texts.rows), timeout=WAIT)
    made.table.selectRow(1)
    return made


def _told(qtbot: QtBot, card: TemplatesCard, words: str) -> None:
    qtbot.waitUntil(lambda: words in card.message.label.text(), timeout=WAIT)


def test_a_template_is_edited_checked_and_given_back(
    qtbot: QtBot, card: TemplatesCard, opened: list[Path], tmp_path: Path
) -> None:
    card.edit_button.click()
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    assert opened == [tmp_path / "modeles" / "arrete.docx"] and opened[0].is_file()
    qtbot.waitUntil(lambda: "préfecture" in card.table.texts.rows[1][1], timeout=WAIT)
    card.check_button.click()
    _told(qtbot, card, "est bon")
    opened[0].write_bytes(b"perdu")
    card.check_button.click()
    _told(qtbot, card, "n’est pas un document Word")
    card.restore_button.click()
    qtbot.waitUntil(lambda: "livré" in card.table.texts.rows[1][1], timeout=WAIT)


def test_the_names_are_searched_copied_and_exported(card: TemplatesCard, tmp_path: Path) -> None:
    names = card.show_names()
    names.show_matching("organisme siret")
    names.copy()
    assert QGuiApplication.clipboard().text() == "{{ organisme.siret }}"
    names.export(tmp_path / "champs.csv")
    assert "{{ organisme.siret }}" in (tmp_path / "champs.csv").read_text("utf-8-sig")
    names.reject()
