"""A base made once, and copies of it for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from acse_desktop.store.opening import OpenBase, create_base, open_base


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("modele") / "modele.acse"
    return create_base(path, departement="93", exercice=2012, agent="Awa Élise")


@pytest.fixture
def base_path(template: Path, tmp_path: Path) -> Path:
    """An empty base in a folder with the accents and spaces of real ones."""
    folder = tmp_path / "Élise d’Août n°1"
    folder.mkdir()
    return Path(shutil.copyfile(template, folder / "dossiers 93 #1.acse"))


@pytest.fixture
def opened(base_path: Path) -> Iterator[OpenBase]:
    with open_base(base_path, agent="Awa") as base:
        yield base
