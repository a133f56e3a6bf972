"""Quarters: ZUS and the other territories of the contracts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Choice,
    Code,
    CodeInsee,
    Count,
    Day,
    Percent,
    Reference,
    Text,
)
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.contrat import Contrat

QUARTIER = N_("Quartier")


class Quartier(Record, Base):
    """A quarter with its priority (circulaire du 24 mai 2006); it may span two communes."""

    __tablename__ = "quartier"
    feuille = "Quartiers"
    libelle = N_("Quartier")

    contrat_id: Mapped[str | None] = field(Reference("contrat"), N_("Contrat"), QUARTIER)
    code: Mapped[str | None] = field(Code(), N_("Code"), QUARTIER, index=True)
    nom: Mapped[str | None] = field(Text(240), N_("Nom"), QUARTIER, required=True)
    nature: Mapped[str | None] = field(Choice("nature_quartier"), N_("Nature"), QUARTIER)
    priorite: Mapped[str | None] = field(Choice("priorite"), N_("Priorité"), QUARTIER)
    population: Mapped[int | None] = field(Count(), N_("Habitants"), QUARTIER)
    valide_du: Mapped[date | None] = field(Day(), N_("Valide du"), QUARTIER)
    valide_au: Mapped[date | None] = field(Day(), N_("Valide au"), QUARTIER)

    contrat: Mapped[Contrat | None] = relationship(back_populates="quartiers")
    communes: Mapped[list[QuartierCommune]] = relationship(
        back_populates="quartier", cascade="all, delete-orphan", passive_deletes=True
    )


class QuartierCommune(Record, Base):
    """The part of a quarter that lies in one commune."""

    __tablename__ = "quartier_commune"
    feuille = "Communes des quartiers"
    libelle = N_("Commune du quartier")

    quartier_id: Mapped[str | None] = field(
        Reference("quartier", part_of=True), N_("Quartier"), QUARTIER, required=True
    )
    code_insee: Mapped[str | None] = field(
        CodeInsee(), N_("Code Insee de la commune"), QUARTIER, required=True
    )
    commune: Mapped[str | None] = field(Text(), N_("Commune"), QUARTIER)
    part: Mapped[Decimal | None] = field(Percent(), N_("Part des habitants"), QUARTIER)

    quartier: Mapped[Quartier | None] = relationship(back_populates="communes")
