"""Dates as agents type them: 231112, 23/11, 23/11/12, T, +7."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, DateTime, Integer
from sqlalchemy.types import TypeEngine

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes.base import FieldType
from acse_desktop.translation import _
from acse_desktop.typography import day_text

CENTURY_PIVOT = 70
"""A year in two digits from 70 on is of the twentieth century."""
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?"),
    re.compile(r"(?P<d>\d{1,2})[/.\- ](?P<m>\d{1,2})[/.\- ](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4}|\d{2})"),
)
_SHIFT = re.compile(r"([+\-\u2212])\s*(\d{1,4})")


def _year(text: str | None) -> int:
    if text is None:
        return date.today().year
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= CENTURY_PIVOT else 2000)


class Day(FieldType[date]):
    """A day, shown jj/mm/aaaa. `T` is today, `+7` in a week; two-digit years mean 1970-2069."""

    kind = "day"
    excel_format = "dd/mm/yyyy"
    width = 96

    def column(self) -> TypeEngine[Any]:
        return Date()

    def parse(self, text: str) -> date | None:
        bare = text.strip()
        if not bare:
            return None
        if bare.upper() == "T":
            return date.today()
        if shift := _SHIFT.fullmatch(bare):
            days = int(shift[2]) * (1 if shift[1] == "+" else -1)
            return date.today() + timedelta(days=days)
        for form in _FORMS:
            if found := form.fullmatch(bare):
                return self._day(found, text)
        raise self._unreadable(text)

    def _day(self, found: re.Match[str], text: str) -> date:
        parts = found.groupdict()
        try:
            return date(_year(parts.get("y")), int(parts["m"]), int(parts["d"]))
        except ValueError as error:
            raise self._unreadable(text) from error

    @staticmethod
    def _unreadable(text: str) -> InvalidInput:
        return InvalidInput(
            _("« {text} » n’est pas une date.").format(text=text),
            _("Écrivez par exemple 23/11/2012."),
        )

    def format(self, value: Any) -> str:
        return day_text(value)

    def check(self, value: Any) -> str | None:
        if value is not None and not 1900 <= value.year <= 2100:
            return _("Année hors de 1900-2100\u00a0: vérifiez la date.")
        return None

    def dump(self, value: Any) -> str:
        return "" if value is None else str(value.isoformat())

    def load(self, text: str) -> date | None:
        return date.fromisoformat(text) if text else None


class Instant(FieldType[datetime]):
    """A moment, kept in UTC without zone, written by the program only."""

    kind = "day"
    excel_format = "dd/mm/yyyy hh:mm"
    width = 128

    def column(self) -> TypeEngine[Any]:
        return DateTime()

    def parse(self, text: str) -> datetime | None:
        if not text.strip():
            return None
        for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"):
            try:
                local = datetime.strptime(text.strip(), form).astimezone()
                return local.astimezone(UTC).replace(tzinfo=None)
            except ValueError:
                continue
        raise Day._unreadable(text)

    def format(self, value: Any) -> str:
        if value is None:
            return ""
        local = value.replace(tzinfo=UTC).astimezone()
        return f"{day_text(local)} {local:%H:%M:%S}"

    def dump(self, value: Any) -> str:
        return "" if value is None else str(value.isoformat())

    def load(self, text: str) -> datetime | None:
        return datetime.fromisoformat(text) if text else None


class Year(FieldType[int]):
    """An exercice or a calendar year, four digits, no thousands separator."""

    kind = "year"
    align = "right"
    excel_format = "0"
    width = 72

    def column(self) -> TypeEngine[Any]:
        return Integer()

    def parse(self, text: str) -> int | None:
        if not text.strip():
            return None
        if not re.fullmatch(r"\d{4}", text.strip()):
            raise InvalidInput(
                _("« {text} » n’est pas une année.").format(text=text),
                _("Écrivez quatre chiffres, par exemple 2012."),
            )
        return int(text)

    def check(self, value: Any) -> str | None:
        if value is not None and not 1990 <= value <= 2100:
            return _("Année hors de 1990-2100\u00a0: vérifiez-la.")
        return None

    def load(self, text: str) -> int | None:
        return int(text) if text else None
