"""Acts and letters: the one that is due, its Word template, its register.

`prepare` makes the documents without writing anything, `record` enters them in the register,
`generate` does both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.progress import Progress
from acse_desktop.services.acts.preparing import Order, Preparation, Prepared, Refusal, prepare
from acse_desktop.services.acts.recording import Made, record

__all__ = [
    "Generated", "Made", "Order", "Preparation", "Prepared", "Refusal", "generate", "prepare",
    "record",
]  # fmt: skip


@dataclass(frozen=True)
class Generated:
    """What came of a request."""

    made: tuple[Made, ...]
    refused: tuple[Refusal, ...]
    """Dossiers that got no document, and why."""


def generate(
    session: Session,
    order: Order | str,
    *,
    dossier_ids: Sequence[str] = (),
    action_ids: Sequence[str] = (),
    folder: Path | None = None,
    agent: str,
    progress: Progress | None = None,
) -> Generated:
    """Make the documents of dossiers or of some actions and enter them, as one operation.

    `order` is a nature of the list `type_document` (or `natures.CHOSEN`: the act that is due),
    or everything that the agent asks for. What cannot be printed is told, the rest is made.
    Raises NothingToMake when nothing could be, BadTemplate, Cancelled.
    """
    asked = Order(order) if isinstance(order, str) else order
    prepared = prepare(
        session, asked, dossier_ids=dossier_ids, action_ids=action_ids, progress=progress
    )
    made = record(session, prepared, agent=agent, folder=folder, progress=progress)
    return Generated(tuple(made), prepared.refused)
