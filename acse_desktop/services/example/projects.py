"""Requests before anything is decided: who, what, where, for whom, how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from acse_desktop.services.example.chance import Chance, Money
from acse_desktop.services.example.money import asked
from acse_desktop.services.example.organismes import MOST, Bearer, Bearers
from acse_desktop.services.example.quotas import Reach
from acse_desktop.services.example.subjects import Subject, suited
from acse_desktop.services.example.territory import Site, Territory
from acse_desktop.services.example.titles import drawn_subject, title

RENEWED = 0.62
"""Share of the actions supported in a year that are asked for again the next one."""


@dataclass(slots=True)
class Project:
    """One request, to become an action."""

    bearer: Bearer
    dispositif: str
    subject: Subject
    intitule: str
    sites: list[Site]
    contrat_id: str | None
    reached: int
    demande: Money
    statut: str = "RECU"
    accorde: Money = 0
    anterieur: Money | None = None
    """Granted the year before, for a renewal."""


@dataclass
class Delegation:
    """A territory at work: its organismes, its chance, the figures it must give."""

    territory: Territory
    bearers: Bearers
    chance: Chance
    reach: Reach
    light: bool = False
    """Fewer parts to each action, for large bases."""

    def new_project(self, dispositif: str, exercice: int) -> Project:
        """A first request."""
        bearer = self.bearers.bearer_for(dispositif, exercice)
        covered = self.reach.in_contract(dispositif)
        sites = self._sites(bearer, covered)
        subject = suited(drawn_subject(dispositif, self.chance), bearer.row["statut"])
        reached = self.reach.of(dispositif)
        return Project(
            bearer, dispositif, subject, title(subject, sites[0], self.chance), sites,
            sites[0].contrat_id if covered else None, reached,
            asked(dispositif, reached, exercice, self.chance),
        )  # fmt: skip

    def renewals(self, before: list[Project], exercice: int, room: dict[str, int]) -> list[Project]:
        """Requests that follow supported actions, within what each dispositif has room for."""
        left = dict(room)
        found: list[Project] = []
        for project in before:
            wanted = project.accorde and self.chance.hit(RENEWED)
            if not wanted or left.get(project.dispositif, 0) < 1:
                continue
            if project.bearer.yearly[exercice] < MOST:
                left[project.dispositif] -= 1
                found.append(self._renewed(project, exercice))
        return found

    def _renewed(self, project: Project, exercice: int) -> Project:
        project.bearer.yearly[exercice] += 1
        reached = max(8, round(project.reached * (0.85 + 0.35 * self.chance.real())))
        demande = asked(project.dispositif, reached, exercice, self.chance, project.demande)
        return replace(
            project, reached=reached, demande=demande, anterieur=project.accorde, accorde=0
        )

    def _sites(self, bearer: Bearer, covered: bool) -> list[Site]:
        places = self.territory.contracted_sites if covered else self.territory.sites
        home = bearer.site
        at_home = self.chance.hit(0.65) and (home.contrat_id or not covered)
        sites = [home if at_home else self.chance.pick(places)]
        wanted = 0 if self.light else self._more_sites()
        while len(places) > 4 and len(sites) <= wanted:
            other = self.chance.pick(places)
            if other not in sites:
                sites.append(other)
        return sites

    def _more_sites(self) -> int:
        return self.chance.weighted({0: 62, 1: 20, 2: 12, 3: 6})


def projects_of(
    delegation: Delegation, wanted: dict[str, int], exercice: int, before: list[Project]
) -> Iterator[Project]:
    """The requests of an exercice: renewals first, then new ones, as many as wanted."""
    renewed = delegation.renewals(before, exercice, wanted)
    yield from renewed
    for dispositif, total in wanted.items():
        known = sum(project.dispositif == dispositif for project in renewed)
        for _rank in range(total - known):
            yield delegation.new_project(dispositif, exercice)
