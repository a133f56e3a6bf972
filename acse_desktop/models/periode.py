"""When and where young people of a Ville Vie Vacances action were taken."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Choice, Count, Day, Reference, Text
from acse_desktop.translation import N_

PERIODE = N_("Période")


class Periode(Record, Base):
    """One holiday period of a VVV action: days, activity, place, young people by age and sex."""

    __tablename__ = "periode"
    feuille = "Périodes VVV"
    libelle = N_("Période de vacances")

    action_id: Mapped[str | None] = field(
        Reference("action", part_of=True), N_("Action"), PERIODE, required=True
    )
    vacances: Mapped[str | None] = field(Choice("vacances"), N_("Vacances"), PERIODE, required=True)
    debut_le: Mapped[date | None] = field(Day(), N_("Début"), PERIODE)
    fin_le: Mapped[date | None] = field(Day(), N_("Fin"), PERIODE)
    jours: Mapped[int | None] = field(Count(), N_("Journées d’activité"), PERIODE)
    activite: Mapped[str | None] = field(Choice("activite_vvv", 200), N_("Activité"), PERIODE)
    lieu: Mapped[str | None] = field(Choice("lieu_vvv"), N_("Lieu"), PERIODE)
    filles: Mapped[int | None] = field(Count(), N_("Filles"), PERIODE)
    garcons: Mapped[int | None] = field(Count(), N_("Garçons"), PERIODE)
    sexe_inconnu: Mapped[int | None] = field(Count(), N_("Sexe non précisé"), PERIODE)
    moins_13: Mapped[int | None] = field(Count(), N_("Moins de 13 ans"), PERIODE)
    de_13_18: Mapped[int | None] = field(Count(), N_("De 13 à 18 ans"), PERIODE)
    plus_18: Mapped[int | None] = field(Count(), N_("Plus de 18 ans"), PERIODE)
    commentaire: Mapped[str | None] = field(Text(), N_("Commentaire"), PERIODE)
