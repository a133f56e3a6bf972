"""The posts of adultes-relais of an example: conventions, part-times, a vacancy, renewals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from acse_desktop.models import Action, ConventionPoste, Dossier, Indicateur, Poste, Vacance
from acse_desktop.services.example.chance import Chance
from acse_desktop.services.example.writing import Rows
from acse_desktop.services.post_aid import Span, Terms, aid_due, aid_lines

Row = dict[str, Any]
MISSIONS = (
    "Médiation sociale et culturelle", "Médiation école-familles", "Accès aux droits",
    "Médiation de nuit", "Accompagnement vers les soins",
)  # fmt: skip
EMPTY = 5
"""One post in so many is vacant for a while, and every other time still is."""
ENDING = 4
"""One convention in so many ends within months."""


def hire(rows: Rows, exercice: int, chance: Chance) -> None:
    """Add a post for each action of the exercice that was granted one."""
    dossiers = {row["id"]: row for row in rows.pending(Dossier) if row["exercice"] == exercice}
    granted = [
        row for row in rows.pending(Action)
        if row["dispositif"] == "AR" and row["montant_accorde"] and row["dossier_id"] in dossiers
    ]  # fmt: skip
    told = {row["action_id"] for row in rows.pending(Indicateur) if row["realise"] is not None}
    for rank, action in enumerate(granted, 1):
        # An action whose indicators are filled has told its posts: they may be others.
        followed = None if action["id"] in told else action["id"]
        _post(rows, dossiers[action["dossier_id"]], (followed, rank), chance)


def _post(rows: Rows, dossier: Row, of: tuple[str | None, int], chance: Chance) -> None:
    (action, rank), exercice = of, dossier["exercice"]
    renewed = chance.between(0, 2)
    place = dossier["departement"] or dossier["region"]
    post = {
        "id": chance.id(), "organisme_id": dossier["organisme_id"], "action_id": action,
        "numero": f"{place:0>3}{exercice % 100:02}R{rank:04}{renewed:02}",
        "departement": dossier["departement"], "mission": chance.pick(MISSIONS),
    }  # fmt: skip
    rows.add(Poste, post)
    begun = exercice - 2 if rank % ENDING == 0 else exercice
    first = date(begun, chance.between(1, 4), 1)
    vacancies = _vacancies(rows, post, rank, exercice, chance)
    signed = chance.day(date(begun - 1, 12, 1), date(begun - 1, 12, 31))
    last = date.fromordinal(date(begun + 3, first.month, 1).toordinal() - 1)
    terms = Terms(signed, first, last, None, Decimal(chance.pick((100, 100, 100, 80, 50))))
    rows.add(ConventionPoste, {
        "id": chance.id(), "poste_id": post["id"], "numero": f"AR-{place}-{exercice}-{rank:03}",
        "signe_le": signed, "debut_le": first, "fin_le": last, "renouvellement": renewed,
        "quotite": terms.quotite, "montant": aid_due(aid_lines(terms, vacancies)),
        "titulaire_age": chance.between(30, 58), "titulaire_quartier": rank % 4 > 0,
        "derogation": rank % 4 == 0,
    })  # fmt: skip


def _vacancies(rows: Rows, post: Row, rank: int, exercice: int, chance: Chance) -> list[Span]:
    if rank % EMPTY:
        return []
    last = date(exercice, 10, chance.between(1, 31)) if rank % (2 * EMPTY) else None
    span = Span(date(exercice, 9, 1), last or date.max)
    rows.add(Vacance, {
        "id": chance.id(), "poste_id": post["id"], "debut_le": span.debut, "fin_le": last,
        "motif": "Départ du titulaire",
    })  # fmt: skip
    return [span]
