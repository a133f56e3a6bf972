"""The day that decides what is late: an example base has its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import BaseInfo

TODAY: Any = func.coalesce(
    select(BaseInfo.valeur).where(BaseInfo.cle == "jour").scalar_subquery(),
    func.date("now", "localtime"),
)
"""The day that decides what is out of date, as ISO text: an example base has its own."""


def current_day(session: Session) -> date:
    """Today, or the day that the base says of itself."""
    told = session.get(BaseInfo, "jour")
    return date.fromisoformat(told.valeur) if told else date.today()
