"""Import of foreign files into a base: everything in one operation, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.progress import Progress
from acse_desktop.services.chorus.extraction import Extractions
from acse_desktop.services.importing.plan import Known, Plan, known_of
from acse_desktop.services.importing.planning import Planner
from acse_desktop.services.importing.profiles import CHORUS, REMONTEE
from acse_desktop.services.importing.received import Received, received_of
from acse_desktop.services.importing.recognition import Recognised, is_remontee, recognise
from acse_desktop.services.importing.report import (
    AVERTISSEMENT,
    INFORMATION,
    FileReport,
    Report,
)
from acse_desktop.services.importing.round_trip import RoundTrip
from acse_desktop.services.importing.rows import Ligne, Sheet
from acse_desktop.services.importing.shifted import unglued
from acse_desktop.services.importing.sources import known_source, provenance_row, sha256_of
from acse_desktop.services.importing.writing import IMPORT, insert_plan
from acse_desktop.services.reading.tables import Table, read_tables
from acse_desktop.store.operations import operation
from acse_desktop.translation import _
from acse_desktop.typography import day_text


def import_files(
    session: Session,
    paths: Sequence[Path],
    profil: str | None = None,
    simuler: bool = False,
    agent: str = "",
    progress: Progress | None = None,
) -> Report:
    """Import files, recognised by their content unless `profil` forces one; tells everything.

    One operation, which the agent can undo. Nothing is written with `simuler`, when a file is
    refused (UnreadableFile), for an unknown profile (InvalidInput) or when Cancelled is raised.
    A file already imported, whatever its name, is recognised and left aside.
    """
    plan = Plan()
    extractions = Extractions(session, plan)
    run = _Import(session, known_of(session), profil, progress or Progress(), plan, extractions)
    for path in paths:
        run.read(path)
    if not simuler:
        run.write(agent)
    return run.report


@dataclass
class _Import:
    session: Session
    known: Known
    profil: str | None
    progress: Progress
    plan: Plan
    extractions: Extractions
    report: Report = field(default_factory=Report)
    round_trips: list[RoundTrip] = field(default_factory=list)
    digests: set[str] = field(default_factory=set)

    def read(self, path: Path) -> None:
        """Read a file and plan what it brings."""
        digest = sha256_of(path)
        file_report = FileReport(path.name)
        self.report.fichiers.append(file_report)
        if self._known_already(digest, file_report):
            return
        self.digests.add(digest)
        tables = read_tables(path, self.progress)
        if self.profil == REMONTEE or (self.profil is None and is_remontee(tables)):
            self._read_remontee(received_of(path, digest, tables), file_report)
        else:
            self._read_foreign(path, digest, tables, file_report)

    def _known_already(self, digest: str, file_report: FileReport) -> bool:
        source = known_source(self.session, digest)
        if source is None and digest not in self.digests:
            return False
        message = _("Ce fichier est donné deux fois\u00a0: il n’est lu qu’une.")
        if source is not None:
            file_report.profil = source.profil
            message = _("Déjà importé le {day} sous le nom « {name} »\u00a0: rien n’est ajouté.")
            message = message.format(day=day_text(source.lu_le), name=source.fichier)
        file_report.note(
            AVERTISSEMENT, "fichier_deja_importe", message,
            _("Annulez l’import précédent si vous voulez le refaire."),
        )  # fmt: skip
        return True

    def _read_foreign(
        self, path: Path, digest: str, tables: list[Table], file_report: FileReport
    ) -> None:
        found = recognise(path, [unglued(table) for table in tables], self.profil)
        provenance = provenance_row(path, digest, found.profil.nom)
        self.plan.provenances.append(provenance)
        describe(found, file_report)
        if found.profil is CHORUS:
            lignes = self._lignes(found, file_report)
            self.extractions.read(lignes, provenance["id"], file_report)
            return
        planner = Planner(
            found.profil, path, provenance["id"], self.known, self.plan, self.report.totaux,
            file_report,
        )  # fmt: skip
        for ligne in self._lignes(found, file_report):
            planner.add(ligne)
        planner.tell_choices()

    def _lignes(self, found: Recognised, file_report: FileReport) -> Iterator[Ligne]:
        total = len(found.table.rows)
        for ligne in Sheet(found, file_report).lignes():
            if ligne.ligne % 500 == 0:
                self.progress.step(ligne.ligne, total, _("Contrôle des lignes"))
            yield ligne

    def _read_remontee(self, received: Received, file_report: FileReport) -> None:
        source = provenance_row(received.path, received.sha256, REMONTEE)
        trip = RoundTrip(self.session, source, file_report)
        trip.read(received, self.report.totaux)
        self.round_trips.append(trip)

    def write(self, agent: str) -> None:
        """Write the plan in one operation; nothing when there is nothing new."""
        brought = self.extractions.changed or any(trip.changes for trip in self.round_trips)
        if self.plan.empty and not brought:
            return
        with operation(self.session, IMPORT, agent=agent) as done:
            for model, ids in insert_plan(self.session, self.plan, self.progress).items():
                done.created_in_bulk(model, ids)
            self.extractions.write()
            for trip in self.round_trips:
                trip.write(done, self.progress)


def describe(found: Recognised, file_report: FileReport) -> None:
    """Say in the report what was recognised, and what of the file is left unread."""
    file_report.profil = found.profil.nom
    file_report.feuille = found.table.sheet
    file_report.ligne_entete = found.header.row + 1
    for note in found.table.notes:
        file_report.note(INFORMATION, "lecture", note)
    if found.table.hidden_rows:
        message = _("{count} lignes masquées de la feuille sont lues comme les autres.")
        count = len(found.table.hidden_rows)
        file_report.note(INFORMATION, "lignes_masquees", message.format(count=count))
    for sheet in found.others:
        message = _("La feuille « {sheet} » a la même forme\u00a0: elle n’est pas lue.")
        remedy = _("Enregistrez-la dans un autre fichier si elle contient d’autres lignes.")
        file_report.note(AVERTISSEMENT, "feuille_non_lue", message.format(sheet=sheet), remedy)
    if found.header.unmatched:
        message = _("Colonnes non reprises\u00a0: {names}.")
        names = ", ".join(found.header.unmatched.values())
        file_report.note(INFORMATION, "colonnes_ignorees", message.format(names=names))
