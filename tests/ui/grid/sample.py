"""Fictional dossiers for the tests and the pictures of the table."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from acse_desktop.services.listing_types import Column, Page, Query, Row, Summary, Values
from ui.grid.cells import Presentation, Status
from ui.grid.source import ListSource

COLUMNS = (
    Column("numero", "N° dossier", "text", 106),
    Column("intitule", "Intitulé de l’action", "text", 264),
    Column("porteur", "Porteur", "text", 194),
    Column("statut", "Statut", "status", 134),
    Column("demande", "Demandé", "amount", 96, total=True),
    Column("propose", "Proposé", "amount", 96, total=True),
    Column("vote", "Voté", "amount", 96, editable=True, total=True),
    Column("paye", "Payé", "amount", 96, total=True),
    Column("contrat", "Contrat · quartier", "text", 184),
    Column("theme", "Thématique", "choice", 132),
    Column("echeance", "Échéance", "day", 100),
    Column("publics", "Publics", "count", 84, total=True),
    Column("observations", "Observations", "text", 220, editable=True),
)
STATUSES = {
    "recu": Status("Reçu", "neutral", "mail_inbox"),
    "instruction": Status("En instruction", "information", "edit"),
    "comite": Status("Au comité", "violet", "gavel"),
    "accorde": Status("Accordé", "success", "checkmark_circle"),
    "refuse": Status("Refusé", "error", "dismiss_circle"),
    "ajourne": Status("Ajourné", "warning", "clock"),
    "notifie": Status("Notifié", "teal", "mail_checkmark"),
    "paiement": Status("En paiement", "teal", "payment"),
    "clos": Status("Clos", "neutral", "archive"),
}
LABELS = {"theme": {"EDU": "Éducation", "EMP": "Emploi", "SAN": "Santé", "LIE": "Lien social"}}
_ACTIONS = (
    "Accompagnement à la scolarité — collège du Parc",
    "Chantier éducatif été, 16-25 ans",
    "Équipe de réussite éducative",
    "Aide à la création d’activité",
    "Soutien à la parentalité",
    "Médiation interculturelle",
    "Prévention des conduites à risques",
    "Atelier d’écriture intergénérationnel",
)
_ORGANISMES = (
    "Association Passerelles",
    "Régie de quartier des Tilleuls",
    "Caisse des écoles de Valbrun",
    "Mission locale du Pays de Lène",
    "Femmes en chemin",
    "MJC de Montclar",
)
_QUARTIERS = ("Valbrun · Les Tilleuls", "Saint-Aure · La Garenne", "Montclar · Le Parc", None)
PRESENTATION = Presentation(
    "Dossiers",
    key="numero",
    statuses=STATUSES,
    labels=LABELS,
    marked=lambda row, key: key == "vote" and row[7] is not None and row[7] != row[6],
    mark_help="différent du montant proposé",
    caption=lambda count: f"Total · {count} dossiers",
)


def rows(count: int, seed: int = 2012) -> list[Row]:
    """Some dossiers, always the same for a seed."""
    chance = random.Random(seed)
    return [_row(chance, number) for number in range(count)]


def _row(chance: random.Random, number: int) -> Row:
    demande = Decimal(chance.randrange(10, 1200) * 50) + Decimal(chance.choice((0, 0, 0, "0.45")))
    propose = demande - Decimal(500) if chance.random() < 0.7 else None
    vote = chance.choice((propose, propose, Decimal(0), None))
    return (
        f"id-{number}",
        f"2012-{number + 1:04d}",
        chance.choice(_ACTIONS),
        chance.choice(_ORGANISMES),
        chance.choice(tuple(STATUSES)),
        demande,
        propose,
        vote,
        None if vote is None else vote // 2,
        chance.choice(_QUARTIERS),
        chance.choice(("EDU", "EMP", "SAN", "LIE", None)),
        date(2012, 1, 1) + timedelta(days=chance.randrange(500)),
        chance.choice((None, 0, 12, 45, 1250)),
        chance.choice(("", "", "Convention CAF attendue", "Hors territoire\nprioritaire")),
    )


def source(count: int) -> ListSource:
    """A source that answers at once."""
    return ListSource(COLUMNS, rows(count), LABELS)


class SlowSource:
    """Answers when told to, in the order wanted: a base on a slow disk."""

    def __init__(self, fast: ListSource) -> None:
        self.fast = fast
        self.waiting: list[tuple[str, Callable[[], None]]] = []

    def request_count_and_totals(self, query: Query, reply: Callable[[Summary], None]) -> None:
        """Keep the question."""
        answer = partial(self.fast.request_count_and_totals, query, reply)
        self.waiting.append(("count", answer))

    def request_page(
        self, query: Query, offset: int, limit: int, reply: Callable[[Page], None]
    ) -> None:
        """Keep the question."""
        answer = partial(self.fast.request_page, query, offset, limit, reply)
        self.waiting.append((f"page {offset}", answer))

    def request_values(
        self, query: Query, column: str, text: str, reply: Callable[[Values], None]
    ) -> None:
        """Keep the question."""
        answer = partial(self.fast.request_values, query, column, text, reply)
        self.waiting.append(("values", answer))

    def answer(self, count: int | None = None) -> None:
        """Answer the first questions kept, or all."""
        taken, self.waiting = self.waiting[:count], self.waiting[len(self.waiting[:count]) :]
        for _kind, reply in taken:
            reply()
