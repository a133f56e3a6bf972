"""The opinions asked for on an action come before the committee programmes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from acse_desktop.nomenclatures import label_of
from acse_desktop.rules.anomalie import AVERTISSEMENT, Anomalie, Rule
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text

OPEN = frozenset({"RECU", "INCOMPLET", "INSTRUCTION", "COMITE"})
"""States in which an opinion still counts."""
RETARD = Rule(
    "AVI-RETARD", AVERTISSEMENT, N_("Un avis demandé est rendu à temps, et avant le comité"),
    N_("Sénat, rapport r07-071, p. 148\u00a0: les services donnent leur avis avant la"
       " programmation"),
    N_("Relancez l’auteur, ou supprimez la demande d’avis."),
)  # fmt: skip
RULES = (RETARD,)


@dataclass(frozen=True)
class AwaitedFacts:
    """An opinion that was asked for on an action and not given."""

    table: ClassVar[str] = "action"
    id: str
    """Of the action."""
    objet: str
    statut: str | None
    auteur: str | None
    attendu_le: date | None
    today: date


def retard(awaited: AwaitedFacts) -> Iterator[Anomalie]:
    """The opinion is past its day, or the action is before the committee without it."""
    if awaited.statut not in OPEN:
        return
    late = awaited.attendu_le is not None and awaited.attendu_le < awaited.today
    if not late and awaited.statut != "COMITE":
        return
    author = _(label_of("auteur_avis", awaited.auteur or ""))
    message = _("Avis manquant\u00a0: {author}.").format(author=author)
    if late:
        text = _("Avis manquant\u00a0: {author}, attendu le {day}.")
        message = text.format(author=author, day=day_text(awaited.attendu_le))
    yield RETARD.on(awaited, "avis", message, author)
