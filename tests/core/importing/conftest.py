"""A base of the Seine-Saint-Denis for 2012, and files made on purpose."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from acse_desktop.store.opening import create_base, open_base

SAMPLES = Path(__file__).parents[2] / "data" / "samples"

GISPRO_2017 = (
    "Dépt", "PN/OS", "Libellé de la direction", "Tiers - Code", "Tiers", "Type de tiers",
    "Code SIRET", "Code projet", "Montant engagé", "Etat de l'avancement du dossier Projet",
    "CHORUS N° EJ", "type DP", "Action - Code dossier", "Action", "Ligne budgétaire",
)  # fmt: skip


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("modele") / "modele.acse"
    return create_base(path, departement="93", exercice=2012, agent="M. Durand")


@pytest.fixture
def session(template: Path, tmp_path: Path) -> Iterator[Session]:
    with opened_copy(template, tmp_path / "base.acse") as opened:
        yield opened


@contextmanager
def opened_copy(template: Path, path: Path) -> Iterator[Session]:
    """A session on a fresh copy of the empty base."""
    shutil.copyfile(template, path)
    with open_base(path, agent="M. Durand") as base, base.session() as opened:
        yield opened


@pytest.fixture
def samples() -> Path:
    return SAMPLES


def gispro_2017(path: Path, rows: list[tuple[object, ...]], before: int = 0) -> Path:
    """A workbook in the layout of 2017, with title rows before the header when asked."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "base GISPRO"
    for number in range(before):
        sheet.append([f"Extraction du jour {number}"])
    for row in (GISPRO_2017, *rows):
        sheet.append(row)
    book.save(path)
    return path


def gispro_row(**changes: object) -> tuple[object, ...]:
    """A plausible row of 2017, invented."""
    row: dict[str, object] = dict.fromkeys(GISPRO_2017)
    row |= {
        "Dépt": 93, "PN/OS": "OS", "Libellé de la direction": "DDCS 93", "Tiers - Code": "001652",
        "Tiers": "Association des Tilleuls", "Type de tiers": "Association loi de 1901",
        "Code SIRET": "73282932000074", "Code projet": "8401P00000", "Montant engagé": 15000,
        "Etat de l'avancement du dossier Projet": "Mis en paiement", "CHORUS N° EJ": "2101234567",
        "type DP": "DP 2017", "Action - Code dossier": "DA00005026", "Action": "Ateliers",
        "Ligne budgétaire": "CUCS",
    }  # fmt: skip
    return tuple((row | changes).values())
