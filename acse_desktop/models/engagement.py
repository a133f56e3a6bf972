"""The State's ledger: legal commitments (EJ), and the rows of its payments as extracted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Amount, Choice, Code, Day, LongText, Reference, Text, Year
from acse_desktop.translation import N_

ENGAGEMENT = N_("Engagement")
CHORUS = N_("Ligne Chorus")
RAPPROCHEMENT = N_("Rapprochement")


class Engagement(Record, Base):
    """A commitment in Chorus; it may cover several actions, years and payments."""

    __tablename__ = "engagement"
    libelle = N_("Engagement juridique")

    organisme_id: Mapped[str | None] = field(Reference("organisme"), N_("Organisme"), ENGAGEMENT)
    ej: Mapped[str | None] = field(Code(), N_("N° EJ"), ENGAGEMENT, required=True, index=True)
    exercice: Mapped[int | None] = field(Year(), N_("Exercice"), ENGAGEMENT)
    engage_le: Mapped[date | None] = field(Day(), N_("Engagé le"), ENGAGEMENT)
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), ENGAGEMENT)


class EngagementAction(Record, Base):
    """What a commitment engages for an action; their sum is the action's amount engaged."""

    __tablename__ = "engagement_action"
    libelle = N_("Action engagée")

    engagement_id: Mapped[str | None] = field(
        Reference("engagement", part_of=True), N_("Engagement"), ENGAGEMENT, required=True
    )
    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), ENGAGEMENT, required=True
    )
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant engagé"), ENGAGEMENT)


class LigneChorus(Record, Base):
    """A row of the payment extraction of Chorus, remembered so that it is never asked again."""

    __tablename__ = "ligne_chorus"
    libelle = N_("Ligne de paiement Chorus")

    ej: Mapped[str | None] = field(Code(), N_("N° EJ"), CHORUS, readonly=True, index=True)
    poste_ej: Mapped[str | None] = field(Code(), N_("N° poste EJ"), CHORUS, readonly=True)
    dp: Mapped[str | None] = field(Code(), N_("N° DP"), CHORUS, readonly=True, index=True)
    poste_dp: Mapped[str | None] = field(Code(), N_("N° poste DP"), CHORUS, readonly=True)
    exercice: Mapped[int | None] = field(Year(), N_("Exercice comptable"), CHORUS, readonly=True)
    siret: Mapped[str | None] = field(Code(), N_("SIRET payé"), CHORUS, readonly=True, index=True)
    fournisseur: Mapped[str | None] = field(
        Text(240), N_("Fournisseur payé"), CHORUS, readonly=True
    )
    domaine: Mapped[str | None] = field(Text(), N_("Domaine fonctionnel"), CHORUS, readonly=True)
    centre: Mapped[str | None] = field(Text(), N_("Centre financier"), CHORUS, readonly=True)
    montant: Mapped[Decimal | None] = field(
        Amount(), N_("Montant payé"), CHORUS, readonly=True, help=N_("Repris de l’extraction.")
    )
    paye_le: Mapped[date | None] = field(Day(), N_("Dernière opération le"), CHORUS, readonly=True)
    etat: Mapped[str | None] = field(
        Choice("etat_rapprochement"), N_("État"), RAPPROCHEMENT, readonly=True, index=True
    )
    motif: Mapped[str | None] = field(LongText(), N_("Motif"), RAPPROCHEMENT)
    agent: Mapped[str | None] = field(Text(), N_("Agent"), RAPPROCHEMENT, readonly=True)
    rapproche_le: Mapped[date | None] = field(
        Day(), N_("Rapprochée le"), RAPPROCHEMENT, readonly=True
    )


class Rapprochement(Record, Base):
    """A payment that a row of the extraction accounts for; a row may pay several actions."""

    __tablename__ = "rapprochement"
    libelle = N_("Rapprochement")

    ligne_chorus_id: Mapped[str | None] = field(
        Reference("ligne_chorus", part_of=True), N_("Ligne Chorus"), RAPPROCHEMENT, required=True
    )
    versement_id: Mapped[str | None] = field(
        Reference("versement", part_of=True), N_("Versement"), RAPPROCHEMENT, required=True
    )
