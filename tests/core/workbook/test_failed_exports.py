"""An export that fails leaves the old workbook whole, and nothing else behind."""

import os
import resource

import pytest

from acse_desktop.errors import Cancelled, CannotWrite
from acse_desktop.progress import Progress
from acse_desktop.services import atomic

OLD = b"the old workbook"


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "remontee.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def no_wait(monkeypatch):
    monkeypatch.setattr(atomic, "RETRY_SECONDS", (0, 0, 0, 0))


def only(target):
    return [path.name for path in target.parent.iterdir()] == [target.name]


def test_no_room(session, bases, target):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(CannotWrite, match="place"):
            bases.export(session, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert target.read_bytes() == OLD and only(target)


@pytest.mark.parametrize("steps", [1, 3, 9])
def test_cancelled(session, bases, target, steps):
    seen = []

    def stop(done, total, text):
        seen.append(done)
        if len(seen) == steps:
            progress.cancel()

    progress = Progress(stop)
    with pytest.raises(Cancelled):
        bases.export(session, target, progress=progress)
    assert target.read_bytes() == OLD and only(target)


def test_open_in_excel_is_said_with_the_name_of_who_has_it(session, bases, target):
    owner = target.with_name(f"~${target.name}")
    owner.write_bytes(b"\x09Mme Durand" + b" " * 44)
    with pytest.raises(CannotWrite, match="ouvert dans Excel par Mme Duran"):
        bases.export(session, target)
    assert target.read_bytes() == OLD


def test_held_for_good_keeps_the_finished_workbook_aside(session, bases, target, monkeypatch):
    tries = []

    def held(source, place):
        tries.append(place)
        raise PermissionError(13, "held")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(atomic.KeptAside) as caught:
        bases.export(session, target)
    assert len(tries) == 5
    assert target.read_bytes() == OLD
    assert caught.value.kept.name in str(caught.value)
    assert caught.value.kept.stat().st_size > 10_000


def test_held_for_a_moment_is_replaced(session, bases, target, monkeypatch):
    replace, tries = os.replace, []

    def held_twice(source, place):
        tries.append(place)
        if len(tries) < 3:
            raise PermissionError(13, "held")
        replace(source, place)

    monkeypatch.setattr(os, "replace", held_twice)
    bases.export(session, target)
    assert target.read_bytes()[:2] == b"PK" and only(target)


def test_missing_folder(session, bases, tmp_path):
    with pytest.raises(CannotWrite, match="dossier n’existe pas"):
        bases.export(session, tmp_path / "absent" / "remontee.xlsx")
