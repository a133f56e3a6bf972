"""Controls on site, evaluations and trainings, and the plan that draws them at random."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Amount,
    Choice,
    Code,
    Count,
    Day,
    Flag,
    LongText,
    Percent,
    Reference,
    Text,
    Year,
)
from acse_desktop.translation import N_

PLAN = N_("Plan de contrôle")
CONTROLE = N_("Contrôle")
CONSTATS = N_("Constats et suites")
POINT = N_("Point vérifié")


class PlanControle(Record, Base):
    """A sample of actions drawn so that anyone can draw it again from its seed."""

    __tablename__ = "plan_controle"
    libelle = N_("Plan de contrôle")

    exercice: Mapped[int | None] = field(Year(), N_("Exercice"), PLAN, required=True, index=True)
    nom: Mapped[str | None] = field(Text(200), N_("Nom"), PLAN, required=True)
    graine: Mapped[int | None] = field(
        Count(), N_("Graine du tirage"), PLAN, help=N_("La même graine redonne le même tirage.")
    )
    taux: Mapped[Decimal | None] = field(Percent(), N_("Part des actions à contrôler"), PLAN)
    seuil: Mapped[Decimal | None] = field(Amount(), N_("Contrôle d’office à partir de"), PLAN)
    dispositif: Mapped[str | None] = field(
        Choice("dispositif"), N_("Dispositif"), PLAN, help=N_("Vide\u00a0: tous.")
    )
    ponderation: Mapped[bool | None] = field(
        Flag(), N_("Porteurs à risque tirés plus souvent"), PLAN,
        help=N_("Un billet de plus à un porteur récurrent, un à un porteur en retard de bilan."),
    )  # fmt: skip
    tire_le: Mapped[date | None] = field(Day(), N_("Tiré le"), PLAN, readonly=True)
    agent: Mapped[str | None] = field(Text(), N_("Agent"), PLAN, readonly=True)
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), PLAN)


class Controle(Record, Base):
    """A control, an evaluation or a training, of an action or of a whole dispositif."""

    __tablename__ = "controle"
    feuille = "Contrôles"
    libelle = N_("Contrôle ou évaluation")

    exercice: Mapped[int | None] = field(
        Year(), N_("Exercice"), CONTROLE, required=True, index=True
    )
    plan_id: Mapped[str | None] = field(
        Reference("plan_controle"), N_("Plan de contrôle"), CONTROLE, exported=False
    )
    action_id: Mapped[str | None] = field(Reference("action"), N_("Action"), CONTROLE)
    nature: Mapped[str | None] = field(
        Choice("nature_controle", 168), N_("Nature"), CONTROLE, required=True
    )
    dispositif: Mapped[str | None] = field(Choice("dispositif"), N_("Dispositif"), CONTROLE)
    intitule: Mapped[str | None] = field(Text(240), N_("Intitulé"), CONTROLE)
    prevu_le: Mapped[date | None] = field(Day(), N_("Prévu le"), CONTROLE)
    fait_le: Mapped[date | None] = field(Day(), N_("Fait le"), CONTROLE)
    agent: Mapped[str | None] = field(Text(), N_("Fait par"), CONTROLE)
    participants: Mapped[int | None] = field(
        Count(), N_("Participants"), CONTROLE, help=N_("Pour une formation.")
    )
    cout: Mapped[Decimal | None] = field(Amount(), N_("Coût"), CONTROLE)
    constats: Mapped[str | None] = field(LongText(), N_("Constats"), CONSTATS)
    suite: Mapped[str | None] = field(Choice("suite_controle", 168), N_("Suite"), CONSTATS)
    suite_detail: Mapped[str | None] = field(LongText(), N_("Ce qui est demandé"), CONSTATS)
    suite_attendue_le: Mapped[date | None] = field(Day(), N_("Attendu le"), CONSTATS)
    suite_faite_le: Mapped[date | None] = field(Day(), N_("Fait par le porteur le"), CONSTATS)
    numero: Mapped[str | None] = field(Code(), N_("N° de la fiche"), CONSTATS)


class PointControle(Record, Base):
    """One question of the fiche de contrôle, and what was seen."""

    __tablename__ = "point_controle"
    libelle = N_("Point de contrôle")

    controle_id: Mapped[str | None] = field(
        Reference("controle", part_of=True), N_("Contrôle"), POINT, required=True
    )
    question: Mapped[str | None] = field(
        Choice("point_controle", 280), N_("Point"), POINT, required=True
    )
    reponse: Mapped[str | None] = field(Choice("reponse_controle"), N_("Réponse"), POINT)
    observation: Mapped[str | None] = field(LongText(), N_("Observation"), POINT)
