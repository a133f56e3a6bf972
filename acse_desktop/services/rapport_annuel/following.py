"""What was reached, how long it took, what came back, what was controlled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.indicateurs import indicators_of
from acse_desktop.models import Action, Controle, Dossier, Organisme
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services import delays, indicators
from acse_desktop.services.comptes_rendus.echeances import due
from acse_desktop.services.publishing.documents import ZERO, Table
from acse_desktop.services.publishing.fiches.making import whole
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.rapport_annuel.credits import total
from acse_desktop.translation import _

WITHOUT_FOLLOW_UP = "AUCUNE"


def figures(session: Session, exercice: int) -> Iterator[Table]:
    """The indicators of each dispositif that has some, summed over its actions."""
    for entry in entries("dispositif"):
        if not indicators_of(entry.code, exercice):
            continue
        rows = tuple(
            (one.indicator.libelle, whole(one.prevu), whole(one.realise), one.indicator.unite)
            for one in indicators.totals(session, entry.code, exercice)
            if one.prevu is not None or one.realise is not None
        )
        if rows:
            header = (_("Indicateur"), _("Prévu"), _("Réalisé"), _("Unité"))
            title = _("Indicateurs\u00a0: {nom}").format(nom=entry.libelle)
            yield Table(title, header, rows, totalled=False)


def waits(session: Session, exercice: int) -> Table:
    """How long each step took."""
    found = delays.ensemble(delays.parcours(session, exercice))
    rows = tuple(
        (_(delays.DELAIS[one.delai]), one.nombre, one.mediane, one.moyenne, one.maximum)
        for one in found
    )
    header = (_("Délai"), _("Actions"), _("Médiane (jours)"), _("Moyenne (jours)"),
              _("Maximum (jours)"))  # fmt: skip
    return Table(_("Délais"), header, rows, totalled=False)


def reports(session: Session, exercice: int, day: date) -> Table:
    """The comptes rendus due for the grants of the exercice and of the one before."""
    rows = tuple((str(year), *_reports(session, year, day)) for year in (exercice - 1, exercice))
    header = (_("Exercice"), _("Actions soutenues"), _("Reçus"), _("En retard"))
    return Table(_("Comptes rendus financiers"), header, rows, totalled=False)


def _reports(session: Session, exercice: int, day: date) -> tuple[int, int, int]:
    late = Action.crf_recu_le.is_(None) & (due() < day)
    supported, received, overdue = session.execute(
        select(func.count(), func.count(Action.crf_recu_le), func.count().filter(late))
        .select_from(Action)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(
            Dossier.exercice == exercice, Action.montant_accorde > ZERO,
            func.coalesce(Action.statut, "").not_in(SANS_SUITE),
        )
    ).one()  # fmt: skip
    return supported, received, overdue


def controls(session: Session, exercice: int) -> Table:
    """The controls and evaluations of the exercice, and what they led to."""
    asked = Controle.suite.is_not(None) & (Controle.suite != WITHOUT_FOLLOW_UP)
    found = session.execute(
        select(
            Controle.nature, func.count(), func.count(Controle.fait_le),
            func.count().filter(asked), func.count(Controle.suite_faite_le),
        )
        .where(Controle.exercice == exercice)
        .group_by(Controle.nature)
        .order_by(Controle.nature)
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (label_of("nature_controle", nature) if nature else _("Non renseigné"), *counts)
        for nature, *counts in found
    ]
    header = (_("Nature"), _("Prévus"), _("Faits"), _("Suites demandées"), _("Suites faites"))
    last = (total(rows),) if rows else ()
    return Table(_("Contrôles et évaluations"), header, (*rows, *last), totalled=bool(rows))
