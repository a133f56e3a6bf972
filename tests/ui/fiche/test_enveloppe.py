"""The page of an envelope: what is notified and transferred there is what the figures say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLabel

from acse_desktop.services import credits, records
from acse_desktop.typography import amount_text
from ui.dialogs.transfer import TransferDialog
from ui.fiche.enveloppe import EnveloppeFiche

PLACE = {"exercice": 2012, "departement": "93"}


def _opened(bench: Any) -> Any:
    def fill(session: Any) -> tuple[str, str]:
        values = [{**PLACE, "dispositif": "AR"}, {**PLACE, "dispositif": "PRE"}]
        firsts = [{"montant": Decimal(1000), "postes": 4}, {"montant": Decimal(50)}]
        one, two = (
            credits.new_enveloppe(session, where, first, agent="N. Ferry")
            for where, first in zip(values, firsts, strict=True)
        )
        return one, two

    found: list[Any] = []
    bench.context.database.write(fill, found.append)
    bench.qtbot.waitUntil(lambda: bool(found))
    one, two = found[0]
    page = bench.show(EnveloppeFiche(bench.context), one)
    return page, one, two


def _amount(page: Any, name: str) -> str:
    labels = [one.accessibleName() for one in page.figures.findChildren(QLabel)]
    return next(text for text in labels if text.startswith(name)).removeprefix(name).strip()


def test_a_notification_is_added_typed_and_removed(bench: Any) -> None:
    page, one, _two = _opened(bench)
    assert _amount(page, "Notifié") == amount_text(Decimal(1000), unit="€")
    assert "4 postes notifiés, 0 conventionnés" in page.figures.posts.text()
    page.notifications.add_button.click()
    bench.idle()
    line = page.notifications.table.sheet.lines[1].key
    page.notifications.table.enter(line, "montant", "-=1")
    assert page.notifications.message.isVisible()
    page.notifications.table.enter(line, "montant", "-200,50")
    page.notifications.table.enter(line, "postes", "-1")
    bench.idle()
    values = bench.read(lambda session: records.read(session, "enveloppe", one).values)
    assert (values["notifie"], values["postes"]) == (Decimal("799.50"), 3)
    assert _amount(page, "Reste à accorder") == amount_text(Decimal("799.50"), unit="€")
    page.notifications.table.go(line, "montant")
    page.notifications.remove_button.click()
    bench.idle()
    assert bench.value("enveloppe", one, "notifie") == Decimal(1000)


def _transfer(bench: Any, page: Any, to: str, amount: str) -> None:
    page.transfers.add_button.click()
    bench.idle()
    dialog = page.findChild(TransferDialog)
    dialog.vers.set_value(to)
    dialog.montant.set_value(Decimal(amount))
    dialog.motif.set_value("Relais du PRE")
    dialog.ok.click()
    bench.idle()


def test_credits_go_to_another_envelope_and_come_back(bench: Any) -> None:
    page, one, two = _opened(bench)
    _transfer(bench, page, two, "1200.25")
    assert _amount(page, "Reste à accorder") == amount_text(Decimal("-200.25"), unit="€")
    shown = [cell.text for cell in page.transfers.table.sheet.lines[0].cells]
    assert shown[1] == "cédé" and "réussite éducative" in shown[2] and shown[5] == "N. Ferry"
    assert bench.value("enveloppe", two, "transferts") == Decimal("1200.25")
    line = page.transfers.table.sheet.lines[0].key
    page.transfers.table.enter(line, "montant", "100")
    bench.idle()
    assert bench.value("enveloppe", two, "transferts") == Decimal(100)
    page.show_record(two)
    bench.idle()
    assert page.transfers.table.sheet.lines[0].cells[1].text == "reçu"
    page.transfers.table.go(line, "motif")
    page.transfers.remove_button.click()
    bench.idle()
    assert bench.value("enveloppe", one, "transferts") is None
    page.undo()
    bench.idle()
    assert bench.value("enveloppe", one, "transferts") == Decimal(-100)


def test_the_dispositif_is_changed_and_the_envelope_removed(bench: Any) -> None:
    page, one, two = _opened(bench)
    page.form.editors["dispositif"].committed.emit("VVV")
    bench.idle()
    assert bench.value("enveloppe", one, "dispositif") == "VVV"
    assert not page.figures.posts.isVisible()
    went: list[str] = []
    bench.context.went.connect(went.append)
    page.delete_button.click()
    bench.idle()
    assert went == ["enveloppes"]
    left = bench.read(lambda session: credits.envelopes_of(session, 2012))
    assert [found.id for found in left] == [two]


def test_credits_read_from_a_file_are_explained_then_kept(bench: Any) -> None:
    def fill(session: Any) -> str:
        values = {**PLACE, "dispositif": "PRE", "notifie": Decimal(500)}
        return records.create(session, "enveloppe", values, agent="N. Ferry")

    found: list[Any] = []
    bench.context.database.write(fill, found.append)
    bench.qtbot.waitUntil(lambda: bool(found))
    page = bench.show(EnveloppeFiche(bench.context), found[0])
    assert page.notifications.message.isVisible()
    page.notifications.add_button.click()
    bench.idle()
    assert not page.notifications.message.isVisible()
    first, line = (one.key for one in page.notifications.table.sheet.lines)
    page.notifications.table.enter(line, "montant", "20")
    bench.idle()
    assert bench.value("notification", first, "montant") == Decimal(500)
    assert bench.value("enveloppe", found[0], "notifie") == Decimal(520)
