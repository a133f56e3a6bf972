"""Contracts (CUCS) and who signed them.

No public source holds the 497 CUCS: agents type or import theirs.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Choice, Code, CodeInsee, Count, Day, LongText, Reference, Text
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.quartier import Quartier

CONTRAT = N_("Contrat")
SIGNATURE = N_("Signature et durée")


class Contrat(Record, Base):
    """A contrat urbain de cohésion sociale, prolonged to 2014 (circulaire du 8 novembre 2010)."""

    __tablename__ = "contrat"
    feuille = "Contrats"
    libelle = N_("Contrat")

    code: Mapped[str | None] = field(Code(), N_("Code"), CONTRAT, required=True, index=True)
    nom: Mapped[str | None] = field(Text(240), N_("Nom"), CONTRAT, required=True)
    nature: Mapped[str | None] = field(Choice("nature_contrat"), N_("Nature"), CONTRAT)
    departement: Mapped[str | None] = field(Code(), N_("Département"), CONTRAT, index=True)
    population: Mapped[int | None] = field(
        Count(), N_("Habitants"), CONTRAT,
        help=N_("Habitants des quartiers du contrat, pour les euros par habitant."),
    )  # fmt: skip
    signe_le: Mapped[date | None] = field(Day(), N_("Signé le"), SIGNATURE)
    fin_le: Mapped[date | None] = field(Day(), N_("Échéance"), SIGNATURE)
    avenants: Mapped[str | None] = field(
        LongText(), N_("Avenants"), SIGNATURE, help=N_("Un par ligne\u00a0: date, objet.")
    )
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), SIGNATURE)

    signataires: Mapped[list[Signataire]] = relationship(
        back_populates="contrat", cascade="all, delete-orphan", passive_deletes=True
    )
    quartiers: Mapped[list[Quartier]] = relationship(back_populates="contrat", passive_deletes=True)


class Signataire(Record, Base):
    """A commune, an EPCI or another partner that signed a contract."""

    __tablename__ = "signataire"
    feuille = "Signataires"
    libelle = N_("Signataire")

    contrat_id: Mapped[str | None] = field(
        Reference("contrat", part_of=True), N_("Contrat"), CONTRAT, required=True
    )
    nature: Mapped[str | None] = field(
        Choice("nature_signataire"), N_("Nature"), CONTRAT, required=True
    )
    nom: Mapped[str | None] = field(Text(), N_("Nom"), CONTRAT, required=True)
    code_insee: Mapped[str | None] = field(CodeInsee(), N_("Code Insee de la commune"), CONTRAT)
    siren_epci: Mapped[str | None] = field(Code(), N_("SIREN de l’EPCI"), CONTRAT)

    contrat: Mapped[Contrat | None] = relationship(back_populates="signataires")
