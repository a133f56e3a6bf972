"""What agents do with comptes rendus: remind, enter, decide; each one operation that is undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Action, Financement, LigneBudget
from acse_desktop.services import records
from acse_desktop.services.comptes_rendus.bilan_financier import bilan_of
from acse_desktop.services.comptes_rendus.reversements import Suivi, suivi_of
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, squeezed


def mark_reminded(session: Session, ids: Sequence[str], day: date, *, agent: str) -> int:
    """Write that the compte rendu of these actions was asked again on a day; gives how many.

    Those whose compte rendu was received are left as they are.
    """
    waiting = session.scalars(
        select(Action.id).where(Action.id.in_(ids), Action.crf_recu_le.is_(None))
    ).all()
    title = ngettext("Relancer un compte rendu", "Relancer des comptes rendus", len(waiting))
    with operation(session, title, agent=agent):
        for identifier in waiting:
            records.update(session, "action", identifier, {"crf_relance_le": day}, agent=agent)
    return len(waiting)


def set_realised(
    session: Session, action_id: str, table: str, key: str, amount: Decimal | None, *, agent: str
) -> None:
    """Write what was really spent or received on an account, or from a funder."""
    enter_realised(session, action_id, {(table, key): amount}, agent=agent)


def enter_realised(
    session: Session,
    action_id: str,
    amounts: Mapping[tuple[str, str], Decimal | None],
    *,
    agent: str,
) -> None:
    """Write what was realised on several accounts and from several funders, by table and key.

    The expense realised of the action follows, unless the agent typed another one.
    """
    with operation(session, N_("Saisir le réalisé"), agent=agent):
        before = _spent(session, action_id)
        for (table, key), amount in amounts.items():
            if table == Financement.__tablename__:
                records.update(session, table, key, {"realise": amount}, agent=agent)
            else:
                changes = {"realise": amount}
                records.set_budget_line(session, action_id, key, changes, agent=agent)
        known = records.read(session, "action", action_id).values["montant_realise"]
        if known in (None, before):
            spent = {"montant_realise": _spent(session, action_id)}
            records.update(session, "action", action_id, spent, agent=agent)


def _spent(session: Session, action_id: str) -> Decimal | None:
    lines = records.children(session, LigneBudget.__tablename__, "action", action_id)
    return bilan_of(lines, ()).total_charges.realise


def suivi(session: Session, action_id: str) -> Suivi:
    """The payments and repayments of an action."""
    action = records.read(session, "action", action_id)
    return suivi_of(action, records.children(session, "versement", "action", action_id))


def decide(session: Session, action_id: str, amount: Decimal, reason: str, *, agent: str) -> None:
    """Decide what the organisme pays back, in euros, and why.

    Raises InvalidInput for an amount that is not between zero and what was paid, or no reason.
    """
    paid = suivi(session, action_id).paye
    if not Decimal(0) < amount <= paid:
        message = _("Le montant à reverser est compris entre zéro et ce qui a été payé, {paid}.")
        raise InvalidInput(
            message.format(paid=amount_text(paid, unit="€")),
            _("Corrigez le montant, ou dispensez le porteur avec un motif."),
        )
    changes = {"montant_a_reverser": amount, "reversement_motif": _reason(reason)}
    _write(session, N_("Décider un reversement"), action_id, changes, agent)


def dispense(session: Session, action_id: str, reason: str, *, agent: str) -> None:
    """Ask nothing back, for a reason that is kept. Raises InvalidInput without reason."""
    changes = {
        "montant_a_reverser": Decimal(0), "reversement_motif": _reason(reason),
        "reversement_demande_le": None,
    }  # fmt: skip
    _write(session, N_("Dispenser de reversement"), action_id, changes, agent)


def order(session: Session, action_id: str, day: date, *, agent: str) -> None:
    """Date the ordre de reversement. Raises InvalidInput when nothing is to be paid back."""
    if not suivi(session, action_id).reste:
        raise InvalidInput(
            _("Il n’y a rien à faire reverser."), _("Décidez d’abord le montant à reverser.")
        )
    changes = {"reversement_demande_le": day}
    _write(session, N_("Dater l’ordre de reversement"), action_id, changes, agent)


def repay(session: Session, action_id: str, amount: Decimal, day: date, *, agent: str) -> str:
    """Record what the organisme paid back, in euros; gives the payment."""
    values = {
        "action_id": action_id, "nature": "REVERSEMENT", "montant": amount, "verse_le": day,
    }  # fmt: skip
    return records.create(
        session, "versement", values, agent=agent, name=N_("Inscrire un reversement")
    )


def _reason(text: str) -> str:
    reason = squeezed(text)
    if not reason:
        raise InvalidInput(_("Le motif est vide."), _("Écrivez ce qui justifie la décision."))
    return reason


def _write(
    session: Session, title: str, action_id: str, changes: dict[str, Any], agent: str
) -> None:
    with operation(session, title, agent=agent):
        records.update(session, "action", action_id, changes, agent=agent)
