"""A program that writes a base through operations, to be raced or killed by the tests.

`increment PATH N` adds 1 to the rank of the only action, N times; `append PATH` adds pairs of
organismes until killed and says each on standard output once it is written; `hold PATH` takes the
lock and waits; `migrate PATH` brings the base to the version of the migrations in MIGRATIONS.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sqlalchemy import select

from acse_desktop.models import Action, Organisme
from acse_desktop.store import database, migrating
from acse_desktop.store.database import engine_for, session_factory
from acse_desktop.store.lock import take
from acse_desktop.store.operations import operation


def increment(path: Path, times: str) -> None:
    with session_factory(engine_for(path))() as session:
        for _turn in range(int(times)):
            with operation(session, "Compter", agent="moi"):
                action = session.scalars(
                    select(Action).execution_options(populate_existing=True)
                ).one()
                action.rang = (action.rang or 0) + 1


def append(path: Path) -> None:
    with session_factory(engine_for(path))() as session:
        for turn in range(10_000):
            with operation(session, "Ajouter", agent="moi"):
                session.add_all([Organisme(nom=f"{turn}"), Organisme(nom=f"{turn}")])
            print(turn, flush=True)


def hold(path: Path) -> None:
    take(path, "Bakary")
    print("held", flush=True)
    time.sleep(60)


def migrate(path: Path, migrations: str) -> None:
    database.MIGRATIONS = Path(migrations)
    print("started", flush=True)
    migrating.migrate(path)


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
