"""Bases with one record of everything, and the workbooks made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session

from acse_desktop.fields import Base, fields_of
from acse_desktop.fieldtypes import Amount, Choice, Count, Day, FieldType, Flag, Reference, Year
from acse_desktop.models import BaseInfo, Organisme
from acse_desktop.services.workbook.figures import ExportSummary, Sending
from acse_desktop.services.workbook.layout import AFTER, BEFORE, layout_of
from acse_desktop.services.workbook.writing import export_workbook

EXERCICE = 2012
ON = date(2012, 11, 23)
OF_THE_EXERCICE: dict[str, dict[str, Any]] = {
    "poste": {"supprime_le": None},
    "convention_poste": {"debut_le": date(EXERCICE, 1, 1), "fin_le": None, "rompue_le": None},
}
"""What makes a post one of the exercice that is exported."""
ORDER = [
    model
    for table in Base.metadata.sorted_tables
    for model in (*BEFORE, *AFTER)
    if model.__tablename__ == table.name
]


@contextmanager
def _empty_base() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def _sample(type_: FieldType[Any], text: str) -> Any:
    """A value of each type; every text field gets the same text."""
    if isinstance(type_, Amount):
        return Decimal("1234.50")
    if isinstance(type_, Count):
        return 12
    if isinstance(type_, Year):
        return EXERCICE
    if isinstance(type_, Day):
        return date(2012, 2, 29)
    if isinstance(type_, Flag):
        return False
    return type_.entries()[-1].code if isinstance(type_, Choice) else text


def _add_records(
    session: Session, value_of: Callable[[FieldType[Any]], Any], suffix: str = ""
) -> None:
    for model in ORDER:
        record: dict[str, Any] = {"id": f"{model.__tablename__}{suffix}", "version": 3}
        for name, described in fields_of(model).items():
            type_ = described.type
            linked = isinstance(type_, Reference)
            record[name] = f"{type_.target}{suffix}" if linked else value_of(type_)
        record |= OF_THE_EXERCICE.get(model.__tablename__, {})
        if "exercice" in record:
            record["exercice"] = EXERCICE
        session.execute(insert(model.__table__), record)


def _content(session: Session) -> dict[str, list[Any]]:
    """The exported content of a base, by sheet."""
    found = {}
    for model in ORDER:
        sheet = layout_of(model)
        columns = [getattr(model, column.name) for column in sheet.stored]
        found[sheet.name] = sorted(
            map(tuple, session.execute(select(*columns))), key=lambda r: r[0]
        )
    return found


class Bases:
    """What the tests need of bases."""

    exercice = EXERCICE
    order = ORDER
    empty = staticmethod(_empty_base)
    sample = staticmethod(_sample)
    add = staticmethod(_add_records)
    content = staticmethod(_content)

    @staticmethod
    def export(session: Session, path: Path, **traits: Any) -> ExportSummary:
        """Write the workbook of the tests' exercice."""
        return export_workbook(session, EXERCICE, path, sending=Sending(on=ON), **traits)


@pytest.fixture
def bases() -> Bases:
    return Bases()


@pytest.fixture
def session(bases: Bases) -> Iterator[Session]:
    """A base of Seine-Saint-Denis with two records of everything."""
    with bases.empty() as session:
        session.add(BaseInfo(cle="departement", valeur="93"))
        for suffix, text in (("", "Éveil & musique"), ("-2", "00123")):
            bases.add(session, lambda type_, text=text: bases.sample(type_, text), suffix)
        yield session


@pytest.fixture
def workbook(session: Session, bases: Bases, tmp_path: Path) -> Path:
    """A remontée just exported."""
    path = tmp_path / "remontee.xlsx"
    bases.export(session, path)
    return path


@pytest.fixture
def some_organisme(session: Session) -> Organisme:
    found = session.get(Organisme, "organisme")
    assert found is not None
    return found
