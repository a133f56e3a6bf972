"""The types a field can have: how it is typed, shown, checked, stored and put in a workbook."""

from acse_desktop.fieldtypes.amounts import Amount, Cents, Count, Percent, decimal_of
from acse_desktop.fieldtypes.base import FieldType
from acse_desktop.fieldtypes.choices import Choice, Flag
from acse_desktop.fieldtypes.dates import Day, Instant, Year
from acse_desktop.fieldtypes.identifiers import (
    Bic,
    CodeInsee,
    CodePostal,
    Email,
    Iban,
    Phone,
    Rna,
    Siret,
)
from acse_desktop.fieldtypes.texts import Code, LongText, Reference, Text

ALL_TYPES: tuple[type[FieldType[object]], ...] = (
    Amount, Bic, Choice, Code, CodeInsee, CodePostal, Count, Day, Email, Flag, Iban, Instant,
    LongText, Percent, Phone, Reference, Rna, Siret, Text, Year,
)  # fmt: skip

__all__ = [
    "ALL_TYPES",
    "Amount",
    "Bic",
    "Cents",
    "Choice",
    "Code",
    "CodeInsee",
    "CodePostal",
    "Count",
    "Day",
    "Email",
    "FieldType",
    "Flag",
    "Iban",
    "Instant",
    "LongText",
    "Percent",
    "Phone",
    "Reference",
    "Rna",
    "Siret",
    "Text",
    "Year",
    "decimal_of",
]
