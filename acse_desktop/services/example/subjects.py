"""What actions are about: activities by subject, and the subjects of each dispositif."""

from __future__ import annotations

from dataclasses import dataclass, replace

from acse_desktop.rules.dispositif_montants import COLLECTIVITES, EXCEPTIONS


@dataclass(frozen=True)
class Subject:
    """A family of actions: its theme, what is done and for whom."""

    theme: str
    """Key of `THEMES`."""
    activities: tuple[str, ...]
    publics: tuple[str, ...]


VIDEO = ("Vidéoprotection", "Raccordement")
"""How the titles of vidéoprotection begin."""
YOUNG = ("des collégiens", "des 11-17 ans", "des jeunes filles", "des adolescents", "des 16-25 ans")
FAMILY = ("des familles", "des parents", "des mères isolées", "des enfants et de leurs parents")
ADULT = ("des habitants", "des femmes", "des demandeurs d’emploi", "des seniors", "des locataires")
STAFF = ("des professionnels", "des bénévoles associatifs", "des adultes-relais", "des agents")

SUBJECTS: dict[str, Subject] = {
    "EMPLOI": Subject("EMPLOI", (
        "Ateliers de recherche d’emploi", "Chantier d’insertion « espaces verts »",
        "Parcours vers la création d’entreprise", "Plate-forme linguistique à visée"
        " professionnelle", "Forum des métiers", "Auto-école sociale", "Garde d’enfants à horaires"
        " décalés", "Mobilité et permis de conduire", "Découverte des métiers du bâtiment",
    ), ADULT),
    "EDUC": Subject("EDUC", (
        "Accompagnement à la scolarité", "Ateliers d’éveil et de lecture", "Club de sciences",
        "Coup de pouce « lecture-écriture »", "Ludothèque itinérante", "Soutien à la parentalité",
        "Prévention du décrochage scolaire", "École ouverte aux parents", "Petits débrouillards",
    ), (*YOUNG[:2], *FAMILY)),
    "HABITAT": Subject("HABITAT", (
        "Jardins partagés", "Fête de quartier et repas des voisins", "Embellissement des halls",
        "Sensibilisation au tri et aux économies d’énergie", "Diagnostic en marchant",
        "Auto-réhabilitation accompagnée des logements", "Régie de proximité", "Café des habitants",
    ), ADULT),
    "SANTE": Subject("SANTE", (
        "Bien manger, bien bouger", "Accès aux soins et aux droits de santé", "Point écoute",
        "Prévention des conduites addictives", "Ateliers nutrition et cuisine",
        "Dépistage et éducation à la santé", "Espace santé jeunes", "Prévention bucco-dentaire",
    ), (*FAMILY, *YOUNG[:2])),
    "PREV": Subject("PREV", (
        "Médiation sociale et présence en soirée", "Prévention de la récidive",
        "Permanence d’aide aux victimes", "Chantiers éducatifs", "Citoyenneté et vie de la cité",
        "Accueil des élèves exclus temporairement", "Lutte contre les violences faites aux femmes",
        "Point d’accès au droit", "Correspondants de nuit",
    ), (*YOUNG, "des habitants")),
    "LCD": Subject("LCD", (
        "Formation à la prévention des discriminations", "Permanence d’accès aux droits",
        "Diagnostic des discriminations dans l’emploi", "Égalité entre les filles et les garçons",
        "Testing et sensibilisation des employeurs", "Mémoires de l’immigration",
        "Ateliers sociolinguistiques", "Plan territorial de lutte contre les discriminations",
    ), (*STAFF, *ADULT[:2])),
    "CULT": Subject("CULT", (
        "Atelier théâtre", "Passeurs d’images", "Festival de cultures urbaines", "Orchestre",
        "Écriture et slam", "Résidence d’artistes", "Fresque murale et arts plastiques",
        "Ciné-débat en plein air", "Atelier de danse hip-hop", "Chœur d’enfants", "Web-radio",
    ), (*YOUNG, *ADULT[:2])),
    "PILOT": Subject("PILOT", (
        "Ingénierie et animation du contrat", "Observatoire des quartiers", "Appui aux projets",
        "Fonds de participation des habitants", "Évaluation du contrat", "Équipe projet",
    ), ("des habitants", "des partenaires", "des conseils de quartier")),
    "PRE": Subject("EDUC", (
        "Programme de réussite éducative", "Réussite éducative : parcours individualisés",
        "Dispositif de réussite éducative", "Équipe pluridisciplinaire de réussite éducative",
        "Réussite éducative et soutien aux familles", "Réussite éducative 2-16 ans",
    ), ("des enfants de 2 à 16 ans", "des élèves fragiles", *FAMILY)),
    "IE": Subject("EDUC", (
        "Internat d’excellence", "Places labellisées en internat", "Internat de réussite",
        "Accompagnement éducatif à l’internat", "Projet culturel de l’internat d’excellence",
    ), ("des lycéens", "des collégiens", "des élèves des quartiers", "des boursiers")),
    "E2C": Subject("EMPLOI", (
        "École de la deuxième chance", "Parcours en alternance de l’école de la deuxième chance",
        "Remise à niveau et stages en entreprise", "Ouverture d’un site de formation",
    ), ("des 18-25 ans sans qualification", "des stagiaires", "des jeunes sortis de l’école")),
    "ASV": Subject("SANTE", (
        "Atelier santé ville", "Coordination de l’atelier santé ville", "Diagnostic local de santé",
        "Réseau santé mentale et précarité", "Programme local de santé",
    ), ("des habitants", "des professionnels de santé", *FAMILY[:2])),
    "AR": Subject("PREV", (
        "Poste d’adulte-relais médiation sociale", "Adulte-relais accès aux droits",
        "Adulte-relais médiation école-familles", "Adulte-relais santé", "Adulte-relais sport",
        "Adulte-relais médiation culturelle", "Adulte-relais lien entre générations",
    ), ("des habitants", *FAMILY[:3], *YOUNG[1:3])),
    "VVV": Subject("PREV", (
        "Ville vie vacances : séjour à la montagne", "Ville vie vacances : stage de voile",
        "Ville vie vacances : chantier solidaire", "Activités d’été", "Séjour de plein air",
        "Ville vie vacances : raid sportif", "Ville vie vacances : stage cirque",
        "Sorties et activités de proximité", "Ville vie vacances : camp itinérant à vélo",
    ), YOUNG),
    "FIPD": Subject("PREV", (
        "Vidéoprotection de la voie publique", "Raccordement au centre de supervision urbain",
        "Prévention de la délinquance des mineurs", "Travailleur social en commissariat",
        "Aide aux victimes et accès au droit", "Tranquillité publique", "Travail d’intérêt"
        " général", "Prévention des violences intrafamiliales",
    ), ("des habitants", "des familles", "des victimes", "des commerçants")),
    "PARR": Subject("EMPLOI", (
        "Parrainage vers l’emploi", "Réseau de parrains", "Parrainage de jeunes diplômés",
        "Parrainage et simulations d’entretien", "Marraines pour l’emploi",
    ), ("des jeunes diplômés", "des 16-25 ans", "des femmes", "des demandeurs d’emploi")),
    "GUP": Subject("HABITAT", (
        "Gestion urbaine de proximité", "Convention de gestion urbaine de proximité",
        "Diagnostic en marchant et charte de gestion", "Propreté et cadre de vie du chantier",
        "Gestion des espaces extérieurs",
    ), ADULT[:1] + ADULT[4:] + ("des gardiens", "des conseils de quartier")),
    "RELOG": Subject("HABITAT", (
        "Accompagnement des ménages relogés", "Relogement : écoute et suivi social",
        "Appropriation du nouveau logement", "Mémoire du quartier avant démolition",
    ), ("des ménages relogés", "des locataires", "des familles", "des seniors")),
    "FEC": Subject("PILOT", (
        "Formation des acteurs de la politique de la ville", "Évaluation des actions éducatives",
        "Contrôle sur place des actions financées", "Formation à la conduite de projet",
        "Évaluation à mi-parcours du contrat", "Séminaire des délégués du préfet",
    ), STAFF),
    "DC": Subject("HABITAT", (
        "Action de droit commun en faveur du lien social", "Sport et insertion",
        "Soutien à la vie associative", "Épicerie solidaire", "Aide alimentaire et insertion",
        "Loisirs de proximité",
    ), (*ADULT[:3], *FAMILY[:2])),
}  # fmt: skip
SUBJECTS_OF: dict[str, dict[str, float]] = {
    "CUCS": {"EMPLOI": 23, "EDUC": 24, "HABITAT": 14, "SANTE": 10, "PREV": 16, "LCD": 8,
             "PILOT": 5},
}  # fmt: skip
"""Subjects of a dispositif that has several; culture is a dispositif of its own."""
THEMES: dict[str, dict[str, str]] = {
    "2012": {"EMPLOI": "2012-1", "EDUC": "2012-2", "HABITAT": "2012-3", "SANTE": "2012-4",
             "PREV": "2012-5", "LCD": "2012-6", "CULT": "2012-7", "PILOT": "2012-8"},
    "2013": {"EDUC": "2013-1", "EMPLOI": "2013-2", "HABITAT": "2013-3", "SANTE": "2013-4",
             "CULT": "2013-5", "LCD": "2013-7", "PREV": "2013-8", "PILOT": "2013-9"},
    "2014": {"EDUC": "2014-1", "EMPLOI": "2014-2", "HABITAT": "2014-3", "SANTE": "2014-4",
             "CULT": "2014-5", "PREV": "2014-6", "LCD": "2014-7", "PILOT": "2014-8"},
}  # fmt: skip
"""The code of a theme in the nomenclature of each year."""


def theme_code(theme: str, exercice: int) -> str:
    """The code in use for an exercice; the nearest nomenclature for years that have none."""
    return THEMES[str(min(max(exercice, 2012), 2014))][theme]


def subject_of(dispositif: str, drawn: str | None = None) -> Subject:
    """The subject of an action, drawn among those of its dispositif when there are several."""
    return SUBJECTS[drawn or dispositif]


def suited(subject: Subject, statut: str) -> Subject:
    """The subject without what a body of that kind does not do: vidéoprotection."""
    if statut in COLLECTIVITES | EXCEPTIONS:
        return subject
    kept = tuple(one for one in subject.activities if not one.startswith(VIDEO))
    return replace(subject, activities=kept)
