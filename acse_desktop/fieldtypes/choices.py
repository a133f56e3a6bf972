"""Values taken from a list, and yes/no/not said."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, String
from sqlalchemy.types import TypeEngine

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes.base import FieldType
from acse_desktop.nomenclatures import Entry, entries, label_of
from acse_desktop.translation import _
from acse_desktop.typography import folded


class Choice(FieldType[str]):
    """A code of a nomenclature; agents read and type its label.

    A code that the list does not hold is kept and marked: an older or local list made it.
    """

    kind = "choice"

    def __init__(self, nomenclature: str, width: int = 136) -> None:
        self.nomenclature = nomenclature
        self.width = width

    def column(self) -> TypeEngine[Any]:
        return String()

    def entries(self) -> tuple[Entry, ...]:
        """The codes and labels to choose from, in order."""
        return entries(self.nomenclature)

    def parse(self, text: str) -> str | None:
        wanted = folded(text)
        if not text.strip():
            return None
        for entry in self.entries():
            names = (entry.libelle, _(entry.libelle), entry.code)
            if text.strip() == entry.code or wanted in map(folded, names):
                return entry.code
        raise InvalidInput(
            _("« {text} » n’est pas dans la liste.").format(text=text),
            _("Choisissez une des valeurs proposées."),
        )

    def format(self, value: Any) -> str:
        return "" if value is None else _(label_of(self.nomenclature, value))

    def check(self, value: Any) -> str | None:
        if value is not None and value not in {entry.code for entry in self.entries()}:
            return _("Le code « {code} » n’est pas dans la liste.").format(code=value)
        return None

    def load(self, text: str) -> str | None:
        return text or None

    def cell(self, value: Any) -> Any:
        """The label in French, whatever the language of the window: a workbook has one form."""
        return None if value is None else label_of(self.nomenclature, value)


class Flag(FieldType[bool]):
    """Yes, no, or not said: an unanswered question is not a no."""

    kind = "flag"
    width = 72

    def column(self) -> TypeEngine[Any]:
        return Boolean(create_constraint=False)

    def parse(self, text: str) -> bool | None:
        wanted = folded(text)
        if not wanted:
            return None
        if wanted in ("oui", "o", "vrai", "true", "1", "yes", "x"):
            return True
        if wanted in ("non", "n", "faux", "false", "0", "no"):
            return False
        raise InvalidInput(
            _("« {text} » n’est ni oui ni non.").format(text=text), _("Écrivez oui ou non.")
        )

    def format(self, value: Any) -> str:
        return "" if value is None else (_("oui") if value else _("non"))

    def dump(self, value: Any) -> str:
        return "" if value is None else ("oui" if value else "non")

    def load(self, text: str) -> bool | None:
        return self.parse(text)

    def cell(self, value: Any) -> Any:
        return self.dump(value) or None
