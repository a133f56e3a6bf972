"""The toolkit under us: a release of PySide6 lost references of None and aborted the program."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

CALLS = 1_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_empty_values_do_not_eat_references_of_none(qtbot: QtBot) -> None:
    combo = QComboBox()
    qtbot.addWidget(combo)
    before = sys.getrefcount(None)
    for _call in range(CALLS):
        combo.currentData()
    assert sys.getrefcount(None) > before - CALLS // 2
