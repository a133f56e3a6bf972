"""One declaration per field: the mapped column carries everything else that follows from it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypedDict, TypeVar, Unpack

from sqlalchemy import ForeignKey, MetaData, String, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from acse_desktop.fieldtypes import FieldType, Reference

T = TypeVar("T")

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of a base."""

    metadata = MetaData(naming_convention=CONVENTION)


class Traits(TypedDict, total=False):
    """What a field can say of itself beside type, label and section."""

    required: bool
    help: str
    excel: str
    personal: bool
    visible: Callable[[Any], bool]
    readonly: bool
    index: bool
    exported: bool


@dataclass(frozen=True)
class Field:
    """The dictionary entry of a field."""

    type: FieldType[Any]
    label: str
    """French, a message of the catalogue: translate it where it is shown."""
    section: str
    """The card of the form that holds it."""
    name: str = ""
    """Attribute and machine name, given by `fields_of`."""
    required: bool = False
    """Needed before the remontée; its absence is an anomaly, never a refusal."""
    help: str = ""
    excel: str = ""
    """Header in the workbook when the label alone would not be unique there."""
    personal: bool = False
    """Bank or personal data: never in an exchange file nor in a log."""
    visible: Callable[[Any], bool] | None = None
    """Whether the form shows it for a record; always when None."""
    readonly: bool = False
    """Derived or written by the program: shown, not typed."""
    index: bool = False
    exported: bool = True
    """Part of the remontée workbook."""


def field(
    type_: FieldType[T], label: str, section: str, **traits: Unpack[Traits]
) -> Mapped[T | None]:
    """A mapped column and its dictionary entry, in one gesture.

    The column is always nullable: a draft is a draft.
    """
    described = Field(type_, label, section, **traits)
    constraints = (
        [ForeignKey(f"{type_.target}.id", ondelete="CASCADE" if type_.part_of else "SET NULL")]
        if isinstance(type_, Reference)
        else []
    )
    index = described.index or isinstance(type_, Reference)
    return mapped_column(
        type_.column(), *constraints, nullable=True, index=index, info={"field": described}
    )


def new_id() -> str:
    """A fresh identifier for a record (UUID, RFC 9562)."""
    return str(uuid.uuid4())


class Record:
    """What every editable table has: a UUID that no exchange changes, and a version.

    The version makes a write fail when the record changed since it was read
    (optimistic locking); `provenance_id` says which file and row it came from.
    """

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(nullable=False, default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}

    @declared_attr
    def provenance_id(cls) -> Mapped[str | None]:  # noqa: N805
        return mapped_column(
            String(36), ForeignKey("provenance.id", ondelete="SET NULL"), nullable=True
        )

    provenance_feuille: Mapped[str | None] = mapped_column(String, nullable=True)
    provenance_ligne: Mapped[int | None] = mapped_column(nullable=True)


_known: dict[type[Any], dict[str, Field]] = {}


def fields_of(model: type[Any]) -> dict[str, Field]:
    """The fields of a model, in declaration order, by name."""
    if model not in _known:
        _known[model] = {
            attribute.key: replace(described, name=attribute.key)
            for attribute in inspect(model).column_attrs
            if (described := attribute.columns[0].info.get("field"))
        }
    return _known[model]


def sections_of(model: type[Base]) -> list[str]:
    """The sections of a form, in order."""
    return list(dict.fromkeys(described.section for described in fields_of(model).values()))


def header_of(described: Field) -> str:
    """The French header of a field's column in a workbook."""
    return described.excel or described.label
