"""The cell of each field read as a value; what was repaired or lost is told by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import LongText, Siret, Text
from acse_desktop.services.importing.report import AVERTISSEMENT, INFORMATION, Remark
from acse_desktop.services.reading.tables import Cell
from acse_desktop.services.reading.values import (
    Read,
    read_action_code,
    read_amount,
    read_date,
    read_siret,
    read_year,
)
from acse_desktop.translation import _
from acse_desktop.typography import day_text, squeezed

_PLURIANNUAL = re.compile(r"N\s*\+\s*(\d)\s*-\s*CPO\s*(\d{4})", re.I)
_CODE_TIERS_DIGITS = 6
EJ_LENGTH = 10
"""Digits of a commitment number of Chorus; leading zeros are lost in spreadsheets."""
SIREN_LENGTH = 9
"""A SIREN alone is kept as it is: the check of the base marks it, once, where it is corrected."""

Tell = Callable[[Remark], None]
"""Called with what is to be said of the cell being read."""


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it: whole numbers without point, dates jj/mm/aaaa."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return day_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _text(cell: Cell) -> Read[str]:
    return Read(Text().parse(cell_text(cell)))


def _long_text(cell: Cell) -> Read[str]:
    return Read(LongText().parse(cell_text(cell)))


def _code_tiers(cell: Cell) -> Read[str]:
    text = squeezed(cell_text(cell))
    if not isinstance(cell, str) and text.isdecimal() and len(text) < _CODE_TIERS_DIGITS:
        padded = text.zfill(_CODE_TIERS_DIGITS)
        return Read(padded, _("Code tiers {raw} lu {code}.").format(raw=text, code=padded))
    return Read(text or None)


def _departement(cell: Cell) -> Read[str]:
    text = squeezed(cell_text(cell)).upper()
    return Read((text.zfill(2) if text.isdecimal() else text) or None)


def _exercice(cell: Cell) -> Read[int]:
    """The year of a row: `2021`, « DP 2017 », or « N+2 - CPO 2019 », which is 2021."""
    if isinstance(cell, str) and (found := _PLURIANNUAL.fullmatch(squeezed(cell))):
        year = int(found[2]) + int(found[1])
        return Read(year, _("« {text} » lu exercice {year}.").format(text=cell, year=year))
    return read_year(cell)


def _chorus_code(cell: Cell) -> Read[str]:
    """A number of Chorus; `#` is how it says that there is none."""
    text = squeezed(cell_text(cell))
    return Read(None if text in ("", "#") else text)


def _chorus_ej(cell: Cell) -> Read[str]:
    found = _chorus_code(cell).value
    padded = found.zfill(EJ_LENGTH) if found and found.isdecimal() else found
    return Read(padded)


def _payee(cell: Cell) -> Read[str]:
    """The identifier of who was paid: it is compared, never corrected, so a false key is kept."""
    try:
        return Read(read_siret(cell).value)
    except InvalidInput:
        return Read(None)


def _payment_day(cell: Cell) -> Read[date]:
    """Chorus gives days as texts or as Excel numbers: neither is worth a word."""
    return Read(read_date(cell).value)


READERS: Mapping[str, Callable[[Cell], Read[Any]]] = {
    "montant": read_amount,
    "montant_propose": read_amount,
    "total": read_amount,
    "siret": read_siret,
    "numero_gispro": read_action_code,
    "acte_le": read_date,
    "exercice": _exercice,
    "code_tiers": _code_tiers,
    "departement": _departement,
    "adresse": _long_text,
    "ej_chorus": _chorus_ej,
    "dp_chorus": _chorus_code,
    "poste_ej": _chorus_code,
    "poste_dp": _chorus_code,
    "siret_paye": _payee,
    "paye_le": _payment_day,
}
BLOCKING = ("montant",)
"""Fields whose unreadable value refuses the row; others are left empty and told."""


def read_cell(name: str, cell: Cell, tell: Tell) -> Any:
    """The value of a field; raises InvalidInput when the row cannot stand without it."""
    try:
        read = READERS.get(name, _text)(cell)
    except InvalidInput as error:
        if name in BLOCKING:
            raise
        code = "siret_perdu" if name == "siret" else "valeur_illisible"
        tell(Remark(AVERTISSEMENT, code, error.message, error.remedy))
        return None
    if read.repaired and not (name == "siret" and len(str(read.value)) == SIREN_LENGTH):
        tell(Remark(INFORMATION, "reparation", read.repaired))
    return _checked_siret(read.value, tell) if name == "siret" else read.value


def _checked_siret(value: str | None, tell: Tell) -> str | None:
    if value is None:
        return None
    if not value.isdecimal():
        message = _("« {text} » n’est pas un SIRET\u00a0: laissé vide.").format(text=value)
        tell(Remark(AVERTISSEMENT, "siret_inexact", message, _("Complétez-le dans la fiche.")))
        return None
    fault = None if len(value) == SIREN_LENGTH else Siret().check(value)
    if fault:
        remedy = _("Corrigez-le dans la fiche de l’organisme.")
        tell(Remark(AVERTISSEMENT, "siret_inexact", fault, remedy))
    return value


def amount_or_zero(value: Decimal | None) -> Decimal:
    """An amount to add up."""
    return Decimal("0.00") if value is None else value
