"""The comité de programmation: its sittings, what they examine, the scenarios they compare."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Amount,
    Choice,
    Count,
    Day,
    LongText,
    Percent,
    Reference,
    Text,
    Year,
)
from acse_desktop.translation import N_

SEANCE = N_("Séance")
PASSAGE = N_("Ordre du jour")
SCENARIO = N_("Scénario")
PROPOSITION = N_("Proposition")


class Seance(Record, Base):
    """A sitting of the committee that programmes the credits."""

    __tablename__ = "seance"
    libelle = N_("Séance du comité")

    exercice: Mapped[int | None] = field(Year(), N_("Exercice"), SEANCE, required=True, index=True)
    tenue_le: Mapped[date | None] = field(Day(), N_("Date"), SEANCE, required=True)
    intitule: Mapped[str | None] = field(Text(240), N_("Intitulé"), SEANCE, required=True)
    lieu: Mapped[str | None] = field(Text(), N_("Lieu"), SEANCE)
    president: Mapped[str | None] = field(Text(), N_("Présidée par"), SEANCE)
    participants: Mapped[str | None] = field(LongText(), N_("Participants"), SEANCE)
    etat: Mapped[str | None] = field(Choice("etat_seance"), N_("État"), SEANCE, readonly=True)
    compte_rendu: Mapped[str | None] = field(
        LongText(), N_("Relevé des échanges"), SEANCE,
        help=N_("Repris dans le procès-verbal."),
    )  # fmt: skip


class Passage(Record, Base):
    """An action on the order of the day of a sitting."""

    __tablename__ = "passage"
    libelle = N_("Action à l’ordre du jour")

    seance_id: Mapped[str | None] = field(
        Reference("seance", part_of=True), N_("Séance"), PASSAGE, required=True
    )
    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), PASSAGE, required=True
    )
    rang: Mapped[int | None] = field(Count(), N_("Rang"), PASSAGE)
    decision: Mapped[str | None] = field(Choice("decision"), N_("Décision"), PASSAGE)
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant voté"), PASSAGE)
    motif: Mapped[str | None] = field(LongText(), N_("Motif"), PASSAGE)


class Scenario(Record, Base):
    """A named way to share one or several envelopes, compared with others before the decision."""

    __tablename__ = "scenario"
    libelle = N_("Scénario")

    exercice: Mapped[int | None] = field(
        Year(), N_("Exercice"), SCENARIO, required=True, index=True
    )
    seance_id: Mapped[str | None] = field(Reference("seance"), N_("Séance"), SCENARIO)
    nom: Mapped[str | None] = field(Text(200), N_("Nom"), SCENARIO, required=True)
    taux: Mapped[Decimal | None] = field(Percent(), N_("Part de l’enveloppe à répartir"), SCENARIO)
    plafond_organisme: Mapped[Decimal | None] = field(
        Amount(), N_("Plafond par organisme"), SCENARIO
    )
    minimum: Mapped[Decimal | None] = field(
        Amount(), N_("Montant minimum par action"), SCENARIO,
        help=N_("En dessous, l’action n’est pas retenue."),
    )  # fmt: skip
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), SCENARIO)


class ScenarioEnveloppe(Record, Base):
    """An envelope that a scenario shares."""

    __tablename__ = "scenario_enveloppe"
    libelle = N_("Enveloppe du scénario")

    scenario_id: Mapped[str | None] = field(
        Reference("scenario", part_of=True), N_("Scénario"), SCENARIO, required=True
    )
    enveloppe_id: Mapped[str | None] = field(
        Reference("enveloppe", part_of=True), N_("Enveloppe"), SCENARIO, required=True
    )
    taux: Mapped[Decimal | None] = field(
        Percent(), N_("Part à répartir"), SCENARIO,
        help=N_("Vide\u00a0: la part du scénario."),
    )  # fmt: skip


class Proposition(Record, Base):
    """What a scenario gives to an action, before anything is decided."""

    __tablename__ = "proposition"
    libelle = N_("Proposition du scénario")

    scenario_id: Mapped[str | None] = field(
        Reference("scenario", part_of=True), N_("Scénario"), PROPOSITION, required=True
    )
    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), PROPOSITION, required=True
    )
    decision: Mapped[str | None] = field(Choice("decision"), N_("Décision"), PROPOSITION)
    montant: Mapped[Decimal | None] = field(Amount(), N_("Montant"), PROPOSITION)
    motif: Mapped[str | None] = field(LongText(), N_("Motif"), PROPOSITION)
