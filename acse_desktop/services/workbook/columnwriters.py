"""One writer per column: raw values of the base to canonical texts, then to cells in XML.

Work goes by column over a batch of rows, so that what depends on the type is decided once.
Text cells are always string cells: no text can become a formula, a link or an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from acse_desktop.fieldtypes import Amount, Choice, Count, Day, FieldType, Flag, Year
from acse_desktop.services.workbook.celltexts import (
    SEPARATOR,
    Memo,
    SharedStrings,
    cleaned,
    escaped,
    needs_excel_escape,
)
from acse_desktop.services.workbook.choicetexts import texts_by_code
from acse_desktop.typography import day_text

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SAFE_SERIAL = 61
"""1 March 1900: Excel believes in a 29 February 1900, LibreOffice does not."""


class ColumnWriter:
    """Writes the cells of one column."""

    def __init__(self, letter: str, style: int, strings: SharedStrings) -> None:
        self._start = f'<c r="{letter}{SEPARATOR}" s="{style}"'
        self._strings = strings
        self._canonical: Memo[Any, str] = Memo(self._dump)
        self._cells = Memo(self._cell)
        self.losses: list[tuple[int, str]] = []
        """Ranks, in the last batch, of the texts that could not be written whole, and why."""

    def canonical(self, raw: Sequence[Any]) -> list[str]:
        """The canonical texts of a batch, those of `FieldType.dump`; empty for an empty cell."""
        return self._canonical.each(raw)

    def cells(self, texts: Sequence[str]) -> list[str]:
        """The cells of a batch, their row told by a separator; empty for an empty cell."""
        return self._cells.each(texts)

    def _dump(self, value: Any) -> str:
        return "" if value is None else str(value)

    def _cell(self, text: str) -> str:
        raise NotImplementedError


class NumberWriter(ColumnWriter):
    """Whole numbers and years."""

    def _cell(self, text: str) -> str:
        return f"{self._start}><v>{text}</v></c>" if text else ""


class AmountWriter(NumberWriter):
    """Euros and percentages, from whole cents."""

    def _dump(self, value: int | None) -> str:
        return "" if value is None else amount_dump(value)


def amount_dump(cents: int) -> str:
    """Whole cents as euros with two decimals, as `Amount.dump` has them."""
    if cents < 0:
        return f"-{-cents // 100}.{-cents % 100:02d}"
    return f"{cents // 100}.{cents % 100:02d}"


class SharedWriter(ColumnWriter):
    """Texts written once for the workbook: a cell holds the number of its text."""

    def _cell(self, text: str) -> str:
        return f'{self._start} t="s"><v>{self._strings.number(text)}</v></c>' if text else ""


class TextWriter(SharedWriter):
    """Texts: in the sheet, or once for the workbook when they come back often."""

    def __init__(self, letter: str, style: int, strings: SharedStrings, shared: bool) -> None:
        super().__init__(letter, style, strings)
        self._shared = shared

    def canonical(self, raw: Sequence[Any]) -> list[str]:
        texts, self.losses = cleaned(["" if value is None else str(value) for value in raw])
        return texts

    def cells(self, texts: Sequence[str]) -> list[str]:
        if self._shared or needs_excel_escape(SEPARATOR.join(texts)):
            return super().cells(texts)
        start = f'{self._start} t="inlineStr"><is><t xml:space="preserve">'
        return [f"{start}{text}</t></is></c>" if text else "" for text in escaped(texts)]


class CodedWriter(TextWriter):
    """Codes shown by their labels; a code that its list does not hold shows as it is."""

    def __init__(
        self, letter: str, style: int, strings: SharedStrings, shown: dict[str, str]
    ) -> None:
        super().__init__(letter, style, strings, shared=True)
        self._shown = shown

    def _cell(self, text: str) -> str:
        return super()._cell(self._shown.get(text, text))


class FlagWriter(SharedWriter):
    """Yes, no or nothing."""

    def _dump(self, value: int | None) -> str:
        return "" if value is None else ("oui" if value else "non")


class DayWriter(SharedWriter):
    """Days, as serial numbers; those that spreadsheets disagree on stay texts."""

    def _cell(self, text: str) -> str:
        if not text:
            return ""
        day = date.fromisoformat(text)
        serial = day.toordinal() - _EPOCH
        if serial < _FIRST_SAFE_SERIAL:
            return super()._cell(day_text(day))
        return f"{self._start}><v>{serial}</v></c>"


def writer_for(
    type_: FieldType[Any], place: tuple[str, int], strings: SharedStrings, shared: bool
) -> ColumnWriter:
    """The writer of a column by its type; `place` is its letter and its style number."""
    letter, style = place
    if isinstance(type_, Amount):
        return AmountWriter(letter, style, strings)
    if isinstance(type_, Count | Year):
        return NumberWriter(letter, style, strings)
    if isinstance(type_, Day):
        return DayWriter(letter, style, strings)
    if isinstance(type_, Flag):
        return FlagWriter(letter, style, strings)
    if isinstance(type_, Choice):
        return CodedWriter(letter, style, strings, texts_by_code(type_.nomenclature))
    return TextWriter(letter, style, strings, shared)
