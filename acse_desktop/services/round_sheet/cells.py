"""The cells that came back as values of their fields, and whether two values are the same."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount, Count, Day, FieldType, Percent, Text
from acse_desktop.services.reading.tables import Cell
from acse_desktop.services.reading.values import Read, read_amount, read_count, read_date
from acse_desktop.services.workbook.celltexts import cleaned
from acse_desktop.translation import _
from acse_desktop.typography import day_text

FIRST_YEAR = 1950
_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|NOM\?|VALEUR!|NOMBRE!|NUL!)")


class Typed(NamedTuple):
    """A value read from a cell, and what is to be said of it."""

    value: Any
    remark: str


def text_of(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("oui") if cell else _("non")
    return day_text(cell) if isinstance(cell, date) else str(cell)


def value_of(type_: FieldType[Any], cell: Cell) -> Typed:
    """The value of a cell; InvalidInput, with the expected form, when it cannot be read."""
    if isinstance(cell, str) and _ERROR.fullmatch(cell.strip()):
        raise InvalidInput(
            _("« {text} » est une erreur de calcul.").format(text=cell.strip()),
            _("Saisissez la valeur à la place de la formule."),
        )
    read = _read(type_, cell)
    remarks = (read.repaired, type_.check(read.value))
    return Typed(read.value, " ".join(one for one in remarks if one))


def _read(type_: FieldType[Any], cell: Cell) -> Read[Any]:
    if isinstance(type_, Amount) and not isinstance(type_, Percent):
        return read_amount(cell)
    if isinstance(type_, Count):
        return read_count(cell)
    if isinstance(type_, Day):
        return _day(cell)
    return Read(type_.parse(text_of(cell)))


def _day(cell: Cell) -> Read[date]:
    """A day; a small number typed in a cell of dates is shown by spreadsheets as of 1900."""
    if isinstance(cell, date) and cell.year < FIRST_YEAR:
        raise InvalidInput(
            _("« {text} » n’est pas une date complète.").format(text=day_text(cell)),
            _("Écrivez par exemple 23/11/2012."),
        )
    return read_date(cell)


def sent_value(type_: FieldType[Any], text: str) -> Any:
    """A value that was sent, from its canonical text; None when the text was spoilt."""
    try:
        return type_.load(text)
    except (ValueError, ArithmeticError, InvalidInput):
        return None


def same(type_: FieldType[Any], one: Any, other: Any) -> bool:
    """Whether two values are the same once both have been through a workbook."""
    return bool(_comparable(type_, one) == _comparable(type_, other))


def _comparable(type_: FieldType[Any], value: Any) -> Any:
    """A workbook loses control characters, some ends of line and the end of endless texts."""
    if isinstance(value, str) and isinstance(type_, Text):
        return type_.parse(cleaned([value])[0][0])
    return value
