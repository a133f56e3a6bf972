"""Texts: one line, several lines, codes, links to another record."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeEngine

from acse_desktop.fieldtypes.base import FieldType
from acse_desktop.translation import _
from acse_desktop.typography import squeezed

EXCEL_LIMIT = 32_767
"""Characters that a workbook cell can hold."""


def _printable(text: str, keep: str = "") -> str:
    """The text without control characters, lone surrogates and non-characters.

    They cannot be written in a workbook (XML 1.0) and mean nothing to a reader.
    """
    return "".join(
        char
        for char in text
        if char in keep
        or (unicodedata.category(char) not in ("Cc", "Cs") and ord(char) & 0xFFFE != 0xFFFE)
    )


class Text(FieldType[str]):
    """One line of text; spaces are squeezed, nothing else is changed."""

    width = 200

    def __init__(self, width: int | None = None) -> None:
        self.width = width or type(self).width

    def column(self) -> TypeEngine[Any]:
        return String()

    def parse(self, text: str) -> str | None:
        return squeezed(_printable(squeezed(text))) or None

    def check(self, value: Any) -> str | None:
        if value is not None and len(value) > EXCEL_LIMIT:
            return _("Texte trop long pour un classeur\u00a0: {limit} caractères au plus.").format(
                limit=EXCEL_LIMIT
            )
        return None

    def load(self, text: str) -> str | None:
        return text or None


class LongText(Text):
    """Several lines; line ends become \\n, ends are trimmed."""

    kind = "long"
    width = 320

    def parse(self, text: str) -> str | None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        return _printable(lines, keep="\n\t").strip() or None


class Code(Text):
    """A short code kept as text, zeros included: numéro de dossier, EJ, code tiers…"""

    kind = "code"
    width = 112


class Reference(Code):
    """The identifier of another record, shown by that record's name where it is read."""

    kind = "reference"

    def __init__(self, target: str, part_of: bool = False) -> None:
        super().__init__()
        self.target = target
        """The table that is referred to."""
        self.part_of = part_of
        """Whether the record is a part of the other and goes with it when that is deleted."""
