"""What an action achieved, by the indicators of its dispositif."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Amount, Choice, Reference, Text
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.action import Action

INDICATEUR = N_("Indicateur")


class Indicateur(Record, Base):
    """A figure foreseen and reached, in the unit of its code; two decimals (for ETP)."""

    __tablename__ = "indicateur"
    feuille = "Indicateurs"
    libelle = N_("Indicateur")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), INDICATEUR, required=True
    )
    code: Mapped[str | None] = field(
        Choice("indicateur", 240), N_("Indicateur"), INDICATEUR, required=True
    )
    prevu: Mapped[Decimal | None] = field(Amount(), N_("Prévu"), INDICATEUR)
    realise: Mapped[Decimal | None] = field(Amount(), N_("Réalisé"), INDICATEUR)
    commentaire: Mapped[str | None] = field(Text(), N_("Commentaire"), INDICATEUR)

    action: Mapped[Action | None] = relationship(back_populates="indicateurs")
