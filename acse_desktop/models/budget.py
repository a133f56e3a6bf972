"""The budget of an action, one row per account of CERFA 12156."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Amount, Choice, Reference, Text
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.action import Action

BUDGET = N_("Budget")
CHARGE = "charge"
PRODUIT = "produit"


class LigneBudget(Record, Base):
    """What an account foresees and what was really spent or received, in euros.

    The amounts of class 74 are in `Financement`, one per funder, and are not repeated here.
    Classes 86 and 87 (contributions volontaires) are outside the totals and balanced apart.
    """

    __tablename__ = "ligne_budget"
    feuille = "Budget"
    libelle = N_("Ligne de budget")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), BUDGET, required=True
    )
    compte: Mapped[str | None] = field(Choice("compte"), N_("Compte"), BUDGET, required=True)
    prevu: Mapped[Decimal | None] = field(Amount(), N_("Prévu"), BUDGET)
    realise: Mapped[Decimal | None] = field(Amount(), N_("Réalisé"), BUDGET)
    commentaire: Mapped[str | None] = field(Text(), N_("Commentaire"), BUDGET)

    action: Mapped[Action | None] = relationship(back_populates="lignes")
