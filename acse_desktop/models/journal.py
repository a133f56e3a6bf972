"""The journal of operations: who did what, when, and what it changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from acse_desktop.fields import Base, new_id


class Operation(Base):
    """One named gesture of an agent; the chain of hashes shows a journal edited by other means."""

    __tablename__ = "operation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    rang: Mapped[int] = mapped_column(unique=True)
    nom: Mapped[str]
    agent: Mapped[str]
    quand: Mapped[datetime]
    etat: Mapped[str] = mapped_column(default="faite", index=True)
    """`faite`, `annulee`, or `abandonnee` when a later operation closed the way to redo it."""
    annule_id: Mapped[str | None] = mapped_column(String(36))
    """The operation that this one undoes or redoes."""
    chaine: Mapped[str] = mapped_column(String(64))

    changements: Mapped[list[Changement]] = relationship(
        back_populates="operation", cascade="all, delete-orphan", order_by="Changement.rang"
    )


class Changement(Base):
    """What one operation did to one record, or to many at once."""

    __tablename__ = "changement"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    operation_id: Mapped[str] = mapped_column(
        ForeignKey("operation.id", ondelete="CASCADE"), index=True
    )
    rang: Mapped[int]
    nature: Mapped[str]
    """`creation`, `modification`, `suppression` or `lot`."""
    table_nom: Mapped[str]
    enregistrement_id: Mapped[str | None] = mapped_column(String(36), index=True)
    avant: Mapped[str | None]
    apres: Mapped[str | None]
    """Canonical texts by field, JSON; for a `lot`, identifiers (or rows once undone)."""

    operation: Mapped[Operation] = relationship(back_populates="changements")
