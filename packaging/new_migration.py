"""Write the migration that brings the last version to the present models.

    python packaging/new_migration.py "Ajouter le motif"
    python packaging/new_migration.py --restart "Première version"

`--restart` writes the first one anew and keeps those that follow: only before the first release.
Read the result, then run `tests/core/store/test_migrating.py`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import autogenerate, command
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from acse_desktop.store import database
from acse_desktop.store.database import engine_for, schema_version, touch_private
from acse_desktop.store.migrating import configuration
from acse_desktop.typography import folded

VERSIONS = database.MIGRATIONS / "versions"


def rendered(kind: str, item: Any, context: autogenerate.api.AutogenContext) -> str | bool:
    """The SQL type of our own types: a migration must not change when the program does."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def write(connection: Connection, message: str) -> Path:
    """Autogenerate the next migration against a base at the last one."""
    config = configuration(connection)
    if schema_version():
        command.upgrade(config, "head")
    config.attributes["render_item"] = rendered
    number = f"{schema_version() + 1:04d}"
    config.set_main_option("file_template", f"{number}_{folded(message).replace(' ', '_')}")
    command.revision(config, message, autogenerate=True, rev_id=number)
    return next(VERSIONS.glob(f"{number}_*.py"))


def generate(message: str) -> Path:
    """Write one migration and lay it out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "modele.acse"
        touch_private(path)
        engine = engine_for(path, foreign_keys=False)
        with engine.begin() as connection:
            written = write(connection, message)
        engine.dispose()
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", written], check=True)
    return written


def restart(message: str) -> Path:
    """Write the first migration anew, those that follow being out of the way meanwhile."""
    with tempfile.TemporaryDirectory() as aside:
        first, *others = sorted(VERSIONS.glob("[0-9]*.py"))
        first.unlink()
        for path in others:
            shutil.move(path, aside)
        try:
            return generate(message)
        finally:
            for path in others:
                shutil.move(Path(aside) / path.name, path)


def main() -> None:
    """Read the command line and write one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message")
    parser.add_argument("--restart", action="store_true")
    options = parser.parse_args()
    print(restart(options.message) if options.restart else generate(options.message))


if __name__ == "__main__":
    main()
