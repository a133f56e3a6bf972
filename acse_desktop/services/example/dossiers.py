"""Dossiers and actions with all their parts, from the requests of an exercice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from acse_desktop.baremes import bareme
from acse_desktop.models import (
    Action,
    Avis,
    Dossier,
    Evenement,
    Financement,
    Indicateur,
    Lieu,
    LigneBudget,
    Periode,
    Public,
    Versement,
)
from acse_desktop.services.example import (
    course,
    dispositifs,
    indicators,
    names,
    opinions,
    steps,
    titles,
)
from acse_desktop.services.example.chance import hundredths
from acse_desktop.services.example.money import Budget
from acse_desktop.services.example.projects import Delegation, Project
from acse_desktop.services.example.subjects import theme_code
from acse_desktop.services.example.writing import BATCH, Rows
from acse_desktop.services.numbering import action_number, dossier_number

Row = dict[str, Any]
SERVICES = ("DDCS", "Préfecture – bureau de la cohésion sociale", "Sous-préfecture", "DRJSCS")
INSTRUCTORS = ("Mme Boisseau", "M. Kerbrat", "Mme Sissoko", "M. Le Bihan", "Mme Prévost")


class Filing:
    """Turns the requests of an exercice into records."""

    def __init__(self, delegation: Delegation, exercice: int, ongoing: bool, rows: Rows) -> None:
        self.delegation = delegation
        self.exercice = exercice
        self.ongoing = ongoing
        """Whether the exercice is at work; otherwise all of it is over."""
        self._rows = rows
        self._chance = delegation.chance
        self._numbers = count(1)
        self._acts = count(1)

    def file(self, projects: list[Project]) -> None:
        """Write the dossier of an organisme and its actions."""
        decisions = [course.decided(project, self.exercice, self._chance) for project in projects]
        limit = bareme("SEUIL_CONVENTION", date(self.exercice, 12, 31))
        convention = sum(project.accorde for project in projects) > limit
        dossier = self._dossier(projects)
        self._rows.add(Dossier, dossier)
        for rank, (project, decision) in enumerate(zip(projects, decisions, strict=True), 1):
            self._action(project, dossier, rank, (decision, convention))
        self._rows.flush(at_least=BATCH)

    def _dossier(self, projects: list[Project]) -> Row:
        chance, place = self._chance, self.delegation.territory
        bearer = projects[0].bearer.row
        received = chance.day(date(self.exercice - 1, 11, 2), date(self.exercice, 1, 31))
        ready = any(project.statut not in ("RECU", "INCOMPLET") for project in projects)
        return {
            "id": chance.id(), "organisme_id": bearer["id"], "exercice": self.exercice,
            "numero": dossier_number(place.prefix, self.exercice, next(self._numbers)),
            "type_demande": _frequency(any(one.anterieur is not None for one in projects)),
            "objet_demande": "ACTION" if chance.hit(0.97) else "FONCT",
            "periode_demande": "ANNUELLE" if chance.hit(0.94) else "PLURI",
            "departement": None if place.region else place.code,
            "region": place.code if place.region else None, "recu_le": received,
            "accuse_le": received + timedelta(days=chance.between(2, 15)),
            "complet_le": received + timedelta(days=chance.between(10, 45)) if ready else None,
            "service": "DRJSCS" if place.region else chance.pick(SERVICES[:3]),
            "instructeur": chance.pick(INSTRUCTORS),
            "signataire": f"{bearer['representant_prenom']} {bearer['representant_nom']}",
            "signe_a": bearer["commune"], "signe_le": received - timedelta(days=3),
            "a_jour_obligations": True, "aides_minimis": chance.hit(0.05),
        }  # fmt: skip

    def _action(self, project: Project, dossier: Row, rank: int, said: tuple[Row, bool]) -> None:
        decision, convention = said
        chance, light = self._chance, self.delegation.light
        start, end = course.period(project, self.exercice, self.ongoing, chance)
        row = self._described(project, dossier, rank) | decision
        row |= {"debut_le": start, "fin_le": end}
        row |= course.act(project, row, convention, self._act_number(decision), chance)
        paid = course.payments(project, row, self.exercice, chance)
        row["montant_paye"] = course.net_of(paid) if paid else None
        row |= course.report(project, end, self.exercice, paid, chance)
        known = course.SUPPORTED if self.delegation.reach.told else course.OVER
        persons = indicators.Persons.drawn(project.reached, project.statut in known, chance)
        row |= self._persons(persons)
        own = dispositifs.fields(project, row["id"], self.exercice, persons)
        row |= own
        cost = dispositifs.cost(project, own, self.exercice)
        budget = Budget(project.demande, project.sites[0].commune.nom, chance, light, cost)
        row |= self._budgeted(project, budget)
        self._rows.add(Action, row)
        self._rows.extend(Versement, paid)
        if not light:
            self._rows.extend(Evenement, steps.steps(row, dossier, paid))
            self._rows.extend(Avis, opinions.opinions(row, dossier))
        self._parts(row, project, persons, budget)

    def _act_number(self, decision: Row) -> int:
        return next(self._acts) if decision["notifie_le"] else 0

    def _described(self, project: Project, dossier: Row, rank: int) -> Row:
        chance = self._chance
        head = names.person(chance)
        return {
            "id": chance.id(), "dossier_id": dossier["id"], "rang": rank,
            "numero": action_number(dossier["numero"], rank), "intitule": project.intitule,
            "statut": project.statut, "type_demande": _frequency(project.anterieur is not None),
            "responsable_civilite": head.civilite, "responsable_nom": head.nom,
            "responsable_prenom": head.prenom, "responsable_fonction": "Responsable de l’action",
            "dispositif": project.dispositif,
            "theme": theme_code(project.subject.theme, self.exercice),
            "contrat_id": project.contrat_id,
            "regle_partage": "EGAL" if len(project.sites) > 1 else None,
            "politique_publique": "Politique de la ville",
            **titles.texts(chance.pick(project.subject.publics), chance),
        }  # fmt: skip

    def _persons(self, persons: indicators.Persons) -> Row:
        return {
            "public_prevu": persons.prevu, "public_quartiers": persons.quartiers,
            "public_realise": persons.realise,
        }  # fmt: skip

    def _budgeted(self, project: Project, budget: Budget) -> Row:
        closed = project.statut == "CLOS"
        return {
            "cout_total": budget.total, "montant_demande": project.demande,
            "montant_anterieur": project.anterieur, "part_subvention": budget.share,
            "montant_realise": budget.spend(project.accorde) if closed else None,
            "repartition_indirectes": "Au prorata des heures d’intervention.",
        }  # fmt: skip

    def _parts(
        self, row: Row, project: Project, persons: indicators.Persons, budget: Budget
    ) -> None:
        chance, light, name = self._chance, self.delegation.light, row["id"]
        self._rows.extend(
            Financement, budget.funders(name, row["montant_propose"], row["montant_accorde"])
        )
        self._rows.extend(LigneBudget, budget.lines(name))
        self._rows.extend(Lieu, self._places(name, project))
        self._rows.extend(
            Public, indicators.publics(name, project.dispositif, persons, light, chance)
        )
        reach = self.delegation.reach
        told = indicators.indicators(name, project.dispositif, persons, reach, chance)
        more, periods = dispositifs.details(project, name, told, light, self.exercice)
        self._rows.extend(Indicateur, [*told, *more])
        self._rows.extend(Periode, periods)

    def _places(self, action_id: str, project: Project) -> list[Row]:
        shares = hundredths(len(project.sites))
        return [
            {"id": self._chance.id(), "action_id": action_id,
             "contrat_id": site.contrat_id if project.contrat_id else None,
             "code_insee": site.commune.code, "commune": site.commune.nom,
             "quartier_id": site.quartier_id, "part": share}
            for site, share in zip(project.sites, shares, strict=True)
        ]  # fmt: skip


def _frequency(again: bool) -> str:
    return "RENOUV" if again else "PREMIERE"
