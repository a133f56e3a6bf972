"""What may be asked of actions: a move, a decision; and the menu of an action's transitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu

from acse_desktop import cycle
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.translation import _
from ui.statuses import status_of
from ui.theme.apply import current
from ui.theme.dress import dress_action


@dataclass(frozen=True)
class Offer:
    """A question put to the agent about some actions."""

    title: str
    verb: str
    """What the button says."""
    deciding: bool
    """Whether a decision is chosen; a statut otherwise."""
    codes: tuple[str, ...]
    """The codes to choose from; one alone is not asked."""

    @property
    def liste(self) -> str:
        """The nomenclature that the codes are of."""
        return "decision" if self.deciding else "statut"

    def entries(self) -> list[tuple[str, str]]:
        """The codes and their labels."""
        return [(code, _(label_of(self.liste, code))) for code in self.codes]


def any_statut() -> Offer:
    """Every statut."""
    codes = tuple(entry.code for entry in entries("statut"))
    return Offer(_("Changer le statut"), _("Changer le statut"), False, codes)


def any_decision() -> Offer:
    """Every decision."""
    codes = tuple(entry.code for entry in entries("decision"))
    return Offer(_("Décider"), _("Enregistrer la décision"), True, codes)


def offer_of(transition: cycle.Transition) -> Offer:
    """A transition: the decisions that it takes, or its statut alone."""
    words = _(transition.libelle)
    if transition.decisions:
        return Offer(words, words, True, transition.decisions)
    return Offer(words, words, False, (transition.vers,))


def fill_menu(menu: QMenu, statut: str | None, ask: Callable[[Offer], object]) -> None:
    """Offer the transitions from a statut, going forward then back, and any other statut."""
    menu.clear()
    menu.setFont(current().font("body"))
    back = False
    for transition in cycle.leaving(statut):
        if transition.retour and not back:
            menu.addSeparator()
        back = transition.retour
        offer, icon = offer_of(transition), status_of(transition.vers).icon
        _add(menu, offer.title, "arrow_undo" if back else icon, offer, ask)
    menu.addSeparator()
    _add(menu, _("Autre état…"), "", any_statut(), ask)


def _add(menu: QMenu, text: str, icon: str, offer: Offer, ask: Callable[[Offer], object]) -> None:
    action = menu.addAction(text)
    action.triggered.connect(lambda _on=False: ask(offer))
    if icon:
        dress_action(action, icon)
