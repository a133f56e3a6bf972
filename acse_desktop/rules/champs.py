"""Checks that follow from the dictionary: the value of each field, and what is missing."""

from __future__ import annotations

from typing import Any

from acse_desktop.fields import Field
from acse_desktop.fieldtypes import (
    Amount,
    Bic,
    Choice,
    CodeInsee,
    CodePostal,
    Count,
    Day,
    Email,
    Iban,
    Percent,
    Phone,
    Rna,
    Siret,
    Text,
    Year,
)
from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, Anomalie, Rule, Target
from acse_desktop.translation import N_, _

DICTIONNAIRE = N_("Dictionnaire des champs")


BY_TYPE: tuple[tuple[type[Any], Rule], ...] = (
    (Siret, Rule("ID-SIRET", AVERTISSEMENT, N_("Le SIRET est exact"),
                  N_("Répertoire Sirene\u00a0: 14 chiffres, clé de Luhn"),
                  N_("Reprenez les 14 chiffres de l’avis de situation."))),
    (Rna, Rule("ID-RNA", AVERTISSEMENT, N_("Le numéro RNA a la bonne forme"),
                N_("Répertoire national des associations"),
                N_("Reprenez le numéro du récépissé de déclaration."))),
    (Iban, Rule("ID-IBAN", AVERTISSEMENT, N_("L’IBAN est exact"),
                 N_("ISO 13616 et clé RIB"), N_("Vérifiez-le sur le relevé d’identité."))),
    (Bic, Rule("ID-BIC", AVERTISSEMENT, N_("Le BIC a la bonne forme"),
                N_("ISO 9362"), N_("Vérifiez-le sur le relevé d’identité."))),
    (CodePostal, Rule("ID-CODE-POSTAL", AVERTISSEMENT, N_("Le code postal a cinq chiffres"),
                       N_("Service national de l’adresse"), N_("Corrigez le code postal."))),
    (CodeInsee, Rule("ID-INSEE", AVERTISSEMENT, N_("Le code Insee a la bonne forme"),
                      N_("Code officiel géographique"), N_("Choisissez la commune."))),
    (Email, Rule("ID-COURRIEL", AVERTISSEMENT, N_("L’adresse de courriel est complète"),
                  N_("RFC 5322"), N_("Corrigez l’adresse."))),
    (Phone, Rule("ID-TELEPHONE", AVERTISSEMENT, N_("Le numéro de téléphone est complet"),
                  N_("Plan national de numérotation"), N_("Corrigez le numéro."))),
    (Percent, Rule("VAL-POURCENTAGE", ERREUR, N_("Un pourcentage va de 0 à 100"),
                    DICTIONNAIRE, N_("Corrigez le pourcentage."))),
    (Amount, Rule("VAL-MONTANT", ERREUR, N_("Un montant n’est pas négatif"),
                   DICTIONNAIRE, N_("Corrigez le signe, ou portez un reversement."))),
    (Count, Rule("VAL-NOMBRE", ERREUR, N_("Un nombre n’est pas négatif"),
                  DICTIONNAIRE, N_("Corrigez le nombre."))),
    (Day, Rule("VAL-DATE", ERREUR, N_("La date est vraisemblable"),
                DICTIONNAIRE, N_("Corrigez la date."))),
    (Year, Rule("VAL-ANNEE", ERREUR, N_("L’année est vraisemblable"),
                 DICTIONNAIRE, N_("Corrigez l’année."))),
    (Choice, Rule("VAL-LISTE", AVERTISSEMENT, N_("Le code est dans sa liste"),
                   N_("Nomenclatures du programme"), N_("Choisissez une valeur de la liste."))),
    (Text, Rule("VAL-TEXTE", AVERTISSEMENT, N_("Le texte tient dans une cellule de classeur"),
                 DICTIONNAIRE, N_("Raccourcissez le texte."))),
)  # fmt: skip
"""The rule of each field type; the first that fits, so the particular comes before the general."""

OBLIGATOIRE = Rule(
    "OBL-CHAMP", AVERTISSEMENT, N_("Les données de la remontée sont remplies"), DICTIONNAIRE,
    N_("Complétez avant la remontée."),
)  # fmt: skip
RULES = (OBLIGATOIRE, *(rule for _type, rule in BY_TYPE))

SIGNED = frozenset(
    {("enveloppe", "transferts"), ("notification", "montant"), ("notification", "postes")}
)
"""Figures that may be negative: credits given up or taken back."""
ELSEWHERE = frozenset({("organisme", "siret"), ("action", "public_prevu")})
"""Mandatory fields whose absence has a rule of its own."""


def rule_of(described: Field) -> Rule | None:
    """The rule that checks the values of a field, if its type has one."""
    return next((rule for kind, rule in BY_TYPE if isinstance(described.type, kind)), None)


def faulty(target: Target, described: Field, value: Any) -> Anomalie | None:
    """What is wrong with a stored value. Personal data is never repeated."""
    rule = rule_of(described)
    if rule is None or value is None or (target.table, described.name) in SIGNED:
        return None
    said = described.type.check(value)
    if not said:
        return None
    shown = "" if described.personal else described.type.format(value)[:200]
    message = _("{label}\u00a0: {said}").format(label=_(described.label), said=said)
    return rule.on(target, described.name, message, shown)


def missing(target: Target, described: Field) -> Anomalie:
    """A mandatory field that is empty."""
    message = _("« {label} » n’est pas rempli.").format(label=_(described.label))
    return OBLIGATOIRE.on(target, described.name, message)
