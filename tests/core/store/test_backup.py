"""Copies that are good, kept by the rule, and put back without ever losing a base."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from acse_desktop.errors import BaseLocked, CannotWrite, CorruptedBase
from acse_desktop.models import Organisme
from acse_desktop.store import backup, replacing, restoring
from acse_desktop.store.backup import (
    STAMP,
    back_up,
    backups_of,
    digest_path,
    folder_of,
    last_good,
    rotate,
    verify,
)
from acse_desktop.store.checking import check_file
from acse_desktop.store.opening import OpenBase, open_base
from acse_desktop.store.operations import operation
from acse_desktop.store.restoring import restore
from acse_desktop.store.rotation import kept


def _fill(base: OpenBase, name: str, count: int = 1) -> None:
    with base.session() as session, operation(session, "Créer", agent="Awa"):
        session.add_all([Organisme(nom=name) for _one in range(count)])


def _names(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        found = {name for (name,) in connection.execute("SELECT nom FROM organisme")}
    connection.close()
    return found


def _strays(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if ".tmp" in path.name]


def test_copies_made_while_writing_are_whole(opened: OpenBase, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            _fill(opened, "x", 2)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [back_up(opened.path, tmp_path / "copies") for _one in range(15)]
    finally:
        stop.set()
        writer.join()
    counts = [verify(copy)["organisme"] for copy in copies]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    assert all(count % 2 == 0 for count in counts)


def test_rotation_over_four_hundred_days() -> None:
    now = datetime(2013, 2, 4, 18, 0)
    dates: set[datetime] = set()
    for day in range(400, -1, -1):
        for hours in (9, 3, 0):
            moment = now - timedelta(days=day, hours=hours)
            dates = kept({*dates, moment}, moment)
    recent = {moment for moment in dates if now - moment < timedelta(days=2)}
    older = sorted(dates - recent, reverse=True)
    assert len(recent) == 6
    assert len(older) == 12 + 10 + 9
    assert {moment.hour for moment in older} == {18}, "the last of each day is the one kept"
    daily, weekly, monthly = older[:12], older[12:22], older[22:]
    assert [now.date() - moment.date() for moment in daily] == [
        timedelta(days=day) for day in range(2, 14)
    ]
    weeks = {moment.isocalendar()[:2] for moment in weekly}
    assert len(weeks) == 10
    assert max(a - b for a, b in pairwise(weekly)) == timedelta(weeks=1)
    assert len({(moment.year, moment.month) for moment in monthly}) == 9
    assert kept(dates, now) == dates


def test_rotation_of_files_spares_labels_and_strangers(base_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    now = datetime(2013, 2, 4, 18)
    for day in range(100):
        copy = folder / f"base_{now - timedelta(days=day):{STAMP}}.acse"
        copy.touch()
        digest_path(copy).touch()
    labelled = back_up(base_path, folder, "avant-migration")
    stranger = folder / "base du préfet.acse"
    stranger.touch()
    dropped = rotate(folder, now)
    left = set(folder.glob("*.acse"))
    assert {labelled, stranger} <= left
    assert len(left) == 100 - len(dropped) + 2
    assert len(left) < 32
    assert not any(path.exists() or digest_path(path).exists() for path in dropped)


def test_one_bit_of_damage_is_seen_and_the_copy_before_is_named(opened: OpenBase) -> None:
    good, copy = back_up(opened.path), back_up(opened.path)
    assert last_good(opened.path) == copy
    content = copy.read_bytes()
    chance = random.Random(1)
    for _turn in range(60):
        bit = chance.randrange(len(content) * 8)
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        copy.write_bytes(flipped)
        with pytest.raises(CorruptedBase):
            verify(copy)
    assert last_good(opened.path) == good
    copy.unlink()
    with pytest.raises(CorruptedBase, match="absente"):
        verify(copy)


def test_no_half_copy_is_left_when_the_disk_is_full(
    opened: OpenBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing, "synchronise", full)
    with pytest.raises(CannotWrite):
        back_up(opened.path, tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_an_incomplete_copy_is_refused(
    opened: OpenBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(opened, "x")
    real = backup.counts_of
    counted = iter([real, lambda connection: {}])
    monkeypatch.setattr(backup, "counts_of", lambda connection: next(counted)(connection))
    with pytest.raises(CannotWrite, match="incomplète"):
        back_up(opened.path, tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_restoring_keeps_the_replaced_base_and_drops_its_journals(base_path: Path) -> None:
    with open_base(base_path, agent="Awa") as base:
        _fill(base, "avant")
        copy = back_up(base_path)
        _fill(base, "après")
        with pytest.raises(BaseLocked):
            restore(copy, base_path)
    wal = base_path.with_name(f"{base_path.name}-wal")
    wal.write_bytes(b"x" * 4096)
    aside = restore(copy, base_path)
    assert aside is not None
    assert _names(base_path) == {"avant"}
    assert _names(aside) == {"avant", "après"}
    assert not wal.exists()
    with open_base(base_path, agent="Awa") as base:
        _fill(base, "ensuite")
    assert restore(copy, base_path.with_name("autre.acse")) is None


def test_restoring_over_a_ruin_keeps_the_ruin(base_path: Path) -> None:
    copy = back_up(base_path)
    ruin = base_path.read_bytes()[:5000]
    base_path.write_bytes(ruin)
    aside = restore(copy, base_path)
    assert aside is not None
    assert aside.read_bytes() == ruin
    check_file(base_path)


def test_a_bad_copy_is_not_restored(base_path: Path) -> None:
    copy = back_up(base_path)
    copy.write_bytes(copy.read_bytes()[:-100])
    before = base_path.read_bytes()
    with pytest.raises(CorruptedBase):
        restore(copy, base_path)
    assert base_path.read_bytes() == before


STEPS = [
    (shutil, "copyfile"), (restoring, "verify"), (restoring, "_settle"),
    (restoring, "_kept_aside"), (restoring, "remove_journals"), (replacing, "synchronise"),
    (os, "replace"), (replacing, "_synchronise_folder"),
]  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
@pytest.mark.parametrize("when", ["before", "after"])
def test_restoring_interrupted_leaves_the_old_base_or_the_restored(
    base_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str], when: str
) -> None:
    with open_base(base_path, agent="Awa") as base:
        _fill(base, "avant")
        copy = back_up(base_path)
        _fill(base, "après")
    owner, name = step
    real = getattr(owner, name)
    calls = iter(range(100))

    def interrupted(*args: object, **named: object) -> None:
        last = name != "verify" or next(calls) == 1
        if when == "after" or not last:
            real(*args, **named)
        if last:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, interrupted)
        with pytest.raises(KeyboardInterrupt):
            restore(copy, base_path)
    check_file(base_path)
    assert _names(base_path) in ({"avant"}, {"avant", "après"})
    assert _strays(base_path.parent) == []
    open_base(base_path, agent="Awa").close()


def test_backup_of_the_day_is_made_once_and_its_failure_does_not_stop_the_work(
    base_path: Path,
) -> None:
    for _turn in range(2):
        with open_base(base_path, agent="Awa") as base:
            assert base.warnings == []
    assert len(backups_of(base_path)) == 1
    shutil.rmtree(folder_of(base_path))
    folder_of(base_path).write_text("not a folder")
    with open_base(base_path, agent="Awa") as base:
        assert [type(warning) for warning in base.warnings] == [CannotWrite]
        _fill(base, "x")
