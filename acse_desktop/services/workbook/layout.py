"""The remontée workbook, layout 1: its sheets and columns, all drawn from the models.

Labels and texts of the workbook are French whatever the language of the interface: the file goes
to a French administration, and reading back relies on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from acse_desktop.fields import Base, Field, fields_of, header_of
from acse_desktop.fieldtypes import (
    Amount,
    Choice,
    Code,
    Count,
    FieldType,
    Percent,
    Reference,
    Siret,
    Text,
    Year,
)
from acse_desktop.models import (
    Action,
    Contrat,
    Controle,
    ConventionPoste,
    Enveloppe,
    Financement,
    Indicateur,
    Lieu,
    LigneBudget,
    Organisme,
    Periode,
    Poste,
    Public,
    Quartier,
    QuartierCommune,
    Signataire,
    Vacance,
    Versement,
)
from acse_desktop.models.dossier import Dossier
from acse_desktop.typography import squeezed

LAYOUT_VERSION = 1
README = "Lisez-moi"
NOMENCLATURES = "Nomenclatures"
ANOMALIES = "Anomalies"
CONTROL = "controle"
"""Last column of every record sheet: the digest of the row, then four digits per cell."""

BEFORE: tuple[type[Base], ...] = (
    Organisme, Action, Financement, LigneBudget, Lieu, Public, Versement, Indicateur, Enveloppe,
)  # fmt: skip
AFTER: tuple[type[Base], ...] = (
    Dossier, Contrat, Signataire, Quartier, QuartierCommune, Poste, ConventionPoste, Vacance,
    Controle, Periode,
)  # fmt: skip
"""Sheets beyond those of the contract, after them."""

Readable = tuple[str, str, FieldType[Any]]
READABLE: dict[str, tuple[Readable, ...]] = {
    "action": (("numero", "N° action", Code(96)), ("intitule", "Intitulé de l’action", Text(240))),
    "dossier": (("numero", "N° dossier", Code()), ("exercice", "Exercice", Year())),
    "organisme": (
        ("nom", "Organisme", Text(240)),
        ("siret", "SIRET de l’organisme", Siret()),
        ("commune", "Commune de l’organisme", Text(136)),
    ),
    "contrat": (("nom", "Nom du contrat", Text(200)),),
    "quartier": (("nom", "Nom du quartier", Text(200)),),
    "poste": (("numero", "N° du poste", Code(128)),),
}
"""What shows a record where another refers to it: column, label, type."""

COMPUTED: dict[type[Base], tuple[Readable, ...]] = {
    LigneBudget: (
        ("ecart", "Écart en €", Amount()),
        ("ecart_pct", "Écart en %", Percent()),
    ),
    Enveloppe: (
        ("demande", "Demandé", Amount()),
        ("propose", "Proposé", Amount()),
        ("accorde", "Accordé", Amount()),
        ("engage", "Engagé", Amount()),
        ("paye", "Payé", Amount()),
        ("reste", "Reste à accorder", Amount()),
    ),
}
"""Figures worked out from the others when the workbook is written."""


@dataclass(frozen=True)
class Column:
    """A column of a record sheet."""

    name: str
    """Machine name, stable from one version to the next."""
    label: str
    """Header in row 1."""
    type: FieldType[Any]
    derived: bool = False
    """Written for the reader, ignored when the workbook is read back."""
    target: str = ""
    """Table that a derived column is read in; empty for the record's own."""
    help: str = ""


@dataclass(frozen=True)
class SheetLayout:
    """A record sheet: one row per record of a table."""

    name: str
    model: type[Base]
    columns: tuple[Column, ...]

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns that are read back."""
        return tuple(column for column in self.columns if not column.derived)


def parents(model: type[Base]) -> Iterator[str]:
    """The tables above a record, nearest first: action, dossier, organisme for a payment."""
    for described in fields_of(model).values():
        if described.required and isinstance(described.type, Reference):
            yield described.type.target
            yield from parents(model_of(described.type.target))
            return


def side_references(model: type[Base]) -> dict[str, str]:
    """The other tables that a record refers to in its sheet, by field: contract, quarter."""
    above = set(parents(model))
    return {
        name: described.type.target
        for name, described in fields_of(model).items()
        if isinstance(described.type, Reference)
        and described.exported
        and described.type.target not in above
    }


def model_of(table: str) -> type[Base]:
    """The model of a table."""
    return next(model for model in (*BEFORE, *AFTER) if model.__tablename__ == table)


def sheet_name(model: type[Base]) -> str:
    """The sheet of a model."""
    return str(vars(model)["feuille"])


def _readable(target: str) -> list[Column]:
    return [
        Column(f"{target}_{name}", label, type_, derived=True, target=target)
        for name, label, type_ in READABLE[target]
    ]


def _stored(described: Field) -> Column:
    label = header_of(described)
    if isinstance(described.type, Reference):
        label = f"{label} (identifiant)"
    return Column(described.name, label, described.type, help=described.help)


def _field_columns(model: type[Base]) -> Iterator[Column]:
    aside = side_references(model)
    for described in fields_of(model).values():
        if described.exported and not described.personal:
            yield _stored(described)
            if described.name in aside:
                yield from _readable(aside[described.name])


def _columns(model: type[Base]) -> Iterator[Column]:
    yield Column("id", "id", Code(40), help="Identifiant que le retour des fichiers rapproche.")
    yield Column("version", "version", Count(), help="Version de l’enregistrement à l’export.")
    for target in parents(model):
        yield from _readable(target)
    yield from _field_columns(model)
    for name, label, type_ in COMPUTED.get(model, ()):
        yield Column(name, label, type_, derived=True)


@cache
def layout_of(model: type[Base]) -> SheetLayout:
    """The sheet of a model, columns in order, the control column left out."""
    return SheetLayout(sheet_name(model), model, tuple(_columns(model)))


@cache
def record_sheets() -> tuple[SheetLayout, ...]:
    """The record sheets, in the order of the workbook."""
    return tuple(layout_of(model) for model in (*BEFORE, *AFTER))


def sheet_names() -> tuple[str, ...]:
    """Every sheet of the workbook, in order."""
    before = tuple(layout_of(model).name for model in BEFORE)
    after = tuple(layout_of(model).name for model in AFTER)
    return (README, *before, NOMENCLATURES, ANOMALIES, *after)


def summed(sheet: SheetLayout) -> tuple[Column, ...]:
    """The columns in euros whose sum means something to a reader."""
    if sheet.model in (Organisme, Indicateur):
        return ()
    return tuple(column for column in sheet.columns if type(column.type) is Amount)


def header_key(label: object) -> str:
    """A header as it is recognised: case, spaces and apostrophes do not count, signs do."""
    return squeezed(str(label)).casefold().replace("’", "'")


def choice_lists() -> tuple[str, ...]:
    """The nomenclatures that the columns use, in the order they are met."""
    return tuple(
        dict.fromkeys(
            column.type.nomenclature
            for sheet in record_sheets()
            for column in sheet.columns
            if isinstance(column.type, Choice)
        )
    )
