"""The acts and letters of the préfecture, and what each was made from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Amount,
    Choice,
    Code,
    Day,
    Flag,
    LongText,
    Reference,
    Text,
    Year,
)
from acse_desktop.translation import N_

ACTE = N_("Acte")
REGISTRE = N_("Registre")
TRANCHE = N_("Tranche")


class Acte(Record, Base):
    """A document made for a bearer: arrêté, convention, avenant, CPO, notification, letter."""

    __tablename__ = "acte"
    libelle = N_("Acte")

    organisme_id: Mapped[str | None] = field(
        Reference("organisme", part_of=True), N_("Organisme"), ACTE, required=True
    )
    dossier_id: Mapped[str | None] = field(Reference("dossier"), N_("Dossier"), ACTE)
    nature: Mapped[str | None] = field(
        Choice("type_document", 200), N_("Nature"), ACTE, required=True, index=True
    )
    numero: Mapped[str | None] = field(Code(), N_("N° de l’acte"), ACTE, index=True)
    exercice: Mapped[int | None] = field(Year(), N_("Exercice"), ACTE, index=True)
    objet: Mapped[str | None] = field(LongText(), N_("Objet"), ACTE)
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), ACTE)
    etabli_le: Mapped[date | None] = field(Day(), N_("Établi le"), ACTE)
    signe_le: Mapped[date | None] = field(Day(), N_("Signé le"), ACTE)
    notifie_le: Mapped[date | None] = field(Day(), N_("Notifié le"), ACTE)
    fin_le: Mapped[date | None] = field(Day(), N_("Échéance"), ACTE)
    modifie_id: Mapped[str | None] = field(
        Reference("acte"), N_("Acte modifié"), ACTE, help=N_("Pour un avenant.")
    )
    annule: Mapped[bool | None] = field(Flag(), N_("Annulé"), ACTE)
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), ACTE)

    modele: Mapped[str | None] = field(Text(), N_("Modèle"), REGISTRE, readonly=True)
    modele_empreinte: Mapped[str | None] = field(
        Code(), N_("Empreinte du modèle"), REGISTRE, readonly=True
    )
    valeurs: Mapped[str | None] = field(
        LongText(), N_("Valeurs employées"), REGISTRE, readonly=True,
        help=N_("Ce qui a été écrit dans le document, champ par champ."),
    )  # fmt: skip
    fichier_id: Mapped[str | None] = field(
        Reference("fichier"), N_("Document"), REGISTRE, readonly=True
    )
    agent: Mapped[str | None] = field(Text(), N_("Agent"), REGISTRE, readonly=True)


class ActeAction(Record, Base):
    """An action that an act is about, and how much of the act's amount is for it."""

    __tablename__ = "acte_action"
    libelle = N_("Action de l’acte")

    acte_id: Mapped[str | None] = field(
        Reference("acte", part_of=True), N_("Acte"), ACTE, required=True
    )
    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), ACTE, required=True
    )
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), ACTE)


class Tranche(Record, Base):
    """A year of a multi-year convention (CPO): its amount, and the action that uses it."""

    __tablename__ = "tranche"
    libelle = N_("Tranche annuelle")

    acte_id: Mapped[str | None] = field(
        Reference("acte", part_of=True), N_("Acte"), TRANCHE, required=True
    )
    exercice: Mapped[int | None] = field(Year(), N_("Exercice"), TRANCHE, required=True)
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), TRANCHE, required=True)
    action_id: Mapped[str | None] = field(Reference("action"), N_("Action"), TRANCHE)
    commentaire: Mapped[str | None] = field(Text(), N_("Commentaire"), TRANCHE)
