"""What bodies are called: hundreds of invented associations, and the bodies that communes have."""

from __future__ import annotations

from acse_desktop.services import reference
from acse_desktop.services.example.chance import Chance
from acse_desktop.services.example.names import FAMILIES, at, curly, of
from acse_desktop.services.example.territory import Site

CATEGORIES = {
    "ASSO": "9220", "E2C": "9220", "COMMUNE": "7210", "EPCI": "7348", "CCAS": "7361",
    "CDE": "7362", "GIP": "7410", "EPLE": "7331", "REGIE": "7378", "EP": "7373",
    "BAILLEUR": "7371", "ML": "9220", "FONDATION": "9300", "ENTREPRISE": "5499",
    "DEPARTEMENT": "7220", "REGION": "7230", "ETAT": "7172", "SYNDICAT": "7353", "AUTRE": "7490",
}  # fmt: skip
"""Legal category of the Insee for each kind of body."""
KINDS = (
    "Association", "Atelier", "Collectif", "Compagnie", "Cercle", "Centre social", "Espace",
    "Maison", "Club", "Union sportive", "Théâtre", "Amicale", "Comité", "Relais", "Réseau",
)  # fmt: skip
THEMES = (
    "Passerelles", "L’Arbre à palabres", "Mille et un Chemins", "Cultures croisées", "Élan",
    "La Clé des champs", "Horizons partagés", "Les Ateliers du possible", "Pas à pas", "Au fil",
    "Graines de quartier", "Femmes d’ici et d’ailleurs", "Trait d’union", "Le Fil rouge",
    "Jeunesse et Avenir", "Sport pour tous", "Lire et faire lire ensemble", "Rebonds", "Écoute",
    "Les Mots voyageurs", "La Ruche", "Tremplin", "Les Jardins d’Ève", "Solid’Ère", "Ricochets",
    "Médiations", "Parents relais", "Cap citoyen", "Les Bâtisseurs", "Ô Théâtre", "À vos marques",
    "L’Île aux projets", "Le Chœur des quartiers", "Savoirs et Langages", "Mosaïque", "Égalité",
    "Quartiers en scène", "Point d’appui", "Nouvelles Donnes", "Le Cœur sur la main", "Arc-en-ciel",
)  # fmt: skip
ALONE = (
    "Les Amis {of}", "Ensemble {at}", "Vivre {at}", "Maison des jeunes et de la culture {of}",
    "Union des familles {of}", "Association pour la promotion de l’éducation populaire et de la"
    " citoyenneté des habitants des quartiers {of}", "Boxing-club {of}", "Radio {name}",
    "Foyer rural et culturel {of}", "Comité de défense des locataires {of}",
)  # fmt: skip
BODIES = {
    "COMMUNE": "Commune {of}",
    "CCAS": "Centre communal d’action sociale {of}",
    "CDE": "Caisse des écoles {of}",
    "GIP": "Groupement d’intérêt public pour la réussite éducative {of}",
    "REGIE": "Régie de quartier {of}",
    "EP": "Établissement public culturel {of}",
    "ML": "Mission locale {of} et de son bassin d’emploi",
    "E2C": "École de la deuxième chance {of}",
    "SYNDICAT": "Syndicat intercommunal à vocation unique {of}",
    "AUTRE": "Plan local pour l’insertion et l’emploi {of}",
}
HOUSING = ("Logis de l’Étoile", "Habitat solidaire", "Foyers de la Rive", "Toit familial")
SCHOOLS = ("Lycée", "Lycée professionnel", "Collège")
COMPANIES = ("Études & Territoires", "Formation Plus", "Acteurs Conseil", "Évalua", "Cité Méthode")
OFFICES = ("Service de l’accès aux droits", "Délégation aux droits des femmes", "Pôle jeunesse")


def body_name(kind: str, site: Site, chance: Chance) -> str:
    """The name of a body of a kind, settled in the commune of a site."""
    place = site.commune
    if kind == "ASSO":
        return _association(place.nom, chance)
    if kind in BODIES:
        return BODIES[kind].format(of=of(place.nom))
    return _other(kind, site, chance)


def _association(place: str, chance: Chance) -> str:
    if chance.hit(0.25):
        return chance.pick(ALONE).format(of=of(place), at=at(place), name=curly(place))
    name = f"{chance.pick(KINDS)} {chance.pick(THEMES)}"
    if chance.hit(0.06):
        return name.upper()
    return f"{name} – {curly(place)}" if chance.hit(0.5) else name


def _other(kind: str, site: Site, chance: Chance) -> str:
    place = reference.departements()[site.commune.departement]
    if kind == "EPCI":
        group = reference.epcis().get(site.commune.epci)
        return group.nom if group else f"Communauté d’agglomération {of(site.commune.nom)}"
    if kind == "EPLE":
        return f"{chance.pick(SCHOOLS)} {chance.pick(FAMILIES)} {of(site.commune.nom)}"
    if kind == "BAILLEUR":
        return f"{chance.pick(HOUSING)} – {place.nom}"
    if kind == "FONDATION":
        return f"Fondation {chance.pick(FAMILIES)} pour l’égalité des chances"
    if kind == "ENTREPRISE":
        return f"SARL {chance.pick(COMPANIES)} {chance.pick(FAMILIES)}"
    if kind == "DEPARTEMENT":
        return f"Conseil général – {place.nom}"
    if kind == "REGION":
        return f"Conseil régional – {place.region_nom}"
    return f"{chance.pick(OFFICES)} – {place.nom}"


def sigle_of(name: str, chance: Chance) -> str | None:
    """The initials of a long name, for some of them."""
    words = [word for word in name.replace("’", " ").split() if word[0].isupper()]
    initials = "".join(word[0] for word in words)[:6]
    return initials if len(initials) >= 3 and chance.hit(0.5) else None
