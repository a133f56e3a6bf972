"""Who pays for an action: class 74, one row per named funder."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Amount, Choice, Flag, Reference, Text
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.action import Action

FINANCEUR = N_("Financeur")
MONTANTS = N_("Montants")


class Financement(Record, Base):
    """A funder's share: asked, proposed, granted, in specific credits and in droit commun.

    Agents wrote the split in comments (« 5000 droit commun + 4000 cdv ») for want of a field.
    A partner's promise is not firm until `etat` says acquis.
    """

    __tablename__ = "financement"
    feuille = "Financements"
    libelle = N_("Financement")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), FINANCEUR, required=True
    )
    compte: Mapped[str | None] = field(
        Choice("financeur_type"), N_("Type de financeur"), FINANCEUR, required=True
    )
    financeur: Mapped[str | None] = field(Text(), N_("Financeur"), FINANCEUR, required=True)
    acse: Mapped[bool | None] = field(
        Flag(), N_("Demande à l’Acsé"), FINANCEUR,
        help=N_("La ligne qui porte le montant demandé à l’Acsé."),
    )  # fmt: skip
    etat: Mapped[str | None] = field(
        Choice("etat_financement"), N_("Sollicité ou acquis"), FINANCEUR
    )
    commentaire: Mapped[str | None] = field(Text(), N_("Commentaire"), FINANCEUR)
    demande_specifique: Mapped[Decimal | None] = field(
        Amount(), N_("Demandé, crédits spécifiques"), MONTANTS
    )
    demande_commun: Mapped[Decimal | None] = field(Amount(), N_("Demandé, droit commun"), MONTANTS)
    propose_specifique: Mapped[Decimal | None] = field(
        Amount(), N_("Proposé, crédits spécifiques"), MONTANTS
    )
    propose_commun: Mapped[Decimal | None] = field(Amount(), N_("Proposé, droit commun"), MONTANTS)
    accorde_specifique: Mapped[Decimal | None] = field(
        Amount(), N_("Accordé, crédits spécifiques"), MONTANTS
    )
    accorde_commun: Mapped[Decimal | None] = field(Amount(), N_("Accordé, droit commun"), MONTANTS)
    realise: Mapped[Decimal | None] = field(Amount(), N_("Réalisé"), MONTANTS)

    action: Mapped[Action | None] = relationship(back_populates="financements")
