"""The cells of foreign tables as values: exact, tolerant of known faults, never guessed.

Each reading returns the value and, when it had to be repaired, a sentence that says how.
What stays ambiguous or was lost raises InvalidInput, and the row is shown to the agent.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount, Count, Day, Siret
from acse_desktop.fieldtypes.amounts import CENT, LIMIT
from acse_desktop.services.reading.tables import Cell
from acse_desktop.translation import _
from acse_desktop.typography import amount_text, day_text, squeezed

T_co = TypeVar("T_co", covariant=True)
_EPOCH = date(1899, 12, 30)
_SERIALS = range(18264, 73415)
"""Excel serial numbers of the days from 1950 to 2100."""
_YEARS = range(1950, 2101)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?\s?E\+?\d+", re.I)
_MINUS_LAST = re.compile(r"([^-(].*\d)\s?-")
_COMMENTED = re.compile(r"(.*\d\s*€)\s*\(([^)]*)\)")
_TIME = r"(?:[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_FRENCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})" + _TIME)
_ACTION = re.compile(r"(?:DA)?(\d{8})(?:-\d*)?", re.I)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@dataclass(frozen=True)
class Read(Generic[T_co]):
    """A value read from a cell; `repaired` says what was done to it, None if nothing."""

    value: T_co | None
    repaired: str | None = None


def _text(cell: Cell) -> str:
    return squeezed(cell) if isinstance(cell, str) else ""


def _filled(cell: Cell) -> Cell:
    """The cell, None when it holds spaces only."""
    return None if isinstance(cell, str) and not cell.strip() else cell


def _wrong_kind(cell: Cell, expected: str) -> InvalidInput:
    shown = day_text(cell) if isinstance(cell, date) else str(cell)
    return InvalidInput(
        _("« {text} » n’est pas {expected}.").format(text=shown, expected=expected),
        _("Corrigez la cellule ou la valeur proposée."),
    )


def read_amount(cell: Cell) -> Read[Decimal]:
    """Euros. Numbers are rounded to the cent; `1,234.56`, `1.234` and `15 k€` are refused."""
    cell = _filled(cell)
    if cell is None:
        return Read(None)
    if isinstance(cell, str):
        return _amount_of_text(squeezed(cell))
    if isinstance(cell, bool | date) or not math.isfinite(cell):
        raise _wrong_kind(cell, _("un montant"))
    exact = Decimal(repr(cell))
    if abs(exact) >= LIMIT:
        raise _wrong_kind(cell, _("un montant"))
    rounded = exact.quantize(CENT, ROUND_HALF_UP)
    # Sums made by a spreadsheet carry noise such as 0.30000000000000004: not worth a word.
    if abs(exact - rounded) > Decimal("0.000001"):
        return Read(rounded, _("{raw} arrondi au centime.").format(raw=str(cell).replace(".", ",")))
    return Read(rounded)


def _amount_of_text(text: str) -> Read[Decimal]:
    if text.startswith("=") or _SCIENTIFIC.fullmatch(text):
        raise _wrong_kind(text, _("un montant"))
    if commented := _COMMENTED.fullmatch(text):
        note = _("Commentaire « {text} » laissé de côté.").format(text=commented[2])
        return Read(Amount().parse(commented[1]), note)
    if after := _MINUS_LAST.fullmatch(text):
        note = _("Signe moins écrit après le nombre\u00a0: lu {text}.")
        return Read(Amount().parse(f"-{after[1]}"), note.format(text=f"−{after[1]}"))
    value = Amount().parse(text)
    if value is not None and text.startswith("("):
        shown = amount_text(value)
        return Read(value, _("Parenthèses lues comme un signe moins\u00a0: {n}.").format(n=shown))
    return Read(value)


def read_count(cell: Cell) -> Read[int]:
    """A whole number of persons, posts…"""
    cell = _filled(cell)
    if cell is None:
        return Read(None)
    if isinstance(cell, bool | date) or (isinstance(cell, float) and not cell.is_integer()):
        raise _wrong_kind(cell, _("un nombre entier"))
    if isinstance(cell, str):
        if cell.lstrip().startswith("="):
            raise _wrong_kind(cell, _("un nombre entier"))
        return Read(Count().parse(cell))
    return Read(Count().parse(str(int(cell))))


def read_date(cell: Cell) -> Read[date]:
    """A day: date cells, Excel serial numbers (noted), ISO and French writings.

    A month, a year or a period alone is refused: the missing day is not invented.
    """
    cell = _filled(cell)
    if cell is None:
        return Read(None)
    if isinstance(cell, datetime):
        return Read(cell.date(), _without_time(f"{cell:%H:%M}") if cell.time() else None)
    if isinstance(cell, date):
        return Read(cell)
    if isinstance(cell, str):
        return _date_of_text(squeezed(cell))
    if isinstance(cell, bool) or not math.isfinite(cell) or int(cell) not in _SERIALS:
        raise _wrong_kind(cell, _("une date complète"))
    return _date_of_serial(int(cell))


def _date_of_serial(serial: int) -> Read[date]:
    day = _EPOCH + timedelta(days=serial)
    note = _("Numéro de jour Excel {serial} lu comme le {day}.")
    return Read(day, note.format(serial=serial, day=day_text(day)))


def _without_time(clock: str) -> str | None:
    if not re.search("[1-9]", clock):
        return None
    return _("Heure {clock} laissée de côté.").format(clock=clock)


def _date_of_text(text: str) -> Read[date]:
    if found := _ISO.fullmatch(text):
        year, month, day, clock = found.groups()
    elif found := _FRENCH.fullmatch(text):
        day, month, year, clock = found.groups()
    elif text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        return _date_of_serial(int(text))
    else:
        raise _wrong_kind(text, _("une date complète"))
    value = Day().parse(f"{day}/{month}/{year}")
    if value is not None and len(year) == 2:
        return Read(value, _("Année sur deux chiffres lue {year}.").format(year=value.year))
    return Read(value, _without_time(clock or ""))


def read_year(cell: Cell) -> Read[int]:
    """An exercice: `2020`, or the only year of a text or of a date, which is noted."""
    cell = _filled(cell)
    if cell is None:
        return Read(None)
    if isinstance(cell, date):
        return Read(cell.year, _("Année du {day}.").format(day=day_text(cell)))
    if isinstance(cell, str):
        return _year_of_text(squeezed(cell))
    if isinstance(cell, bool) or cell not in _YEARS:
        raise _wrong_kind(cell, _("une année"))
    return Read(int(cell))


def _year_of_text(text: str) -> Read[int]:
    found = _YEAR.findall(text)
    if len(found) != 1 or int(found[0]) not in _YEARS:
        raise _wrong_kind(text, _("une année"))
    note = _("Année tirée de « {text} ».").format(text=text)
    return Read(int(found[0]), None if text == found[0] else note)


def read_siret(cell: Cell) -> Read[str]:
    """A SIRET of 14 digits, or the identifier that was written instead of it.

    A false key never refuses a row: the field marks it later. Only a scientific notation, whose
    digits are lost, raises. `#` is how Chorus says that there is none.
    """
    cell = _filled(cell)
    if cell is None:
        return Read(None)
    if isinstance(cell, bool | date) or (isinstance(cell, float) and not math.isfinite(cell)):
        raise _wrong_kind(cell, _("un SIRET"))
    raw = str(int(cell)) if isinstance(cell, int | float) else _text(cell)
    if _SCIENTIFIC.fullmatch(raw):
        raise InvalidInput(
            _("Le SIRET « {text} » a perdu ses chiffres dans un tableur.").format(text=raw),
            _("Ils sont irrécupérables ici\u00a0: retrouvez-le par le nom de l’organisme."),
        )
    if raw == "#":
        return Read(None)
    cut = re.sub(r"[.,]0+$", "", raw)
    value = Siret().parse(cut) or ""
    return _repaired_siret(value, raw if cut != raw else None)


def _repaired_siret(value: str, cut_from: str | None) -> Read[str]:
    notes = []
    if cut_from is not None:
        notes.append(_("« {raw} » lu {value}.").format(raw=cut_from, value=value))
    if value.isdecimal() and 10 <= len(value) <= 13:
        notes.append(_("Zéro de tête rétabli\u00a0: {n} chiffres lus.").format(n=len(value)))
        value = value.zfill(14)
    elif value.isdecimal() and len(value) == 9:
        notes.append(_("SIREN seul\u00a0: il manque les 5 chiffres de l’établissement."))
    if len(value) == 14 and value.endswith("00000"):
        notes.append(_("SIRET arrondi par un tableur\u00a0: ses derniers chiffres sont perdus."))
    return Read(value or None, " ".join(notes) or None)


def read_action_code(cell: Cell) -> Read[str]:
    """The 8 digits of a GISPRO action: `DA00005026`, `00005026-02` and 5026 are one action."""
    cell = _filled(cell)
    if cell is None:
        return Read(None)
    if isinstance(cell, bool | date):
        raise _wrong_kind(cell, _("un code d’action GISPRO"))
    text = str(int(cell)) if isinstance(cell, int | float) else _text(cell)
    text = re.sub(r"\.0+$", "", text)
    if found := _ACTION.fullmatch(text):
        return Read(found[1])
    if not text.isdecimal() or len(text) > 8:
        raise _wrong_kind(cell, _("un code d’action GISPRO"))
    padded = text.zfill(8)
    return Read(padded, _("Code {raw} complété en {code}.").format(raw=text, code=padded))
