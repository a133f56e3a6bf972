"""What a base says of itself, and the agents' own settings kept in it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from acse_desktop.fields import Base


class BaseInfo(Base):
    """One named fact: `departement`, `region`, `exercice`, `cree_par`, `id`."""

    __tablename__ = "base_info"

    cle: Mapped[str] = mapped_column(primary_key=True)
    valeur: Mapped[str]


class Configuration(Base):
    """Saved views and remembered choices, JSON by key; never part of an exchange."""

    __tablename__ = "configuration"

    cle: Mapped[str] = mapped_column(primary_key=True)
    valeur: Mapped[str]
