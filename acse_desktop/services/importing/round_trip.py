"""Our own workbook read back into a base: matched on identifiers, never on the place of rows.

A record that nobody changed since the export takes the values of the workbook; one that changed
in the base meanwhile is left as it is and named; nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.fields import Base, fields_of
from acse_desktop.fieldtypes import Reference
from acse_desktop.models import EDITABLE, Action, Dossier, Organisme, Provenance
from acse_desktop.progress import Progress
from acse_desktop.services.following import kept, worked_out
from acse_desktop.services.importing.plan import Row
from acse_desktop.services.importing.received import Received
from acse_desktop.services.importing.report import (
    AVERTISSEMENT,
    ERREUR,
    Anomalie,
    FileReport,
    Totaux,
)
from acse_desktop.services.importing.writing import PARENTS_FIRST, insert_rows
from acse_desktop.services.steps import keep_step, statut_before
from acse_desktop.store.operations import Done
from acse_desktop.store.rows import chunks
from acse_desktop.translation import _

PLACE = ("provenance_id", "provenance_feuille", "provenance_ligne")


@dataclass
class RoundTrip:
    """What a workbook changes in a base: records to create, and new values of known ones."""

    session: Session
    provenance: Row
    report: FileReport
    created: dict[type[Base], list[Row]] = field(default_factory=dict)
    changed: list[tuple[Base, Row]] = field(default_factory=list)
    new_ids: set[tuple[str, str]] = field(default_factory=set)
    """Table and identifier of the records to create."""

    @property
    def changes(self) -> bool:
        """Whether the workbook brings anything."""
        return bool(self.created or self.changed)

    def read(self, received: Received, totaux: Totaux) -> None:
        """Compare the workbook with the base and fill the report; nothing is written yet."""
        received.describe(self.report)
        for model in PARENTS_FIRST:
            rows = received.rows.get(model, [])
            known = self._known(model, rows)
            for row in rows:
                self._compare(model, row, known.get(row["id"]))
        self._count(received, totaux)

    def write(self, done: Done, progress: Progress) -> None:
        """Write the differences, inside the operation of the import."""
        self.session.add(Provenance(**self.provenance))
        self.session.flush()
        for model in PARENTS_FIRST:
            if rows := self.created.get(model):
                insert_rows(self.session, model, rows, progress)
                done.created_in_bulk(model, [row["id"] for row in rows])
        for record, values in self.changed:
            before = statut_before(record)
            with kept(self.session, record):
                for name, value in values.items():
                    setattr(record, name, value)
            motif = _("Repris du classeur {name}").format(name=self.provenance["fichier"])
            keep_step(self.session, record, before, agent=done.agent, motif=motif)

    def _known(self, model: type[Base], rows: list[Row]) -> dict[str, Any]:
        known: dict[str, Any] = {}
        for some in chunks([row["id"] for row in rows]):
            records: Iterable[Any] = self.session.scalars(select(model).where(_id(model).in_(some)))
            known.update((record.id, record) for record in records)
        return known

    def _compare(self, model: type[Base], row: Row, record: Any) -> None:
        if record is None:
            if missing := next(self._missing_parents(model, row), None):
                self._refuse(model, row, missing)
                return
            self.new_ids.add((model.__tablename__, row["id"]))
            place = {"provenance_id": self.provenance["id"]}
            self.created.setdefault(model, []).append({**row, **place})
            return
        values = {
            name: value
            for name, value in row.items()
            if name not in ("id", "version", *PLACE) and getattr(record, name) != value
        }
        for name in worked_out(self.session, record) & values.keys():
            self._tell_worked_out(model, row, name)
            del values[name]
        if values and record.version != row["version"]:
            self._tell_conflict(model, row)
        elif values:
            self.changed.append((record, values))

    def _missing_parents(self, model: type[Base], row: Row) -> Iterator[str]:
        """The references of a new record that neither the base nor the workbook holds."""
        for name, described in fields_of(model).items():
            target = described.type.target if isinstance(described.type, Reference) else None
            if target and row.get(name) and not self._exists(target, row[name]):
                yield name

    def _exists(self, table: str, identifier: str) -> bool:
        if (table, identifier) in self.new_ids:
            return True
        model = next(model for model in EDITABLE if model.__tablename__ == table)
        return self.session.get(model, identifier) is not None

    def _refuse(self, model: type[Base], row: Row, name: str) -> None:
        self.report.lignes_refusees += 1
        message = _("La ligne se rattache à un enregistrement absent ({name}).")
        remedy = _("Exportez de nouveau le classeur complet, sans y ajouter de lignes à la main.")
        self._tell(ERREUR, "rattachement_absent", message.format(name=name), (remedy, row))

    def _tell_conflict(self, model: type[Base], row: Row) -> None:
        self.report.lignes_refusees += 1
        message = _("L’enregistrement a changé dans la base depuis l’export\u00a0: il est gardé.")
        remedy = _("Comparez avec la fiche et reportez à la main ce qui doit l’être.")
        self._tell(AVERTISSEMENT, "modifie_des_deux_cotes", message, (remedy, row))

    def _tell_worked_out(self, model: type[Base], row: Row, name: str) -> None:
        label = _(fields_of(model)[name].label)
        message = _("« {label} » est calculé\u00a0: la valeur du classeur n’est pas reprise.")
        remedy = _("Corrigez dans le programme ce dont il est calculé.")
        self._tell(AVERTISSEMENT, "valeur_calculee", message.format(label=label), (remedy, row))

    def _tell(self, gravite: str, code: str, message: str, place: tuple[str, Row]) -> None:
        remedy, row = place
        self.report.anomalies.append(
            Anomalie(
                gravite, code, message, remedy, row["provenance_feuille"],
                row["provenance_ligne"], "A", row["id"],
            )
        )  # fmt: skip

    def _count(self, received: Received, totaux: Totaux) -> None:
        changed = [(type(record), values) for record, values in self.changed]
        for model, name in ((Organisme, "organismes"), (Dossier, "dossiers"), (Action, "actions")):
            count = len(self.created.get(model, ())) + sum(kind is model for kind, _v in changed)
            setattr(totaux, name, getattr(totaux, name) + count)
        for row in self.created.get(Action, ()):
            totaux.add_amounts(row)
        self.report.lignes_lues = received.lues
        self.report.lignes_refusees += received.refusees
        self.report.lignes_importees = self.report.lignes_lues - self.report.lignes_refusees
        self.report.montant_total = received.sum_of(Action, "montant_accorde")


def _id(model: type[Base]) -> Any:
    return model.__table__.c.id
