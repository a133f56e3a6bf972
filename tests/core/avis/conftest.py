"""A base of three actions, and what the author of an opinion does to the sheet it is sent."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from acse_desktop.models import Action, Contrat, Dossier, Lieu, Organisme, Quartier
from acse_desktop.services import avis_sheet
from acse_desktop.services.avis import Request
from acse_desktop.services.round_sheet.layout import MARK
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

AGENT = "Awa"
SOFFICE = shutil.which("soffice")
DELEGUE = Request(
    "DELEGUE", "Mme Ndiaye", demande_le=date(2012, 3, 1), attendu_le=date(2012, 3, 20)
)
ACTIONS = ("a1", "a2", "a3")
TITLES = ("Accompagnement à la scolarité", "=1+1", "Théâtre d’été _x0041_")


def _fill(session: Any) -> None:
    session.add(Organisme(id="o1", nom='=HYPERLINK("http://x")'))
    session.add(Contrat(id="c1", nom="CUCS de Valbrun"))
    session.flush()
    session.add(Quartier(id="q1", contrat_id="c1", nom="Les Tilleuls"))
    session.add(Dossier(id="d1", organisme_id="o1", exercice=2012, numero="93-2012-0001"))
    session.flush()
    for rang, (identifier, titre) in enumerate(zip(ACTIONS, TITLES, strict=True), 1):
        session.add(
            Action(
                id=identifier, dossier_id="d1", rang=rang, intitule=titre, contrat_id="c1",
                numero=f"93-2012-0001-0{rang}", dispositif="CUCS", public_prevu=40,
                montant_demande=Decimal("5000.10"), statut="INSTRUCTION",
            )
        )  # fmt: skip
    session.flush()
    session.add(Lieu(action_id="a1", quartier_id="q1", contrat_id="c1"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Any]:
    path = create_base(tmp_path / "avis.acse", exercice=2012, agent=AGENT, departement="93")
    with open_base(path, agent=AGENT) as base, base.session() as session:
        with operation(session, "Préparer", agent=AGENT):
            _fill(session)
        yield session


@pytest.fixture
def sheet(session: Any, tmp_path: Path) -> Path:
    """The opinion sheet of the délégué on the three actions."""
    target = tmp_path / "avis.xlsx"
    assert avis_sheet.export(session, ACTIONS, DELEGUE, target, agent=AGENT) == 3
    return target


class Author:
    """A sheet open at its author's; cells are named by action number and field."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book["Avis"]
        self.marks = next(
            row[0].row for row in self.sheet.iter_rows()
            if sum(str(cell.value).startswith(MARK) for cell in row) > 1
        )  # fmt: skip

    def column(self, name: str) -> int:
        row = self.sheet[self.marks]
        return next(cell.column for cell in row if cell.value == MARK + name)

    def row(self, numero: str) -> int:
        place = self.column("numero")
        return next(
            row for row in range(self.marks + 2, self.sheet.max_row + 1)
            if self.sheet.cell(row, place).value == numero
        )  # fmt: skip

    def cell(self, rank: int, name: str) -> Any:
        return self.sheet.cell(self.row(f"93-2012-0001-0{rank}"), self.column(name))

    def fill(self, rank: int, **values: Any) -> None:
        for name, value in values.items():
            self.cell(rank, name).value = value

    def save(self, name: str = "") -> Path:
        target = self.path.with_name(name) if name else self.path
        self.book.save(target)
        return target


def saved_by_libreoffice(path: Path, folder: Path, extension: str = "xlsx") -> Path:
    """The sheet as LibreOffice opens and saves it."""
    form = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods"}[extension]
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", form, "--outdir", str(folder / "out"), str(path),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "out" / f"{path.stem}.{extension}"


@pytest.fixture
def author() -> type[Author]:
    """Opens a sheet as its author does."""
    return Author


@pytest.fixture
def libreoffice(tmp_path: Path) -> Callable[..., Path]:
    """Opens and saves a sheet in LibreOffice."""
    return lambda path, extension="xlsx": saved_by_libreoffice(path, tmp_path, extension)
