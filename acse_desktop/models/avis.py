"""What a partner thinks of an action before the committee."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Amount, Choice, Day, Flag, LongText, Reference, Text
from acse_desktop.translation import N_

AVIS = N_("Avis")


class Avis(Record, Base):
    """One opinion among several (délégué du préfet, chef de projet, services, collectivités).

    An opinion informs; the decision is taken above (Sénat r07-071, p. 148).
    """

    __tablename__ = "avis"
    libelle = N_("Avis")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), AVIS, required=True
    )
    auteur: Mapped[str | None] = field(
        Choice("auteur_avis", 168), N_("Auteur"), AVIS, required=True, index=True
    )
    auteur_nom: Mapped[str | None] = field(Text(), N_("Nom de l’auteur"), AVIS)
    sens: Mapped[str | None] = field(Choice("sens_avis"), N_("Avis rendu"), AVIS)
    montant_propose: Mapped[Decimal | None] = field(
        Amount(), N_("Montant proposé par l’auteur"), AVIS
    )
    commentaire: Mapped[str | None] = field(LongText(), N_("Observations"), AVIS)
    demande_le: Mapped[date | None] = field(Day(), N_("Demandé le"), AVIS)
    attendu_le: Mapped[date | None] = field(Day(), N_("Attendu pour le"), AVIS)
    rendu_le: Mapped[date | None] = field(Day(), N_("Rendu le"), AVIS)
    confidentiel: Mapped[bool | None] = field(
        Flag(), N_("Confidentiel"), AVIS,
        help=N_("Ni dans les fiches remises aux partenaires, ni à l’écran du comité."),
    )  # fmt: skip
