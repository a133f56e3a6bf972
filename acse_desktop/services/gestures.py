"""What one gesture in a table writes: many cells or many records, in one undoable operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput, UserError
from acse_desktop.fields import fields_of
from acse_desktop.services import duplication, records
from acse_desktop.services.checking.names import names_of
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _, ngettext

Cell = tuple[str, str, str]
"""Identifier of the record, name of the field, text typed."""
LISTED = 8
"""Refused cells that are named; the others are counted."""


class RefusedCells(UserError):
    """Some cells cannot be read: each is named with its row, and nothing was written."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        count = len(faults)
        message = ngettext(
            "{n} valeur ne peut pas être lue, rien n’a été enregistré.",
            "{n} valeurs ne peuvent pas être lues, rien n’a été enregistré.",
            count,
        ).format(n=count)
        super().__init__(message, "\n".join(_shortened(faults)))


def _shortened(faults: Sequence[str]) -> list[str]:
    more = len(faults) - LISTED
    if more <= 0:
        return list(faults)
    others = ngettext("… et {n} autre.", "… et {n} autres.", more).format(n=more)
    return [*faults[:LISTED], others]


def write_cells(
    session: Session, table: str, cells: Iterable[Cell], *, agent: str, name: str = ""
) -> int:
    """Write cells typed, pasted, filled down or emptied, as one operation; gives how many.

    Raises RefusedCells, and writes nothing, when a text cannot be read by its field.
    """
    changes, count = _read_cells(session, table, cells)
    if count == 1:
        ((identifier, values),) = changes.items()
        records.update(session, table, identifier, values, agent=agent)
        return 1
    with operation(session, name or N_("Modifier plusieurs cellules"), agent=agent):
        for identifier, values in changes.items():
            records.update(session, table, identifier, values, agent=agent)
    return count


def _read_cells(
    session: Session, table: str, cells: Iterable[Cell]
) -> tuple[dict[str, dict[str, Any]], int]:
    described = fields_of(records.MODELS[table])
    changes: dict[str, dict[str, Any]] = defaultdict(dict)
    faults: list[tuple[str, str, InvalidInput]] = []
    count = 0
    for identifier, key, text in cells:
        try:
            changes[identifier][key] = described[key].type.parse(text)
            count += 1
        except InvalidInput as fault:
            faults.append((identifier, _(described[key].label), fault))
    if faults:
        names = names_of(session, table, {one[0] for one in faults})
        raise RefusedCells([f"{names.get(row, row)}, {label}. {why}" for row, label, why in faults])
    return changes, count


def delete_all(session: Session, table: str, ids: Sequence[str], *, agent: str) -> int:
    """Remove records as one operation that undo brings back whole; gives how many."""
    title = N_("Supprimer plusieurs lignes")
    if len(ids) == 1:
        records.delete(session, table, ids[0], agent=agent)
        return 1
    with operation(session, title, agent=agent):
        for identifier in ids:
            records.delete(session, table, identifier, agent=agent)
    return len(ids)


def duplicate_dossier_of(session: Session, action_id: str, exercice: int, *, agent: str) -> str:
    """Carry the dossier of an action, with all its actions, over to another exercice."""
    dossier_id = records.read(session, "action", action_id).values["dossier_id"]
    return duplication.duplicate_dossier(session, dossier_id, exercice, agent=agent)


def new_dossier_for(
    session: Session, nom: str, exercice: int, territory: Mapping[str, str], *, agent: str
) -> str:
    """Add an organisme known by its name alone, its dossier and a first action, in one gesture.

    Gives the identifier of the action.
    """
    with operation(session, N_("Ajouter un organisme et son dossier"), agent=agent):
        organisme_id = records.new_organisme(session, {"nom": nom}, agent=agent)
        return records.new_dossier(session, organisme_id, exercice, territory, agent=agent)[1]
