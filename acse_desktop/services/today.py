"""The day that decides what is late: an example base has its own."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from acse_desktop.models import BaseInfo


def current_day(session: Session) -> date:
    """Today, or the day that the base says of itself."""
    told = session.get(BaseInfo, "jour")
    return date.fromisoformat(told.valeur) if told else date.today()
