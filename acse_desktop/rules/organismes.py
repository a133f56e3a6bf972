"""What identifies an organisme, and organismes or dossiers that look the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, Anomalie, Rule, Target
from acse_desktop.rules.facts import NumberFacts, OrganismeFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import folded

ALSACE_MOSELLE = ("57", "67", "68")
"""Départements whose associations are registered at the tribunal, not in the RNA."""
SHOWN = 3
"""How many look-alikes a message names."""
SIMILARITY = 0.9
"""Share of common characters from which two names of a commune may be one organisme."""
_EMPTY_WORDS = frozenset(
    {"association", "asso", "ass", "comite", "de", "d", "des", "du", "et", "l", "la", "le", "les"}
)
_SIRET = re.compile(r"\d{14}")
T = TypeVar("T")

SIRET = Rule(
    "ORG-SIRET", AVERTISSEMENT, N_("L’organisme a un SIRET"),
    N_("CERFA n° 12156*03, fiche 1.1"),
    N_("Demandez le SIRET\u202f; un nouveau porteur peut déposer sans l’avoir."),
)  # fmt: skip
RNA = Rule(
    "ORG-RNA", AVERTISSEMENT, N_("L’association a un numéro RNA"),
    N_("Décret du 16 août 1901\u202f; droit local d’Alsace-Moselle"),
    N_("Demandez le récépissé de déclaration, ou cochez « Inscrite en Alsace-Moselle »."),
)  # fmt: skip
MEME_SIRET = Rule(
    "DBL-SIRET", AVERTISSEMENT, N_("Un SIRET n’est porté que par un organisme"),
    N_("Répertoire Sirene\u00a0: un SIRET désigne un établissement"),
    N_("Fusionnez les fiches, ou corrigez le SIRET de l’une."),
)  # fmt: skip
MEME_NOM = Rule(
    "DBL-NOM", AVERTISSEMENT, N_("Deux organismes d’une commune ont des noms distincts"),
    N_("Fichiers d’échange réels\u00a0: un nom y a souvent plusieurs graphies"),
    N_("Comparez les fiches et fusionnez-les si c’est le même organisme."),
)  # fmt: skip
MEME_NUMERO = Rule(
    "DBL-NUMERO", ERREUR, N_("Un numéro ne désigne qu’un dossier ou qu’une action"),
    N_("La consolidation retrouve les dossiers par leur numéro"),
    N_("Donnez à chacun son numéro, ou supprimez celui qui est de trop."),
)  # fmt: skip
DOSSIER_UNIQUE = Rule(
    "DBL-DOSSIER", AVERTISSEMENT, N_("Un organisme a un dossier par exercice"),
    N_("Circulaire du 24 décembre 2002, dossier unique"),
    N_("Réunissez les actions dans un seul dossier."),
)  # fmt: skip
RULES = (SIRET, RNA, MEME_SIRET, MEME_NOM, MEME_NUMERO, DOSSIER_UNIQUE)


def siret(organisme: OrganismeFacts) -> Iterator[Anomalie]:
    """A missing SIRET is listed, never asked for before saving."""
    if not organisme.siret:
        yield SIRET.on(organisme, "siret", _("Le SIRET manque."))


def _in_alsace_moselle(organisme: OrganismeFacts) -> bool:
    place = organisme.code_insee or organisme.code_postal or ""
    return bool(organisme.alsace_moselle) or place.startswith(ALSACE_MOSELLE)


def rna(organisme: OrganismeFacts) -> Iterator[Anomalie]:
    """An association outside Alsace-Moselle is in the RNA."""
    if organisme.statut == "ASSO" and not organisme.rna and not _in_alsace_moselle(organisme):
        yield RNA.on(organisme, "rna", _("Le numéro RNA de l’association manque."))


CHECKS = (siret, rna)


def groups_of(items: Iterable[T], key: Callable[[T], Hashable | None]) -> list[list[T]]:
    """Items that share a key, two at least; those without key are left out."""
    found: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        if value := key(item):
            found[value].append(item)
    return [group for group in found.values() if len(group) > 1]


def _others(one: Target, group: Sequence[Target]) -> str:
    """The names of the others of a group, the first ones when they are many."""
    shown = [f"« {other.objet} »" for other in group[: SHOWN + 1] if other is not one][:SHOWN]
    more = len(group) - 1 - len(shown)
    return ", ".join(shown) + (_(" et {count} de plus").format(count=more) if more else "")


def _whole_siret(organisme: OrganismeFacts) -> str | None:
    siret = organisme.siret or ""
    return siret if _SIRET.fullmatch(siret) and not siret.endswith("00000") else None


def same_siret(organismes: Sequence[OrganismeFacts]) -> Iterator[Anomalie]:
    """Organismes with one whole SIRET; rounded ones are not a likeness."""
    for group in groups_of(organismes, _whole_siret):
        for one in group:
            message = _("Même SIRET que {others}.").format(others=_others(one, group))
            yield MEME_SIRET.on(one, "siret", message, one.siret or "")


def name_words(organisme: OrganismeFacts) -> str:
    """The words that tell a name apart, folded, in order of the alphabet."""
    words = set(folded(organisme.nom or "").split())
    return " ".join(sorted(words - _EMPTY_WORDS) or sorted(words))


def _place(organisme: OrganismeFacts) -> str:
    commune = folded(organisme.commune or "")
    return re.sub(r" (cedex.*|\d+)$", "", commune) or (organisme.code_postal or "")


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= SIMILARITY and matcher.ratio() >= SIMILARITY


def _pairs(named: list[tuple[str, OrganismeFacts]]) -> Iterator[tuple[OrganismeFacts, ...]]:
    # Sorted by their words, names that differ by a letter or a word are close to one another:
    # comparing neighbours only keeps a commune of a thousand organismes fast.
    named.sort(key=lambda pair: pair[0])
    for rank, (words, one) in enumerate(named):
        for other_words, other in named[rank + 1 : rank + 9]:
            if _alike(words, other_words):
                yield one, other


def _distinct_sites(one: OrganismeFacts, other: OrganismeFacts) -> bool:
    # Two valid SIREN that differ are two bodies, whatever their names.
    both = one.siret and other.siret and one.siret[:9] != other.siret[:9]
    return bool(both) and folded(one.adresse or "") != folded(other.adresse or "")


def same_name(organismes: Sequence[OrganismeFacts]) -> Iterator[Anomalie]:
    """Organismes of one commune whose names differ by case, accents, empty words or a letter."""
    named = [(name_words(one), one) for one in organismes]
    for group in groups_of(((w, one) for w, one in named if w), lambda pair: _place(pair[1])):
        for pair in _pairs(list(group)):
            if _distinct_sites(*pair):
                continue
            for one, other in (pair, pair[::-1]):
                message = _("Nom proche de « {name} », à {place}.").format(
                    name=other.objet, place=other.commune or other.code_postal
                )
                yield MEME_NOM.on(one, "nom", message, one.objet)


def same_number(records: Sequence[NumberFacts]) -> Iterator[Anomalie]:
    """Dossiers, or actions, with one number."""
    for group in groups_of(records, lambda one: (one.table, one.numero) if one.numero else None):
        for one in group:
            message = _("Le numéro {number} est porté {count} fois.").format(
                number=one.numero, count=len(group)
            )
            yield MEME_NUMERO.on(one, "numero", message, one.numero or "")


def single_dossier(dossiers: Sequence[NumberFacts]) -> Iterator[Anomalie]:
    """Several dossiers of an organisme for one exercice."""
    for group in groups_of(
        dossiers, lambda one: (one.organisme_id, one.exercice) if one.organisme_id else None
    ):
        for one in group:
            message = _("Le porteur a aussi, pour {year}\u00a0: {others}.").format(
                year=one.exercice, others=_others(one, group)
            )
            yield DOSSIER_UNIQUE.on(one, "exercice", message, one.objet)
