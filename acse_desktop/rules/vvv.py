"""Ville Vie Vacances: holiday periods that make the totals, for young people of 11 to 18."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from acse_desktop.indicateurs import indicator
from acse_desktop.rules.anomalie import AVERTISSEMENT, INFORMATION, Anomalie, Rule
from acse_desktop.rules.dispositif_facts import DispositifFacts, PeriodFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import count_text, day_text

TABLEAU = N_("Tableau de bilan Ville vie vacances (question écrite 59473)")
CIBLE_SOURCE = N_("Ville vie vacances\u00a0: jeunes de 11 à 18 ans des quartiers (ASH n° 2861)")

PERIODES = Rule(
    "VVV-PERIODES", AVERTISSEMENT, N_("Les périodes d’une action VVV sont décrites"), TABLEAU,
    N_("Ajoutez les périodes de vacances dans l’onglet Indicateurs."),
)  # fmt: skip
TOTAUX = Rule(
    "VVV-TOTAUX", AVERTISSEMENT, N_("Les périodes font les totaux des indicateurs"), TABLEAU,
    N_("Reportez les totaux des périodes dans les indicateurs, ou corrigez les périodes."),
)  # fmt: skip
PERIODE = Rule(
    "VVV-PERIODE", AVERTISSEMENT, N_("Une période est cohérente\u00a0: dates, sexes et âges"),
    TABLEAU, N_("Corrigez la période\u00a0: ce qui n’est pas connu se porte en « non précisé »."),
)  # fmt: skip
CIBLE = Rule(
    "VVV-CIBLE", INFORMATION, N_("Ville vie vacances s’adresse aux 11-18 ans"), CIBLE_SOURCE,
    N_("Vérifiez que l’action relève de ce dispositif."),
)  # fmt: skip
RULES = (PERIODES, TOTAUX, PERIODE, CIBLE)
BY_FIELD = {
    "VVV.FILLES": "filles", "VVV.GARCONS": "garcons", "VVV.SEXE_NP": "sexe_inconnu",
    "VVV.M13": "moins_13", "VVV.A13_18": "de_13_18", "VVV.P18": "plus_18",
    "VVV.JOURNEES": "jours",
}  # fmt: skip
"""What indicators sum over the periods."""
JEUNES = "VVV.JEUNES"


def totals_of(periods: tuple[PeriodFacts, ...]) -> dict[str, Decimal]:
    """The indicators that periods make; a code whose numbers nobody gave is left out."""
    totals: dict[str, Decimal] = {}
    for code, name in BY_FIELD.items():
        given = [getattr(one, name) for one in periods if getattr(one, name) is not None]
        if given:
            totals[code] = Decimal(sum(given))
    young = [count for one in periods if (count := one.jeunes()) is not None]
    return {JEUNES: Decimal(sum(young)), **totals} if young else totals


def described(action: DispositifFacts) -> Iterator[Anomalie]:
    """Once young people were taken, the periods say when."""
    if action.realise.get(JEUNES) and not action.periodes:
        yield PERIODES.on(action, "indicateurs", _("Aucune période n’est décrite."))


def totaux(action: DispositifFacts) -> Iterator[Anomalie]:
    """Periods make the totals that the indicators tell."""
    for code, total in totals_of(action.periodes).items():
        told = action.known(code)
        if told is None or told == total:
            continue
        one = indicator(code)
        message = _("« {label} »\u00a0: les périodes font {found} pour {total}.").format(
            label=_(one.libelle) if one else code,
            found=count_text(int(total)), total=count_text(int(told)),
        )  # fmt: skip
        yield TOTAUX.on(action, "indicateurs", message, count_text(int(total)))


def coherentes(action: DispositifFacts) -> Iterator[Anomalie]:
    """Dates in order, as many young people by sex as by age."""
    for one in action.periodes:
        if one.debut_le and one.fin_le and one.fin_le < one.debut_le:
            message = _("Une période finit le {last}, avant son début le {first}.")
            told = message.format(last=day_text(one.fin_le), first=day_text(one.debut_le))
            yield PERIODE.on(action, "indicateurs", told, day_text(one.fin_le))
        sexes, ages = one.sexes(), one.ages()
        if sexes is not None and ages is not None and sexes != ages:
            message = _("Une période compte {sexes} jeunes par sexe et {ages} par âge.")
            told = message.format(sexes=count_text(sexes), ages=count_text(ages))
            yield PERIODE.on(action, "indicateurs", told, count_text(sexes))


def cible(action: DispositifFacts) -> Iterator[Anomalie]:
    """Most of the young people are not over eighteen."""
    over, young = action.known("VVV.P18"), action.known(JEUNES)
    if over is not None and young and over * 2 > young:
        message = _("{over} jeunes sur {young} ont plus de 18 ans.").format(
            over=count_text(int(over)), young=count_text(int(young))
        )
        yield CIBLE.on(action, "indicateurs", message, count_text(int(over)))


CHECKS = (described, totaux, coherentes, cible)
