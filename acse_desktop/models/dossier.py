"""The yearly request of an organisme: one dossier a year holds all its actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Choice, Code, Day, Flag, LongText, Reference, Text, Year
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.action import Action
    from acse_desktop.models.organisme import Organisme

DEMANDE = N_("Demande")
RECEPTION = N_("Réception")
ATTESTATION = N_("Attestation sur l’honneur")


class Dossier(Record, Base):
    """« Dossier unique » of an organisme for an exercice (circulaire du 24 décembre 2002)."""

    __tablename__ = "dossier"
    __table_args__ = (Index(None, "exercice", "numero"),)
    feuille = "Dossiers"
    libelle = N_("Dossier")

    organisme_id: Mapped[str | None] = field(
        Reference("organisme", part_of=True), N_("Organisme"), DEMANDE, required=True
    )
    exercice: Mapped[int | None] = field(Year(), N_("Exercice"), DEMANDE, required=True, index=True)
    numero: Mapped[str | None] = field(Code(), N_("N° dossier"), DEMANDE, required=True, index=True)
    type_demande: Mapped[str | None] = field(Choice("type_demande"), N_("Fréquence"), DEMANDE)
    objet_demande: Mapped[str | None] = field(Choice("objet_demande"), N_("Objet"), DEMANDE)
    periode_demande: Mapped[str | None] = field(Choice("periode_demande"), N_("Période"), DEMANDE)
    departement: Mapped[str | None] = field(
        Code(), N_("Département"), DEMANDE, index=True, readonly=True
    )
    region: Mapped[str | None] = field(Code(), N_("Région"), DEMANDE, index=True, readonly=True)

    recu_le: Mapped[date | None] = field(Day(), N_("Reçu le"), RECEPTION)
    accuse_le: Mapped[date | None] = field(Day(), N_("Accusé de réception le"), RECEPTION)
    complet_le: Mapped[date | None] = field(Day(), N_("Complet le"), RECEPTION)
    service: Mapped[str | None] = field(Text(), N_("Service instructeur"), RECEPTION)
    instructeur: Mapped[str | None] = field(Text(), N_("Instructeur"), RECEPTION)
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), RECEPTION)

    signataire: Mapped[str | None] = field(Text(), N_("Signataire"), ATTESTATION)
    signe_a: Mapped[str | None] = field(Text(), N_("Signé à"), ATTESTATION)
    signe_le: Mapped[date | None] = field(Day(), N_("Signé le"), ATTESTATION)
    a_jour_obligations: Mapped[bool | None] = field(
        Flag(), N_("À jour des obligations sociales et fiscales"), ATTESTATION
    )
    aides_minimis: Mapped[bool | None] = field(
        Flag(), N_("Aides publiques de minimis déclarées"), ATTESTATION
    )

    organisme: Mapped[Organisme | None] = relationship(back_populates="dossiers")
    actions: Mapped[list[Action]] = relationship(
        back_populates="dossier",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Action.rang",
    )
