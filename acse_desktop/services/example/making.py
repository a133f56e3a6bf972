"""Makes an example base: a département, a region's own programmes, or the whole country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, insert

from acse_desktop.errors import InvalidInput
from acse_desktop.models import BaseInfo, Enveloppe
from acse_desktop.progress import Progress
from acse_desktop.services import reference
from acse_desktop.services.example import (
    anomalies,
    course,
    envelopes,
    heading,
    notices,
    posts,
    quotas,
    sittings,
    territory,
)
from acse_desktop.services.example.chance import Chance, counts
from acse_desktop.services.example.dossiers import Filing
from acse_desktop.services.example.ledger import Ledger
from acse_desktop.services.example.organismes import Bearers
from acse_desktop.services.example.projects import Delegation, Project, projects_of
from acse_desktop.services.example.territory import Territory
from acse_desktop.services.example.writing import Rows
from acse_desktop.store import search_index
from acse_desktop.store.database import engine_for
from acse_desktop.store.opening import create_base
from acse_desktop.translation import _

COMMITTEE_EVE = (11, 19)
"""The day on which an example base lives: a week before the last committee."""
DEPARTEMENT = "93"
ACTIONS = 400
REGION_ACTIONS = 120
PAST = 0.45
"""Share of the actions that belong to the past exercice."""
LIGHT = 3_000
"""From so many actions on, each has fewer parts."""
AGENT = "exemple"
CACHE_KIB = 200_000


@dataclass(frozen=True)
class Order:
    """What is to be made."""

    departement: str
    region: str
    national: bool
    exercice: int
    actions: int
    graine: int

    @property
    def light(self) -> bool:
        """Whether the base is a large one."""
        return self.actions >= LIGHT

    def chance(self, *part: object) -> Chance:
        """The draws of a part of this base."""
        kind = "pays" if self.national else self.region or self.departement
        return Chance(self.graine, kind, self.exercice, self.actions, *part)


def make_example(
    path: Path,
    *,
    departement: str | None = None,
    region: str | None = None,
    national: bool = False,
    exercice: int = 2012,
    actions: int | None = None,
    graine: int = 1,
    progress: Progress | None = None,
) -> Path:
    """Create an invented base, the same for the same seed; Seine-Saint-Denis by default.

    A département has about 400 actions on two exercices and the faults of `EXPECTED_ANOMALIES`.
    A region has its own programmes only. The country has one exercice, of which `chiffres` gives
    the figures of the page; with `actions` it has fewer, in proportion.

    Raises InvalidInput for an unknown place, CannotWrite when the name is taken, Cancelled when
    the user gave up; then no base is left.
    """
    order = _order(departement, region, national, exercice, actions, graine)
    create_base(
        path,
        exercice=exercice,
        agent=AGENT,
        departement=order.departement,
        region=order.region,
        jour=date(exercice, *COMMITTEE_EVE),
    )
    try:
        _fill(path, order, progress or Progress())
    except BaseException:
        for name in (path, path.with_name(f"{path.name}-journal")):
            name.unlink(missing_ok=True)
        raise
    return path


def _order(
    departement: str | None, region: str | None, national: bool, exercice: int,
    actions: int | None, graine: int,
) -> Order:  # fmt: skip
    if region is not None and region not in reference.regions():
        raise InvalidInput(_unknown(region), _("Donnez un code de région, par exemple 11."))
    if departement is not None and departement not in reference.departements():
        raise InvalidInput(_unknown(departement), _("Donnez un code, par exemple 93 ou 2A."))
    if national:
        return Order("", "", True, exercice, actions or quotas.NATIONAL_ACTIONS, graine)
    if region:
        return Order("", region, False, exercice, actions or REGION_ACTIONS, graine)
    return Order(departement or DEPARTEMENT, "", False, exercice, actions or ACTIONS, graine)


def _unknown(code: str) -> str:
    return _("« {code} » n’est pas un territoire connu.").format(code=code)


def _fill(path: Path, order: Order, progress: Progress) -> None:
    """One transaction; links are right by construction and not checked row by row."""
    engine = engine_for(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA cache_size=-{CACHE_KIB}")
            if order.national:
                _country(connection, order, progress)
            else:
                _delegation(connection, order, progress)
            search_index.refresh(connection)
    finally:
        engine.dispose()


def _delegation(connection: Connection, order: Order, progress: Progress) -> None:
    rows, chance = Rows(connection), order.chance()
    if order.region:
        place, shares = territory.of_region(order.region), quotas.of_region
    else:
        place = territory.of_departement(order.departement, chance, rows)
        shares = quotas.of_departement
    delegation = _at_work(place, chance, rows, order.light)
    credits = envelopes.Envelopes(chance)
    past = int(order.actions * PAST)
    before: list[Project] = []
    for exercice, total in ((order.exercice - 1, past), (order.exercice, order.actions - past)):
        ongoing = exercice == order.exercice
        before = list(projects_of(delegation, shares(total), exercice, before))
        _settle(before, course.OPEN_YEAR if ongoing else course.CLOSED_YEAR, chance)
        _file(Filing(delegation, exercice, ongoing, rows), before, progress)
        credits.count(before, exercice)
    rows.extend(Enveloppe, credits.rows(place))
    if order.departement:
        connection.execute(insert(BaseInfo), heading.letterhead(order.departement))
    if not (order.light or order.region):
        _live(rows, order)
    if not order.light:
        notices.notify(rows)
    rows.flush()


def _live(rows: Rows, order: Order) -> None:
    """What happens to the actions of a département once they are filed."""
    sittings.sit(rows, date(order.exercice, *COMMITTEE_EVE))
    anomalies.plant(rows, order.exercice)
    Ledger(rows, order.exercice, order.chance("chorus")).enter()
    posts.hire(rows, order.exercice, order.chance("postes"))


def _at_work(place: Territory, chance: Chance, rows: Rows, light: bool) -> Delegation:
    return Delegation(place, Bearers(place, chance, rows), chance, quotas.Reach(chance), light)


def _country(connection: Connection, order: Order, progress: Progress) -> None:
    supported = quotas.supported(order.actions)
    rows, reach = Rows(connection), quotas.ExactReach(order.chance("personnes"), supported)
    table = quotas.of_country(supported)
    refusals = quotas.UNSUPPORTED * order.actions // quotas.NATIONAL_ACTIONS
    unsupported = counts(refusals, [sum(row.values()) for row in table.values()])
    notified = []
    for rank, (code, wanted) in enumerate(table.items()):
        progress.step(rank, len(table), _("Création de la base d’exemple"))
        chance = order.chance(code)
        place = territory.of_departement(code, chance, rows)
        delegation = Delegation(place, Bearers(place, chance, rows), chance, reach, light=True)
        projects = list(projects_of(delegation, wanted, order.exercice, []))
        _settle(projects, course.SUPPORTED_YEAR, chance)
        refused = [
            delegation.new_project("CUCS", order.exercice) for _one in range(unsupported[rank])
        ]
        _settle(refused, course.UNSUPPORTED_YEAR, chance)
        filing = Filing(delegation, order.exercice, False, rows)
        _file(filing, projects + refused, Progress())
        credits = envelopes.Envelopes(chance)
        credits.count(projects, order.exercice)
        notified += credits.rows(place)
        rows.flush(at_least=10_000)
    envelopes.scale(notified, quotas.BUDGET)
    rows.extend(Enveloppe, notified)
    rows.flush()


def _settle(projects: list[Project], states: dict[str, int], chance: Chance) -> None:
    """Give each project its state, in the wanted shares, one at least of each."""
    minimum = 1 if len(projects) > 2 * len(states) else 0
    totals = counts(len(projects), list(states.values()), minimum)
    drawn = [state for state, total in zip(states, totals, strict=True) for _one in range(total)]
    for project, state in zip(projects, chance.shuffled(drawn), strict=True):
        project.statut = state


def _file(filing: Filing, projects: list[Project], progress: Progress) -> None:
    ranked = sorted(projects, key=lambda project: str(project.bearer.row["id"]))
    done = 0
    for _bearer, some in groupby(ranked, key=lambda project: str(project.bearer.row["id"])):
        group = list(some)
        filing.file(group)
        done += len(group)
        if done % 50 < len(group):
            progress.step(done, len(projects), _("Création de la base d’exemple"))
