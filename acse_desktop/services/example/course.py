"""What becomes of a request: received, decided, notified, paid, closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from acse_desktop.rules.comptes_rendus import echeance
from acse_desktop.services.example.chance import Chance, Money, spread
from acse_desktop.services.example.money import granted
from acse_desktop.services.example.projects import Project

Row = dict[str, Any]
CLOSED_YEAR = {"CLOS": 84, "REFUSE": 8, "SANS_SUITE": 3, "RETIRE": 2, "IRRECEVABLE": 3}
"""States of a past exercice, in %."""
OPEN_YEAR = {
    "RECU": 7, "INCOMPLET": 5, "INSTRUCTION": 10, "COMITE": 9, "ACCORDE": 9, "NOTIFIE": 10,
    "PAIEMENT": 20, "BILAN": 9, "CLOS": 4, "AJOURNE": 4, "REFUSE": 7, "IRRECEVABLE": 2,
    "SANS_SUITE": 2, "RETIRE": 2,
}  # fmt: skip
"""States of the exercice at work, in November."""
SUPPORTED_YEAR = {"CLOS": 18, "BILAN": 46, "PAIEMENT": 26, "NOTIFIE": 6, "ACCORDE": 4}
"""States of the supported actions of a whole country."""
UNSUPPORTED_YEAR = {"REFUSE": 60, "SANS_SUITE": 12, "RETIRE": 8, "IRRECEVABLE": 8, "AJOURNE": 6,
                    "RECU": 2, "INCOMPLET": 1, "INSTRUCTION": 2, "COMITE": 1}  # fmt: skip
NOTIFIED = ("NOTIFIE", "PAIEMENT", "BILAN", "CLOS")
SUPPORTED = ("ACCORDE", *NOTIFIED)
OVER = ("BILAN", "CLOS")
"""The action took place and is wholly paid."""
REFUSALS = {"REFUSE": "REFUS", "IRRECEVABLE": "IRRECEVABLE", "SANS_SUITE": "SANS_SUITE",
            "RETIRE": "RETRAIT"}  # fmt: skip
COMMITTEES = ((3, 15), (4, 26), (6, 14))
REASONS = {
    "REFUS": (
        "Action déjà financée par le droit commun.",
        "Public des quartiers minoritaire.",
        "Crédits insuffisants : autres priorités du contrat.",
        "Projet trop peu abouti.",
    ),
    "IRRECEVABLE": ("Dossier déposé hors délai.", "Demande d’investissement."),
    "SANS_SUITE": ("Pièces jamais reçues malgré deux relances.", "Organisme dissous."),
    "RETRAIT": ("Le porteur renonce faute de cofinancement.", "Action reportée d’un an."),
    "AJOURNEMENT": ("Bilan de l’année précédente attendu.", "Budget à préciser."),
    "REPORT": ("Renvoyé au comité de l’automne.",),
}


def decided(project: Project, exercice: int, chance: Chance) -> Row:
    """Proposal, committee and decision; sets what the project is granted."""
    row: Row = dict.fromkeys(
        ("montant_propose", "montant_accorde", "comite_le", "decision", "decision_motif",
         "notifie_le")
    )  # fmt: skip
    if project.statut in SUPPORTED:
        row |= _supported(project, exercice, chance)
    elif project.statut == "AJOURNE":
        row |= _refused(chance.pick(("AJOURNEMENT", "AJOURNEMENT", "REPORT")), exercice, chance)
    elif project.statut in REFUSALS:
        row |= _refused(REFUSALS[project.statut], exercice, chance)
    elif project.statut == "COMITE":
        row["montant_propose"] = granted(project.dispositif, project.demande, chance)
        row["comite_le"] = date(exercice, 12, 6)
    return row


def _supported(project: Project, exercice: int, chance: Chance) -> Row:
    project.accorde = granted(project.dispositif, project.demande, chance)
    committee = date(exercice, *chance.pick(COMMITTEES))
    notified = committee + timedelta(days=chance.between(6, 24))
    return {
        "montant_propose": project.accorde, "montant_accorde": project.accorde,
        "comite_le": committee,
        "decision": "ACCORD" if project.accorde == project.demande else "PARTIEL",
        "notifie_le": notified if project.statut in NOTIFIED else None,
    }  # fmt: skip


def _refused(decision: str, exercice: int, chance: Chance) -> Row:
    seen = decision in ("REFUS", "AJOURNEMENT", "REPORT")
    return {
        "decision": decision, "decision_motif": chance.pick(REASONS[decision]),
        "comite_le": date(exercice, *chance.pick(COMMITTEES)) if seen else None,
        "montant_propose": 0 if decision == "REFUS" else None,
    }  # fmt: skip


def act(project: Project, row: Row, convention: bool, rank: int, chance: Chance) -> Row:
    """The act and the engagement that follow the notification of a grant."""
    empty = dict.fromkeys(
        ("acte_type", "acte_numero", "acte_le", "numero_gispro", "ej", "montant_engage")
    )
    notified: date | None = row["notifie_le"]
    if notified is None:
        return empty
    kinds = {"CONVENTION": 86, "CPO": 8, "AVENANT": 6} if convention else {"ARRETE": 1}
    signed = notified + timedelta(days=chance.between(1, 20))
    engaged = project.statut != "NOTIFIE" or chance.hit(0.5)
    return {
        "acte_type": chance.weighted(kinds), "acte_numero": f"{signed.year}-{rank:05d}",
        "acte_le": signed, "numero_gispro": f"DA{chance.digits(8)}",
        "ej": f"21{chance.digits(8)}" if engaged else None,
        "montant_engage": project.accorde if engaged else None,
    }  # fmt: skip


def payments(project: Project, row: Row, exercice: int, chance: Chance) -> list[Row]:
    """What was paid, at times in two parts, seldom paid back."""
    if project.statut not in ("PAIEMENT", *OVER):
        return []
    paid = [(nature, amount) for nature, amount in _parts(project, chance) if amount]
    first = row["acte_le"] + timedelta(days=chance.between(12, 45))
    rows = []
    for rank, (nature, amount) in enumerate(paid):
        late = chance.day(date(exercice, 9, 3), date(exercice, 11, 9))
        rows.append({
            "id": chance.id(), "action_id": row["id"], "nature": nature, "montant": amount,
            "verse_le": late if rank else min(first, late), "ej": row["ej"],
            "dp": f"10{chance.digits(8)}",
        })  # fmt: skip
    return rows


def _parts(project: Project, chance: Chance) -> Iterator[tuple[str, Money]]:
    total = project.accorde
    if project.statut == "PAIEMENT":
        advance, instalment, _rest = spread(total, (50, 30, 20))
        yield "AVANCE", advance
        if chance.hit(0.35):
            yield "ACOMPTE", instalment
        return
    if total <= 23_000 and chance.hit(0.7):
        yield "SOLDE", total
    else:
        yield from zip(("AVANCE", "SOLDE"), spread(total, (60, 40)), strict=True)
    if project.statut == "CLOS" and chance.hit(0.07):
        yield "REVERSEMENT", max(50, int(total) // 1_000 * 100)


def net_of(paid: list[Row]) -> Money:
    """Payments less repayments."""
    amounts: list[Money] = [
        -row["montant"] if row["nature"] == "REVERSEMENT" else row["montant"] for row in paid
    ]
    return sum(amounts)


def period(project: Project, exercice: int, ongoing: bool, chance: Chance) -> tuple[date, date]:
    """When the action takes place: in the civil year, or over the school year for some."""
    if project.statut not in OVER and chance.hit(0.08):
        return date(exercice, 9, 3), date(exercice + 1, 6, 28)
    start = date(exercice, chance.between(1, 5), chance.pick((1, 2, 9, 15)))
    if ongoing and project.statut in OVER:
        return start, chance.day(date(exercice, 6, 15), date(exercice, 8, 31))
    return start, chance.pick((date(exercice, 12, 31), date(exercice, 12, 20),
                               date(exercice, 11, 30), date(exercice, 7, 15)))  # fmt: skip


UNDERSPENT = "Le coût réalisé est inférieur au coût prévu."
WORDS = (
    "L’action s’est tenue aux dates prévues\u202f; le public des quartiers y est venu en majorité.",
    "Les ateliers ont commencé avec un mois de retard, puis ont trouvé leur public.",
    "Le nombre de participants dépasse la prévision\u202f; les familles sont venues plus tard.",
)
"""What organismes say of an action that is over."""


def report(project: Project, fin_le: date, exercice: int, paid: list[Row], chance: Chance) -> Row:
    """The compte rendu financier: when it is due, and when it came."""
    closed = project.statut == "CLOS"
    due = echeance(exercice) if project.accorde else None
    came = chance.day(fin_le + timedelta(days=30), min(fin_le + timedelta(days=170),
                                                       date(exercice + 1, 6, 29)))  # fmt: skip
    back = sum(row["montant"] for row in paid if row["nature"] == "REVERSEMENT")
    rank = int(project.accorde)
    owed = max(50, rank // 100 * 10) if closed and not back and rank % 9 == 0 else 0
    decided = came + timedelta(days=40) if back or owed else None
    return {
        "crf_attendu_le": due, "crf_recu_le": came if closed else None,
        "montant_a_reverser": back or owed or None,
        "reversement_motif": UNDERSPENT if decided else None, "reversement_demande_le": decided,
        "service_fait_le": came + timedelta(days=15) if closed else None,
        "objectifs_atteints": ("OUI", "OUI", "PARTIEL")[rank % 3] if closed else None,
        "bilan_qualitatif": WORDS[rank % len(WORDS)] if closed else None,
    }  # fmt: skip
