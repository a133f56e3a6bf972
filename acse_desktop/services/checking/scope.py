"""Which records a check looks at, as sub-queries of identifiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, select, true

from acse_desktop.fields import Base
from acse_desktop.models import Action, Dossier, Enveloppe, Organisme

Ids = Select[str]


@dataclass(frozen=True)
class Scope:
    """Identifiers of the records to look at; None means none of them."""

    actions: Ids | None = None
    dossiers: Ids | None = None
    organismes: Ids | None = None
    exercice: int | None = None
    whole: bool = False
    """Whether tables that belong to no dossier are looked at: envelopes, contracts, quarters."""

    def holds(self, model: type[Base]) -> ColumnElement[bool]:
        """The condition on the rows of a model."""
        if self.whole and self.exercice is None:
            return true()
        own: dict[type[Base], Ids | None] = {
            Action: self.actions, Dossier: self.dossiers, Organisme: self.organismes,
        }  # fmt: skip
        if model in own:
            return _among(model.__table__.c.id, own[model])
        if "action_id" in model.__table__.c:
            return _among(model.__table__.c.action_id, self.actions)
        if model is Enveloppe and self.whole and self.exercice is not None:
            return Enveloppe.exercice == self.exercice
        return true() if self.whole else false()


def _among(column: Any, ids: Ids | None) -> ColumnElement[bool]:
    return false() if ids is None else column.in_(ids)


def of_action(action_id: str) -> Scope:
    """One action and its parts."""
    return Scope(actions=select(Action.id).where(Action.id == action_id))


def of_dossier(dossier_id: str) -> Scope:
    """One dossier and its actions."""
    return Scope(
        actions=select(Action.id).where(Action.dossier_id == dossier_id),
        dossiers=select(Dossier.id).where(Dossier.id == dossier_id),
    )


def of_organisme(organisme_id: str) -> Scope:
    """One organisme, without its dossiers."""
    return Scope(organismes=select(Organisme.id).where(Organisme.id == organisme_id))


def of_base(exercice: int | None = None) -> Scope:
    """Everything, or what belongs to an exercice."""
    actions, dossiers, organismes = (
        select(Action.id), select(Dossier.id), select(Organisme.id),
    )  # fmt: skip
    if exercice is not None:
        dossiers = dossiers.where(Dossier.exercice == exercice)
        actions = actions.where(Action.dossier_id.in_(dossiers))
        bearers = select(Dossier.organisme_id).where(Dossier.exercice == exercice)
        organismes = organismes.where(Organisme.id.in_(bearers))
    return Scope(actions, dossiers, organismes, exercice, whole=True)
