"""What the law and the calendar ask, as the lines of « À faire »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text, day_text
from ui.charts.todo import Task

if TYPE_CHECKING:
    from acse_desktop.services.obligations import Echeance

LOOKS = {
    "depassee": ("clock", "error"),
    "proche": ("warning", "warning"),
    "a_venir": ("calendar_ltr", "information"),
}


def tasks_of(due: list[Echeance]) -> list[Task]:
    """A line per obligation, in the order that they press."""
    return [_task(one) for one in due]


def _task(one: Echeance) -> Task:
    count = ngettext("{n} ligne", "{n} lignes", one.nombre).format(n=count_text(one.nombre))
    amount = f" · {amount_text(one.montant, unit='€')}" if one.montant else ""
    late = one.gravite == "depassee"
    icon, colour = LOOKS[one.gravite]
    day = _("en retard") if late else day_text(one.le)
    return Task(one.code, _(one.titre), count + amount, day, icon, colour, late)
