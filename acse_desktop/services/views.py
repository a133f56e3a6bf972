"""The saved views of the tables: what an agent arranged, kept in the base, never exchanged."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models.base_info import Configuration
from acse_desktop.store.operations import unjournaled
from acse_desktop.translation import _
from acse_desktop.typography import squeezed

View = dict[str, Any]
"""Columns, widths, sort, filters and density, as the table gives them."""


def _key(listing: str) -> str:
    return f"vues.{listing}"


def saved_views(session: Session, listing: str) -> dict[str, View]:
    """The views saved for a table, by name, in the order they were first saved."""
    kept = session.get(Configuration, _key(listing), populate_existing=True)
    return dict(json.loads(kept.valeur)) if kept is not None else {}


def save_view(session: Session, listing: str, name: str, view: View) -> str:
    """Keep a view under a name, in place of the one that had it; gives the name as kept.

    Raises InvalidInput when the name is empty.
    """
    shown = squeezed(name)
    if not shown:
        raise InvalidInput(_("La vue n’a pas de nom."), _("Donnez-lui un nom."))
    _write(session, listing, saved_views(session, listing) | {shown: view})
    return shown


def delete_view(session: Session, listing: str, name: str) -> None:
    """Forget a view; nothing happens when there is none of that name."""
    kept = {one: view for one, view in saved_views(session, listing).items() if one != name}
    _write(session, listing, kept)


def _write(session: Session, listing: str, views: dict[str, View]) -> None:
    text = json.dumps(views, ensure_ascii=False)
    with unjournaled(session):
        session.merge(Configuration(cle=_key(listing), valeur=text))
