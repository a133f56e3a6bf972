"""Titles and texts of actions, in hundreds of combinations with real places."""

from __future__ import annotations

from acse_desktop.services.example.chance import Chance
from acse_desktop.services.example.names import at
from acse_desktop.services.example.subjects import SUBJECTS_OF, Subject, subject_of
from acse_desktop.services.example.territory import Site

NEEDS = (
    "Les équipements du secteur sont peu fréquentés et les habitants connaissent mal leurs droits.",
    "Le taux de chômage dépasse le double de la moyenne de la commune.",
    "Les équipes éducatives signalent des enfants livrés à eux-mêmes après la classe.",
    "Les familles monoparentales sont nombreuses et disposent de peu de relais.",
    "Le conseil de quartier demande des activités régulières en soirée et le samedi.",
)
FOUND_BY = ("Le chef de projet du contrat", "Les habitants", "Le centre social", "Le collège")
AIMS = (
    "Renforcer l’autonomie et la confiance", "Rompre l’isolement et créer du lien",
    "Favoriser l’accès aux droits et aux services", "Prévenir les ruptures de parcours",
    "Encourager la participation et la mixité",
)  # fmt: skip
RHYTHMS = (
    "deux séances par semaine hors vacances scolaires", "un atelier hebdomadaire de deux heures",
    "trois sessions de cinq jours", "une permanence chaque mercredi après-midi",
    "douze rencontres collectives et un suivi individuel",
)  # fmt: skip
MEANS = (
    "Un coordinateur à mi-temps et deux intervenants vacataires.",
    "Une animatrice salariée, quatre bénévoles, un local mis à disposition par la commune.",
    "Un éducateur spécialisé, une psychologue vacataire, des étudiants volontaires.",
)
MEASURES = (
    "Nombre de participants, assiduité, questionnaire de satisfaction.",
    "Feuilles de présence, entretiens de fin d’action, réunion de bilan avec les partenaires.",
    "Sorties positives à six mois, part des habitants des quartiers prioritaires.",
)
LONG = (
    " (volet « insertion, citoyenneté et vivre ensemble » du projet de territoire)",
    " : poursuite et extension aux quartiers voisins, en lien avec les établissements scolaires,"
    " les bailleurs et les services de la commune",
)


def drawn_subject(dispositif: str, chance: Chance) -> Subject:
    """What an action of a dispositif is about."""
    several = SUBJECTS_OF.get(dispositif)
    return subject_of(dispositif, chance.weighted(several) if several else None)


def title(subject: Subject, site: Site, chance: Chance) -> str:
    """An activity, for whom, where."""
    text = chance.pick(subject.activities)
    if chance.hit(0.7):
        text += f", en direction {chance.pick(subject.publics)}"
    if chance.hit(0.04):
        text += chance.pick(LONG)
    return f"{text} – {site.nom}" if chance.hit(0.7) else f"{text} {at(site.commune.nom)}"


def texts(publics: str, chance: Chance) -> dict[str, str]:
    """The long answers of fiche 3.1."""
    return {
        "objectifs": f"{chance.pick(AIMS)} {publics}.\n{chance.pick(AIMS)}.",
        "besoin": chance.pick(NEEDS),
        "besoin_identifie_par": chance.pick(FOUND_BY),
        "description": f"L’action comprend {chance.pick(RHYTHMS)}, puis un temps fort ouvert à"
        " tous les habitants. Un comité de suivi se réunit chaque trimestre.",
        "moyens_humains": chance.pick(MEANS),
        "evaluation": chance.pick(MEASURES),
        "public_caracteristiques": f"En direction {publics}, résidant en priorité dans les"
        " quartiers du contrat.",
    }
