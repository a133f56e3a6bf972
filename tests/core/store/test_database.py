"""Nothing that was acknowledged is ever lost."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from acse_desktop.errors import BaseLocked, CannotWrite, CorruptedBase
from acse_desktop.models import Action, Operation, Organisme
from acse_desktop.store.checking import check_file
from acse_desktop.store.database import engine_for, session_factory
from acse_desktop.store.explaining import explained
from acse_desktop.store.opening import OpenBase
from acse_desktop.store.operations import operation, verify_chain

WRITER = Path(__file__).with_name("writer.py")
PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "busy_timeout": 5000,
    "cell_size_check": 1,
}


def test_pragmas_hold_on_every_connection(base_path: Path) -> None:
    engine = engine_for(base_path)
    with engine.connect() as one, engine.execution_options(reads=True).connect() as two:
        for connection in (two, one):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS
            }
            assert found == PRAGMAS
            assert connection.exec_driver_sql("SELECT plie('Été, L’œuvre')").scalar() == (
                "ete l oeuvre"
            )
            connection.rollback()
    engine.dispose()
    with engine_for(base_path, read_only=True).connect() as reader:
        with pytest.raises(CannotWrite), explained():
            reader.exec_driver_sql("DELETE FROM organisme")
        assert reader.exec_driver_sql("PRAGMA query_only").scalar() == 1


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
def test_files_are_for_their_owner_only(template: Path, opened: OpenBase) -> None:
    copies = [*opened.path.parent.rglob("*.sauvegardes/*")]
    assert copies
    assert {stat.S_IMODE(path.stat().st_mode) for path in [template, *copies]} == {0o600}


def test_two_processes_lose_no_increment(opened: OpenBase) -> None:
    with opened.session() as session, operation(session, "Créer", agent="moi"):
        session.add(Action(rang=0))
    command = [sys.executable, WRITER, "increment", opened.path, "50"]
    both = [subprocess.Popen(command) for _one in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    with opened.session() as session:
        assert session.scalar(select(Action.rang)) == 100
        assert session.scalar(select(func.count()).select_from(Operation)) == 101
        assert verify_chain(session) is None


def test_killed_writers_lose_nothing_acknowledged(base_path: Path) -> None:
    acknowledged: Counter[str] = Counter()
    for wanted in range(1, 11):
        command = [sys.executable, WRITER, "append", base_path]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline() for _line in range(wanted)]
            writer.kill()
            lines += writer.stdout.readlines()
        acknowledged.update(line.strip() for line in lines if line.endswith("\n"))
        check_file(base_path)
    with session_factory(engine_for(base_path))() as session:
        written = Counter(session.scalars(select(Organisme.nom)))
        assert verify_chain(session) is None
    assert all(count % 2 == 0 for count in written.values()), "an operation was cut in two"
    assert all(written[turn] >= 2 * count for turn, count in acknowledged.items())


def test_full_disk_writes_nothing_and_work_goes_on(opened: OpenBase) -> None:
    with opened.session() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with (
            pytest.raises(CannotWrite, match="plus de place"),
            operation(session, "Remplir", agent="moi"),
        ):
            session.add_all([Organisme(nom="x" * 4000) for _one in range(50)])
        assert session.scalar(select(func.count()).select_from(Organisme)) == 0
        session.connection().exec_driver_sql("PRAGMA max_page_count=1000000")
        with operation(session, "Créer", agent="moi"):
            session.add(Organisme(nom="x"))
        assert session.scalar(select(func.count()).select_from(Organisme)) == 1


def test_a_base_held_by_another_tool_is_waited_for_then_told(opened: OpenBase) -> None:
    other = sqlite3.connect(opened.path, isolation_level=None)
    with opened.session() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout=200")
        other.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(BaseLocked, match="occupée"),
            operation(session, "Créer", agent="moi"),
        ):
            session.add(Organisme(nom="x"))
        other.close()
        with operation(session, "Créer", agent="moi"):
            session.add(Organisme(nom="x"))


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps an open file from being moved")
def test_a_base_moved_while_open_takes_no_write(opened: OpenBase) -> None:
    opened.path.rename(opened.path.with_name("ailleurs.acse"))
    with (
        opened.session() as session,
        pytest.raises(CannotWrite, match="déplacée"),
        operation(session, "Créer", agent="moi"),
    ):
        session.add(Organisme(nom="x"))


def test_damage_found_while_reading_is_told(opened: OpenBase) -> None:
    content = bytearray(opened.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    opened.path.write_bytes(content)
    with pytest.raises(CorruptedBase), opened.session() as session:
        session.scalars(select(Organisme)).all()


def test_erased_bank_details_leave_the_pages_of_the_table(opened: OpenBase) -> None:
    marker = "FR7630006000011234567890189"
    with opened.session() as session:
        connection = session.connection(execution_options={"reads": False})
        connection.exec_driver_sql("INSERT INTO base_info VALUES ('essai', ?)", (marker,))
        session.commit()
        assert marker.encode() in opened.path.read_bytes()
        connection = session.connection(execution_options={"reads": False})
        connection.exec_driver_sql("DELETE FROM base_info WHERE cle = 'essai'")
        session.commit()
    assert marker.encode() not in opened.path.read_bytes()
