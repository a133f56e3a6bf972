"""French in the source, other languages from gettext catalogues; switchable while running.

Texts that must be declared before a language is chosen (labels of fields, names of
operations) are marked with `N_` and translated with `_` where they are shown.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from acse_desktop.resources import resource

LANGUAGES = {"fr": "Français", "en": "English"}
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "fr"
_always_french = ContextVar("always_french", default=False)


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


@contextmanager
def french() -> Iterator[None]:
    """French for what this thread says meanwhile, as in a document for an administration."""
    token = _always_french.set(True)
    try:
        yield
    finally:
        _always_french.reset(token)


def _(text: str) -> str:
    """The text in the language in use."""
    if not text or _always_french.get():
        return text
    return _current.gettext(text)


def N_(text: str) -> str:
    """Mark a text for the catalogue without translating it yet."""
    return text


def ngettext(singular: str, plural: str, count: int) -> str:
    """Singular or plural by the rule of the language; French keeps the singular for 0."""
    if _language == "fr" or _always_french.get():
        return singular if abs(count) < 2 else plural
    return _current.ngettext(singular, plural, count)
