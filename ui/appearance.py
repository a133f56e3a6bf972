"""Theme, text size and language of the whole application, changed while it runs."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from acse_desktop.settings import Preferences
from acse_desktop.translation import set_language
from ui.theme.apply import apply_theme

LOCALES = {
    "fr": QLocale(QLocale.Language.French, QLocale.Country.France),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Appearance(QObject):
    """Applies the preferences and remembers the changes.

    Signals:
        language_changed: every text must be said again.
    """

    language_changed = Signal()

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(app)
        self._app, self.preferences = app, preferences
        self._translator: QTranslator | None = None
        self._speak(preferences.language)
        self._dress()

    def set_theme(self, theme: str) -> None:
        """`clair` or `sombre`."""
        self.preferences.theme = theme
        self._changed()

    def set_text_scale(self, scale: float) -> None:
        """From 0.9 to 2.0."""
        self.preferences.text_scale = scale
        self._changed()

    def set_language(self, code: str) -> None:
        """`fr` or `en`."""
        self.preferences.language = code
        self.preferences.save()
        self._speak(code)
        self.language_changed.emit()

    def _changed(self) -> None:
        self.preferences.save()
        self._dress()

    def _dress(self) -> None:
        scale = min(max(self.preferences.text_scale, 0.9), 2.0)
        apply_theme(self._app, self.preferences.theme, scale)

    def _speak(self, code: str) -> None:
        set_language(code)
        QLocale.setDefault(LOCALES.get(code, LOCALES["fr"]))
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Without its file Qt speaks English, which is what `en` asks for.
        if self._translator.load(f"qtbase_{code}", folder):
            self._app.installTranslator(self._translator)
