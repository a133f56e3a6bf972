"""The pages of an organisme and of a contract."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from acse_desktop.services import records
from ui.fiche.contrat import ContratFiche
from ui.fiche.organisme import OrganismeFiche


def _type(bench: Any, page: QWidget, name: str, text: str) -> Any:
    editor: Any = page.findChild(QWidget, name)
    editor.setFocus()
    editor.selectAll()
    bench.qtbot.keyClicks(editor, text)
    bench.qtbot.keyClick(QApplication.activePopupWidget() or editor, Qt.Key.Key_Tab)
    bench.idle()
    return editor


def test_a_wrong_siret_is_told_and_saved(bench: Any) -> None:
    page = bench.show(OrganismeFiche(bench.context), bench.ids["organisme"])
    _type(bench, page, "siret", "812 345 678 00016")
    assert page.form.message_of("siret").startswith("La clé de contrôle ne correspond pas")
    assert bench.value("organisme", bench.ids["organisme"], "siret") == "81234567800016"
    _type(bench, page, "commune", "Bondy")
    assert bench.value("organisme", bench.ids["organisme"], "commune") == "Bondy"


def test_the_iban_is_hidden_until_entered(bench: Any) -> None:
    page = bench.show(OrganismeFiche(bench.context), bench.ids["organisme"])
    iban = page.form.editors["iban"]
    assert iban.text() == "FR76 •••• 3189"
    iban.setFocus()
    assert iban.text() == "FR76 1007 1750 0000 0010 0013 189"
    assert "••••" not in iban.text()
    page.form.editors["bic"].setFocus()
    assert iban.text() == "FR76 •••• 3189"
    bench.idle()
    value = bench.value("organisme", bench.ids["organisme"], "iban")
    assert value == "FR7610071750000000100013189"


def test_doubles_are_told_and_a_dossier_is_opened(bench: Any) -> None:
    bench.read(
        lambda session: records.new_organisme(
            session, {"nom": "Autre", "siret": "26930018200012"}, agent="N. Ferry"
        )
    )
    page = bench.show(OrganismeFiche(bench.context), bench.ids["organisme"])
    assert any("Autre" in one.text for one in page.summary.problems)
    assert [line.cells[0].text for line in page.dossiers.sheet.lines] == ["2012", "2011"]
    opened: list[tuple[str, str]] = []
    bench.context.opened.connect(lambda *record: opened.append(record))
    page.dossiers.go("0", "numero")
    bench.qtbot.keyClick(page.dossiers, Qt.Key.Key_Return)
    assert opened == [("action", bench.ids["action"])]
    page.new_button.click()
    bench.idle()
    assert len(opened) == 2
    assert bench.value("action", opened[1][1], "rang") == 2


def test_a_contract_with_its_signatories_and_quarters(bench: Any) -> None:
    page = bench.show(ContratFiche(bench.context), bench.ids["contrat"])
    page.signatories.add_button.click()
    page.quarters.add_button.click()
    bench.idle()
    line = page.signatories.table.sheet.lines[0].key
    page.signatories.table.sheet.chosen.emit(line, "nature", "COMMUNE")
    page.signatories.table.enter(line, "nom", "Ville de Bondy")
    quarter = page.quarters.table.sheet.lines[0].key
    page.quarters.table.enter(quarter, "population", "=1200+34")
    page.quarters.table.sheet.chosen.emit(quarter, "communes", "93010")
    bench.idle()
    assert bench.value("signataire", line, "nature") == "COMMUNE"
    assert bench.value("quartier", quarter, "population") == 1234
    assert page.quarters.table.sheet.lines[0].cells[5].text == "Bondy"
    page.delete_now()
    bench.idle()
    assert bench.said[-1].startswith("Contrat supprimé")
