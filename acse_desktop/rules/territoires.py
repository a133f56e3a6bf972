"""Where an action takes place and under which contract and theme."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from acse_desktop.nomenclatures import entries
from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, Anomalie, Rule
from acse_desktop.rules.facts import ActionFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import NBSP, amount_text

CENT = Decimal(100)
GUIDE = N_("Guide de la saisie en ligne de l’Acsé, septembre 2013, p. 27")

LIEU = Rule(
    "TER-LIEU", AVERTISSEMENT, N_("L’action a au moins un lieu"), GUIDE,
    N_("Ajoutez la commune et le quartier où l’action se déroule."),
)  # fmt: skip
PARTS = Rule(
    "TER-PARTS", ERREUR, N_("Les parts des lieux font 100\u00a0%"),
    N_("Règle de partage entre les quartiers servis"),
    N_("Corrigez les parts, ou choisissez des parts égales."),
)  # fmt: skip
CONTRAT = Rule(
    "TER-CONTRAT", AVERTISSEMENT, N_("Une action du CUCS est rattachée à un contrat"),
    N_("Circulaire du 24 mai 2006 relative aux CUCS"),
    N_("Choisissez le contrat de l’action ou de l’un de ses lieux."),
)  # fmt: skip
THEME = Rule(
    "PRG-THEME", ERREUR, N_("La thématique est de la nomenclature de l’exercice"),
    N_("Programme d’interventions annuel de l’Acsé"),
    N_("Choisissez la thématique dans la liste de l’exercice\u00a0: les numéros changent de sens"
       " d’une année à l’autre."),
)  # fmt: skip
RULES = (LIEU, PARTS, CONTRAT, THEME)


def lieu(action: ActionFacts) -> Iterator[Anomalie]:
    """At least one place."""
    if not action.territoire.lieux:
        yield LIEU.on(action, "lieux", _("L’action n’a aucun lieu."))


def parts(action: ActionFacts) -> Iterator[Anomalie]:
    """Shares, when given, add up to 100 % to the hundredth, a third for each included."""
    total = action.territoire.parts
    tolerance = Decimal("0.01") * action.territoire.lieux
    if total is not None and abs(total - CENT) >= tolerance:
        shown = f"{amount_text(total)}{NBSP}%"
        message = _("Les parts des lieux font {total}.").format(total=shown)
        yield PARTS.on(action, "regle_partage", message, shown)


def contrat(action: ActionFacts) -> Iterator[Anomalie]:
    """An action of the CUCS says which one."""
    attached = action.contrat_id or action.territoire.contrats
    if action.dispositif == "CUCS" and not attached:
        yield CONTRAT.on(action, "contrat_id", _("L’action du CUCS n’a pas de contrat."))


def theme(action: ActionFacts) -> Iterator[Anomalie]:
    """The theme is in use for the exercice."""
    known = {entry.code: entry for entry in entries("theme")}.get(action.theme or "")
    if known and action.exercice is not None and not known.holds_in(action.exercice):
        yield THEME.on(
            action,
            "theme",
            _("« {theme} » ({code}) ne vaut pas pour {year}.").format(
                theme=_(known.libelle), code=known.code, year=action.exercice
            ),
            known.code,
        )


CHECKS = (lieu, parts, contrat, theme)
