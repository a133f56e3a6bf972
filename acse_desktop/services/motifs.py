"""The reasons that a préfecture gives for its decisions: a list of its own.

A first list ships with the program (`resources/motifs.csv`). It is shown as long as the base
holds none; the first change made to it copies it into the base, where it is then the
préfecture's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Motif
from acse_desktop.nomenclatures import entries
from acse_desktop.resources import resource
from acse_desktop.services import records
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _
from acse_desktop.typography import squeezed

SHIPPED = "fourni-"
"""How the identifiers of reasons that are not yet in the base begin."""


@dataclass(frozen=True)
class MotifLine:
    """A reason as the list shows it."""

    id: str
    decision: str
    """Code of the list `decision`."""
    texte: str
    """As it is written to the bearer."""
    actif: bool = True
    """Whether it is proposed; a retired one stays listed."""


@cache
def shipped() -> tuple[MotifLine, ...]:
    """The first list, in order."""
    with resource("motifs.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(
            MotifLine(f"{SHIPPED}{rank}", row["decision"], row["texte"])
            for rank, row in enumerate(rows)
        )


def listed(session: Session) -> list[MotifLine]:
    """Every reason, by decision in the order of their list, the retired ones included."""
    order = [entry.code for entry in entries("decision")]
    kept = [
        MotifLine(one.id, one.decision or "", one.texte or "", one.actif is not False)
        for one in session.scalars(select(Motif).order_by(text("rowid")))
    ]
    found = kept or list(shipped())
    return sorted(found, key=lambda one: (*order, one.decision).index(one.decision))


def proposed(session: Session, decision: str) -> list[str]:
    """The reasons offered for a decision."""
    return [one.texte for one in listed(session) if one.actif and one.decision == decision]


def add(session: Session, decision: str, texte: str, *, agent: str) -> str:
    """Add a reason to a decision; gives its identifier. InvalidInput when it is empty."""
    values = {"decision": decision, "texte": _text(texte), "actif": True}
    with operation(session, N_("Ajouter un motif"), agent=agent):
        _adopt(session)
        return records.create(session, "motif", values, agent=agent)


def edit(session: Session, identifier: str, texte: str, *, agent: str) -> None:
    """Write a reason otherwise; those already given with it keep their words."""
    _write(session, identifier, {"texte": _text(texte)}, N_("Modifier un motif"), agent)


def retire(session: Session, identifier: str, *, agent: str) -> None:
    """Propose a reason no more."""
    _write(session, identifier, {"actif": False}, N_("Ne plus proposer un motif"), agent)


def restore(session: Session, identifier: str, *, agent: str) -> None:
    """Propose a retired reason again."""
    _write(session, identifier, {"actif": True}, N_("Proposer de nouveau un motif"), agent)


def _write(
    session: Session, identifier: str, changes: dict[str, object], name: str, agent: str
) -> None:
    with operation(session, name, agent=agent):
        adopted = _adopt(session)
        records.update(session, "motif", adopted.get(identifier, identifier), changes, agent=agent)


def _adopt(session: Session) -> dict[str, str]:
    """Copy the first list into a base that holds none; the new identifier of each line."""
    if session.scalar(select(func.count()).select_from(Motif)):
        return {}
    made = {one.id: Motif(decision=one.decision, texte=one.texte, actif=True) for one in shipped()}
    for motif in made.values():
        session.add(motif)
        session.flush()  # one by one: the list keeps its order
    return {former: motif.id for former, motif in made.items()}


def _text(texte: str) -> str:
    found = squeezed(texte)
    if not found:
        raise InvalidInput(
            _("Le motif est vide."), _("Écrivez-le tel qu’il sera lu par le porteur.")
        )
    return found
