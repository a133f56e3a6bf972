"""What became of an action, step by step: who moved it, from where, to where, when, why."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Choice, Count, Day, Flag, LongText, Reference, Text
from acse_desktop.translation import N_

EVENEMENT = N_("Étape")
MOTIF = N_("Motif")


class Evenement(Record, Base):
    """One change of statut; a real dossier goes back and forth, each step is kept."""

    __tablename__ = "evenement"
    libelle = N_("Étape")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), EVENEMENT, required=True
    )
    rang: Mapped[int | None] = field(
        Count(), N_("Rang"), EVENEMENT, readonly=True,
        help=N_("L’ordre des étapes d’une action\u202f; plusieurs peuvent être du même jour."),
    )  # fmt: skip
    passe_le: Mapped[date | None] = field(Day(), N_("Date"), EVENEMENT)
    statut_avant: Mapped[str | None] = field(
        Choice("statut"), N_("Statut avant"), EVENEMENT, readonly=True
    )
    statut_apres: Mapped[str | None] = field(
        Choice("statut"), N_("Statut après"), EVENEMENT, readonly=True
    )
    motif: Mapped[str | None] = field(LongText(), N_("Motif"), EVENEMENT)
    agent: Mapped[str | None] = field(Text(), N_("Agent"), EVENEMENT, readonly=True)


class Motif(Record, Base):
    """A reason that the préfecture gives for a decision; the list is its own."""

    __tablename__ = "motif"
    libelle = N_("Motif de décision")

    decision: Mapped[str | None] = field(
        Choice("decision"), N_("Décision"), MOTIF, required=True, index=True
    )
    texte: Mapped[str | None] = field(
        LongText(), N_("Texte"), MOTIF, required=True,
        help=N_("Tel qu’il sera écrit au porteur."),
    )  # fmt: skip
    actif: Mapped[bool | None] = field(Flag(), N_("Proposé à la saisie"), MOTIF)
