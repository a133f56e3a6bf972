"""How an opinion is shown: icon, word and colour, never the colour alone."""

from __future__ import annotations

from typing import NamedTuple

from acse_desktop.translation import N_


class OpinionLook(NamedTuple):
    """Icon, message of the catalogue, colour."""

    icon: str
    label: str
    ink: str


WAITING = OpinionLook("clock", N_("En attente"), "ink3")
LOOKS: dict[str, OpinionLook] = {
    "FAVORABLE": OpinionLook("checkmark_circle", N_("Favorable"), "success"),
    "RESERVE": OpinionLook("warning", N_("Réservé"), "warning"),
    "DEFAVORABLE": OpinionLook("dismiss_circle", N_("Défavorable"), "error"),
}
"""By code of the list `sens_avis`."""


def look_of(sens: str | None) -> OpinionLook:
    """How an opinion is shown; awaited when there is none, as it is when the list ignores it."""
    if sens is None:
        return WAITING
    return LOOKS.get(sens) or OpinionLook("info", sens, "ink2")
