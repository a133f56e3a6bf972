"""What a coded value looks like in a cell: its label, and its code too where labels repeat."""

from __future__ import annotations

from collections import Counter
from functools import cache

from acse_desktop.nomenclatures import entries


@cache
def texts_by_code(liste: str) -> dict[str, str]:
    """The text of each code of a list; no two codes have the same text."""
    known = entries(liste)
    codes = {entry.code for entry in known}
    seen = Counter(entry.libelle for entry in known)
    return {
        entry.code: entry.libelle
        if seen[entry.libelle] == 1 and entry.libelle not in codes - {entry.code}
        else f"{entry.libelle} ({entry.code})"
        for entry in known
    }


@cache
def codes_by_text(liste: str) -> dict[str, str]:
    """The code that each text stands for; codes themselves are understood too."""
    texts = texts_by_code(liste)
    return {**{code: code for code in texts}, **{text: code for code, text in texts.items()}}
