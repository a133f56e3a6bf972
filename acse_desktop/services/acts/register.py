"""The register of the documents: notified, cancelled, opened again, tranches that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import UserError
from acse_desktop.models import Acte, ActeAction, Action, Tranche
from acse_desktop.services import attachments, lifecycle
from acse_desktop.services.acts.natures import ATTRIBUTIVE
from acse_desktop.services.acts.wording import euros
from acse_desktop.services.attachments import OpenedCopy
from acse_desktop.store.operations import Done, operation
from acse_desktop.translation import N_, _

TELLING = (*ATTRIBUTIVE, "NOTIFICATION", "REFUS", "AJOURNEMENT")
"""The documents that tell a bearer what was decided: their day is that of the actions too."""


def _actions_of(session: Session, acte_ids: Sequence[str]) -> list[Action]:
    links = select(ActeAction.action_id).where(ActeAction.acte_id.in_(acte_ids))
    return list(session.scalars(select(Action).where(Action.id.in_(links))))


def mark_notified(session: Session, acte_ids: Sequence[str], day: date, *, agent: str) -> Done:
    """Write the day on which documents were sent; granted actions become notified."""
    with operation(session, N_("Inscrire une notification"), agent=agent) as done:
        telling = []
        for acte in session.scalars(select(Acte).where(Acte.id.in_(acte_ids))):
            acte.notifie_le = day
            telling += [acte.id] if acte.nature in TELLING else []
        actions = _actions_of(session, telling)
        for action in actions:
            action.notifie_le = day
        session.flush()
        granted = [one.id for one in actions if one.statut == "ACCORDE"]
        if granted:
            lifecycle.move(session, granted, "NOTIFIE", agent=agent, day=day)
    return done


def cancel(session: Session, acte_ids: Sequence[str], *, agent: str) -> Done:
    """Mark documents as cancelled: they keep their number, their actions no longer bear it."""
    with operation(session, N_("Annuler un acte"), agent=agent) as done:
        for acte in session.scalars(select(Acte).where(Acte.id.in_(acte_ids))):
            acte.annule = True
            for action in _actions_of(session, [acte.id]):
                if action.acte_numero == acte.numero:
                    action.acte_type = action.acte_numero = action.acte_le = None
    return done


def fichier_of(session: Session, acte_id: str) -> str:
    """The attached file that holds a document; UserError for one that was only typed in."""
    acte = session.get(Acte, acte_id)
    if acte is None or not acte.fichier_id:
        raise UserError(
            _("Cet acte n’a pas de document."),
            _("Établissez-le depuis la liste des dossiers, ou joignez le fichier signé."),
        )
    return acte.fichier_id


def open_copy(session: Session, acte_id: str) -> OpenedCopy:
    """A copy of a document, to be read and printed: the one kept never changes."""
    return attachments.open_copy(session, fichier_of(session, acte_id))


def first_action(session: Session, acte_id: str) -> str:
    """An action to show for a document: one that it is about, or the first of its dossier."""
    links = select(ActeAction.action_id).where(ActeAction.acte_id == acte_id)
    of_dossier = select(Acte.dossier_id).where(Acte.id == acte_id).scalar_subquery()
    found = (
        session.scalars(links).first()
        or session.scalars(
            select(Action.id).where(Action.dossier_id == of_dossier).order_by(Action.rang)
        ).first()
    )
    if not found:
        raise UserError(_("Cet acte ne porte sur aucune action."))
    return found


def tranche_gaps(session: Session, acte_id: str) -> list[str]:
    """What does not add up in a multi-year convention, in French; nothing when all does."""
    acte = session.get(Acte, acte_id)
    tranches = session.scalars(select(Tranche).where(Tranche.acte_id == acte_id)).all()
    return list(_gaps(session, acte, tranches)) if acte and tranches else []


def gaps_in(session: Session, exercice: int) -> list[str]:
    """What does not add up in the multi-year conventions of an exercice, each with its number."""
    acts = session.execute(
        select(Acte.id, Acte.numero).where(
            Acte.exercice == exercice, Acte.nature == "CPO", Acte.annule.is_not(True)
        )
    )
    return [f"{one.numero}\u00a0: {gap}" for one in acts for gap in tranche_gaps(session, one.id)]


def _gaps(session: Session, acte: Acte, tranches: Sequence[Tranche]) -> Iterator[str]:
    total = sum((one.montant or Decimal(0) for one in tranches), Decimal(0))
    if total != acte.montant:
        yield _("Les tranches font {sum} et la convention {amount}.").format(
            sum=euros(total), amount=euros(acte.montant)
        )
    for one in tranches:
        action = session.get(Action, one.action_id) if one.action_id else None
        if action is not None and action.montant_accorde != one.montant:
            text = _("La tranche de {year} est de {amount}, l’action {numero} de {granted}.")
            yield text.format(
                year=one.exercice, amount=euros(one.montant), numero=action.numero,
                granted=euros(action.montant_accorde) or "—",
            )  # fmt: skip
