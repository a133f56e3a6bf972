"""A base is migrated whole or left as it was, and ends as if it were new."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import autogenerate, command
from alembic.migration import MigrationContext
from sqlalchemy import select

from acse_desktop.errors import CannotWrite, CorruptedBase
from acse_desktop.models import Action, Base, Dossier, Organisme
from acse_desktop.store import database, migrating, replacing, search_index
from acse_desktop.store.backup import verify
from acse_desktop.store.checking import check_file, header_of
from acse_desktop.store.database import engine_for, schema_version
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation, undo

WRITER = Path(__file__).with_name("writer.py")
NEXT = '''"""Give organismes a note, and rebuild the table that everything hangs on."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{last}"


def upgrade() -> None:
    with op.batch_alter_table("organisme", recreate="always") as table:
        table.add_column(sa.Column("note", sa.String(), nullable=True))
    op.execute("UPDATE organisme SET note = nom")
    {step}


def downgrade() -> None:
    with op.batch_alter_table("organisme", recreate="always") as table:
        table.drop_column("note")
'''


@pytest.fixture
def filled(base_path: Path) -> Path:
    with (
        open_base(base_path, agent="Awa") as base,
        base.session() as session,
        operation(session, "Créer", agent="Awa"),
    ):
        actions = [Action(intitule=f"{i}") for i in range(3)]
        session.add(Organisme(nom="A", dossiers=[Dossier(exercice=2012, actions=actions)]))
    return base_path


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our migrations and one more, that a later version of the program would bring."""
    folder = tmp_path / "migrations"
    shutil.copytree(database.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    _write_next(folder)
    return folder


def _write_next(folder: Path, step: str = "pass") -> None:
    last = max(path.name[:4] for path in (folder / "versions").glob("0*.py"))
    script = NEXT.format(last=last, step=step)
    (folder / "versions" / "9999_note.py").write_text(script, encoding="utf-8")


def _names(path: Path) -> list[str | None]:
    with open_base(path, agent="Awa") as base, base.session() as session:
        return list(session.scalars(select(Action.intitule).order_by(Action.intitule)))


def test_migrations_make_what_the_models_declare(base_path: Path) -> None:
    engine = engine_for(base_path)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": search_index.is_declared}
        )
        differences = autogenerate.compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == [], "run packaging/new_migration.py"
    assert header_of(base_path).version == schema_version() >= 1


def test_every_migration_goes_down_and_up_again(base_path: Path) -> None:
    schema = migrating.schema_of(base_path)
    engine = engine_for(base_path, foreign_keys=False)
    with engine.begin() as connection:
        command.downgrade(migrating.configuration(connection), "base")
    names = {name for kind, name, _sql in migrating.schema_of(base_path) if kind == "table"}
    assert names == {"alembic_version"}
    with engine.begin() as connection:
        command.upgrade(migrating.configuration(connection), "head")
    engine.dispose()
    assert migrating.schema_of(base_path) == schema


def test_an_older_base_is_saved_then_migrated_with_all_its_children(
    filled: Path, migrations: Path
) -> None:
    old = header_of(filled).version
    with open_base(filled, agent="Awa") as base, base.session() as session:
        notes = session.connection().exec_driver_sql("SELECT note FROM organisme").scalars()
        assert list(notes) == ["A"]
        assert len(session.scalars(select(Action)).all()) == 3
        saved = next(folder_copy for folder_copy in filled.parent.rglob("*_avant-migration.acse"))
        undo(session, "Awa")
        assert session.scalars(select(Action)).all() == []
    assert header_of(filled).version == old + 1
    assert header_of(saved).version == old
    assert verify(saved)["action"] == 3
    assert migrating.schema_of(filled) == migrating.fresh_schema()
    assert migrating.migrate(filled) is None


def test_reading_only_does_not_migrate(filled: Path, migrations: Path) -> None:
    before = filled.read_bytes()
    with pytest.raises(Exception, match="plus ancienne"):
        open_base(filled, agent="Awa", read_only=True)
    assert filled.read_bytes() == before


FAULTS = {
    "raises": "raise OSError(28, 'No space left on device')",
    "bug": "raise ZeroDivisionError",
    "loses rows": "op.execute('DELETE FROM action WHERE intitule = 0')",
    "breaks a link": "op.execute(\"UPDATE action SET dossier_id = 'rien'\")",
    "leaves a trace": "op.execute('CREATE TABLE t%d (x)' % __import__('time').time_ns())",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_migration_that_goes_wrong_leaves_the_old_base(
    filled: Path, migrations: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.read_bytes()
    _write_next(migrations, FAULTS[fault])
    with pytest.raises((CannotWrite, CorruptedBase, ZeroDivisionError)):
        migrating.migrate(filled)
    assert filled.read_bytes() == before
    assert not [path for path in filled.parent.iterdir() if ".tmp" in path.name]
    monkeypatch.undo()
    assert _names(filled) == ["0", "1", "2"]


STEPS = [
    (migrating, "back_up"), (migrating, "copy_base"), (migrating, "_upgrade"),
    (migrating, "check_sound"), (migrating, "counts_of"), (migrating, "fresh_schema"),
    (migrating, "remove_journals"), (replacing, "synchronise"), (replacing, "swap"),
]  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
def test_no_step_of_a_migration_can_fail_and_touch_the_base(
    filled: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str]
) -> None:
    def full(*args: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    before = filled.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(*step, full)
        with pytest.raises((CannotWrite, OSError)):
            migrating.migrate(filled)
    assert filled.read_bytes() == before
    migrating.migrate(filled)
    assert _names(filled) == ["0", "1", "2"]


def test_a_killed_migration_leaves_the_old_base(filled: Path, migrations: Path) -> None:
    before = filled.read_bytes()
    _write_next(migrations, "__import__('os').kill(__import__('os').getpid(), 9)")
    command_line = [sys.executable, WRITER, "migrate", filled, migrations]
    assert subprocess.run(command_line, capture_output=True).returncode == -signal.SIGKILL
    assert filled.read_bytes() == before
    _write_next(migrations)
    assert _names(filled) == ["0", "1", "2"]
    assert header_of(filled).version == schema_version()
    check_file(filled)
