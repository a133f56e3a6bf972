"""What must never leave the base, nor stay in it: no network, no trace in logs, no erased IBAN."""

from __future__ import annotations

import logging
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import select

from acse_desktop.cli import guard
from acse_desktop.models import Organisme
from acse_desktop.services.reading.worker import shared_worker
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation
from tests.journeys.conftest import ROOT, Call, Made, environment

IBANS = "SELECT iban FROM organisme WHERE length(iban) > 10"
WATCHED = """
import sys
def told(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        print("NETWORK", event, arguments, file=sys.stderr)
sys.addaudithook(told)
from acse_desktop.cli import run
sys.exit(run(sys.argv[1:]))
"""


def ibans_of(base: Path) -> list[str]:
    with closing(sqlite3.connect(base)) as connection:
        return [iban for (iban,) in connection.execute(IBANS)]


def test_the_core_opens_no_socket(
    call: Call, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole journey with sockets forbidden; a new reader is started on the way."""

    class Local(socket.socket):
        """The pipe to the reader of foreign files is a pair of local sockets."""

        def __init__(self, family: int = -1, *others: int, **named: Any) -> None:
            assert family == socket.AF_UNIX, "a network socket was opened"
            super().__init__(family, *others, **named)

    def forbidden(*_arguments: object, **_named: object) -> NoReturn:
        raise AssertionError("the network was asked")

    shared_worker().close()
    monkeypatch.setattr(socket, "socket", Local)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, forbidden)
    base, workbook, region = (tmp_path / name for name in ("93.acse", "93.xlsx", "R11.acse"))
    for words in (
        ("exemple", base, "--actions", 8),
        ("exporter", base, "--exercice", 2012, "-o", workbook),
        ("exporter", base, "--exercice", 2012, "--format", "scdl", "-o", tmp_path / "x.csv"),
        ("creer", region, "--region", "11", "--exercice", 2012),
        ("consolider", region, workbook, "-o", tmp_path / "c.xlsx"),
        ("importer", region, workbook),
        ("verifier", workbook),
        ("chiffres", region),
        ("sauvegarder", region, tmp_path / "copie.acse"),
        ("restaurer", tmp_path / "copie.acse", region),
    ):
        outcome = call(*words)
        assert outcome.status in (0, 1), outcome
        assert "imprévue" not in outcome.err


def test_a_real_process_reaches_no_network(made: Made, region: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WATCHED, "consolider", region, *made.workbooks.values()]
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, env=environment(tmp_path), cwd=ROOT,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1)
    assert done.stderr == b""


def test_logs_and_outputs_hold_no_iban(
    call: Call, made: Made, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    ibans = ibans_of(base)
    assert ibans
    log = tmp_path / "commandes.log"
    monkeypatch.setattr(guard, "_log_file", lambda: log)
    caplog.set_level(logging.DEBUG)
    said = [call("verifier", base), call("verifier", base, "--json"), call("chiffres", base)]
    said.append(call("importer", base, made.workbooks["77"]))

    def broken(*_arguments: object, **_named: object) -> NoReturn:
        raise RuntimeError("broken")

    monkeypatch.setattr("acse_desktop.services.checking.check_base", broken)
    said.append(call("verifier", base))
    assert said[-1].status == 2
    assert "RuntimeError" in log.read_text("utf-8")
    everything = caplog.text + log.read_text("utf-8") + "".join(one.out + one.err for one in said)
    assert not [iban for iban in ibans if iban in everything]


def test_a_refused_statement_is_logged_without_its_values(
    call: Call, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the base carries the statement; its parameters are personal data."""
    log = tmp_path / "commandes.log"
    monkeypatch.setattr(guard, "_log_file", lambda: log)
    iban = "FR7630006000011234567890189"

    def broken(*_arguments: object, **_named: object) -> NoReturn:
        with (
            open_base(base, agent="Awa") as opened,
            opened.session() as session,
            operation(session, "Saisir", agent="Awa"),
        ):
            known = session.scalars(select(Organisme.id)).first()
            session.add(Organisme(id=known, nom="Les amis", iban=iban))
        raise AssertionError("the base took the same identifier twice")

    monkeypatch.setattr("acse_desktop.services.checking.check_base", broken)
    assert call("verifier", base).status == 2
    text = log.read_text("utf-8")
    assert "INSERT INTO organisme" in text
    assert iban not in text


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the folder gives the rights")
def test_bases_and_their_copies_are_of_their_owner_alone(
    call: Call, base: Path, made: Made
) -> None:
    call("importer", base, made.workbooks["77"])
    call("sauvegarder", base, base.with_name("copies"))
    call("restaurer", next(base.with_name("copies").glob("*.acse")), base)
    found = [path for path in base.parent.rglob("*.acse*") if path.is_file()]
    assert len(found) > 4
    made_by_us = [*found, *made.bases.values(), made.region]
    assert {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in made_by_us} == {
        path.name: "0o600" for path in made_by_us
    }
    folders = [path for path in base.parent.rglob("*") if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_an_erased_iban_leaves_the_pages_of_the_base(base: Path) -> None:
    """`secure_delete` wipes it from the rows; the journal alone keeps it, since undo needs it.

    It is in clear there, as in the rows it came from, and in the copies made before; nothing in
    the program shortens the journal yet. Once it is shortened, the file holds nothing of it.
    """
    iban = ibans_of(base)[0]
    assert iban.encode() in base.read_bytes()
    with open_base(base, agent="Awa") as opened, opened.session() as session:
        organismes = session.scalars(select(Organisme).where(Organisme.iban == iban)).all()
        with operation(session, "Effacer", agent="Awa"):
            for organisme in organismes:
                organisme.iban = None
        kept = base.read_bytes().count(iban.encode())
        connection = session.connection().connection.dbapi_connection
        assert connection is not None
        session.rollback()
    assert kept == len(organismes), "the journal alone holds it, once for each change"
    with closing(sqlite3.connect(base)) as plain:
        plain.execute("PRAGMA secure_delete=ON")
        plain.execute("DELETE FROM changement")
        plain.commit()
    assert iban.encode() not in base.read_bytes()
