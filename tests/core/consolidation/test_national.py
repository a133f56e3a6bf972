"""The country, in small: départements' workbooks → consolidation → the figures they came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acse_desktop.cli import run
from acse_desktop.services.consolidation.report import ABSENT, RECU
from acse_desktop.services.consolidation.standing import standing
from acse_desktop.services.example import make_example
from acse_desktop.services.example.parting import take_part
from acse_desktop.services.figures import compute
from acse_desktop.services.importing.territory import departements
from acse_desktop.services.workbook.writing import export_workbook, measured
from acse_desktop.store.opening import open_base

CODES = ("13", "15", "2A", "59", "62", "69", "93", "971")
SHARED, WITHOUT = ("59", "62"), "15"
"""Two départements that share a contract and a bearer, and one that supported nothing."""
Facts = dict[str, Any]


def shared(connection: sqlite3.Connection) -> None:
    """A contract on two départements with an action in each, and a bearer who asks in both."""
    first, second = SHARED
    of = "(SELECT id FROM dossier WHERE departement = ?)"
    contract = "(SELECT id FROM contrat WHERE departement = ? LIMIT 1)"
    for code in SHARED:
        connection.execute(
            f"UPDATE action SET contrat_id = {contract} WHERE id ="
            f" (SELECT id FROM action WHERE dossier_id IN {of} LIMIT 1)",
            (first, code),
        )
    connection.execute(
        "UPDATE dossier SET organisme_id = (SELECT organisme_id FROM dossier WHERE departement = ?"
        " LIMIT 1) WHERE id = (SELECT id FROM dossier WHERE departement = ? LIMIT 1)", SHARED
    )  # fmt: skip
    connection.execute(
        "UPDATE signataire SET code_insee = (SELECT code_insee FROM signataire"
        f" WHERE nature = 'COMMUNE' AND contrat_id = {contract} LIMIT 1) WHERE id ="
        f" (SELECT id FROM signataire WHERE nature = 'COMMUNE' AND contrat_id = {contract}"
        " LIMIT 1)", (first, second))  # fmt: skip


def emptied(connection: sqlite3.Connection) -> None:
    """A département with contracts and envelopes, and no dossier."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM periode")
    for table in ("financement", "ligne_budget", "lieu", "public", "versement", "indicateur",
                  "evenement", "avis"):  # fmt: skip
        connection.execute(
            f"DELETE FROM {table} WHERE action_id IN (SELECT a.id FROM action a JOIN dossier d"
            " ON d.id = a.dossier_id WHERE d.departement = ?)", (WITHOUT,))  # fmt: skip
    connection.execute("DELETE FROM action WHERE dossier_id IN"
                       " (SELECT id FROM dossier WHERE departement = ?)", (WITHOUT,))  # fmt: skip
    connection.execute("DELETE FROM dossier WHERE departement = ?", (WITHOUT,))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight départements of a small country, contracts and bearers across two of them."""
    folder = tmp_path_factory.mktemp("pays")
    whole = make_example(folder / "pays.acse", national=True, actions=1_000)
    some = take_part(whole, CODES, folder / "huit.acse")
    with sqlite3.connect(some) as connection:
        shared(connection)
        emptied(connection)
    connection.close()
    return some


@pytest.fixture(scope="module")
def workbooks(country: Path) -> list[Path]:
    sent = []
    for code in CODES:
        part = take_part(country, [code], country.with_name(f"{code}.acse"))
        with open_base(part, agent="Awa", read_only=True) as base, base.session() as session:
            target = part.with_suffix(".xlsx")
            sent.append(export_workbook(session, 2012, target).path)
    return sent


@pytest.fixture(scope="module")
def gathered(workbooks: list[Path]) -> Path:
    """A base of the country, made and filled by the command line."""
    target = workbooks[0].with_name("national.acse")
    assert run(["creer", str(target), "--national", "--exercice", "2012"]) == 0
    assert run(["consolider", str(target), *map(str, workbooks)]) == 0
    return target


def facts(path: Path) -> Iterator[tuple[str, Any]]:
    with open_base(path, agent="Awa", read_only=True) as base, base.session() as session:
        yield from compute(session, 2012).items()
        for name, figures in measured(session, 2012).items():
            yield f"{name} rows", figures.rows
            for column, total in figures.sums.items():
                yield f"{name} {column}", total


def test_every_figure_and_every_sum_comes_back(country: Path, gathered: Path) -> None:
    before, after = dict(facts(country)), dict(facts(gathered))
    assert before["actions"] > 200 and before["communes"] > 200 and before["budget"] > 0
    assert before["Versements montant"] > 0 and before["Quartiers rows"] > 200
    assert after == before


def test_what_two_departements_share_is_there_once(country: Path, gathered: Path) -> None:
    links = (
        "SELECT a.numero, c.code, o.nom, d.departement FROM action a JOIN dossier d"
        " ON d.id = a.dossier_id LEFT JOIN contrat c ON c.id = a.contrat_id"
        " JOIN organisme o ON o.id = d.organisme_id ORDER BY a.id"
    )
    found = []
    for path in (country, gathered):
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found.append(connection.execute(links).fetchall())
        connection.close()
    assert found[0] == found[1]
    spanning = {}
    for _numero, contract, bearer, code in found[1]:
        spanning.setdefault(contract, set()).add(code)
        spanning.setdefault(bearer, set()).add(code)
    assert sum(codes == set(SHARED) for codes in spanning.values()) >= 2


def test_the_country_names_the_departements_that_sent_nothing(gathered: Path) -> None:
    with open_base(gathered, agent="Awa", read_only=True) as base, base.session() as session:
        states = {one.code: one for one in standing(session, 2012)}
    assert set(states) == set(departements())
    assert {code for code, one in states.items() if one.etat == RECU} == set(CODES)
    assert {one.etat for one in states.values()} == {RECU, ABSENT}
    assert states[WITHOUT].actions == 0 and states["93"].actions > 40
