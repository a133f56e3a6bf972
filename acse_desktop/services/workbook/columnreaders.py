"""One reader per type: the cells of a column back to values and canonical texts.

A column has few different values: each is converted once, whatever its number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount, Choice, Count, Day, FieldType, Flag, Year
from acse_desktop.services.reading.tables import Cell
from acse_desktop.services.workbook.choicetexts import codes_by_text
from acse_desktop.translation import _
from acse_desktop.typography import day_text

_EPOCH = date(1899, 12, 30)
_LAST_SERIAL = 2_958_465
"""31 December 9999."""


class Read(NamedTuple):
    """A cell that was read: its value, its canonical text, and what is wrong with it."""

    value: Any
    text: str
    problem: str = ""


@dataclass(frozen=True)
class ReadColumn:
    """A column that was read; problems by rank of row."""

    values: Sequence[Any]
    texts: list[str]
    problems: dict[int, str]


def read_column(type_: FieldType[Any], cells: Sequence[Cell]) -> ReadColumn:
    """The values and canonical texts of a column, and the cells that are not of its type."""
    convert = _converter(type_)
    kinds = set(map(type, cells))
    if convert is _text and kinds <= {str, type(None)}:
        return ReadColumn(cells, [cell or "" for cell in cells], {})  # type: ignore[misc]
    if isinstance(type_, Amount) and kinds <= {int, float, type(None)}:
        column = _amounts(cells)
        if column is not None:
            return column
    if bool in kinds:
        # True equals 1 as a key of a dictionary, and is not a number here.
        return _gathered([convert(cell) for cell in cells])
    known = {cell: convert(cell) for cell in set(cells)}
    if any(read.problem for read in known.values()):
        return _gathered([known[cell] for cell in cells])
    values = {cell: read.value for cell, read in known.items()}
    texts = {cell: read.text for cell, read in known.items()}
    return ReadColumn([values[cell] for cell in cells], [texts[cell] for cell in cells], {})


def _amounts(cells: Sequence[Any]) -> ReadColumn | None:
    """A column of numbers in euros; None when one of them has a third decimal."""
    texts = ["" if cell is None else f"{cell:.2f}" for cell in cells]
    if any(text and float(text) != cell for text, cell in zip(texts, cells, strict=True)):
        return None
    return ReadColumn([Decimal(text) if text else None for text in texts], texts, {})


def _gathered(reads: Sequence[Read]) -> ReadColumn:
    problems = {rank: read.problem for rank, read in enumerate(reads) if read.problem}
    return ReadColumn([read.value for read in reads], [read.text for read in reads], problems)


def _converter(type_: FieldType[Any]) -> Callable[[Cell], Read]:
    if isinstance(type_, Amount):
        return lambda cell: _typed(type_, cell, _amount)
    if isinstance(type_, Count | Year):
        return lambda cell: _typed(type_, cell, _whole)
    if isinstance(type_, Day):
        return lambda cell: _typed(type_, cell, _day)
    if isinstance(type_, Flag):
        return lambda cell: _typed(type_, cell, _flag)
    if isinstance(type_, Choice):
        codes = codes_by_text(type_.nomenclature)
        return lambda cell: _choice(codes, cell)
    return _text


def _typed(type_: FieldType[Any], cell: Cell, natural: Callable[[Cell], Any]) -> Read:
    """A cell of the natural kind of its column, or a text that an agent typed there."""
    if cell is None or cell == "":
        return Read(None, "")
    try:
        value = type_.parse(cell) if isinstance(cell, str) else natural(cell)
    except InvalidInput as error:
        return Read(None, "", str(error))
    if value is None:
        shown = day_text(cell) if isinstance(cell, date) else str(cell)
        return Read(None, f"?{shown}", _("« {text} » n’est pas de ce type.").format(text=shown))
    return Read(value, type_.dump(value))


def _number(cell: Cell) -> int | float | None:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _amount(cell: Cell) -> Decimal | None:
    number = _number(cell)
    return None if number is None or round(number, 2) != number else Decimal(f"{number:.2f}")


def _whole(cell: Cell) -> int | None:
    number = _number(cell)
    return None if number is None or number != int(number) else int(number)


def _day(cell: Cell) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    number = _number(cell)
    if number is None or not 1 <= number <= _LAST_SERIAL:
        return None
    return _EPOCH + timedelta(days=int(number))


def _flag(cell: Cell) -> bool | None:
    return bool(cell) if cell in (0, 1) else None


def _choice(codes: dict[str, str], cell: Cell) -> Read:
    read = _text(cell)
    code = codes.get(read.text)
    if code is not None or not read.text:
        return Read(code, code or "")
    unknown = _("« {code} » n’est pas dans la liste\u00a0: gardé tel quel.").format(code=read.text)
    return Read(read.text, read.text, unknown)


def _text(cell: Cell) -> Read:
    if cell is None or isinstance(cell, str):
        return Read(cell or None, cell or "")
    shown = day_text(cell) if isinstance(cell, date) else str(cell)
    return Read(
        shown,
        shown,
        _("Nombre ou date dans une colonne de texte\u00a0: des zéros ont pu se perdre."),
    )
