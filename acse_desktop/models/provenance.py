"""Where imported and consolidated values come from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from acse_desktop.fields import Base, new_id


class Provenance(Base):
    """A file that was read: with the sheet and row kept on each record, every euro has a source."""

    __tablename__ = "provenance"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    fichier: Mapped[str] = mapped_column(String)
    """Name of the file, without its folder."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    nature: Mapped[str] = mapped_column(String)
    """`import` or `remontee`."""
    profil: Mapped[str] = mapped_column(String, default="")
    lu_le: Mapped[datetime]
    territoire: Mapped[str | None] = mapped_column(String)
    """Département or région that sent it."""
    exercice: Mapped[int | None]
    empreinte: Mapped[str | None] = mapped_column(String)
    """Fingerprint written in the workbook by its sender."""
    exporte_le: Mapped[datetime | None]
    """When its sender exported it: an older one never takes the place of a newer one."""
    etat: Mapped[str | None] = mapped_column(String)
    """What consolidation found: recu, remplace, modifie_apres_export…"""
