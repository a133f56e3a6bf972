"""Contrast of every pair of colours in use, fonts, icons, sizes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from acse_desktop.resources import resource
from ui.theme.apply import apply_theme, current, signals
from ui.theme.icons import _source, icon, pixmap
from ui.theme.style import sheet
from ui.theme.tokens import DARK, LIGHT, SCALES, STATUS_KINDS, THEMES, Tokens
from ui.widgets.buttons import Button
from ui.widgets.pill import KIND_ICONS

ROOT = Path(__file__).parents[3]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("app", "surface", "sub", "head", "hover", "primary_soft")
TEXT_PAIRS = (
    [(ink, ground) for ink in ("ink", "ink2", "primary") for ground in GROUNDS]
    + [("ink3", ground) for ground in ("app", "surface", "sub", "head")]
    + [(ink, ground) for ink in ("ink", "ink2", "primary") for ground in ("sel", "primary_tint")]
    + [("on_primary", fill) for fill in ("primary", "primary_hover", "primary_pressed")]
    + [(kind, f"{kind}_fill") for kind in STATUS_KINDS]
    + [(kind, "surface") for kind in STATUS_KINDS]
    + [(kind, "app") for kind in ("error", "warning", "information", "success")]
    + [("on_toast", "toast"), ("toast_link", "toast"), ("ink2", "line2"), ("ink", "error_fill")]
)
EDGE_PAIRS = [("field", "surface"), ("field", "app"), ("primary", "surface"), ("primary", "app")]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_and_every_edge_visible(tokens: Tokens) -> None:
    weak = [
        (pair, round(value, 2))
        for pairs, floor in ((TEXT_PAIRS, 4.5), (EDGE_PAIRS, 3.0))
        for pair in pairs
        if (value := contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1]))) < floor
    ]
    assert weak == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_chart_series_stand_out(tokens: Tokens) -> None:
    series = [c for i, c in enumerate(tokens.charts) if i != 2]
    assert [c for c in series if contrast(c, tokens.surface) < 3.0] == []


def test_the_style_sheet_sets_no_font_and_names_no_item_view() -> None:
    text = sheet(LIGHT, round)
    assert "font" not in text
    assert not re.search(r"Q(Table|List|Tree|AbstractItem)View|QHeaderView", text)


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("scale", SCALES)
def test_a_theme_applies_at_every_text_size(qapp: QApplication, theme: str, scale: float) -> None:
    heard: list[float] = []
    signals.theme_changed.connect(lambda: heard.append(current().scale))
    apply_theme(qapp, theme, scale)
    signals.theme_changed.disconnect()
    assert heard == [scale]
    assert qapp.font().pixelSize() == round(13 * scale)
    assert current().px(100) == round(100 * scale)
    assert qapp.palette().window().color().name().upper() == THEMES[theme].app


def test_the_bundled_font_is_the_one_painted(qapp: QApplication) -> None:
    info = QFontInfo(current().font("title"))
    assert (info.family(), info.weight(), info.pixelSize()) == ("Inter", 600, 20)
    assert current().font("title") is current().font("title")


def test_dressed_widgets_follow_the_theme(qtbot, qapp: QApplication) -> None:
    button = Button("Enregistrer", "save", primary=True)
    qtbot.addWidget(button)
    before = button.icon().pixmap(16).toImage()
    apply_theme(qapp, "sombre", 1.3)
    assert button.minimumHeight() == round(32 * 1.3)
    assert button.font().pixelSize() == round(13 * 1.3)
    assert button.icon().pixmap(16).toImage() != before


def test_an_icon_takes_the_colour_asked(qapp: QApplication) -> None:
    image = pixmap("checkmark_circle", 20, "success", filled=True, ratio=2.0).toImage()
    assert image.width() == 40
    assert image.pixelColor(20, 8).name().upper() == LIGHT.success
    assert not icon("folder").isNull()


def test_every_icon_named_in_the_interface_is_shipped() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "ui").rglob("*.py"))
    known = {re.sub(r"_(16|20)_.*", "", p.name) for p in resource("icons").glob("*_*_*.svg")}
    asked = set(re.findall(r'(?:\bicon|pixmap|Mark|dress_action)\((?:\w+, )?"(\w+)"', text))
    asked |= set(re.findall(r'icon="(\w+)"', text)) | set(KIND_ICONS.values())
    asked -= set(Tokens.__dataclass_fields__)
    assert asked - known == set()
    for name in asked:
        assert _source(name, 20, filled=False).startswith("<svg")


def test_a_cell_editor_is_not_made_taller_than_its_row(qtbot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    line = QLineEdit(view.viewport())
    line.ensurePolished()
    assert line.minimumHeight() == 0


def test_a_hint_is_as_readable_as_help(qtbot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.ensurePolished()
    hint = line.palette().placeholderText().color()
    assert (hint.name().upper(), hint.alpha()) == (LIGHT.ink3, 255)
