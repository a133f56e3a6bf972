"""Bank and personal data: an act may print them, the register does not copy them."""

from __future__ import annotations

from acse_desktop.fields import fields_of
from acse_desktop.models import Action, Organisme

PRIVATE = frozenset(
    f"{model.__tablename__}.{name}"
    for model in (Organisme, Action)
    for name, described in fields_of(model).items()
    if described.personal
)
"""Paths of the names that the register leaves out."""
