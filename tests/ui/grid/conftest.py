"""A shown table of 300 dossiers, two columns frozen."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acse_desktop.services.listing_types import Query
from ui.grid.grid import Grid
from ui.grid.layout import ColumnLayout
from ui.theme.apply import apply_theme


def _sample() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "grid_sample", Path(__file__).with_name("sample.py")
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["grid_sample"] = module
    spec.loader.exec_module(module)
    return module


sample = _sample()


@pytest.fixture
def data() -> ModuleType:
    """The fictional dossiers."""
    return sample


@pytest.fixture
def grid(qtbot: QtBot, qapp: QApplication) -> Grid:
    """Shown, sorted by number, with the focus."""
    apply_theme(qapp, "clair")
    made = Grid(
        sample.COLUMNS,
        sample.source(300),
        sample.PRESENTATION,
        ColumnLayout(sample.COLUMNS, frozen=2),
    )
    qtbot.addWidget(made)
    made.resize(1100, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.ask(Query(sort=(("numero", False),)))
    made.activateWindow()
    made.pair.left.setFocus(Qt.FocusReason.OtherFocusReason)
    made.go(0, 0)
    return made
