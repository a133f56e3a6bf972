"""Write the documents that follow from the code: the rules and the dictionary of fields.

python packaging/generated_docs.py          write docs/regles.md and docs/dictionnaire.md
python packaging/generated_docs.py --check  write nothing, fail when one of them is stale
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from pathlib import Path

from acse_desktop.rules import GRAVITES, Rule, all_rules
from acse_desktop.services.dictionary import dictionary

DOCS = Path(__file__).parent.parent / "docs"
NOTICE = "<!-- Page écrite par `python packaging/generated_docs.py` : ne la corrigez pas ici. -->"
THEMES = {
    "ACT": "Acte attributif",
    "ANRU": "Rénovation urbaine",
    "AR": "Adultes-relais",
    "ASV": "ASV",
    "AVI": "Avis",
    "BUD": "Budget de l’action",
    "CRF": "Comptes rendus financiers",
    "CTL": "Contrôles",
    "CULT": "Culture",
    "CYC": "Parcours d’une action",
    "DAT": "Dates de l’action",
    "DBL": "Doublons",
    "DEC": "Décision",
    "E2C": "Écoles de la deuxième chance",
    "ENV": "Enveloppes",
    "FEC": "Formations, évaluations et contrôles",
    "FIC": "Fichiers joints",
    "FIPD": "Prévention de la délinquance",
    "ID": "Identifiants et coordonnées",
    "IE": "Internats d’excellence",
    "IND": "Indicateurs",
    "LCD": "Lutte contre les discriminations",
    "OBL": "Champs obligatoires",
    "ORG": "Organismes",
    "PAI": "Paiement",
    "PARR": "Parrainage",
    "PIECE": "Pièces du dossier",
    "PRE": "Réussite éducative",
    "PRG": "Programme",
    "PUB": "Publics",
    "RELOG": "Relogement",
    "SCO": "Année scolaire",
    "TER": "Territoires",
    "VAL": "Valeurs",
    "VVV": "Ville vie vacances",
}
"""The first part of a code."""
INTRODUCTION = """\
Une règle signale, elle ne bloque jamais\u00a0: on peut toujours enregistrer. Une anomalie acceptée
avec un motif reste listée, avec ce motif, dans la remontée. Les gravités sont, de la plus forte
à la plus faible\u00a0: {levels}.

Il y a {count} règles."""


def _theme(rule: Rule) -> str:
    return rule.code.partition("-")[0]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def rules() -> str:
    """The page of the rules: a table by theme, in the order of the code."""
    found = all_rules()
    levels = ", ".join(GRAVITES)
    lines = ["# Règles de contrôle", "", NOTICE, ""]
    lines += [INTRODUCTION.format(levels=levels, count=len(found))]
    for theme, members in groupby(found, _theme):
        lines += ["", f"## {THEMES[theme]}", ""]
        lines += [_row("Code", "Gravité", "Règle", "Que faire", "Source"), "|---" * 5 + "|"]
        lines += [
            _row(f"`{rule.code}`", rule.gravite, rule.titre, rule.remede, rule.source)
            for rule in members
        ]
    return "\n".join(lines) + "\n"


def fields() -> str:
    """The page of the dictionary, as `acse-desktop dictionnaire` prints it."""
    title, _newline, rest = dictionary("md").partition("\n")
    return f"{title}\n\n{NOTICE}\n{rest}"


PAGES = {"regles.md": rules, "dictionnaire.md": fields}


def main() -> int:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = []
    for name, page in PAGES.items():
        path, text = DOCS / name, page()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if not options.check:
            path.write_text(text, encoding="utf-8", newline="\n")
    print("\n".join(stale) or "fresh")
    return int(bool(stale) and options.check)


if __name__ == "__main__":
    sys.exit(main())
