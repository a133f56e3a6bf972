"""Each kind of bad file is refused by name, and left as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from acse_desktop.errors import (
    CannotWrite,
    CorruptedBase,
    FileTooRecent,
    UnreadableFile,
    UserError,
)
from acse_desktop.models import BaseInfo, Organisme
from acse_desktop.store.backup import back_up, folder_of
from acse_desktop.store.database import APPLICATION_ID, schema_version
from acse_desktop.store.lock import lock_path
from acse_desktop.store.opening import OpenBase, create_base, open_base
from acse_desktop.store.operations import operation, unjournaled


def _patched(offset: int, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content[:offset] + new + content[offset + len(new) :]


BAD = {
    "empty": (lambda content: b"", CorruptedBase),
    "short": (lambda content: content[:60], CorruptedBase),
    "text": (lambda content: b"Nom;Montant\n" * 100, CorruptedBase),
    "magic": (_patched(0, b"SQLite FORMAT"), CorruptedBase),
    "cut": (lambda content: content[: len(content) // 2 + 100], CorruptedBase),
    "zeroed page": (_patched(4096 * 3, bytes(4096)), CorruptedBase),
    "page size": (_patched(16, b"\x00\x03"), CorruptedBase),
    "other program": (_patched(68, b"Zote"), UnreadableFile),
    "no program": (_patched(68, bytes(4)), UnreadableFile),
    "later version": (_patched(60, (999_999).to_bytes(4, "big")), FileTooRecent),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("read_only", [False, True])
def test_bad_files_are_refused_and_untouched(base_path: Path, kind: str, read_only: bool) -> None:
    spoil, expected = BAD[kind]
    base_path.write_bytes(spoil(base_path.read_bytes()))
    before = base_path.read_bytes()
    with pytest.raises(UserError) as refused:
        open_base(base_path, agent="Awa", read_only=read_only)
    assert type(refused.value) is expected
    assert refused.value.message
    assert refused.value.remedy
    assert base_path.read_bytes() == before
    assert [path.name for path in base_path.parent.iterdir()] == [base_path.name]


def test_a_later_version_is_named_with_ours(base_path: Path) -> None:
    base_path.write_bytes(BAD["later version"][0](base_path.read_bytes()))
    with pytest.raises(FileTooRecent, match=f"999999.*1 à {schema_version()}"):
        open_base(base_path, agent="Awa")


def test_a_missing_base_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="introuvable"):
        open_base(tmp_path / "rien.acse", agent="Awa")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_base_names_the_last_good_backup_with_its_date(base_path: Path) -> None:
    good, bad = back_up(base_path), back_up(base_path)
    bad.write_bytes(b"")
    base_path.write_bytes(BAD["zeroed page"][0](base_path.read_bytes()))
    with pytest.raises(CorruptedBase) as refused:
        open_base(base_path, agent="Awa")
    assert good.name in refused.value.remedy
    assert not lock_path(base_path).exists()


def test_a_deferred_check_comes_before_the_first_write_and_the_backup(base_path: Path) -> None:
    with open_base(base_path, agent="Awa", deferred_check=True) as base:
        assert not base.checked
        assert not folder_of(base_path).exists()
        with base.session() as session:
            assert session.scalars(select(Organisme)).all() == []
            with operation(session, "Créer", agent="Awa"):
                assert base.checked
                session.add(Organisme(nom="x"))
        assert len(list(folder_of(base_path).glob("*.acse"))) == 1


def _with_an_orphan(path: Path) -> None:
    """A link to a record that is not there: only the check tells it."""
    with closing(sqlite3.connect(path)) as writer, writer:
        writer.execute("INSERT INTO dossier (id, version, organisme_id) VALUES ('d', 1, 'rien')")


def test_nothing_is_written_in_a_base_whose_deferred_check_fails(base_path: Path) -> None:
    good = back_up(base_path)
    _with_an_orphan(base_path)
    before = base_path.read_bytes()
    with open_base(base_path, agent="Awa", deferred_check=True) as base:
        for _time in range(2):
            with (
                base.session() as session,
                pytest.raises(CorruptedBase) as refused,
                operation(session, "Créer", agent="Awa"),
            ):
                session.add(Organisme(nom="x"))
            assert good.name in refused.value.remedy
    assert base_path.read_bytes() == before
    assert list(folder_of(base_path).glob("*.acse")) == [good]


def test_a_base_that_was_not_closed_well_is_checked_before_anything(base_path: Path) -> None:
    _with_an_orphan(base_path)
    base_path.with_name(f"{base_path.name}-journal").write_bytes(bytes(512))
    with pytest.raises(CorruptedBase):
        open_base(base_path, agent="Awa", deferred_check=True)
    assert not lock_path(base_path).exists()


def test_a_stray_log_is_set_aside_and_not_replayed(base_path: Path, tmp_path: Path) -> None:
    """Sample b09: a write-ahead log left beside a base that was put back by hand."""
    other = tmp_path / "autre.acse"
    shutil.copyfile(base_path, other)
    writer = sqlite3.connect(other)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("INSERT INTO base_info VALUES ('intrus', 'x')")
    writer.commit()
    log = base_path.with_name(f"{base_path.name}-wal")
    shutil.copyfile(f"{other}-wal", log)
    writer.close()
    with open_base(base_path, agent="Awa") as base:
        assert "intrus" not in base.info
    assert not log.exists()
    assert len(list(base_path.parent.glob("*-wal.ecarte_*"))) == 1


def test_a_base_that_another_tool_left_with_its_own_log_is_read_whole(
    base_path: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source.acse"
    shutil.copyfile(base_path, source)
    writer = sqlite3.connect(source)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("INSERT INTO base_info VALUES ('dans_le_journal', 'x')")
    writer.commit()
    shutil.copyfile(source, base_path)
    shutil.copyfile(f"{source}-wal", f"{base_path}-wal")
    writer.close()
    with open_base(base_path, agent="Awa") as base:
        assert base.info["dans_le_journal"] == "x"
    assert not Path(f"{base_path}-wal").exists()


def test_a_hot_journal_is_rolled_back_at_opening(base_path: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crash.acse"
    shutil.copyfile(base_path, crashed)
    writer = sqlite3.connect(crashed, isolation_level=None)
    writer.execute("PRAGMA cache_size=2")
    writer.execute("BEGIN")
    writer.executemany(
        "INSERT INTO base_info VALUES (?, ?)", [(str(i), "x" * 500) for i in range(500)]
    )
    shutil.copyfile(crashed, base_path)
    shutil.copyfile(f"{crashed}-journal", f"{base_path}-journal")
    writer.close()
    with open_base(base_path, agent="Awa") as base:
        assert "499" not in base.info
        assert base.info["departement"] == "93"


def test_read_only_writes_nothing_at_all(base_path: Path) -> None:
    before = base_path.read_bytes()
    with open_base(base_path, agent="Awa", read_only=True) as base, base.session() as session:
        assert session.scalars(select(Organisme)).all() == []
        with (
            pytest.raises(CannotWrite, match="lecture seule"),
            operation(session, "Créer", agent="Awa"),
        ):
            session.add(Organisme(nom="x"))
    assert base_path.read_bytes() == before
    assert not folder_of(base_path).exists()


def test_a_new_base_says_what_it_is_and_never_replaces_a_file(tmp_path: Path) -> None:
    path = create_base(tmp_path / "idf.acse", region="11", exercice=2012, agent="Awa")
    with open_base(path, agent="Awa") as base:
        assert base.info.items() >= {("region", "11"), ("exercice", "2012"), ("cree_par", "Awa")}
        assert len(base.info["id"]) == 36
    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"ACSE"
    with pytest.raises(CannotWrite, match="existe déjà"):
        create_base(path, region="11", exercice=2012, agent="Awa")
    with pytest.raises(CannotWrite):
        create_base(tmp_path / "rien" / "b.acse", region="11", exercice=2012, agent="Awa")


def test_settings_are_written_beside_the_journal_and_records_never(opened: OpenBase) -> None:
    with opened.session() as session:
        with unjournaled(session):
            session.add(BaseInfo(cle="service", valeur="DDCS"))
        session.add(Organisme(nom="x"))
        with pytest.raises(RuntimeError, match="outside of an operation"):
            session.commit()
        session.rollback()
        assert session.get(BaseInfo, "service") is not None
