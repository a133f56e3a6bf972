"""« L’Acsé en chiffres »: the figures of the agency's page, computed and never typed in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Enveloppe, Indicateur, Signataire
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.translation import N_, _

CENT = Decimal("0.01")

DEFINITIONS: dict[str, tuple[str, str]] = {
    "contrats": (N_("Contrats urbains de cohésion sociale"),
                 N_("Contrats enregistrés, CUCS communaux et intercommunaux.")),
    "communes": (N_("Communes et EPCI signataires"),
                 N_("Communes et EPCI distincts parmi les signataires des CUCS.")),
    "actions": (N_("Actions soutenues"),
                N_("Actions de l’exercice qui ont un montant accordé.")),
    "enfants_pre": (N_("Enfants en réussite éducative"),
                    N_("Parcours individualisés et actions collectives des PRE soutenus.")),
    "programmes_pre": (N_("Programmes de réussite éducative"),
                       N_("Porteurs distincts d’une action de PRE soutenue.")),
    "places_internats": (N_("Places d’internat d’excellence"),
                         N_("Places occupées, et non places labellisées.")),
    "stagiaires_e2c": (N_("Stagiaires des écoles de la deuxième chance"),
                       N_("Stagiaires accueillis dans l’exercice.")),
    "enfants_vvv": (N_("Jeunes de Ville vie vacances"),
                    N_("Jeunes participants, comptés une fois par action.")),
    "departements_vvv": (N_("Départements de Ville vie vacances"),
                         N_("Départements où une action VVV est soutenue.")),
    "parrainages": (N_("Parrainages vers l’emploi"), N_("Filleuls accompagnés.")),
    "taux_retour_parrainage": (
        N_("Retour à l’emploi ou en formation, %"),
        N_("Retours à l’emploi et entrées en formation sur filleuls accompagnés.")),
    "actions_culture": (N_("Actions culturelles"),
                        N_("Actions soutenues du dispositif Culture ou d’une thématique culture.")),
    "actions_culture_cucs": (N_("Dont rattachées à un CUCS"),
                             N_("Actions culturelles rattachées à un contrat.")),
    "budget": (N_("Crédits notifiés, en euros"),
               N_("Somme des enveloppes notifiées de l’exercice, hors transferts.")),
}  # fmt: skip
"""Label and definition of each figure, in the order of the page."""

CULTURE_THEMES = ("2012-7", "2013-5", "2014-5")
"""The culture theme of each year's nomenclature."""
CUCS = ("CUCS", "CUCSI")


@dataclass(frozen=True)
class Figure:
    """One figure, with what it counts."""

    code: str
    label: str
    definition: str
    value: int | Decimal | None


class _Counter:
    """Queries on the supported actions of an exercice, or of all of them."""

    def __init__(self, session: Session, exercice: int | None) -> None:
        self._session = session
        self._exercice = exercice

    def _supported(self, query: Select[Any]) -> Select[Any]:
        query = query.join(Dossier, Action.dossier_id == Dossier.id).where(
            Action.montant_accorde > Decimal(0),
            func.coalesce(Action.statut, "").not_in(SANS_SUITE),
        )
        return query if self._exercice is None else query.where(Dossier.exercice == self._exercice)

    def count(self, what: Any, *conditions: ColumnElement[bool]) -> int:
        """How many distinct values among the supported actions."""
        query = self._supported(select(func.count(distinct(what))).select_from(Action))
        return self._session.scalar(query.where(*conditions)) or 0

    def indicators(self, *codes: str) -> int:
        """The sum reached by indicators; what was foreseen where the result is not known yet."""
        value = func.coalesce(Indicateur.realise, Indicateur.prevu)
        query = select(func.sum(value)).select_from(Indicateur)
        query = query.join(Action, Indicateur.action_id == Action.id)
        total = self._session.scalar(self._supported(query).where(Indicateur.code.in_(codes)))
        return int(total or 0)

    def contracts(self) -> int:
        """CUCS of the base."""
        return self._session.scalar(select(func.count()).where(Contrat.nature.in_(CUCS))) or 0

    def signatories(self) -> int:
        """Distinct communes and EPCI that signed a CUCS."""
        name = func.coalesce(Signataire.code_insee, Signataire.siren_epci, Signataire.nom)
        query = select(func.count(distinct(name))).join(Contrat)
        kinds = Signataire.nature.in_(("COMMUNE", "EPCI"))
        return self._session.scalar(query.where(kinds, Contrat.nature.in_(CUCS))) or 0

    def credits(self) -> Decimal:
        """Notified envelopes."""
        query = select(func.sum(Enveloppe.notifie))
        if self._exercice is not None:
            query = query.where(Enveloppe.exercice == self._exercice)
        return (self._session.scalar(query) or Decimal(0)).quantize(CENT)


def _rate(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(CENT, ROUND_HALF_UP)


def compute(session: Session, exercice: int | None = None) -> dict[str, int | Decimal | None]:
    """Each figure by its key, in the order of the page; a rate without basis is None.

    `exercice=None` takes all years together.
    """
    of = _Counter(session, exercice)
    culture = (Action.dispositif == "CULT") | Action.theme.in_(CULTURE_THEMES)
    back = of.indicators("PARR.RET_EMPLOI", "PARR.RET_FORM")
    sponsored = of.indicators("PARR.FILLEULS")
    return {
        "contrats": of.contracts(),
        "communes": of.signatories(),
        "actions": of.count(Action.id),
        "enfants_pre": of.indicators("PRE.ENF_IND", "PRE.ENF_COLL"),
        "programmes_pre": of.count(Dossier.organisme_id, Action.dispositif == "PRE"),
        "places_internats": of.indicators("IE.PLACES_OCC"),
        "stagiaires_e2c": of.indicators("E2C.STAGIAIRES"),
        "enfants_vvv": of.indicators("VVV.JEUNES"),
        "departements_vvv": of.count(Dossier.departement, Action.dispositif == "VVV"),
        "parrainages": sponsored,
        "taux_retour_parrainage": _rate(back, sponsored),
        "actions_culture": of.count(Action.id, culture),
        "actions_culture_cucs": of.count(Action.id, culture, Action.contrat_id.is_not(None)),
        "budget": of.credits(),
    }


def figures(session: Session, exercice: int | None = None) -> list[Figure]:
    """The same figures with their labels and definitions, to be shown."""
    return [
        Figure(code, _(DEFINITIONS[code][0]), _(DEFINITIONS[code][1]), value)
        for code, value in compute(session, exercice).items()
    ]
