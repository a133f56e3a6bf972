"""What a sheet is made of: its columns, and the records whose fields it brings back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import FieldType
from acse_desktop.services.records import MODELS

VERSION = "1"
"""Changes when a sheet made before could no longer be read."""
HIDDEN_SHEET = "_acse"
LISTS_SHEET = "_listes"
MARK = "acse:"
"""Begins each cell of the hidden row that names the columns, whatever becomes of their headers."""
IDENTIFIER = "id"


@dataclass(frozen=True)
class SheetColumn:
    """A column of the sheet."""

    name: str
    label: str
    """French: a workbook has one form, whatever the language of the window."""
    type: FieldType[Any]
    editable: bool = False
    """Whether its cells are typed by the author and come back."""
    width: int = 0
    """Logical px; 0: that of its type."""


@dataclass(frozen=True)
class Layout:
    """A kind of sheet. One row is one record of `table`."""

    key: str
    """Written in the file: a sheet of another kind is refused."""
    table: str
    """Table of the records whose fields come back."""
    sheet: str
    """Name of the sheet, 31 characters at most."""
    columns: tuple[SheetColumn, ...]
    named: str
    """The column by which people recognise a row."""
    scope: tuple[str, ...] = ()
    """Fields that the records must share with what the file says: a sheet made for one author
    never changes what another one wrote."""

    @property
    def editable(self) -> tuple[SheetColumn, ...]:
        """The columns that come back."""
        return tuple(column for column in self.columns if column.editable)


def field_column(
    table: str, name: str, *, label: str = "", editable: bool = False, width: int = 0
) -> SheetColumn:
    """The column of a field."""
    described = fields_of(MODELS[table])[name]
    return SheetColumn(name, label or described.label, described.type, editable, width)


@dataclass(frozen=True)
class Line:
    """A row to send: the record it stands for, and the value of each column by its name."""

    id: str
    version: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Outgoing:
    """What is sent: the texts above the table, and the lines."""

    title: str
    facts: tuple[tuple[str, str], ...]
    """Label and value of each line above the table."""
    how: tuple[str, ...]
    """How to fill the table, one sentence a line."""
    lines: tuple[Line, ...]
    scope: Mapping[str, str] = field(default_factory=dict)
    """Canonical texts of the fields of the scope, by name."""
