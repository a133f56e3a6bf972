"""Invented persons and addresses, and the way French names agree with places."""

from __future__ import annotations

from dataclasses import dataclass

from acse_desktop.services.example.chance import Chance
from acse_desktop.typography import folded

WOMEN = (
    "Aïcha", "Amélie", "Anaïs", "Bénédicte", "Brigitte", "Catherine", "Céline", "Chloé",
    "Djamila", "Élodie", "Émilie", "Estelle", "Fatima", "Fatoumata", "Françoise", "Geneviève",
    "Hélène", "Inès", "Jacqueline", "Joëlle", "Karima", "Laëtitia", "Léa", "Maïmouna",
    "Marie-Claude", "Marie-Noëlle", "Mathilde", "Mélanie", "Nadia", "Nathalie", "Océane",
    "Perrine", "Rachida", "Sabrina", "Sandrine", "Solène", "Stéphanie", "Valérie", "Yasmina",
    "Zoé",
)  # fmt: skip
MEN = (
    "Abdelkader", "Adrien", "Alain", "Amadou", "André", "Benoît", "Boubacar", "Cédric",
    "Christophe", "Clément", "Damien", "Didier", "Emmanuel", "Éric", "Étienne", "Fabrice",
    "Farid", "François", "Frédéric", "Gaël", "Gérard", "Hervé", "Ibrahim", "Jean-Baptiste",
    "Jean-François", "Jérôme", "Joël", "Karim", "Loïc", "Mamadou", "Mathieu", "Mickaël",
    "Mourad", "Noël", "Olivier", "Pascal", "Rachid", "Rémi", "Sébastien", "Thierry", "Yann",
)  # fmt: skip
FAMILIES = (
    "Abadie", "Achour", "Aubertin", "Bâcle", "Barbé", "Belaïd", "Benhamou", "Bérard", "Blanchet",
    "Boisseau", "Bonnefoy", "Boulanger", "Bréhier", "Camara", "Carré", "Castagné", "Chaïb",
    "Charpentier", "Chauvière", "Coulibaly", "D’Arcangelo", "Da Silva", "De La Brosse",
    "Delahaye", "Delattre", "Desprès", "Diallo", "Dubreuil", "Duchêne", "Esnault", "Fauré",
    "Ferreira", "Fournel", "Gaudin", "Gauthier-Lévêque", "Guérin", "Haddad", "Hénaff", "Hubert",
    "Jaouen", "Joubert", "Kaddour", "Keïta", "Kerbrat", "L’Hostis", "Lachaume", "Lagarde",
    "Le Bihan", "Le Goff", "Lefèvre", "Lemaître", "Loiseau", "Maillard", "Marchetti", "Mazières",
    "Mebarki", "Ménard", "Mercier-Noël", "N’Diaye", "N’Guessan", "Oliveira", "Ouédraogo",
    "Pélissier", "Périn", "Pichon", "Poirier", "Prévost", "Quéméner", "Raynaud", "Renault",
    "Rivière", "Rocher", "Sacko", "Saïdi", "Salmon", "Sauvêtre", "Schmitt", "Sissoko", "Tavernier",
    "Thévenet", "Touré", "Traoré", "Vasseur", "Vidal", "Weber", "Yilmaz", "Zemmouri",
)  # fmt: skip
STREETS = (
    "rue Jean-Jaurès", "avenue de la République", "rue Pasteur", "place de la Mairie",
    "rue Louise-Michel", "allée des Érables", "boulevard Lénine", "rue de l’Égalité",
    "rue Gabriel-Péri", "avenue du 8-Mai-1945", "rue des Écoles", "rue Émile-Zola",
    "place du Marché", "chemin du Bas-Clos", "rue Édouard-Vaillant", "allée Maurice-Ravel",
    "square Jules-Ferry", "rue Victor-Hugo", "avenue Salvador-Allende", "rue de la Fraternité",
    "impasse des Lilas", "rue du Général-Leclerc", "cours de l’Abbaye", "rue Olympe-de-Gouges",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    civilite: str
    prenom: str
    nom: str

    @property
    def adresse(self) -> str:
        """The part of an address before the @."""
        return f"{slug(self.prenom)}.{slug(self.nom)}"


def person(chance: Chance) -> Person:
    """A woman or a man."""
    woman = chance.hit(0.55)
    return Person(
        "MME" if woman else "M", chance.pick(WOMEN if woman else MEN), chance.pick(FAMILIES)
    )


def street(chance: Chance) -> str:
    """A number in a street."""
    suffix = chance.pick((" bis", " ter")) if chance.hit(0.08) else ""
    return f"{chance.between(1, 160)}{suffix}, {chance.pick(STREETS)}"


def slug(text: str) -> str:
    """The text as it stands in an address on the internet."""
    return folded(text).replace(" ", "-")


def curly(place: str) -> str:
    """A name of the reference tables with the apostrophe that texts have."""
    return place.replace("'", "’")


def at(place: str) -> str:
    """« à » with a commune: au Raincy, aux Lilas, à La Courneuve."""
    name = curly(place)
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"à {name}"


def of(place: str) -> str:
    """« de » with a commune: du Raincy, des Lilas, d’Aubervilliers."""
    name = curly(place)
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if folded(name)[:1] in set("aeiouy") else f"de {name}"
