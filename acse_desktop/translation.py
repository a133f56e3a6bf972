"""French in the source, other languages from gettext catalogues; switchable while running.

Texts that must be declared before a language is chosen (labels of fields, names of
operations) are marked with `N_` and translated with `_` where they are shown.
"""

from __future__ import annotations

import gettext

from acse_desktop.resources import resource

LANGUAGES = {"fr": "Français", "en": "English"}
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "fr"


def set_language(language: str) -> None:
    """Choose the language of every text shown from now on; unknown ones mean French."""
    global _current, _language
    _language = language if language in LANGUAGES else "fr"
    _current = (
        gettext.NullTranslations()
        if _language == "fr"
        else gettext.translation("acse", resource("locale"), [_language], fallback=True)
    )


def language() -> str:
    """The code of the language in use: `fr` or `en`."""
    return _language


def _(text: str) -> str:
    """The text in the language in use."""
    return _current.gettext(text) if text else ""


def N_(text: str) -> str:
    """Mark a text for the catalogue without translating it yet."""
    return text


def ngettext(singular: str, plural: str, count: int) -> str:
    """Singular or plural by the rule of the language; French keeps the singular for 0."""
    if _language == "fr":
        return singular if abs(count) < 2 else plural
    return _current.ngettext(singular, plural, count)
