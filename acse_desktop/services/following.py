"""What follows a record that is created, changed or removed, beyond its action.

`records` holds this around each of its writings: a figure that is never typed is right when the
operation ends, and undo takes it back with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.models import ConventionPoste, Enveloppe
from acse_desktop.services import envelope_figures, posts


@contextmanager
def kept(session: Session, record: Any) -> Iterator[None]:
    """Around a writing: envelopes follow their notifications and transfers, what is due for a
    post follows its conventions and vacancies.
    """
    with envelope_figures.kept(session, record), posts.kept(session, record):
        yield


def release(session: Session, record: Any) -> None:
    """Before a removal: what would be left halfway goes first."""
    envelope_figures.release(session, record)


def worked_out(session: Session, record: Any) -> frozenset[str]:
    """The fields of a record that follow from others here, whatever a workbook says."""
    if isinstance(record, Enveloppe):
        return envelope_figures.worked_out(session, record.id)
    return frozenset({"montant"}) if isinstance(record, ConventionPoste) else frozenset()
