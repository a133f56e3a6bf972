"""What each dispositif asks of its actions: who bears them, what must be said, how much.

Amounts of internats and of the FIPD are in `dispositif_montants`, holiday periods in `vvv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from acse_desktop.baremes import NoBareme, bareme
from acse_desktop.rules import dispositif_montants, vvv
from acse_desktop.rules.anomalie import AVERTISSEMENT, INFORMATION, Anomalie, Rule
from acse_desktop.rules.dispositif_facts import DispositifFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import count_text

COMPTABILITE_PUBLIQUE = frozenset({"CCAS", "CDE", "GIP", "EPLE", "REGIE", "EP"})
"""Bodies that may bear a programme de réussite éducative."""
LOI_PRE = N_("Loi n° 2005-32 du 18 janvier 2005\u00a0: réussite éducative, comptabilité publique")
ENQUETE_PRE = N_("Enquête annuelle des programmes de réussite éducative, par année scolaire")
ACCORD_ANRU = N_("Accord-cadre entre l’Acsé et l’Anru du 18 octobre 2010")
SUIVI = N_("Page « Acsé »\u00a0: le suivi, les formations et évaluations afférentes")
CULTURE = N_("Page « Acsé »\u00a0: actions culturelles, dont celles rattachées à un CUCS")
DISCRIMINATIONS = N_("Plans territoriaux de lutte contre les discriminations (question 50307)")
REFERENTIEL_ASV = N_("Référentiel national des ateliers santé ville, 2012\u00a0: le coordonnateur")
SCHOOL_YEAR = re.compile(r"(\d{4})-(\d{4})")

PORTEUR = Rule(
    "PRE-PORTEUR", AVERTISSEMENT, N_("Un PRE est porté par un organisme à comptabilité publique"),
    LOI_PRE, N_("Vérifiez le porteur\u00a0: CCAS, caisse des écoles, GIP, EPLE ou régie."),
)  # fmt: skip
PARCOURS = Rule(
    "PRE-PARCOURS", AVERTISSEMENT, N_("Une action de parcours suit des enfants un par un"),
    ENQUETE_PRE, N_("Saisissez les enfants en parcours individualisé, ou changez la nature."),
)  # fmt: skip
NATURE_PRE = Rule(
    "PRE-NATURE", AVERTISSEMENT, N_("La nature d’une action de PRE est dite"),
    N_("Nomenclature GISPRO 1111 et 1112"),
    N_("Choisissez ingénierie, parcours individualisés ou actions collectives."),
)  # fmt: skip
ANNEE = Rule(
    "SCO-ANNEE", AVERTISSEMENT, N_("L’année scolaire est dite, et touche l’exercice"),
    N_("Enquête PRE et circulaire des internats d’excellence\u00a0: par année scolaire"),
    N_("Écrivez l’année scolaire comme 2012-2013, dans l’onglet Action."),
)  # fmt: skip
LABEL = Rule(
    "E2C-LABEL", AVERTISSEMENT, N_("Le label demande cinquante parcours validés"),
    N_("Réseau des écoles de la deuxième chance\u00a0: conditions du label"),
    N_("Vérifiez le nombre de stagiaires, ou le label."),
)  # fmt: skip
CHARTE = Rule(
    "PARR-CHARTE", AVERTISSEMENT, N_("La charte du parrainage est signée"),
    N_("Charte du parrainage de 1999\u202f; circulaire DGEFP 2005-20 du 4 mai 2005"),
    N_("Demandez la charte signée, puis cochez la case dans l’onglet Action."),
)  # fmt: skip
NATURE_LCD = Rule(
    "LCD-NATURE", AVERTISSEMENT, N_("Une action contre les discriminations dit sa nature"),
    DISCRIMINATIONS,
    N_("Choisissez plan, diagnostic, formation, accompagnement ou sensibilisation."),
)  # fmt: skip
CRITERE = Rule(
    "LCD-CRITERE", AVERTISSEMENT, N_("Une action contre les discriminations dit le critère visé"),
    N_("Loi n° 2008-496 du 27 mai 2008"), N_("Choisissez le critère, ou « Plusieurs critères »."),
)  # fmt: skip
PROJET = Rule(
    "ANRU-PROJET", AVERTISSEMENT, N_("Le projet de rénovation urbaine est nommé"), ACCORD_ANRU,
    N_("Écrivez le nom du projet dans l’onglet Action."),
)  # fmt: skip
CONVENTION = Rule(
    "ANRU-CONVENTION", AVERTISSEMENT, N_("La convention de gestion urbaine est datée"),
    ACCORD_ANRU, N_("Écrivez la date de la convention dans l’onglet Action."),
)  # fmt: skip
MENAGES = Rule(
    "RELOG-MENAGES", AVERTISSEMENT, N_("Les ménages accompagnés sont comptés"), ACCORD_ANRU,
    N_("Saisissez le nombre de ménages dans l’onglet Indicateurs."),
)  # fmt: skip
DOMAINE = Rule(
    "CULT-DOMAINE", AVERTISSEMENT, N_("Une action culturelle dit son domaine"), CULTURE,
    N_("Choisissez le domaine culturel dans l’onglet Action."),
)  # fmt: skip
RATTACHEE = Rule(
    "CULT-CONTRAT", AVERTISSEMENT, N_("Une action culturelle d’un lieu sous contrat y est"
    " rattachée"), CULTURE,
    N_("Choisissez le contrat de l’action\u00a0: le chiffre national les compte par là."),
)  # fmt: skip
NATURE_FEC = Rule(
    "FEC-NATURE", AVERTISSEMENT, N_("Formation, évaluation ou contrôle\u00a0: la nature est dite"),
    SUIVI, N_("Choisissez la nature dans l’onglet Action."),
)  # fmt: skip
SESSIONS = Rule(
    "FEC-SESSIONS", AVERTISSEMENT, N_("Les sessions d’une formation sont comptées"), SUIVI,
    N_("Saisissez le nombre de sessions dans l’onglet Indicateurs."),
)  # fmt: skip
COORDINATION = Rule(
    "ASV-COORDINATION", INFORMATION, N_("Un atelier santé ville a un coordonnateur"),
    REFERENTIEL_ASV, N_("Saisissez l’ETP de coordination dans l’onglet Indicateurs."),
)  # fmt: skip
RULES = (
    PORTEUR, NATURE_PRE, PARCOURS, ANNEE, *dispositif_montants.RULES, LABEL, CHARTE, *vvv.RULES,
    NATURE_LCD, CRITERE, PROJET, CONVENTION, MENAGES, DOMAINE, RATTACHEE, NATURE_FEC, SESSIONS,
    COORDINATION,
)  # fmt: skip
Check = Callable[[DispositifFacts], Iterator[Anomalie]]


def said(name: str, rule: Rule) -> Check:
    """A field of the dispositif that must be filled in."""

    def check(action: DispositifFacts) -> Iterator[Anomalie]:
        if action.donnees.get(name) in (None, ""):
            yield rule.on(action, name, _("Rien n’est indiqué."))

    return check


def counted(codes: str, rule: Rule) -> Check:
    """Indicators of which one at least must be known."""

    def check(action: DispositifFacts) -> Iterator[Anomalie]:
        if action.known(codes) is None:
            yield rule.on(action, "indicateurs", _("Aucun nombre n’est saisi."))

    return check


def porteur(action: DispositifFacts) -> Iterator[Anomalie]:
    """A PRE is borne by a body with public accounting."""
    statut = action.organisme_statut
    if statut is not None and statut not in COMPTABILITE_PUBLIQUE:
        message = _("Le porteur n’est pas un organisme à comptabilité publique.")
        yield PORTEUR.on(action, "organisme_id", message, statut)


def parcours(action: DispositifFacts) -> Iterator[Anomalie]:
    """An action of individual paths has children who follow one."""
    if action.donnees.get("nature_pre") == "PARCOURS" and action.known("PRE.ENF_IND") == 0:
        yield PARCOURS.on(
            action, "indicateurs", _("Aucun enfant n’est suivi en parcours individualisé."), "0"
        )


def first_year(text: str | None) -> int | None:
    """The first year of a school year such as 2012-2013; None when it is not one."""
    found = SCHOOL_YEAR.fullmatch((text or "").strip())
    if found is None or int(found[2]) != int(found[1]) + 1:
        return None
    return int(found[1])


def annee_scolaire(action: DispositifFacts) -> Iterator[Anomalie]:
    """The school year of the indicators is well formed and touches the exercice."""
    text = action.donnees.get("annee_scolaire")
    if not text:
        if action.dispositif != "E2C":
            yield ANNEE.on(action, "annee_scolaire", _("L’année scolaire n’est pas dite."))
        return
    first = first_year(text)
    if first is None:
        message = _("« {annee} » n’est pas une année scolaire.").format(annee=text)
        yield ANNEE.on(action, "annee_scolaire", message, text)
    elif action.exercice is not None and action.exercice not in (first, first + 1):
        message = _("L’année scolaire {annee} ne touche pas l’exercice {year}.")
        told = message.format(annee=text, year=action.exercice)
        yield ANNEE.on(action, "annee_scolaire", told, text)


def label(action: DispositifFacts) -> Iterator[Anomalie]:
    """A labelled school has enough validated paths."""
    trainees = action.known("E2C.STAGIAIRES")
    if not action.donnees.get("labellisee") or trainees is None or action.exercice is None:
        return
    try:
        least = bareme("E2C_LABEL", date(action.exercice, 12, 31))
    except NoBareme:
        return
    if trainees < least:
        message = _("L’école labellisée a {n} stagiaires, pour {least} parcours demandés.").format(
            n=count_text(int(trainees)), least=count_text(int(least))
        )
        yield LABEL.on(action, "labellisee", message, count_text(int(trainees)))


def charte(action: DispositifFacts) -> Iterator[Anomalie]:
    """The charter of sponsoring is signed."""
    if not action.donnees.get("charte_parrainage"):
        yield CHARTE.on(action, "charte_parrainage", _("La charte n’est pas signée."))


def rattachee(action: DispositifFacts) -> Iterator[Anomalie]:
    """A cultural action that takes place under a contract is attached to it."""
    if action.contrats and not action.contrat_id:
        yield RATTACHEE.on(
            action, "contrat_id", _("Un lieu est sous contrat, l’action n’y est pas rattachée.")
        )


def sessions(action: DispositifFacts) -> Iterator[Anomalie]:
    """A training counts its sessions."""
    if action.donnees.get("nature_fec") == "FORMATION":
        yield from counted("FEC.SESSIONS", SESSIONS)(action)


CHECKS: dict[str, tuple[Check, ...]] = {
    "PRE": (porteur, said("nature_pre", NATURE_PRE), parcours, annee_scolaire),
    "IE": (annee_scolaire, *dispositif_montants.IE_CHECKS),
    "E2C": (annee_scolaire, label),
    "PARR": (charte,),
    "FIPD": dispositif_montants.FIPD_CHECKS,
    "VVV": vvv.CHECKS,
    "ASV": (counted("ASV.COORD", COORDINATION),),
    "LCD": (said("nature_lcd", NATURE_LCD), said("critere_lcd", CRITERE)),
    "GUP": (said("projet_anru", PROJET), said("convention_anru_le", CONVENTION)),
    "RELOG": (said("projet_anru", PROJET), counted("RELOG.MENAGES", MENAGES)),
    "CULT": (said("domaine_culture", DOMAINE), rattachee),
    "FEC": (said("nature_fec", NATURE_FEC), sessions),
}
"""By dispositif. That parts do not exceed their totals is asked of every indicator elsewhere;
posts of adultes-relais and contracts of the CUCS have rules of their own.
"""
