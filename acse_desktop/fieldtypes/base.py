"""What every field type does."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy.types import TypeEngine

T_co = TypeVar("T_co", covariant=True)


class FieldType(Generic[T_co]):
    """A kind of value. `parse` reads what an agent types, `format` shows it, `check` re-reads it.

    `parse(format(value)) == value` holds for every value that `check` accepts.
    `dump` and `load` are the canonical text used by fingerprints, the journal and CSV files.
    """

    kind: ClassVar[str] = "text"
    """How tables paint it: text, amount, count, percent, day, choice, flag."""
    align: ClassVar[str] = "left"
    excel_format: ClassVar[str] = "@"
    width: int = 160
    """Default column width, logical px at 100 %."""

    def column(self) -> TypeEngine[Any]:
        """The SQL type of the column."""
        raise NotImplementedError

    def parse(self, text: str) -> T_co | None:
        """The value typed; None for an empty text; InvalidInput when it cannot be read."""
        raise NotImplementedError

    def format(self, value: Any) -> str:
        """The value as an agent reads it; empty for None."""
        return "" if value is None else str(value)

    def check(self, value: Any) -> str | None:
        """What is wrong with a stored value, in French with its remedy, or None."""
        return None

    def dump(self, value: Any) -> str:
        """The canonical text of a value; empty for None."""
        return "" if value is None else str(value)

    def load(self, text: str) -> T_co | None:
        """The value of a canonical text."""
        return self.parse(text)

    def cell(self, value: Any) -> Any:
        """The value put in a workbook cell: text, number or date."""
        return value
