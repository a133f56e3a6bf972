"""For whom an action is: beneficiaries by age band and sex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Choice, Count, Reference
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.action import Action

PUBLIC = N_("Public")


class Public(Record, Base):
    """How many persons of an age band and sex, unknown included."""

    __tablename__ = "public"
    feuille = "Publics"
    libelle = N_("Public")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), PUBLIC, required=True
    )
    tranche_age: Mapped[str | None] = field(
        Choice("tranche_age"), N_("Tranche d’âge"), PUBLIC, required=True
    )
    sexe: Mapped[str | None] = field(Choice("sexe"), N_("Sexe"), PUBLIC, required=True)
    prevu: Mapped[int | None] = field(Count(), N_("Prévu"), PUBLIC)
    realise: Mapped[int | None] = field(Count(), N_("Réalisé"), PUBLIC)

    action: Mapped[Action | None] = relationship(back_populates="publics")
