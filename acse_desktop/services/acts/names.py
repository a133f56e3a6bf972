"""The names that templates may use: the field dictionary, and what acts need beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from acse_desktop.fields import Field, fields_of
from acse_desktop.models import Acte, Action, Contrat, Dossier, Organisme
from acse_desktop.services.acts.letterhead import FACTS
from acse_desktop.translation import N_, _

SIMPLE = ""
"""Family of the names without a dot."""


@dataclass(frozen=True)
class Name:
    """A name of the templates. `label` and `where` are messages of the catalogue."""

    family: str
    name: str
    label: str
    where: str
    """Where an agent fills it in."""
    card: str = ""
    """The card of the form that holds it, if any."""

    @property
    def path(self) -> str:
        """As written in a template: `organisme.nom`."""
        return f"{self.family}.{self.name}" if self.family else self.name

    @property
    def told(self) -> str:
        """Label and place, as shown to the agent."""
        place = _(self.where) + (f", « {_(self.card)} »" if self.card else "")
        return _("{label} ({where})").format(label=_(self.label), where=place)


_MODELS: dict[str, tuple[type[Any], str]] = {
    "organisme": (Organisme, N_("fiche de l’organisme")),
    "dossier": (Dossier, N_("fiche de l’action, onglet Dossier")),
    "action": (Action, N_("fiche de l’action")),
    "contrat": (Contrat, N_("fiche du contrat")),
    "acte": (Acte, N_("registre des actes")),
}
_REGISTER = N_("registre des actes")
_COMPUTED = N_("calculé par le programme")
_BEARER = N_("fiche de l’organisme")
_GRANTED = N_("fiche de l’action")
_TOGETHER: tuple[tuple[str, str, str, str], ...] = (
    ("organisme", "representant", N_("Représentant\u00a0: civilité, prénom et nom"), _BEARER),
    ("organisme", "formule_appel", N_("Formule d’appel"), _COMPUTED),
    ("organisme", "adresse_complete", N_("Adresse du siège en plusieurs lignes"), _BEARER),
    ("action", "periode", N_("Période\u00a0: du… au…"), _GRANTED),
    ("action", "montant_accorde_en_lettres", N_("Montant accordé en lettres"), _GRANTED),
    ("action", "montant_a_reverser_en_lettres", N_("Montant à reverser en lettres"), _GRANTED),
    ("acte", "montant_en_lettres", N_("Montant de l’acte en lettres"), _COMPUTED),
    ("acte", "modifie_numero", N_("Acte modifié ou remplacé, numéro"), _REGISTER),
    ("acte", "modifie_le", N_("Acte modifié ou remplacé, date"), _REGISTER),
    ("acte", "modifie_montant", N_("Acte modifié ou remplacé, montant"), _REGISTER),
    ("acte", "cumul", N_("Montant après cet acte"), _COMPUTED),
    ("acte", "cumul_en_lettres", N_("Montant après cet acte, en lettres"), _COMPUTED),
    (SIMPLE, "date", N_("Date du document"), N_("fenêtre « Établir un document »")),
    (SIMPLE, "exercice", N_("Exercice"), N_("fiche de l’action, onglet Dossier")),
    (SIMPLE, "exercice_suivant", N_("Exercice suivant"), _COMPUTED),
    (SIMPLE, "montant", N_("Montant du document"), N_("montants accordés des actions")),
    (SIMPLE, "montant_en_lettres", N_("Montant du document en lettres"),
     N_("montants accordés des actions")),
    (SIMPLE, "total_annee", N_("Total accordé au porteur dans l’année"), _COMPUTED),
    (SIMPLE, "seuil_convention", N_("Seuil de la convention"), _COMPUTED),
    (SIMPLE, "depot_comptes", N_("Dépôt des comptes exigé (vide sinon)"), _COMPUTED),
    (SIMPLE, "date_limite_crf", N_("Date limite du compte rendu financier"), _COMPUTED),
    (SIMPLE, "nombre_actions", N_("Nombre d’actions du document"), _COMPUTED),
    ("tranche", "exercice", N_("Tranche annuelle, exercice"), _REGISTER),
    ("tranche", "montant", N_("Tranche annuelle, montant"), _REGISTER),
    ("piece", "nature", N_("Pièce manquante, nature"), N_("onglet Pièces du dossier")),
)  # fmt: skip
LISTS = {"actions": "action", "tranches": "tranche", "pieces_manquantes": "piece"}
"""The names that a template walks through, and the family of what they hold."""
LIST_LABELS = {
    "actions": N_("Les actions du document"),
    "tranches": N_("Les tranches annuelles d’une convention pluriannuelle"),
    "pieces_manquantes": N_("Les pièces qui manquent au dossier"),
}


def _usable(described: Field) -> bool:
    return described.type.kind != "reference"


def _all() -> Iterator[Name]:
    for fact in FACTS:
        yield Name("prefecture", fact.name, fact.label, N_("Paramètres"), N_("En-tête des actes"))
    for family, name, label, where in _TOGETHER:
        yield Name(family, name, label, where)
    for family, (model, where) in _MODELS.items():
        for described in fields_of(model).values():
            if _usable(described):
                yield Name(family, described.name, described.label, where, described.section)


@cache
def known_names() -> dict[str, Name]:
    """Every name by its path."""
    return {one.path: one for one in _all()}


def names() -> tuple[Name, ...]:
    """Every name that a template may use, those that acts need most first."""
    return tuple(known_names().values())


def vocabulary() -> dict[str, frozenset[str]]:
    """The names of each family, as the child that reads templates needs them."""
    families: dict[str, set[str]] = {}
    for one in names():
        families.setdefault(one.family, set()).add(one.name)
    return {family: frozenset(found) for family, found in families.items()}


def table_of_names() -> list[tuple[str, str, str]]:
    """What to write in a template, what it stands for, where to fill it in; lists first."""
    lines = []
    for name, family in LISTS.items():
        loop = f"{{%tr for {family} in {name} %}} … {{%tr endfor %}}"
        lines.append((loop, _(LIST_LABELS[name]), ""))
    for one in names():
        place = _(one.where) + (f", « {_(one.card)} »" if one.card else "")
        lines.append((f"{{{{ {one.path} }}}}", _(one.label), place))
    return lines


def names_csv() -> str:
    """The same list, to be opened in a spreadsheet."""
    head = (_("À écrire dans le modèle"), _("Ce que c’est"), _("Où le remplir"))
    quoted = (
        ";".join('"' + cell.replace('"', '""') + '"' for cell in line)
        for line in (head, *table_of_names())
    )
    return "\ufeff" + "\r\n".join(quoted) + "\r\n"
