"""The papers of a dossier and of the permanent file of its organisme: expected, received, missing.

A gesture names the paper by its nature: its record is made when it is first needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Dossier, Piece
from acse_desktop.progress import Progress
from acse_desktop.rules.pieces import PERMANENTES, libelle
from acse_desktop.services import attachments, records
from acse_desktop.services.attachments import Owner
from acse_desktop.services.piece_facts import Papers, papers, permanent_papers
from acse_desktop.services.today import current_day
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _

__all__ = [
    "Papers", "ask_again", "ask_again_all", "attach", "confirm_complete", "dispense",
    "missing_labels", "of_dossier", "of_organisme", "owner_of", "receive", "set_value",
]  # fmt: skip


def owner_of(session: Session, dossier_id: str) -> Owner:
    """The dossier with its organisme, whose permanent file holds some of its papers."""
    bearer = records.read(session, "dossier", dossier_id).values["organisme_id"]
    return Owner(bearer, dossier_id)


def of_dossier(session: Session, dossier_id: str) -> Papers:
    """What a dossier calls for, permanent file included; Conflict when it is no more.

    A dossier without organisme calls for nothing yet.
    """
    records.read(session, "dossier", dossier_id)
    found = papers(session, Dossier.id == dossier_id)
    return found.get(dossier_id, Papers("", dossier_id, (), ()))


def of_organisme(session: Session, organisme_id: str) -> Papers:
    """The permanent file of an organisme; Conflict when it is no more."""
    records.read(session, "organisme", organisme_id)
    return permanent_papers(session, organisme_id)


def missing_labels(session: Session, dossier_id: str) -> list[str]:
    """What a letter to the bearer lists: the papers that are due and not there."""
    return [libelle(one.nature) for one in of_dossier(session, dossier_id).missing]


def set_value(
    session: Session, owner: Owner, nature: str, values: Mapping[str, Any], *, agent: str
) -> str:
    """Write some fields of a paper, whose record is made if need be; gives its identifier."""
    found = _record(session, owner, nature)
    if found is not None:
        records.update(session, "piece", found, values, agent=agent)
        return found
    name = _("Modifier la pièce « {name} »").format(name=libelle(nature))
    own = {"nature": nature, **_holder(owner, nature), **values}
    return records.create(session, "piece", own, agent=agent, name=name)


def _holder(owner: Owner, nature: str) -> dict[str, str | None]:
    permanent = nature in PERMANENTES
    return {
        "organisme_id": owner.organisme_id,
        "dossier_id": None if permanent else owner.dossier_id,
    }


def _record(session: Session, owner: Owner, nature: str) -> str | None:
    query = select(Piece.id).where(Piece.nature == nature)
    for name, value in _holder(owner, nature).items():
        query = query.where(getattr(Piece, name) == value)  # None becomes IS NULL
    return session.scalars(query.order_by(Piece.id)).first()


def receive(
    session: Session, owner: Owner, natures: Iterable[str], day: date | None = None, *, agent: str
) -> None:
    """Write the day on which some papers came: today unless another is given."""
    values = {"recue_le": day or current_day(session)}
    with operation(session, N_("Inscrire des pièces reçues"), agent=agent):
        for nature in natures:
            set_value(session, owner, nature, values, agent=agent)


def dispense(session: Session, owner: Owner, nature: str, reason: str, *, agent: str) -> None:
    """Say why a paper is not asked here; an empty reason asks for it again."""
    with operation(session, N_("Dispenser d’une pièce"), agent=agent):
        set_value(session, owner, nature, {"dispense": reason.strip() or None}, agent=agent)


def ask_again(
    session: Session, owner: Owner, natures: Iterable[str], day: date | None = None, *, agent: str
) -> None:
    """Write that the bearer was asked for some papers: today unless another day is given."""
    values = {"demandee_le": day or current_day(session)}
    with operation(session, N_("Inscrire une relance"), agent=agent):
        for nature in natures:
            set_value(session, owner, nature, values, agent=agent)


def ask_again_all(
    session: Session, dossiers: Sequence[str], day: date | None = None, *, agent: str
) -> int:
    """Write that the bearers of dossiers were asked for what is missing; gives how many were."""
    asked = 0
    found = papers(session, Dossier.id.in_(dossiers))
    with operation(session, N_("Inscrire des relances"), agent=agent):
        for identifier, one in found.items():
            natures = [piece.nature for piece in one.missing]
            ask_again(session, owner_of(session, identifier), natures, day, agent=agent)
            asked += bool(natures)
    return asked


def attach(
    session: Session,
    owner: Owner,
    nature: str | None,
    sources: Sequence[Path],
    *,
    agent: str,
    progress: Progress | None = None,
) -> list[str]:
    """Keep files beside the base, under a paper or not, and give their identifiers.

    A paper without a day of receipt is received today. Raises what `attachments.add` raises.
    """
    kept = attachments.keep(session, sources, progress)
    with operation(session, N_("Joindre des fichiers"), agent=agent):
        piece = _received(session, owner, nature, agent) if nature else None
        return attachments.record(session, kept, _place(owner, nature), piece, agent=agent)


def _place(owner: Owner, nature: str | None) -> Owner:
    """A file under a paper of the permanent file serves every year."""
    return Owner(owner.organisme_id, None) if nature in PERMANENTES else owner


def _received(session: Session, owner: Owner, nature: str, agent: str) -> str:
    found = _record(session, owner, nature)
    known = found is not None and records.read(session, "piece", found).values["recue_le"]
    values = {} if known else {"recue_le": current_day(session)}
    if found is not None and not values:
        return found
    return set_value(session, owner, nature, values, agent=agent)


def confirm_complete(session: Session, dossier_id: str, day: date | None, *, agent: str) -> None:
    """Write the day since which a dossier is complete, or that it is not, as the agent says."""
    records.update(session, "dossier", dossier_id, {"complet_le": day}, agent=agent)
