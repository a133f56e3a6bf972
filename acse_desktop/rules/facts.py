"""What the rules look at: plain values read from a base in a few queries, amounts in euros."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

ZERO = Decimal(0)
SANS_SUITE = frozenset({"IRRECEVABLE", "SANS_SUITE", "RETIRE", "REFUSE"})
"""States of a request that got nothing: its form is not asked to be complete any more."""
DROIT_PUBLIC = frozenset(
    {"COMMUNE", "EPCI", "CCAS", "CDE", "GIP", "EPLE", "REGIE", "EP", "DEPARTEMENT", "REGION",
     "ETAT", "SYNDICAT"}
)  # fmt: skip
"""Organismes to which loi 2000-321 art. 10 does not apply: it is about private bodies."""


@dataclass(frozen=True)
class BudgetFacts:
    """Sums of the foreseen budget of an action."""

    lignes: int = 0
    charges: Decimal = ZERO
    """Classes 60 to 69, indirect charges and foreseen surplus."""
    produits: Decimal = ZERO
    """Classes 70 to 79 without 74, own resources and foreseen deficit."""
    emplois: Decimal = ZERO
    """Class 86."""
    contributions: Decimal = ZERO
    """Class 87."""
    compte_74: Decimal = ZERO
    """Amounts put on account 74 in the budget grid, where funders must be named instead."""


@dataclass(frozen=True)
class FundingFacts:
    """Class 74 of an action."""

    lignes: int = 0
    demande: Decimal = ZERO
    """Asked to all funders, specific credits and droit commun."""
    acse: Decimal | None = None
    """Asked on the lines flagged Acsé; None when no line is."""


@dataclass(frozen=True)
class PlaceFacts:
    """Where an action takes place."""

    lieux: int = 0
    parts: Decimal | None = None
    """Sum of the shares in %; None when none is given."""
    contrats: int = 0
    """Places attached to a contract."""


@dataclass(frozen=True)
class YearFacts:
    """What an organisme got for an exercice, all actions together."""

    table: ClassVar[str] = "organisme"
    id: str
    objet: str
    exercice: int
    accorde: Decimal


@dataclass(frozen=True)
class ActionFacts:
    """An action with the sums of its parts and what its organisme got elsewhere."""

    table: ClassVar[str] = "action"
    id: str
    numero: str | None = None
    intitule: str | None = None
    statut: str | None = None
    exercice: int | None = None
    organisme_id: str | None = None
    organisme_statut: str | None = None
    debut_le: date | None = None
    fin_le: date | None = None
    dispositif: str | None = None
    theme: str | None = None
    contrat_id: str | None = None
    public_prevu: int | None = None
    public_quartiers: int | None = None
    montant_demande: Decimal | None = None
    montant_accorde: Decimal | None = None
    montant_paye: Decimal | None = None
    decision: str | None = None
    acte_type: str | None = None
    crf_attendu_le: date | None = None
    crf_recu_le: date | None = None
    budget: BudgetFacts = BudgetFacts()
    financement: FundingFacts = FundingFacts()
    territoire: PlaceFacts = PlaceFacts()
    public_detail: int | None = None
    """Sum of the publics by age and sex; None when there is no detail."""
    verse: Decimal | None = None
    """Payments less repayments; None when there is none."""
    accorde_annee: Decimal = ZERO
    """Granted to the organisme for the same exercice, this action included."""
    retards: tuple[int, ...] = ()
    """Exercices of the organisme's grants whose compte rendu is overdue."""
    aujourd_hui: date = date.max

    @property
    def objet(self) -> str:
        """Number and title."""
        return " – ".join(part for part in (self.numero, self.intitule) if part)

    @property
    def accorde(self) -> Decimal:
        """Granted amount, zero when there is none."""
        return self.montant_accorde or ZERO

    @property
    def paye(self) -> Decimal:
        """Paid amount: its payments when they are known, else the amount carried over."""
        return self.verse if self.verse is not None else self.montant_paye or ZERO

    @property
    def recettes(self) -> Decimal:
        """Foreseen products, class 74 included."""
        return self.budget.produits + self.financement.demande

    @property
    def suivie(self) -> bool:
        """Whether its form is still expected to be complete."""
        return self.statut not in SANS_SUITE


@dataclass(frozen=True)
class OrganismeFacts:
    """What identifies an organisme."""

    table: ClassVar[str] = "organisme"
    id: str
    nom: str | None = None
    statut: str | None = None
    siret: str | None = None
    rna: str | None = None
    alsace_moselle: bool | None = None
    adresse: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    code_insee: str | None = None

    @property
    def objet(self) -> str:
        """Its name."""
        return self.nom or ""


@dataclass(frozen=True)
class NumberFacts:
    """A dossier or an action by its number."""

    table: str
    id: str
    numero: str | None
    organisme_id: str | None = None
    exercice: int | None = None

    @property
    def objet(self) -> str:
        """Its number."""
        return self.numero or ""


@dataclass(frozen=True)
class EnvelopeFacts:
    """An envelope (notifications added up) and what was granted on it."""

    table: ClassVar[str] = "enveloppe"
    id: str
    objet: str
    disponible: Decimal
    """Notified plus transfers."""
    accorde: Decimal
