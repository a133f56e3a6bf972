"""Each test starts with the light theme at 100 %, in French."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from acse_desktop.translation import set_language
from ui.theme.apply import apply_theme


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    set_language("fr")
    apply_theme(qapp, "clair", 1.0)
    yield
    apply_theme(qapp, "clair", 1.0)
