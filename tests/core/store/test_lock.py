"""One program at a time, and somebody to ring."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from acse_desktop.errors import BaseLocked
from acse_desktop.store.backup import backups_of
from acse_desktop.store.lock import Holder, Lock, holder_of, lock_path, take
from acse_desktop.store.opening import open_base

WRITER = Path(__file__).with_name("writer.py")
ELSEWHERE = Holder("Bakary Diallo", "PREF94-12", os.getpid(), "2012-03-01T09:00:00+01:00", "a", "")


def _forge(base: Path, holder: Holder) -> None:
    lock_path(base).write_text(json.dumps(asdict(holder)), encoding="utf-8")


def test_second_opening_names_the_first_and_read_only_still_works(base_path: Path) -> None:
    with open_base(base_path, agent="Awa Élise"):
        with pytest.raises(BaseLocked) as refused:
            open_base(base_path, agent="Bakary")
        for told in ("Awa Élise", platform.node(), "depuis le "):
            assert told in refused.value.message
        with open_base(base_path, agent="Bakary", read_only=True) as reader:
            assert reader.info["departement"] == "93"
    assert not lock_path(base_path).exists()
    open_base(base_path, agent="Bakary").close()


def test_a_killed_holder_is_replaced_and_a_living_one_is_not(base_path: Path) -> None:
    command = [sys.executable, WRITER, "hold", base_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(BaseLocked, match="Bakary"):
            take(base_path, "Awa")
        holder.kill()
    take(base_path, "Awa").release()
    assert [path.name for path in base_path.parent.iterdir()] == [base_path.name]


def test_a_number_used_again_by_another_process_is_not_the_holder(base_path: Path) -> None:
    _forge(base_path, replace(Holder.here("Bakary"), birth="1"))
    lock = take(base_path, "Awa")
    holder = holder_of(base_path)
    lock.release()

    assert holder is not None
    assert holder.agent == "Awa"


def test_another_host_is_never_robbed_unless_forced_after_a_backup(base_path: Path) -> None:
    _forge(base_path, ELSEWHERE)
    with pytest.raises(BaseLocked, match="Bakary Diallo sur le poste PREF94-12 depuis le 01/03"):
        open_base(base_path, agent="Awa")
    assert holder_of(base_path) == ELSEWHERE
    with open_base(base_path, agent="Awa", forced_lock=True):
        assert any("avant-forcage" in copy.name for copy in backups_of(base_path))
        found = holder_of(base_path)
        assert found is not None
        assert found.agent == "Awa"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"agent": "x"}'])
def test_an_unreadable_lock_is_held_by_somebody_unknown(base_path: Path, content: str) -> None:
    lock_path(base_path).write_text(content, encoding="utf-8")
    with pytest.raises(BaseLocked, match="un agent inconnu"):
        take(base_path, "Awa")
    take(base_path, "Awa", forced=True).release()


def test_releasing_leaves_a_lock_that_was_forced_meanwhile(base_path: Path) -> None:
    lock = take(base_path, "Awa")
    _forge(base_path, ELSEWHERE)
    lock.release()
    assert holder_of(base_path) == ELSEWHERE


def test_of_many_that_find_a_dead_holder_one_gets_the_base(base_path: Path) -> None:
    _forge(base_path, replace(Holder.here("Awa"), birth="1"))

    def attempt(number: int) -> Lock | None:
        try:
            return take(base_path, f"agent {number}")
        except BaseLocked:
            return None

    with ThreadPoolExecutor(8) as pool:
        winners = [lock for lock in pool.map(attempt, range(16)) if lock]
    assert len(winners) == 1
    winners[0].release()


def test_the_lock_is_given_back_when_the_program_leaves(base_path: Path) -> None:
    code = "import sys, pathlib; from acse_desktop.store.lock import take; "
    code += "take(pathlib.Path(sys.argv[1]), 'Awa')"
    subprocess.run([sys.executable, "-c", code, base_path], check=True)
    assert not lock_path(base_path).exists()
