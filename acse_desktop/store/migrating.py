"""New bases and older ones, both made by the same migrations.

An older base is never changed in place: a copy is migrated, compared and only then swapped in.
alembic is imported where it is used: it costs a tenth of a second and serves on few days.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from acse_desktop import __version__
from acse_desktop.errors import CannotWrite, FileTooRecent
from acse_desktop.models import BaseInfo
from acse_desktop.store import database
from acse_desktop.store.backup import back_up, copy_base, remove_journals
from acse_desktop.store.checking import check_sound, counts_of, header_of, plain_connection
from acse_desktop.store.database import APPLICATION_ID, engine_for, schema_version
from acse_desktop.store.explaining import explained
from acse_desktop.store.replacing import is_taken, replacement
from acse_desktop.translation import _

if TYPE_CHECKING:
    from alembic.config import Config

OWN_TABLES = frozenset({"alembic_version"})


def configuration(connection: Connection) -> Config:
    """The configuration of alembic on a connection, without any ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def create(path: Path, info: dict[str, str]) -> None:
    """Make a fresh base by running every migration, and write what it says of itself.

    CannotWrite when a file has that name already, or when the folder cannot be written.
    """
    if is_taken(path):
        raise CannotWrite(
            _("« {name} » existe déjà\u202f; rien n’a été écrit.").format(name=path.name),
            _("Choisissez un autre nom, ou ouvrez cette base."),
        )
    with explained(), replacement(path) as fresh:
        _run(fresh, lambda connection: _create_in(connection, info))


def _create_in(connection: Connection, info: dict[str, str]) -> None:
    _upgrade(connection)
    rows = [{"cle": key, "valeur": value} for key, value in info.items()]
    if rows:
        connection.execute(insert(BaseInfo), rows)


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(configuration(connection), "head")
    connection.exec_driver_sql(f"PRAGMA user_version={schema_version()}")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def _run(path: Path, work: Callable[[Connection], None]) -> None:
    """Run migrations in one explicit transaction, links unchecked until the end."""
    engine = engine_for(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            work(connection)
    finally:
        engine.dispose()


def check_version(path: Path) -> None:
    """Refuse a base of a later version (FileTooRecent names both)."""
    found = header_of(path).version
    if found > schema_version():
        raise FileTooRecent(
            _(
                "La base « {name} » est de la version {found}\u202f; ce programme ({program}) "
                "lit les versions 1 à {known}. Rien n’a été écrit."
            ).format(name=path.name, found=found, known=schema_version(), program=__version__),
            _("Installez la dernière version du programme, puis ouvrez de nouveau la base."),
        )


def migrate(path: Path) -> Path | None:
    """Bring an older base to the present version; returns its backup, None if nothing was to do.

    Raises FileTooRecent for a later one, CannotWrite when no backup can be made or when the
    migrated copy is not what it should be. Whatever happens before the swap, the base is as it
    was and its older program still opens it.
    """
    check_version(path)
    if header_of(path).version == schema_version():
        return None
    saved = back_up(path, label="avant-migration")
    with explained(), replacement(path) as fresh:
        copy_base(path, fresh)
        _run(fresh, _upgrade)
        _check_migrated(saved, fresh)
        remove_journals(path)
    return saved


def _check_migrated(old: Path, new: Path) -> None:
    with plain_connection(old, "ro") as before, plain_connection(new) as after:
        check_sound(after, thorough=True)
        expected, found = counts_of(before), counts_of(after)
    common = (expected.keys() & found.keys()) - OWN_TABLES
    same = all(expected[table] == found[table] for table in common)
    if not same or schema_of(new) != fresh_schema():
        raise CannotWrite(
            _("La base n’a pas pu être mise à la version de ce programme\u202f; elle est intacte."),
            _("Gardez la version précédente du programme et signalez-le à l’assistance."),
        )


def schema_of(path: Path) -> set[tuple[str, str, str]]:
    """Every table, index and trigger of a base: kind, name and definition, spaces squeezed."""
    with plain_connection(path, "ro") as connection, closing(connection.cursor()) as cursor:
        cursor.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
        return {(kind, name, " ".join(sql.split())) for kind, name, sql in cursor}


def fresh_schema() -> set[tuple[str, str, str]]:
    """The schema of a base just made by this program."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "neuve.acse"
        create(path, {})
        return schema_of(path)
