"""The départements of a region side by side, its own programmes on the last line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Enveloppe, Organisme, Provenance
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services import delays
from acse_desktop.services.budget import share
from acse_desktop.services.checking import check_base
from acse_desktop.services.comptes_rendus.echeances import due
from acse_desktop.services.consolidation.territories import OWN, territory_name
from acse_desktop.services.importing.plan import infos_of
from acse_desktop.services.importing.territory import departements_of
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.publishing.table import write_table
from acse_desktop.services.territoires.site import per_head
from acse_desktop.store.rows import chunks, table_of
from acse_desktop.translation import N_, _

ZERO = Decimal(0)
DELAI = "recu_le-paye_le"
"""The delay that organismes complain of: from the request to the first payment."""


NOTHING: dict[str, Any] = {
    "actions": 0, "demande": ZERO, "accorde": ZERO, "engage": ZERO, "paye": ZERO,
}  # fmt: skip
"""The sums of a territory that sent nothing."""


@dataclass(frozen=True)
class Territoire:
    """A département, or the région itself, for an exercice; amounts in euros."""

    code: str
    nom: str
    actions: int
    demande: Decimal
    accorde: Decimal
    engage: Decimal
    paye: Decimal
    disponible: Decimal
    """Notified and transferred, according to its envelopes."""
    population: int | None
    """Inhabitants of the quarters of its contracts."""
    delai: Decimal | None
    """Median of the days from the request to the first payment."""
    crf_retard: int
    """Comptes rendus that are late, all exercices."""

    @property
    def taux(self) -> Decimal | None:
        """Engaged in % of what is available."""
        return share(self.engage, self.disponible)

    @property
    def par_habitant(self) -> Decimal | None:
        """Granted per inhabitant of the quarters."""
        return per_head(self.accorde, self.population)


def compare(session: Session, exercice: int, on: date) -> list[Territoire]:
    """Every département of the region, those that sent nothing included, then the région."""
    sums, credits = _sums(session, exercice), _credits(session, exercice)
    people, medians, late = _people(session), _medians(session, exercice), _late(session, on)
    region = infos_of(session).get("region")
    codes = {place.code for place in departements_of(region)} if region else set()
    codes |= {code for code in (*sums, *credits, *late) if code}
    known = [*sorted(codes), *([""] if "" in sums or "" in credits else [])]
    return [
        Territoire(
            code,
            territory_name(code) if code else _(OWN),
            **sums.get(code, NOTHING),
            disponible=credits.get(code, ZERO),
            population=people.get(code),
            delai=medians.get(code),
            crf_retard=late.get(code, 0),
        )
        for code in known
    ]


def _sums(session: Session, exercice: int) -> dict[str, dict[str, Any]]:
    """Actions of each territory: what went nowhere counts as asked only."""
    lost = func.coalesce(Action.statut, "").in_(SANS_SUITE)
    amounts = [func.sum(getattr(Action, f"montant_{name}")) for name in list(NOTHING)[1:]]
    query = (
        select(Dossier.departement, lost, func.count(), *amounts)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.exercice == exercice)
        .group_by(Dossier.departement, lost)
    )
    found: dict[str, dict[str, Any]] = {}
    for code, nowhere, *row in session.execute(query):
        added = dict(zip(NOTHING, (one or ZERO for one in row), strict=True))
        if nowhere:
            added["accorde"] = ZERO
        before = found.get(code or "", NOTHING)
        found[code or ""] = {name: before[name] + added[name] for name in NOTHING}
    return found


def _credits(session: Session, exercice: int) -> dict[str, Decimal]:
    query = (
        select(Enveloppe.departement, func.sum(Enveloppe.notifie), func.sum(Enveloppe.transferts))
        .where(Enveloppe.exercice == exercice)
        .group_by(Enveloppe.departement)
    )
    return {
        code or "": (notified or ZERO) + (moved or ZERO)
        for code, notified, moved in session.execute(query)
    }


def _people(session: Session) -> dict[str, int]:
    query = select(Contrat.departement, func.sum(Contrat.population)).group_by(Contrat.departement)
    return {code or "": total for code, total in session.execute(query) if total}


def _medians(session: Session, exercice: int) -> dict[str, Decimal]:
    query = (
        select(Action.id, Dossier.departement)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.exercice == exercice)
    )
    places = {identifier: code for identifier, code in session.execute(query)}
    groups: dict[str, list[delays.Parcours]] = defaultdict(list)
    for one in delays.parcours(session, exercice):
        groups[places.get(one.action_id) or ""].append(one)
    return {
        code: measure.mediane
        for code, some in groups.items()
        for measure in delays.ensemble(some)
        if measure.delai == DELAI
    }


def _late(session: Session, on: date) -> dict[str, int]:
    query = (
        select(Dossier.departement, func.count())
        .select_from(Action)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Action.montant_accorde > ZERO, Action.crf_recu_le.is_(None), due() < on)
        .group_by(Dossier.departement)
    )
    return {code or "": count for code, count in session.execute(query)}


def anomalies(session: Session, exercice: int) -> dict[str, int]:
    """How many anomalies without a reason each territory has; the région's own under "".

    All the rules run over the base: it takes a while in a large one.
    """
    by_table: dict[str, list[str]] = defaultdict(list)
    for one in check_base(session, exercice):
        if one.reserve is None:
            by_table[one.table].append(one.id)
    counts: dict[str, int] = defaultdict(int)
    for table, ids in by_table.items():
        origin = _origins(session, table, set(ids))
        for identifier in ids:
            counts[origin.get(identifier, "")] += 1
    return dict(counts)


def _origins(session: Session, table: str, ids: set[str]) -> dict[str, str]:
    """The territory that sent each record; absent for those of the région."""
    columns, source = table_of(table).c, Provenance
    found = {}
    for some in chunks(sorted(ids)):
        query = (
            select(columns.id, source.territoire)
            .join(source, columns.provenance_id == source.id)
            .where(columns.id.in_(some))
        )
        found.update({identifier: code or "" for identifier, code in session.execute(query)})
    return found


HEADER = (
    N_("Code département"), N_("Territoire"), N_("Actions"), N_("Demandé"), N_("Accordé"),
    N_("Engagé"), N_("Payé"), N_("Crédits disponibles"), N_("Engagé en\u00a0% des crédits"),
    N_("Accordé par habitant des quartiers"), N_("Délai médian en jours"),
    N_("Comptes rendus en retard"), N_("Anomalies"),
)  # fmt: skip


def export_comparison(session: Session, exercice: int, on: date, target: Path) -> int:
    """Write the comparison as a spreadsheet; gives how many rows. Raises CannotWrite."""
    wrong = anomalies(session, exercice)
    rows = [_row(one, wrong.get(one.code, 0)) for one in compare(session, exercice, on)]
    title = _("Départements {year}").format(year=exercice)
    return write_table(target, title, tuple(_(one) for one in HEADER), rows)


def _row(one: Territoire, wrong: int) -> tuple[Value, ...]:
    return (
        one.code, one.nom, one.actions, one.demande, one.accorde, one.engage, one.paye,
        one.disponible, one.taux, one.par_habitant, one.delai, one.crf_retard, wrong,
    )  # fmt: skip
