"""Texts fit for a workbook cell: what XML and Excel can hold, and how it is written there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from acse_desktop.fieldtypes.texts import EXCEL_LIMIT

REMOVED = "removed"
CUT = "cut"
SEPARATOR = "\x1f"
"""Unit separator, which no cell can hold."""
REMEMBERED = 10_000
"""How many values of a column are remembered at once: enough for names, little memory."""
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_EXCEL_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SAFE_LENGTH = EXCEL_LIMIT // 2
"""No text of that many characters exceeds the limit, which counts UTF-16 units."""


K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V], Generic[K, V]):
    """What a function makes of the values of a column, most of which come back."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: K) -> V:
        made = self[value] = self._make(value)
        return made

    @property
    def full(self) -> bool:
        """Whether it holds more than what is worth remembering."""
        return len(self) > REMEMBERED

    def each(self, values: Sequence[K]) -> list[V]:
        """What it makes of each value of a batch, in order."""
        if self.full:
            self.clear()
        return list(map(self.__getitem__, values))


def cleaned(texts: Sequence[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The texts as a cell can hold them, and the ranks of those that lost something."""
    whole = "".join(texts)
    if _possible(whole) and not _any_long(texts):
        return list(texts), []
    kept = [_clean(text) for text in texts]
    losses = [
        (rank, CUT if len(new) < len(_without_impossible(old)) else REMOVED)
        for rank, (old, new) in enumerate(zip(texts, kept, strict=True))
        if new != _LINE_END.sub("\n", old)
    ]
    return kept, losses


def _possible(text: str) -> bool:
    # Printable is enough, and quicker told; line ends and unbreakable spaces are not printable.
    return text.isprintable() or ("\r" not in text and not _IMPOSSIBLE.search(text))


def _any_long(texts: Sequence[str]) -> bool:
    return max(map(len, texts), default=0) > _SAFE_LENGTH


def _without_impossible(text: str) -> str:
    """Line ends become \\n, as Excel writes them: a bare CR would not survive LibreOffice."""
    return _IMPOSSIBLE.sub("", _LINE_END.sub("\n", text))


def _clean(text: str) -> str:
    bare = _without_impossible(text)
    if len(bare) <= _SAFE_LENGTH:
        return bare
    units = bare.encode("utf-16-le")
    return units[: EXCEL_LIMIT * 2].decode("utf-16-le", "ignore")


def escaped(texts: Sequence[str]) -> list[str]:
    """The texts as XML content."""
    # One pass over all of them: the separator is a character that no cell can hold.
    return escape(SEPARATOR.join(texts)).split(SEPARATOR)


def escape(text: str) -> str:
    """A text as XML content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def needs_excel_escape(text: str) -> bool:
    """Whether Excel would read a piece of the text, like `_x0041_`, as another character."""
    return "_x" in text and _EXCEL_ESCAPE.search(text) is not None


def guarded(text: str) -> str:
    """The text as it must be written for Excel to read it as it is: `_x0041_` is not an A."""
    return _EXCEL_ESCAPE.sub("_x005F_", text)


class SharedStrings:
    """The texts written once for the workbook, in the order of their numbers."""

    def __init__(self) -> None:
        self._items: list[str] = []
        numbers = Memo(self._add)
        self.number: Callable[[str], int] = numbers.__getitem__
        """The number of a text, met before or not."""

    def _add(self, text: str) -> int:
        self._items.append(f'<si><t xml:space="preserve">{guarded(escape(text))}</t></si>')
        return len(self._items) - 1

    def xml(self) -> str:
        """The part of the workbook that holds them."""
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' uniqueCount="{len(self._items)}">{"".join(self._items)}</sst>'
        )
