"""How the credits of an envelope came and went, and what a region notified to its départements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Amount,
    Choice,
    Code,
    Count,
    Day,
    LongText,
    Reference,
    Text,
    Year,
)
from acse_desktop.translation import N_

NOTIFICATION = N_("Notification")
TRANSFERT = N_("Transfert")
DOTATION = N_("Dotation")


class Notification(Record, Base):
    """Credits notified, or taken back when negative; their sum is the envelope's amount."""

    __tablename__ = "notification"
    libelle = N_("Notification de crédits")

    enveloppe_id: Mapped[str | None] = field(
        Reference("enveloppe", part_of=True), N_("Enveloppe"), NOTIFICATION, required=True
    )
    notifie_le: Mapped[date | None] = field(Day(), N_("Notifié le"), NOTIFICATION)
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), NOTIFICATION, required=True)
    postes: Mapped[int | None] = field(Count(), N_("Postes"), NOTIFICATION)
    reference: Mapped[str | None] = field(Text(), N_("Référence"), NOTIFICATION)
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), NOTIFICATION)


class Transfert(Record, Base):
    """Credits moved from one envelope to another, with the reason (fongibilité)."""

    __tablename__ = "transfert"
    libelle = N_("Transfert de crédits")

    de_enveloppe_id: Mapped[str | None] = field(
        Reference("enveloppe"), N_("Enveloppe qui cède"), TRANSFERT, required=True
    )
    vers_enveloppe_id: Mapped[str | None] = field(
        Reference("enveloppe"), N_("Enveloppe qui reçoit"), TRANSFERT, required=True
    )
    transfere_le: Mapped[date | None] = field(Day(), N_("Date"), TRANSFERT)
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), TRANSFERT, required=True)
    motif: Mapped[str | None] = field(LongText(), N_("Motif"), TRANSFERT, required=True)
    agent: Mapped[str | None] = field(Text(), N_("Agent"), TRANSFERT, readonly=True)


class Dotation(Record, Base):
    """What a region notified to a département, against what the département reports."""

    __tablename__ = "dotation"
    libelle = N_("Dotation d’un département")

    exercice: Mapped[int | None] = field(
        Year(), N_("Exercice"), DOTATION, required=True, index=True
    )
    departement: Mapped[str | None] = field(
        Code(), N_("Département"), DOTATION, required=True, index=True
    )
    dispositif: Mapped[str | None] = field(
        Choice("dispositif"), N_("Dispositif"), DOTATION, required=True
    )
    notifie_le: Mapped[date | None] = field(Day(), N_("Notifiée le"), DOTATION)
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), DOTATION, required=True)
    postes: Mapped[int | None] = field(Count(), N_("Postes"), DOTATION)
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), DOTATION)
