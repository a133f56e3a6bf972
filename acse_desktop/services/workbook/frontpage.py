"""What a workbook says of itself: the facts of Lisez-moi, the dictionary of Nomenclatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from acse_desktop.errors import FileTooRecent, UnreadableFile
from acse_desktop.services.reading.tables import Cell, Table
from acse_desktop.services.workbook.layout import LAYOUT_VERSION, NOMENCLATURES, README, header_key
from acse_desktop.services.workbook.nomenclaturesheet import DICTIONARY_COLUMNS
from acse_desktop.services.workbook.readme import DIGEST, HEADERS, LAYOUT, ROWS
from acse_desktop.translation import _


@dataclass
class FrontPage:
    """What a workbook states."""

    facts: dict[str, Any] = field(default_factory=dict)
    """By folded label."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows by sheet, at export."""
    digests: dict[str, str] = field(default_factory=dict)
    """Digest by sheet, at export."""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """Machine name by folded header, by sheet, in the order of the columns at export."""

    def text(self, label: str) -> str:
        """A fact, as a text."""
        value = self.facts.get(header_key(label))
        return "" if value is None else str(value)

    def number(self, label: str) -> int | None:
        """A fact, as a whole number; None when it is not one."""
        try:
            return int(float(self.text(label)))
        except ValueError:
            return None


def front_page(path: Path, tables: list[Table]) -> FrontPage:
    """What a workbook states.

    Raises UnreadableFile when it is not a remontée, and FileTooRecent for a later layout.
    """
    by_name = {table.sheet: table for table in tables}
    page = FrontPage()
    if README in by_name:
        _read_readme(page, by_name[README])
    version = page.number(LAYOUT)
    if version is None or version < 1:
        raise UnreadableFile(
            _("« {name} » n’est pas un classeur de remontée.").format(name=path.name),
            _("Choisissez un classeur écrit par « Exporter la remontée »."),
        )
    if version > LAYOUT_VERSION:
        raise FileTooRecent(
            _(
                "« {name} » a la version {theirs} du classeur de remontée\u202f;"
                " ce programme lit jusqu’à la version {ours}."
            ).format(name=path.name, theirs=version, ours=LAYOUT_VERSION),
            _("Installez la dernière version du programme."),
        )
    if NOMENCLATURES in by_name:
        page.names = _dictionary(by_name[NOMENCLATURES])
    return page


def _padded(row: list[Cell], width: int) -> list[Cell]:
    return row + [None] * (width - len(row))


def _read_readme(page: FrontPage, table: Table) -> None:
    rows = [_padded(row, len(HEADERS)) for row in table.rows]
    at = next((n for n, row in enumerate(rows) if row[0] == HEADERS[0]), len(rows))
    page.facts = {header_key(row[0]): row[1] for row in rows[:at] if row[0] is not None}
    for row in rows[at:]:
        if row[1] == ROWS and isinstance(row[2], int | float):
            page.rows[str(row[0])] = int(row[2])
            page.digests[str(row[0])] = str(row[HEADERS.index(DIGEST)] or "")


def _dictionary(table: Table) -> dict[str, dict[str, str]]:
    headers = [str(cell) for cell in table.rows[0]] if table.rows else []
    wanted = [column.label for column in DICTIONARY_COLUMNS[:3]]
    if not set(wanted) <= set(headers):
        return {}
    places = [headers.index(label) for label in wanted]
    found: dict[str, dict[str, str]] = {}
    for row in table.rows[1:]:
        sheet, name, label = (_padded(row, len(headers))[place] for place in places)
        if sheet and name and label:
            found.setdefault(str(sheet), {})[header_key(label)] = str(name)
    return found
