"""What a document changes on the records it is about, in the same operation as the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier
from acse_desktop.services.acts.preparing import Prepared
from acse_desktop.services.acts.values import Draft


def apply_effects(session: Session, ready: Sequence[Prepared], agent: str) -> None:
    """Write the act on its actions, the day of the reminder, of the acknowledgement…"""
    for one in ready:
        draft = one.draft
        if draft.nature.attributive:
            _write_on_actions(session, draft, acte_type=draft.nature.code,
                              acte_numero=draft.numero, acte_le=draft.day)  # fmt: skip
        elif effect := _EFFECTS.get(draft.nature.code):
            effect(session, draft)
    _remind_of_papers(session, [one.draft for one in ready], agent)


def _write_on_actions(session: Session, draft: Draft, **values: Any) -> None:
    for card in draft.actions:
        action = session.get(Action, card.id)
        for name, value in values.items():
            setattr(action, name, value)


def _acknowledge(session: Session, draft: Draft) -> None:
    dossier = session.get(Dossier, draft.dossier.id)
    if dossier is not None:
        dossier.accuse_le = draft.day


def _remind_of_account(session: Session, draft: Draft) -> None:
    _write_on_actions(session, draft, crf_relance_le=draft.day)


def _ask_money_back(session: Session, draft: Draft) -> None:
    _write_on_actions(session, draft, reversement_demande_le=draft.day)


def _remind_of_papers(session: Session, drafts: Sequence[Draft], agent: str) -> None:
    asked = [one for one in drafts if one.nature.code == "RELANCE_PIECES"]
    if asked:
        from acse_desktop.services.pieces import ask_again_all

        ask_again_all(session, [one.dossier.id for one in asked], asked[0].day, agent=agent)


_EFFECTS: dict[str, Callable[[Session, Draft], None]] = {
    "ACCUSE": _acknowledge,
    "RELANCE_CRF": _remind_of_account,
    "MISE_EN_DEMEURE": _remind_of_account,
    "REVERSEMENT": _ask_money_back,
}
