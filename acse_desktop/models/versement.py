"""What was paid for an action, or paid back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Amount, Choice, Code, Day, Reference, Text
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.action import Action

VERSEMENT = N_("Versement")


class Versement(Record, Base):
    """An advance, an instalment, a balance or a repayment, in euros; a repayment counts against."""

    __tablename__ = "versement"
    feuille = "Versements"
    libelle = N_("Versement")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), VERSEMENT, required=True
    )
    nature: Mapped[str | None] = field(
        Choice("type_versement"), N_("Nature"), VERSEMENT, required=True
    )
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), VERSEMENT, required=True)
    verse_le: Mapped[date | None] = field(Day(), N_("Date"), VERSEMENT)
    ej: Mapped[str | None] = field(Code(), N_("N° EJ"), VERSEMENT, index=True)
    dp: Mapped[str | None] = field(Code(), N_("N° DP"), VERSEMENT, index=True)
    commentaire: Mapped[str | None] = field(Text(), N_("Commentaire"), VERSEMENT)

    action: Mapped[Action | None] = relationship(back_populates="versements")


class Compensation(Record, Base):
    """A repayment of an older grant withheld from the payment of a newer one.

    Both are payments of their own action; this ties them (OSIRIS, « Compensation N-1 »).
    """

    __tablename__ = "compensation"
    libelle = N_("Compensation")

    versement_id: Mapped[str | None] = field(
        Reference("versement", part_of=True), N_("Versement retenu"), VERSEMENT, required=True
    )
    reversement_id: Mapped[str | None] = field(
        Reference("versement", part_of=True), N_("Reversement éteint"), VERSEMENT, required=True
    )
