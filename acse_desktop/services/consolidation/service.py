"""Consolidation: any number of remontées into a regional base, and one workbook out of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import chain
from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.errors import CannotWrite, UnreadableFile
from acse_desktop.models import Action, Dossier, Organisme, Provenance
from acse_desktop.progress import Progress
from acse_desktop.services.collecting import without_collector
from acse_desktop.services.consolidation.choosing import Key, known_remontees, latest, not_older
from acse_desktop.services.consolidation.merging import Merged, Merger
from acse_desktop.services.consolidation.report import (
    ABSENT,
    EN_DOUBLE,
    IDENTIQUE,
    MODIFIE,
    RECU,
    REMPLACE,
    ConsolidationReport,
    TerritoryState,
)
from acse_desktop.services.consolidation.territories import expected_departements
from acse_desktop.services.consolidation.unchanged import Unchanged, unchanged_files
from acse_desktop.services.consolidation.workbook import write_consolidated
from acse_desktop.services.importing.plan import Row, infos_of, now
from acse_desktop.services.importing.received import Received, received_of
from acse_desktop.services.importing.report import (
    AVERTISSEMENT,
    ERREUR,
    INFORMATION,
    Anomalie,
    FileReport,
)
from acse_desktop.services.importing.sources import provenance_row, sha256_of
from acse_desktop.services.importing.territory import departements
from acse_desktop.services.reading.tables import read_many
from acse_desktop.store.operations import Done, operation
from acse_desktop.translation import N_, _

CONSOLIDATION = N_("Consolider des remontées")
MANY_SHARED = 200
"""Records common to two territories named one by one up to there."""


def consolidate(
    session: Session,
    paths: Sequence[Path],
    target: Path | None,
    agent: str = "",
    progress: Progress | None = None,
) -> ConsolidationReport:
    """Put remontées in a regional base, in one operation; write the whole at `target` if given.

    The same remontée again changes nothing; a later one takes the place of the earlier one of its
    territory and exercice. Raises UnreadableFile, FileTooRecent, CannotWrite or Cancelled, and
    then neither the base nor the target was changed.
    """
    watched = progress or Progress()
    _refuse_to_write_over(target, paths)
    run = _Consolidation(session, watched)
    with without_collector():
        run.read(paths)
    # The workbook is written before the base keeps anything: one cannot go without the other.
    with without_collector(), operation(session, CONSOLIDATION, agent=agent) as done:
        run.write(done)
        if target is not None and run.exercices:
            write_consolidated(session, max(run.exercices), target, run.report, watched)
    return run.report


def _refuse_to_write_over(target: Path | None, paths: Sequence[Path]) -> None:
    if target is not None and target.resolve() in {path.resolve() for path in paths}:
        raise CannotWrite(
            _("« {name} » est une des remontées à consolider.").format(name=target.name),
            _("Choisissez un autre nom pour le classeur consolidé."),
        )


@dataclass
class _Consolidation:
    session: Session
    progress: Progress
    report: ConsolidationReport = field(default_factory=ConsolidationReport)
    received: list[Received] = field(default_factory=list)
    doubles: list[Received] = field(default_factory=list)
    unchanged: list[Unchanged] = field(default_factory=list)
    files: dict[Path, FileReport] = field(default_factory=dict)

    @property
    def given(self) -> list[Received | Unchanged]:
        """The remontées of this call, those left for a later one excepted."""
        return [*self.received, *self.unchanged]

    @property
    def exercices(self) -> set[int]:
        """The exercices of the remontées of this call."""
        return {one.exercice for one in (*self.given, *self.doubles)}

    def read(self, paths: Sequence[Path]) -> None:
        """Read every workbook before anything is written."""
        digests = {path: sha256_of(path) for path in paths}
        self.unchanged = unchanged_files(self.session, digests)
        for one in self.unchanged:
            self._add_file(one.path, one.file_report())
        left = [path for path in digests if path not in self.files]
        everything = []
        for path, tables in read_many(left, self.progress):
            if isinstance(tables, UnreadableFile):
                raise tables
            received = received_of(path, digests[path], tables)
            everything.append(received)
            self._describe(received)
        self.received, self.doubles = latest(everything)

    def _add_file(self, path: Path, file_report: FileReport) -> None:
        self.files[path] = file_report
        self.report.fichiers.append(file_report)

    def _describe(self, received: Received) -> None:
        file_report = FileReport(received.path.name)
        received.describe(file_report)
        file_report.lignes_lues = received.lues
        file_report.lignes_refusees = received.refusees
        file_report.montant_total = received.sum_of(Action, "montant_accorde")
        self._add_file(received.path, file_report)

    def write(self, done: Done) -> None:
        """Write what is new, inside an operation, and say the state of every territory."""
        known = known_remontees(self.session)
        self.received, late = not_older(self.received, known)
        identical = [one for one in self.received if self._is_identical(one, known)]
        fresh = [one for one in self.received if one not in identical]
        if fresh:
            earlier = {key: source.id for key, source in known.items()}
            self._merge(fresh, earlier, done)
            self.session.expire_all()
        for one in identical:
            self._add_state(one, IDENTIQUE)
        self.doubles += late
        for double in self.doubles:
            self._add_double(double.path)
            self._add_state(double, EN_DOUBLE)
        replaced = {one.key for one in fresh}
        for same in self.unchanged:
            self._add_unchanged(same, same.key in replaced)
        self._check_region()
        self._tell_common_organismes()

    @staticmethod
    def _is_identical(received: Received, known: dict[Key, Provenance]) -> bool:
        source = known.get(received.key)
        return source is not None and source.empreinte == received.empreinte

    def _merge(self, fresh: list[Received], earlier: dict[Key, str], done: Done) -> None:
        merger = Merger(self.session, done)
        for count, received in enumerate(fresh):
            text = _("Consolidation de {name}").format(name=received.path.name)
            self.progress.step(count, len(fresh), text)
            replaced = earlier.get(received.key)
            state = MODIFIE if received.modifie else REMPLACE if replaced else RECU
            provenance = self._provenance(received, state, replaced)
            for row in chain.from_iterable(received.rows.values()):
                row["provenance_id"] = provenance["id"]
            self._tell(received, merger.merge(provenance, received.rows, replaced), state)

    def _provenance(self, received: Received, state: str, replaced: str | None) -> Row:
        row = provenance_row(received.path, received.sha256, "remontee")
        return {
            **row,
            "id": replaced or row["id"],
            "nature": "remontee",
            "lu_le": now(),
            "territoire": received.territoire,
            "exercice": received.exercice,
            "exporte_le": datetime.combine(received.exporte_le, time()),
            "empreinte": received.empreinte,
            "etat": state,
        }

    def _tell(self, received: Received, merged: Merged, state: str) -> None:
        file_report = self.files[received.path]
        for _model, row in merged.refused:
            message = _("L’identifiant de la ligne est déjà celui d’un autre territoire.")
            remedy = _("Demandez au territoire un nouvel export depuis sa propre base.")
            file_report.anomalies.append(
                _located(ERREUR, "identifiant_d_un_autre", message, remedy, row)
            )
        for _model, row in merged.shared[:MANY_SHARED]:
            message = _(
                "Enregistrement déjà reçu d’un autre territoire\u00a0: il n’est pas doublé."
            )
            file_report.anomalies.append(_located(INFORMATION, "deja_recu", message, "", row))
        file_report.lignes_refusees += len(merged.refused)
        file_report.lignes_importees = file_report.lignes_lues - file_report.lignes_refusees
        self._count(received, merged)
        self._add_state(received, state)

    def _count(self, received: Received, merged: Merged) -> None:
        totaux = self.report.totaux
        left = [model for model, _row in (*merged.refused, *merged.shared)]
        totaux.organismes += len(received.rows.get(Organisme, ())) - left.count(Organisme)
        totaux.dossiers += len(received.rows.get(Dossier, ())) - left.count(Dossier)
        totaux.actions += len(received.rows.get(Action, ())) - left.count(Action)
        for row in received.rows.get(Action, ()):
            totaux.add_amounts(row)

    def _add_unchanged(self, same: Unchanged, replaced: bool) -> None:
        if replaced:
            self._add_double(same.path)
        self.report.departements.append(same.state(EN_DOUBLE if replaced else IDENTIQUE))

    def _add_double(self, path: Path) -> None:
        self.files[path].note(
            AVERTISSEMENT,
            "remontee_en_double",
            _(
                "Une remontée plus récente du même territoire est consolidée\u00a0:"
                " celle-ci est laissée."
            ),
            _("Vérifiez que la plus récente est la bonne."),
        )

    def _add_state(self, received: Received, state: str) -> None:
        self.report.departements.append(
            TerritoryState(
                received.territoire,
                state,
                received.path.name,
                received.empreinte,
                len(received.rows.get(Action, ())),
                received.sum_of(Action, "montant_accorde"),
                received.exercice,
            )
        )

    def _check_region(self) -> None:
        """Name the départements that sent nothing, and those of another region."""
        expected = {place.code for place in expected_departements(infos_of(self.session))}
        if not expected:
            return
        present = known_remontees(self.session)
        for exercice in sorted(self.exercices):
            for code in sorted(expected):
                if (code, exercice) not in present:
                    state = TerritoryState(code, ABSENT, exercice=exercice)
                    self.report.departements.append(state)
        for given in self.given:
            if given.territoire in departements() and given.territoire not in expected:
                self.files[given.path].note(
                    AVERTISSEMENT,
                    "hors_region",
                    _("Le département {code} n’est pas de la région de la base.").format(
                        code=given.territoire
                    ),
                    _("Vérifiez le fichier\u202f; il est consolidé tel quel."),
                )

    def _tell_common_organismes(self) -> None:
        """The same SIRET in several territories stays several records: each has its dossiers."""
        sent: dict[str, list[tuple[Received, Row]]] = defaultdict(list)
        for received in self.received:
            for row in received.rows.get(Organisme, ()):
                if row.get("siret"):
                    sent[row["siret"]].append((received, row))
        for found in sent.values():
            territories = sorted({received.territoire for received, _row in found})
            if len(territories) > 1:
                self._tell_common(found[-1], territories)

    def _tell_common(self, last: tuple[Received, Row], territories: list[str]) -> None:
        received, row = last
        message = _("L’organisme « {nom} » est financé dans plusieurs territoires\u00a0: {codes}.")
        text = message.format(nom=row.get("nom") or "", codes=", ".join(territories))
        anomalie = _located(INFORMATION, "organisme_commun", text, "", row)
        self.files[received.path].anomalies.append(anomalie)


def _located(gravite: str, code: str, message: str, remede: str, row: Row) -> Anomalie:
    """An anomaly at the row of a record in its workbook."""
    return Anomalie(
        gravite,
        code,
        message,
        remede,
        row.get("provenance_feuille") or "",
        row.get("provenance_ligne"),
        "A",
        row["id"],
    )
