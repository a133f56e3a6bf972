"""Where an action takes place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import CodeInsee, Percent, Reference, Text
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.action import Action

LIEU = N_("Lieu")


class Lieu(Record, Base):
    """A contract, commune or quarter with its share of the action, in %; shares sum to 100."""

    __tablename__ = "lieu"
    feuille = "Lieux"
    libelle = N_("Lieu")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), LIEU, required=True
    )
    contrat_id: Mapped[str | None] = field(Reference("contrat"), N_("Contrat"), LIEU)
    code_insee: Mapped[str | None] = field(CodeInsee(), N_("Code Insee de la commune"), LIEU)
    commune: Mapped[str | None] = field(Text(), N_("Commune"), LIEU, required=True)
    quartier_id: Mapped[str | None] = field(Reference("quartier"), N_("Quartier"), LIEU)
    part: Mapped[Decimal | None] = field(
        Percent(), N_("Part"), LIEU,
        help=N_("En\u00a0%\u202f; les parts d’une action font 100."),
    )  # fmt: skip
    adresse: Mapped[str | None] = field(Text(), N_("Adresse"), LIEU)

    action: Mapped[Action | None] = relationship(back_populates="lieux")
