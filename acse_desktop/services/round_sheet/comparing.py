"""Three versions of each cell: what was sent, what came back, what the base holds now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput, UserError
from acse_desktop.fields import fields_of
from acse_desktop.services.reading.tables import Cell, cell_name
from acse_desktop.services.records import MODELS
from acse_desktop.services.round_sheet.cells import Typed, same, sent_value, text_of, value_of
from acse_desktop.services.round_sheet.layout import Layout, SheetColumn
from acse_desktop.services.round_sheet.reading import Returned, Row, Sent, read_sheet
from acse_desktop.services.round_sheet.review import (
    ERREUR,
    INFORMATION,
    Difference,
    Key,
    Review,
    Trouble,
)
from acse_desktop.store.rows import chunks
from acse_desktop.translation import _


def read_back(session: Session, path: Path, layout: Layout) -> Review:
    """A sheet that came back, compared with what was sent and with the base; nothing is written.

    Raises UnreadableFile when the file is not such a sheet, UserError when it is one of another
    base.
    """
    returned = read_sheet(path, layout)
    return _Comparison(layout, returned, _current(session, layout, returned)).review()


def _current(session: Session, layout: Layout, returned: Returned) -> dict[str, Any]:
    """The records as they are now: those that were sent and are of the scope."""
    model = MODELS[layout.table]
    found: dict[str, Any] = {}
    for some in chunks(list(returned.sent)):
        query = select(model).where(model.id.in_(some)).execution_options(populate_existing=True)
        found |= {record.id: record for record in session.scalars(query)}
    described = fields_of(model)
    return {
        identifier: record
        for identifier, record in found.items()
        if all(
            described[name].type.dump(getattr(record, name)) == returned.scope.get(name)
            for name in layout.scope
        )
    }


class _Comparison:
    """The comparison of one sheet."""

    def __init__(self, layout: Layout, returned: Returned, current: Mapping[str, Any]) -> None:
        self.layout, self.returned, self.current = layout, returned, current
        self.differences: list[Difference] = []
        self.troubles = list(returned.troubles)
        self.seen: set[str] = set()
        self.filled: set[Key] = set()
        self.settled = 0
        self._by_name = {sent.named: sent.id for sent in returned.sent.values() if sent.named}

    def review(self) -> Review:
        """Compare every row, then say which ones are gone."""
        if self.returned.sent and not self.current:
            raise UserError(
                _("Aucune ligne de cette fiche n’est dans la base."),
                _("Ouvrez la base d’où elle a été envoyée, puis reprenez-la."),
            )
        for row in self.returned.rows:
            sent = self._sent(row)
            if sent is not None:
                self._compare(row, sent)
        self._tell_removed()
        return Review(
            self.layout.key, self.returned.file, self.returned.scope, len(self.seen), self.settled,
            tuple(sorted(self.differences, key=lambda one: not one.conflict)),
            tuple(sorted(self.troubles, key=lambda one: one.gravite != ERREUR)),
            frozenset(self.filled),
        )  # fmt: skip

    # ---- rows

    def _sent(self, row: Row) -> Sent | None:
        """What was sent for a row; None, and why, when it cannot be compared."""
        identifier = row.identifier or self._by_name.get(row.named, "")
        sent = self.returned.sent.get(identifier)
        if sent is None:
            self._tell_stranger(row)
            return None
        if row.named and row.named != sent.named:
            self._tell_row(
                row, "ligne_decalee",
                _("La ligne porte le n° {found} mais les repères de {sent}\u00a0: elle n’est pas"
                  " lue.").format(found=row.named, sent=sent.named),
                _("Des cellules ont été triées ou déplacées sans les autres\u00a0: reportez cet"
                  " avis à la main ou demandez de nouveau la fiche."),
            )  # fmt: skip
            return None
        if identifier in self.seen:
            self._tell_row(
                row, "ligne_en_double", _("La ligne est en double\u00a0: la première est lue."),
                _("Supprimez la ligne en trop si la première n’est pas la bonne."),
            )  # fmt: skip
            return None
        self.seen.add(identifier)
        if identifier in self.current:
            return sent
        self._tell_row(
            row, "inconnue", _("Cet enregistrement n’est plus dans la base."),
            _("Rien n’est repris pour cette ligne\u202f; rétablissez-le s’il a été supprimé par"
              " erreur."),
        )  # fmt: skip
        return None

    def _tell_stranger(self, row: Row) -> None:
        if row.identifier:
            self._tell_row(
                row, "inconnue", _("La ligne n’a pas été envoyée avec cette fiche."),
                _("Reprenez-la avec la fiche d’où elle vient."),
            )  # fmt: skip
        elif row.filled:
            self._tell_row(
                row, "ligne_ajoutee", _("La ligne a été ajoutée par l’auteur."),
                _("Saisissez-la vous-même s’il y a lieu."),
            )  # fmt: skip

    def _tell_row(self, row: Row, code: str, message: str, remedy: str) -> None:
        place = _("{sheet}, ligne {line}").format(sheet=self.returned.sheet, line=row.line)
        self.troubles.append(Trouble(code, ERREUR, place, row.named, message, remedy))

    def _tell_removed(self) -> None:
        for sent in self.returned.sent.values():
            if sent.id not in self.seen and sent.id in self.current:
                self.troubles.append(
                    Trouble(
                        "ligne_retiree", INFORMATION, self.returned.sheet, sent.named,
                        _("La ligne {named} a été retirée.").format(named=sent.named),
                        _("Ce que la base contient pour elle est gardé."),
                    )
                )  # fmt: skip

    # ---- cells

    def _compare(self, row: Row, sent: Sent) -> None:
        for column in self.layout.editable:
            if column.name in row.cells:
                self._compare_cell(row, sent, column)

    def _compare_cell(self, row: Row, sent: Sent, column: SheetColumn) -> None:
        cell, type_ = row.cells[column.name], column.type
        before = sent_value(type_, sent.texts.get(column.name, ""))
        if before is not None or cell not in (None, ""):
            self.filled.add((sent.id, column.name))
        if isinstance(cell, str) and cell == type_.cell(before):
            return
        try:
            read = value_of(type_, cell)
        except InvalidInput as fault:
            self._tell_cell(row, column, cell, fault)
            return
        now = getattr(self.current[sent.id], column.name)
        if same(type_, read.value, before):
            return
        if same(type_, read.value, now):
            self.settled += 1
            return
        self._differ(row, sent, column, (before, read, now))

    def _differ(
        self, row: Row, sent: Sent, column: SheetColumn, values: tuple[Any, Typed, Any]
    ) -> None:
        before, read, now = values
        shown = column.type.format
        self.differences.append(
            Difference(
                sent.id, self.current[sent.id].version, column.name, column.label, sent.named,
                self._place(row, column), before, read.value, now,
                (shown(before), shown(read.value), shown(now)),
                not same(column.type, before, now), read.remark,
            )
        )  # fmt: skip

    def _place(self, row: Row, column: SheetColumn) -> str:
        return cell_name(row.line - 1, self.returned.columns[column.name])

    def _tell_cell(self, row: Row, column: SheetColumn, cell: Cell, fault: InvalidInput) -> None:
        place = _("{sheet}, {cell}, colonne « {label} »").format(
            sheet=self.returned.sheet, cell=self._place(row, column), label=_(column.label)
        )
        message = _("{named}\u00a0: {message}").format(named=row.named, message=fault.message)
        self.troubles.append(
            Trouble("cellule", ERREUR, place, text_of(cell), message, fault.remedy)
        )
