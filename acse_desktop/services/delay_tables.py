"""The delays and the recurrent organismes as tables, shown in the window and written for Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.services.atomic import written_aside
from acse_desktop.services.delays import (
    DELAIS,
    GROUPES,
    Attente,
    Mesure,
    attentes,
    ensemble,
    mesures,
    parcours,
)
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.publishing.ods import write_ods
from acse_desktop.services.publishing.xlsx import write_xlsx
from acse_desktop.services.recurrence import Porteur, porteurs_recurrents
from acse_desktop.translation import N_, _

ENTETES = (N_("Délai"), N_("Actions"), N_("Médiane (jours)"), N_("Moyenne (jours)"),
           N_("Maximum (jours)"))  # fmt: skip
PORTEURS = (
    N_("Organisme"), N_("Exercices de suite"), N_("Depuis"), N_("Accordé"),
    N_("Accordé sur la période"), N_("Budget annuel"), N_("Part du budget (%)"),
    N_("Part du coût des actions (%)"), N_("Actions reconduites"),
)  # fmt: skip
TOUS = N_("Ensemble")


def delais_of(
    session: Session, exercice: int | None, key: str, today: date
) -> tuple[list[Mesure], list[Mesure], list[Attente]]:
    """All together, then by group, and what still waits today."""
    found = parcours(session, exercice)
    return ensemble(found), mesures(found, key), attentes(found, today)


def export_delais(session: Session, exercice: int | None, key: str, target: Path) -> int:
    """Write the delays by group, those of all actions first; gives the number of rows.

    Raises CannotWrite; the target is then what it was.
    """
    found = parcours(session, exercice)
    rows = [_row(one) for one in (*ensemble(found), *mesures(found, key))]
    return _write(target, _("Délais"), (_(GROUPES[key]), *map(_, ENTETES)), rows)


def _row(one: Mesure) -> tuple[Value, ...]:
    return (
        one.groupe or _(TOUS), _(DELAIS[one.delai]), one.nombre, one.mediane, one.moyenne,
        one.maximum,
    )  # fmt: skip


def export_porteurs(session: Session, exercice: int, annees: int, target: Path) -> int:
    """Write the recurrent organismes; gives the number of rows. Raises CannotWrite."""
    rows = [_porteur(one) for one in porteurs_recurrents(session, exercice, annees)]
    return _write(target, _("Porteurs récurrents"), tuple(map(_, PORTEURS)), rows)


def _porteur(one: Porteur) -> tuple[Value, ...]:
    return (
        one.nom, one.annees, one.depuis, one.accorde, one.total, one.budget, one.part,
        one.part_cout, actions_text(one.actions),
    )  # fmt: skip


def actions_text(actions: Iterable[tuple[str, int]]) -> str:
    """« Ateliers (4), Chantier (2) »: the actions carried on and for how many exercices."""
    return ", ".join(f"{title} ({count})" for title, count in actions if count > 1)


def _write(target: Path, title: str, header: Sequence[str], rows: list[tuple[Value, ...]]) -> int:
    write = write_ods if target.suffix.lower() == ".ods" else write_xlsx
    with written_aside(target) as fresh:
        write(fresh, title, chain([tuple(header)], rows))
    return len(rows)
