"""Posts of adultes-relais: who may hold them, how long, how many, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar

from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, INFORMATION, Anomalie, Rule
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text, day_text

CODE_TRAVAIL = N_("Code du travail, adultes-relais\u00a0: convention et personnes employées")
NOTIFICATION = N_(
    "Circulaire adultes-relais\u00a0: une convention signée consomme un poste notifié"
)
AGE_MINIMUM = 30
DUREE_MAXIMUM = 3
"""Years of a convention."""

AGE = Rule(
    "AR-AGE", AVERTISSEMENT, N_("Le titulaire a 30 ans au moins"), CODE_TRAVAIL,
    N_("Vérifiez l’âge à l’embauche."),
)  # fmt: skip
RESIDENCE = Rule(
    "AR-RESIDENCE", AVERTISSEMENT,
    N_("Le titulaire réside en quartier prioritaire, ou par dérogation"), CODE_TRAVAIL,
    N_("Inscrivez la dérogation, ou corrigez la résidence."),
)  # fmt: skip
DUREE = Rule(
    "AR-DUREE", AVERTISSEMENT, N_("Une convention dure trois ans au plus"), CODE_TRAVAIL,
    N_("Corrigez l’échéance, ou enregistrez le renouvellement à part."),
)  # fmt: skip
CHEVAUCHEMENT = Rule(
    "AR-CHEVAUCHEMENT", ERREUR, N_("Un poste n’a qu’une convention à la fois"), NOTIFICATION,
    N_("Mettez fin à la première convention, ou corrigez les dates."),
)  # fmt: skip
QUOTA = Rule(
    "AR-QUOTA", AVERTISSEMENT, N_("Le quota de postes notifiés n’est pas dépassé"), NOTIFICATION,
    N_("Demandez un poste de plus, ou vérifiez les conventions en cours."),
)  # fmt: skip
RENOUVELLEMENT = Rule(
    "AR-RENOUVELLEMENT", INFORMATION, N_("Un troisième renouvellement est exceptionnel"),
    N_("Circulaire du 19 novembre 2009 (3e renouvellement)\u202f; circulaire de 2012 (4e)"),
    N_("Joignez le bilan détaillé de l’employeur\u202f; pour le quatrième, l’avis motivé du préfet"
       " au directeur général."),
)  # fmt: skip
TAUX = Rule(
    "AR-TAUX", AVERTISSEMENT, N_("Le taux de l’aide est connu pour toute la convention"),
    N_("Sénat, rapport n° 128 (2016-2017)\u00a0: taux de 2007 à 2016"),
    N_("L’aide de ces jours n’est pas comptée\u00a0: vérifiez les dates."),
)  # fmt: skip
INDICATEUR = Rule(
    "AR-POSTES", AVERTISSEMENT, N_("Les postes déclarés sont ceux des conventions"),
    NOTIFICATION, N_("Corrigez l’indicateur, ou rattachez les postes à l’action."),
)  # fmt: skip
RULES = (AGE, RESIDENCE, DUREE, CHEVAUCHEMENT, QUOTA, RENOUVELLEMENT, TAUX, INDICATEUR)


@dataclass(frozen=True)
class ConventionFacts:
    """A convention of a post, for the rules."""

    debut_le: date
    fin_le: date
    """Last day: the end, or the day it was ended before."""
    terme: date
    """The end that was signed."""
    renouvellement: int
    age: int | None
    quartier: bool | None
    derogation: bool | None
    sans_taux: int = 0
    """Days whose rate is not known."""


@dataclass(frozen=True)
class PosteFacts:
    """A post with its conventions, the oldest first."""

    table: ClassVar[str] = "poste"
    id: str
    objet: str
    conventions: tuple[ConventionFacts, ...]


@dataclass(frozen=True)
class QuotaFacts:
    """The posts of an exercice, told on the envelope that notifies them."""

    table: ClassVar[str] = "enveloppe"
    id: str
    objet: str
    notifies: int
    conventionnes: int


def titulaire(poste: PosteFacts) -> Iterator[Anomalie]:
    """Age and residence of those who hold the post."""
    for one in poste.conventions:
        if one.age is not None and one.age < AGE_MINIMUM:
            message = _("Le titulaire a {age} ans.").format(age=one.age)
            yield AGE.on(poste, "titulaire_age", message, str(one.age))
        if one.quartier is False and not one.derogation:
            message = _("Le titulaire ne réside pas en quartier prioritaire, sans dérogation.")
            yield RESIDENCE.on(poste, "derogation", message)


def duree(poste: PosteFacts) -> Iterator[Anomalie]:
    """Three years, from day to day."""
    for one in poste.conventions:
        if one.terme >= _anniversary(one.debut_le, DUREE_MAXIMUM):
            message = _("La convention va du {first} au {last}\u00a0: plus de trois ans.")
            period = message.format(first=day_text(one.debut_le), last=day_text(one.terme))
            yield DUREE.on(poste, "fin_le", period, day_text(one.terme))


def _anniversary(day: date, years: int) -> date:
    later = min(day.year + years, date.max.year)
    leap_day = (day.month, day.day) == (2, 29)
    return date(later, 3, 1) if leap_day else day.replace(year=later)


def chevauchement(poste: PosteFacts) -> Iterator[Anomalie]:
    """Two conventions in force on one day."""
    for first, second in pairwise(poste.conventions):
        if second.debut_le <= first.fin_le:
            message = _("Deux conventions sont en cours le {day}.")
            day = day_text(second.debut_le)
            yield CHEVAUCHEMENT.on(poste, "debut_le", message.format(day=day), day)


def renouvellement(poste: PosteFacts) -> Iterator[Anomalie]:
    """The third and fourth renewals call for more than a signature."""
    for one in poste.conventions:
        if one.renouvellement >= 3:
            message = _("La convention est le renouvellement n° {n}.")
            rank = str(one.renouvellement)
            yield RENOUVELLEMENT.on(poste, "renouvellement", message.format(n=rank), rank)


def taux(poste: PosteFacts) -> Iterator[Anomalie]:
    """Days for which no source gives a rate."""
    days = sum(one.sans_taux for one in poste.conventions)
    if days:
        text = ngettext(
            "Aucun taux n’est connu pour {n} jour.", "Aucun taux n’est connu pour {n} jours.", days
        )
        yield TAUX.on(poste, "signe_le", text.format(n=count_text(days)), count_text(days))


def quota(facts: QuotaFacts) -> Iterator[Anomalie]:
    """Conventions against posts notified."""
    over = facts.conventionnes - facts.notifies
    if over > 0:
        message = _("{held} postes sont conventionnés pour {notified} notifiés.").format(
            held=count_text(facts.conventionnes), notified=count_text(facts.notifies)
        )
        yield QUOTA.on(facts, "postes", message, count_text(over))


CHECKS = (titulaire, duree, chevauchement, renouvellement, taux)
