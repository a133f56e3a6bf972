"""The credits a delegation may spend, per exercice, dispositif and theme."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Amount, Choice, Code, Count, Day, LongText, Year
from acse_desktop.translation import N_

ENVELOPPE = N_("Enveloppe")


class Enveloppe(Record, Base):
    """Credits notified and transferred; what is spent is derived from the actions.

    `notifie`, `notifie_le` and `postes` follow the notifications as soon as there is one;
    `transferts` follows the transfers. An envelope read from a file keeps the figures it came
    with.
    """

    __tablename__ = "enveloppe"
    feuille = "Enveloppes"
    libelle = N_("Enveloppe")

    exercice: Mapped[int | None] = field(
        Year(), N_("Exercice"), ENVELOPPE, required=True, index=True
    )
    departement: Mapped[str | None] = field(Code(), N_("Département"), ENVELOPPE, index=True)
    region: Mapped[str | None] = field(Code(), N_("Région"), ENVELOPPE, index=True)
    dispositif: Mapped[str | None] = field(
        Choice("dispositif"), N_("Dispositif"), ENVELOPPE, required=True
    )
    theme: Mapped[str | None] = field(
        Choice("theme"), N_("Thématique"), ENVELOPPE,
        help=N_("Vide si l’enveloppe couvre tout le dispositif."),
    )  # fmt: skip
    notifie: Mapped[Decimal | None] = field(
        Amount(), N_("Montant notifié"), ENVELOPPE, required=True, readonly=True,
        help=N_("Somme des notifications."),
    )  # fmt: skip
    notifie_le: Mapped[date | None] = field(
        Day(), N_("Notifié le"), ENVELOPPE, readonly=True,
        help=N_("Date de la dernière notification."),
    )  # fmt: skip
    transferts: Mapped[Decimal | None] = field(
        Amount(), N_("Transferts"), ENVELOPPE, readonly=True,
        help=N_("Fongibilité\u00a0: crédits reçus moins crédits cédés."),
    )  # fmt: skip
    postes: Mapped[int | None] = field(
        Count(), N_("Postes notifiés"), ENVELOPPE, readonly=True,
        help=N_("Adultes-relais\u00a0: quota de postes, à part des euros."),
    )  # fmt: skip
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), ENVELOPPE)
