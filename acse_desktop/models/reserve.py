"""The reason an agent gives for going on in spite of a warning."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Code, Instant, LongText, Text
from acse_desktop.translation import N_

MOTIF = N_("Motif")


class Reserve(Record, Base):
    """A warning accepted with a reason: it stays listed, with the reason, in the remontée."""

    __tablename__ = "reserve"

    regle: Mapped[str | None] = field(Code(), N_("Règle"), MOTIF, index=True)
    cible_table: Mapped[str | None] = field(Code(), N_("Table"), MOTIF)
    cible_id: Mapped[str | None] = field(Code(), N_("Enregistrement"), MOTIF, index=True)
    motif: Mapped[str | None] = field(LongText(), N_("Motif donné"), MOTIF)
    agent: Mapped[str | None] = field(Text(), N_("Agent"), MOTIF, readonly=True)
    quand: Mapped[datetime | None] = field(Instant(), N_("Donné le"), MOTIF, readonly=True)
