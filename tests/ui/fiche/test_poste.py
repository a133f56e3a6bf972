"""The page of a post: what is due follows the conventions and vacancies that are typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from acse_desktop.services import records
from acse_desktop.typography import amount_text
from ui.fiche.poste import PosteFiche


def _opened(bench: Any) -> Any:
    def fill(session: Any) -> str:
        values = {"organisme_id": bench.ids["organisme"], "numero": "09312R000100",
                  "departement": "93"}  # fmt: skip
        records.update(session, "action", bench.ids["action"], {"dispositif": "AR"}, agent="Awa")
        return records.create(session, "poste", values, agent="Awa")

    found: list[Any] = []
    bench.context.database.write(fill, found.append)
    bench.qtbot.waitUntil(lambda: bool(found))
    return bench.show(PosteFiche(bench.context), found[0])


def _type(bench: Any, card: Any, cells: dict[str, str]) -> str:
    """Add a line and fill it."""
    card.add_button.click()
    bench.idle()
    line = str(card.table.sheet.lines[-1].key)
    for name, text in cells.items():
        card.table.enter(line, name, text)
    bench.idle()
    return line


def _texts(table: Any) -> list[str]:
    return [line.cells[-1].text for line in table.sheet.lines]


def test_the_aid_is_told_line_by_line(bench: Any) -> None:
    page = _opened(bench)
    assert page.aid.none.isVisible() and not page.aid.table.isVisible()
    terms = {"numero": "C-1", "signe_le": "20/12/2011", "debut_le": "01/01/2012",
             "fin_le": "31/12/2012"}  # fmt: skip
    convention = _type(bench, page.conventions, terms)
    euros = [amount_text(Decimal(one), decimals=True) for one in ("10438.20", "11021.45")]
    total = amount_text(Decimal("21459.65"), decimals=True, unit="€")
    assert _texts(page.aid.table) == [*euros, total]
    assert _texts(page.conventions.table) == [amount_text(Decimal("21459.65"))]
    _type(bench, page.vacancies, {"debut_le": "01/10/2012"})
    assert _texts(page.aid.table)[1] == amount_text(Decimal("5510.72"), decimals=True)
    due = bench.value("convention_poste", convention, "montant")
    assert due == Decimal("15948.92")
    assert amount_text(due, unit="€") in page.header.rank.text()
    page.undo()
    bench.idle()
    assert bench.value("convention_poste", convention, "montant") == Decimal("21459.65")


def test_days_without_a_rate_are_shown_and_the_action_is_chosen(bench: Any) -> None:
    page = _opened(bench)
    _type(bench, page.conventions, {"signe_le": "01/12/2006", "debut_le": "01/12/2006",
                                    "fin_le": "31/12/2006"})  # fmt: skip
    assert page.aid.table.sheet.lines[0].cells[4].text == "non connu"
    editor = page.form.editors["action_id"]
    assert editor.count() == 2
    editor.committed.emit(bench.ids["action"])
    bench.idle()
    assert bench.value("poste", page.record, "action_id") == bench.ids["action"]
    opened: list[tuple[str, str]] = []
    bench.context.opened.connect(lambda *record: opened.append(record))
    page.employer_button.click()
    assert opened == [("organisme", bench.ids["organisme"])]
    went: list[str] = []
    bench.context.went.connect(went.append)
    page.delete_button.click()
    bench.idle()
    assert went == ["adultes_relais"]
