"""The posts of adultes-relais: a quota, a convention per post, its vacancies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Amount,
    Code,
    Count,
    Day,
    Flag,
    LongText,
    Percent,
    Reference,
    Text,
)
from acse_desktop.translation import N_

POSTE = N_("Poste")
CONVENTION = N_("Convention")
TITULAIRE = N_("Titulaire")
VACANCE = N_("Vacance")


class Poste(Record, Base):
    """One authorised post; part-time or not it counts as one (circulaire adultes-relais 2004)."""

    __tablename__ = "poste"
    feuille = "Postes adultes-relais"
    libelle = N_("Poste adulte-relais")

    organisme_id: Mapped[str | None] = field(
        Reference("organisme", part_of=True), N_("Employeur"), POSTE, required=True
    )
    action_id: Mapped[str | None] = field(
        Reference("action"), N_("Action"), POSTE, exported=False,
        help=N_("L’action de l’exercice sous laquelle le poste est suivi."),
    )  # fmt: skip
    numero: Mapped[str | None] = field(
        Code(128), N_("N° du poste"), POSTE, required=True, index=True,
        help=N_("Comme 00112R000103\u00a0: département, année, rang, renouvellement."),
    )  # fmt: skip
    departement: Mapped[str | None] = field(Code(), N_("Département"), POSTE, index=True)
    mission: Mapped[str | None] = field(Text(240), N_("Mission"), POSTE)
    quartier_id: Mapped[str | None] = field(Reference("quartier"), N_("Quartier"), POSTE)
    supprime_le: Mapped[date | None] = field(
        Day(), N_("Supprimé le"), POSTE, help=N_("Un poste non pourvu au 31 décembre est perdu.")
    )
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), POSTE)


class ConventionPoste(Record, Base):
    """A convention of a post: three years at most, renewable; its signature chooses its rates.

    Of the holder only what the law asks is kept: age, quarter, derogation; never a name.
    """

    __tablename__ = "convention_poste"
    feuille = "Conventions de postes"
    libelle = N_("Convention de poste")

    poste_id: Mapped[str | None] = field(
        Reference("poste", part_of=True), N_("Poste"), CONVENTION, required=True
    )
    numero: Mapped[str | None] = field(Code(), N_("N° de la convention"), CONVENTION)
    signe_le: Mapped[date | None] = field(Day(), N_("Signée le"), CONVENTION, required=True)
    debut_le: Mapped[date | None] = field(Day(), N_("Début"), CONVENTION, required=True)
    fin_le: Mapped[date | None] = field(Day(), N_("Fin"), CONVENTION, required=True)
    renouvellement: Mapped[int | None] = field(
        Count(), N_("Renouvellement"), CONVENTION,
        help=N_("0 pour la première convention\u202f; 3 et plus sont exceptionnels."),
    )  # fmt: skip
    quotite: Mapped[Decimal | None] = field(
        Percent(), N_("Quotité de travail"), CONVENTION, help=N_("100\u00a0% pour un temps plein.")
    )
    rompue_le: Mapped[date | None] = field(Day(), N_("Rompue le"), CONVENTION)
    motif_rupture: Mapped[str | None] = field(Text(), N_("Motif de la rupture"), CONVENTION)
    montant: Mapped[Decimal | None] = field(
        Amount(), N_("Aide due"), CONVENTION, readonly=True,
        help=N_("Taux de chaque période, au prorata des jours pourvus et de la quotité."),
    )  # fmt: skip
    titulaire_age: Mapped[int | None] = field(Count(), N_("Âge du titulaire"), TITULAIRE)
    titulaire_quartier: Mapped[bool | None] = field(
        Flag(), N_("Réside en quartier prioritaire"), TITULAIRE
    )
    derogation: Mapped[bool | None] = field(Flag(), N_("Dérogation de résidence"), TITULAIRE)


class Vacance(Record, Base):
    """A time when a post had no holder: the aid is not due."""

    __tablename__ = "vacance"
    feuille = "Vacances de postes"
    libelle = N_("Vacance de poste")

    poste_id: Mapped[str | None] = field(
        Reference("poste", part_of=True), N_("Poste"), VACANCE, required=True
    )
    debut_le: Mapped[date | None] = field(Day(), N_("Début"), VACANCE, required=True)
    fin_le: Mapped[date | None] = field(
        Day(), N_("Fin"), VACANCE, help=N_("Vide tant que le poste est vacant.")
    )
    motif: Mapped[str | None] = field(Text(), N_("Motif"), VACANCE)
