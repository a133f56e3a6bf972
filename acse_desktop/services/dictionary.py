"""The dictionary: every field of every table, as documentation or for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields

from acse_desktop.fields import Base, Field, fields_of, header_of
from acse_desktop.fieldtypes import Choice
from acse_desktop.models import EDITABLE
from acse_desktop.rules.champs import rule_of
from acse_desktop.translation import _


@dataclass(frozen=True)
class Description:
    """One field as the dictionary tells it. Keys are stable: programs read them."""

    table: str
    nom: str
    libelle: str
    type: str
    liste: str
    """Name of the list its values come from, or empty."""
    section: str
    obligatoire: bool
    """Wanted for the remontée."""
    regle: str
    """Code of the rule that checks its values, or empty."""
    feuille: str
    """Sheet of the workbook; empty when the field is never exported."""
    colonne: str
    personnelle: bool
    calcule: bool
    """Written by the program."""
    aide: str


def _describe(model: type[Base], described: Field) -> Description:
    rule = rule_of(described)
    exported = described.exported and not described.personal
    sheet = getattr(model, "feuille", "") if exported else ""
    return Description(
        table=model.__tablename__,
        nom=described.name,
        libelle=_(described.label),
        type=type(described.type).__name__,
        liste=described.type.nomenclature if isinstance(described.type, Choice) else "",
        section=_(described.section),
        obligatoire=described.required,
        regle=rule.code if rule else "",
        feuille=sheet,
        colonne=header_of(described) if sheet else "",
        personnelle=described.personal,
        calcule=described.readonly,
        aide=_(described.help),
    )


def entries() -> Iterator[Description]:
    """Every field of every table that agents write, in the order of the forms."""
    for model in EDITABLE:
        for described in fields_of(model).values():
            yield _describe(model, described)


def _as_json() -> str:
    return json.dumps([asdict(entry) for entry in entries()], ensure_ascii=False, indent=2) + "\n"


def _yes(value: object) -> str:
    return {True: _("oui"), False: _("non")}[value] if isinstance(value, bool) else str(value)


def _as_csv() -> str:
    names = [field.name for field in fields(Description)]
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_yes(getattr(entry, name)) for name in names] for entry in entries())
    return target.getvalue()


def _line(entry: Description) -> str:
    cells = (
        f"`{entry.nom}`", entry.libelle, entry.type + (f" ({entry.liste})" * bool(entry.liste)),
        entry.section, _yes(entry.obligatoire), entry.regle,
        f"{entry.feuille}\u00a0: {entry.colonne}" if entry.feuille else "–", entry.aide,
    )  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _as_markdown() -> str:
    heads = (
        _("Nom"), _("Libellé"), _("Type"), _("Section"), _("Obligatoire"), _("Règle"),
        _("Feuille et colonne"), _("Aide"),
    )  # fmt: skip
    lines = [f"# {_('Dictionnaire des champs')}"]
    table = ""
    for entry in entries():
        if entry.table != table:
            table = entry.table
            lines += ["", f"## `{table}`", "", "| " + " | ".join(heads) + " |", "|---" * 8 + "|"]
        lines.append(_line(entry))
    return "\n".join(lines) + "\n"


FORMATS: dict[str, Callable[[], str]] = {"md": _as_markdown, "csv": _as_csv, "json": _as_json}
"""What the dictionary can be written as."""


def dictionary(format_: str = "md") -> str:
    """The whole dictionary as a text: `md`, `csv` (separator `;`) or `json`."""
    return FORMATS[format_]()
