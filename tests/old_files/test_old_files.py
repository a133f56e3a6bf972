"""What earlier versions wrote is opened, migrated and read, with every row and cent."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from acse_desktop import __version__
from acse_desktop.cli import run
from acse_desktop.models import Action
from acse_desktop.rules.anomalie import ERREUR
from acse_desktop.services.reading.worker import shared_worker
from acse_desktop.services.workbook.layout import LAYOUT_VERSION
from acse_desktop.services.workbook.reading import read_remontee
from acse_desktop.store.checking import header_of
from acse_desktop.store.database import schema_version
from acse_desktop.store.journal import verify_chain
from acse_desktop.store.migrating import fresh_schema, schema_of
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import undo

KEPT = sorted((Path(__file__).parent / "data").glob("*.json"))
NAME = re.compile(r"(?P<program>[\d.]+\w*)_base(?P<base>\d+)_classeur(?P<layout>\d+)")


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest) -> Path:
    """The facts of a released version; its base and its workbook lie beside."""
    return Path(request.param)


@pytest.fixture
def held(kept: Path) -> Any:
    """What the base and the workbook held when they were kept."""
    return json.loads(kept.read_text("utf-8"))


@pytest.fixture
def base(kept: Path, tmp_path: Path) -> Path:
    """The base of a released version, as it was."""
    path = tmp_path / "ancienne.acse"
    path.write_bytes(gzip.decompress(kept.with_suffix(".acse.gz").read_bytes()))
    return path


@pytest.fixture(scope="module", autouse=True)
def _no_reader_left() -> Iterator[None]:
    yield
    shared_worker().close()


def test_this_version_of_the_formats_is_kept() -> None:
    found = [NAME.fullmatch(path.stem) for path in KEPT]
    versions = {(int(one["base"]), int(one["layout"])) for one in found if one}
    assert (schema_version(), LAYOUT_VERSION) in versions, (
        f"run packaging/keep_release_files.py for {__version__}"
    )
    assert {layout for _base, layout in versions} >= set(range(1, LAYOUT_VERSION + 1))


def test_a_kept_file_stays_small(kept: Path) -> None:
    assert kept.with_suffix(".acse.gz").stat().st_size < 400_000
    assert kept.with_suffix(".xlsx").stat().st_size < 200_000


def test_an_old_base_opens_migrates_and_loses_nothing(base: Path, held: Any) -> None:
    with open_base(base, agent="Awa") as opened, opened.session() as session:
        assert opened.info["departement"] == "93"
        assert verify_chain(session) is None
    assert header_of(base).version == schema_version()
    assert schema_of(base) == fresh_schema()
    with closing(sqlite3.connect(base)) as connection:
        for table, figures in held["base"].items():
            assert figures_of(connection, table, figures) == figures, table
    assert held["base"]["action"]["lignes"] > 0
    assert held["base"]["action"]["montant_accorde"] > 0


def figures_of(connection: sqlite3.Connection, table: str, wanted: Any) -> dict[str, int]:
    names = [name for name in wanted if name != "lignes"]
    sums = "".join(f", coalesce(sum({name}), 0)" for name in names)
    row = connection.execute(f"SELECT count(*){sums} FROM {table}").fetchone()
    return dict(zip(("lignes", *names), row, strict=True))


def test_an_old_operation_can_be_undone(base: Path) -> None:
    with open_base(base, agent="Awa") as opened, opened.session() as session:
        corrected = select(Action).where(Action.intitule.endswith(" (corrigé)"))
        assert len(session.scalars(corrected).all()) == 1
        assert undo(session, "Awa").nom == "Corriger l’intitulé"
        assert session.scalars(corrected).all() == []
        assert verify_chain(session) is None


def test_an_old_base_gives_its_remontee(base: Path, held: Any, tmp_path: Path) -> None:
    open_base(base, agent="Awa").close()
    target = tmp_path / "remontee.xlsx"
    assert run(["exporter", str(base), "--exercice", "2012", "-o", str(target)]) in (0, 1)
    remontee = read_remontee(target)
    counts = {model.__tablename__: len(found.rows) for model, found in remontee.records.items()}
    assert held["classeur"]["lignes"].items() <= counts.items()


def test_an_old_workbook_is_read_whole(kept: Path, held: Any) -> None:
    remontee = read_remontee(kept.with_suffix(".xlsx"))
    told = held["classeur"]
    counts = {model.__tablename__: len(found.rows) for model, found in remontee.records.items()}
    assert told["lignes"].items() <= counts.items()
    totals = {name: str(remontee.records[Action].total(name)) for name in told["sommes"]}
    assert totals == told["sommes"]
    assert (remontee.edits, remontee.edited) == ([], False)
    assert remontee.empreinte_lue == told["empreinte"]
    assert [one for one in remontee.issues if one.gravite == ERREUR] == []


def test_an_old_workbook_is_consolidated(kept: Path, held: Any, tmp_path: Path) -> None:
    region, report = tmp_path / "R11.acse", tmp_path / "rapport.json"
    assert run(["creer", str(region), "--region", "11", "--exercice", "2012"]) == 0
    workbook = str(kept.with_suffix(".xlsx"))
    assert run(["consolider", str(region), workbook, "--rapport", str(report)]) in (0, 1)
    totals = json.loads(report.read_text("utf-8"))["totaux"]
    assert totals["actions"] == held["classeur"]["lignes"]["action"]
    assert totals["montant_accorde"] == held["classeur"]["sommes"]["montant_accorde"]
