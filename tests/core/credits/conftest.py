"""A base made once, and an open copy of it for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from acse_desktop.store.opening import create_base, open_base


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("modele") / "modele.acse"
    return create_base(path, departement="93", exercice=2012, agent="Awa")


@pytest.fixture
def session(template: Path, tmp_path: Path) -> Iterator[Session]:
    """An open base of the département 93."""
    path = Path(shutil.copyfile(template, tmp_path / "base.acse"))
    with open_base(path, agent="Awa") as base, base.session() as made:
        yield made
