"""The bottom line: saved state, filter, selection statistics, text size, language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from acse_desktop.translation import LANGUAGES, _, language
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import SCALES, STATUS_BAR, TARGET
from ui.widgets.labels import ElidedLabel, Rule, escaped
from ui.widgets.message import LEVEL_ICONS, Mark

_STEPS = SCALES[:4]


class SmallButton(QToolButton):
    """A text button of the status bar, 24 px high."""

    def __init__(self, text: str, icon: str = "") -> None:
        super().__init__()
        self.setText(text)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dress(self, font="label", icon=icon, height=TARGET)
        self.setMinimumWidth(TARGET)

    def rename(self, name: str) -> None:
        """What it does, read aloud and shown as a tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(escaped(name))


class StatusBar(QFrame):
    """Emits the text scale (0.9 to 1.3) and the language asked."""

    text_scale_changed = Signal(float)
    language_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, surface="bottom")
        self._saved_mark = Mark("checkmark_circle", "success", 14)
        self.saved = ElidedLabel(role="help", ink="ink2")
        self.context = ElidedLabel(role="help", ink="ink2")
        self.statistics = ElidedLabel(role="help", ink="ink2")
        self.smaller, self.normal = SmallButton("A−"), SmallButton("A")
        self.larger, self.languages = SmallButton("A+"), SmallButton("FR", "globe")
        self._connect()
        self._lay_out()
        self.set_saved("")
        self.retranslate()
        self.refresh_theme()

    def _connect(self) -> None:
        self.normal.setCheckable(True)
        self.smaller.clicked.connect(lambda: self.step(-1))
        self.normal.clicked.connect(lambda: self.step(0))
        self.larger.clicked.connect(lambda: self.step(1))
        self.languages.clicked.connect(self._next_language)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._saved_mark)
        self._row.addWidget(self.saved)
        self._rule = Rule(vertical=True)
        self._row.addWidget(self._rule)
        self._row.addWidget(self.context, 1)
        self._row.addWidget(self.statistics)
        self._row.addWidget(Rule(vertical=True))
        for button in (self.smaller, self.normal, self.larger):
            self._row.addWidget(button)
        self._row.addWidget(Rule(vertical=True))
        self._row.addWidget(self.languages)

    def set_saved(self, text: str, level: str = "success") -> None:
        """« Enregistré à 10:42 », with the mark of success, warning or error."""
        self.saved.setText(text)
        name = LEVEL_ICONS.get(level, "checkmark_circle")
        self._saved_mark.show_mark(name, level)
        for part in (self._saved_mark, self.saved):
            part.setVisible(bool(text))
        self._rule.setVisible(bool(text))

    def set_context(self, text: str) -> None:
        """The base or the filter in use."""
        self.context.setText(text)

    def set_base(self, path: Path | None) -> None:
        """The base in use: its folder and its name; where they are is in the tooltip."""
        self.set_context(" › ".join((path.parent.name, path.name)).lstrip(" ›") if path else "")
        self.context.setToolTip(escaped(str(path)) if path else "")

    def set_statistics(self, text: str) -> None:
        """Moyenne, Nb, Somme of the selected cells; empty when nothing is selected."""
        self.statistics.setText(text)

    def step(self, direction: int) -> None:
        """Ask for the next text size up or down; 0 asks for the normal one."""
        closest = min(range(len(_STEPS)), key=lambda i: abs(_STEPS[i] - current().scale))
        wanted = min(max(closest + direction, 0), len(_STEPS) - 1)
        self.text_scale_changed.emit(_STEPS[wanted] if direction else 1.0)
        self.refresh_theme()

    def retranslate(self) -> None:
        """Say the names again; the button shows the language in use."""
        self.smaller.rename(_("Texte plus petit (Ctrl+-)"))
        self.normal.rename(_("Taille normale du texte (Ctrl+0)"))
        self.larger.rename(_("Texte plus grand (Ctrl++)"))
        self.languages.setText(language().upper())
        name = _("Langue\u00a0: {langue}").format(langue=LANGUAGES[language()])
        self.languages.rename(name)

    def refresh_theme(self) -> None:
        """Height and margins follow the text size."""
        px = current().px
        self.setFixedHeight(max(px(STATUS_BAR), TARGET + 2))
        self._row.setContentsMargins(px(12), 1, px(12), 0)
        self._row.setSpacing(px(8))
        self.normal.setChecked(current().scale == 1.0)
        self.smaller.setEnabled(current().scale > _STEPS[0])
        self.larger.setEnabled(current().scale < _STEPS[-1])

    def _next_language(self) -> None:
        codes = list(LANGUAGES)
        following = (codes.index(language()) + 1) % len(codes)
        self.language_changed.emit(codes[following])
