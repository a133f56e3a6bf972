"""Keep a base and a workbook of this version in tests/old_files: later versions must open them.

Run once for each release, before the tag, and commit what it wrote:

    python packaging/keep_release_files.py

A release whose files are there already is left alone: what was released does not change. While a
version is still being made, delete its files and run it again.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from acse_desktop import __version__
from acse_desktop.cli import run
from acse_desktop.models import Action
from acse_desktop.services.reading.worker import shared_worker
from acse_desktop.services.workbook.layout import LAYOUT_VERSION
from acse_desktop.services.workbook.reading import read_remontee
from acse_desktop.store.database import schema_version
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation

FOLDER = Path(__file__).parents[1] / "tests" / "old_files" / "data"
CORRECTION = "Corriger l’intitulé"
AMOUNTS = ("montant_demande", "montant_propose", "montant_accorde", "montant_paye")
SEARCH = "recherche_"
"""Tables of the search index: made anew from the others."""
ACTIONS = 8
"""The smallest example that has a record of every kind."""


def main() -> int:
    """Write the three files of this version; 2 when they are there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stem = f"{__version__}_base{schema_version()}_classeur{LAYOUT_VERSION}"
    if list(FOLDER.glob(f"{stem}.*")):
        print(f"{stem}: already kept")
        return 2
    with tempfile.TemporaryDirectory() as name:
        base, workbook = Path(name) / "93.acse", FOLDER / f"{stem}.xlsx"
        _did("exemple", base, "--actions", ACTIONS)
        _correct(base)
        _did("exporter", base, "--exercice", 2012, "-o", workbook)
        held = {"base": held_by(base), "classeur": told_by(workbook)}
        # The hour is left out, so that the same base gives the same file.
        packed = gzip.compress(base.read_bytes(), 9, mtime=0)
    (FOLDER / f"{stem}.acse.gz").write_bytes(packed)
    text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
    (FOLDER / f"{stem}.json").write_text(text + "\n", encoding="utf-8")
    shared_worker().close()
    return 0


def _did(*arguments: object) -> None:
    if run([str(one) for one in arguments]) not in (0, 1):
        sys.exit(2)


def _correct(base: Path) -> None:
    """One operation in the journal: later versions must be able to undo it."""
    with open_base(base, agent="exemple") as opened, opened.session() as session:
        action = session.scalars(select(Action).order_by(Action.numero)).first()
        with operation(session, CORRECTION, agent="exemple"):
            action.intitule = f"{action.intitule} (corrigé)"


def held_by(base: Path) -> dict[str, dict[str, int]]:
    """Rows of each table, and the sums of its whole numbers (amounts in cents), by plain SQL."""
    with closing(sqlite3.connect(base)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        columns = {name: _columns(connection, name) for (name,) in names.fetchall()}
        return {
            table: _figures(connection, table, found)
            for table, found in sorted(columns.items())
            if "id" in found and not table.startswith(SEARCH)
        }


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    found = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return {name: kind for _rank, name, kind, *_rest in found}


def _figures(connection: sqlite3.Connection, table: str, columns: dict[str, str]) -> dict[str, int]:
    names = sorted(name for name, kind in columns.items() if kind in ("INTEGER", "BIGINT"))
    sums = "".join(f", coalesce(sum({name}), 0)" for name in names)
    row = connection.execute(f"SELECT count(*){sums} FROM {table}").fetchone()
    return dict(zip(("lignes", *names), row, strict=True))


def told_by(workbook: Path) -> dict[str, object]:
    """Rows of each sheet, sums of the actions, and the fingerprint."""
    remontee = read_remontee(workbook)
    return {
        "empreinte": remontee.empreinte_lue,
        "lignes": {
            model.__tablename__: len(found.rows) for model, found in remontee.records.items()
        },
        "sommes": {name: str(remontee.records[Action].total(name)) for name in AMOUNTS},
    }


if __name__ == "__main__":
    sys.exit(main())
