"""Which cells of a sheet changed after export, by the control text of each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from openpyxl.utils import get_column_letter

from acse_desktop.services.workbook.columnreaders import ReadColumn
from acse_desktop.services.workbook.fingerprint import cell_checks, cell_parts, row_part, short
from acse_desktop.services.workbook.layout import SheetLayout
from acse_desktop.services.workbook.remontee import Edit
from acse_desktop.translation import _, ngettext


class Content(Protocol):
    """A sheet that was read."""

    sheet: SheetLayout
    order: tuple[str, ...]
    lines: list[int]
    places: dict[str, int]
    typed: dict[str, ReadColumn]
    row_digests: list[bytes]


def compare(content: Content, controls: Sequence[str]) -> list[Edit]:
    """The rows whose control text no longer holds, with their cells."""
    seen: set[str] = set()
    edits = []
    for rank, (control, digest) in enumerate(zip(controls, content.row_digests, strict=True)):
        if row_part(control) != short(digest):
            edits.append(_edited_row(content, rank, control))
        elif control in seen:
            edits.append(_added(content, rank))
        seen.add(control)
    return edits


def _edited_row(content: Content, rank: int, control: str) -> Edit:
    checks = cell_parts(control)
    if len(checks) != len(content.order):
        return _added(content, rank)
    names = [
        name
        for name, check in zip(content.order, checks, strict=True)
        if name in content.typed and cell_checks([_text(content, name, rank)])[0] != check
    ]
    labels = {column.name: column.label for column in content.sheet.columns}
    line = content.lines[rank]
    cells = [
        f"{get_column_letter(content.places[name] + 1)}{line}"
        for name in names
        if name in content.places
    ]
    shown = ", ".join(labels[name] for name in names)
    return Edit(
        content.sheet.name,
        line,
        _text(content, "id", rank),
        tuple(labels[name] for name in names),
        tuple(cells),
        _("Ligne {line} modifiée après l’export\u00a0: {columns}.").format(
            line=line, columns=shown or _("colonne Contrôle")
        ),
    )


def _text(content: Content, name: str, rank: int) -> str:
    return content.typed[name].texts[rank]


def _added(content: Content, rank: int) -> Edit:
    line = content.lines[rank]
    message = _("Ligne {line} ajoutée après l’export.").format(line=line)
    return Edit(content.sheet.name, line, _text(content, "id", rank), message=message)


def missing_rows(sheet: str, at_export: dict[str, int], now: int) -> Edit:
    """A sheet whose rows are all as exported, but not all there."""
    removed = at_export.get(sheet, now) - now
    if removed <= 0:
        return Edit(sheet, None, message=_("L’empreinte de la feuille a été modifiée."))
    message = ngettext(
        "{count} ligne retirée après l’export.",
        "{count} lignes retirées après l’export.",
        removed,
    )
    return Edit(sheet, None, message=message.format(count=removed))
