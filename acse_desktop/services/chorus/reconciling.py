"""The gestures of the reconciliation: confirm, split, set aside, open again; one operation each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict, InvalidInput
from acse_desktop.models import Action, LigneChorus, Rapprochement, Versement
from acse_desktop.progress import Progress
from acse_desktop.services import commitments, payments, records
from acse_desktop.services.attached import (
    A_RAPPROCHER,
    ECARTEE,
    RAPPROCHEE,
    reconciled,
    reconciled_sums,
    refresh_rows,
)
from acse_desktop.services.chorus.candidates import SUR, Asked, asked_for, asked_of, ranked
from acse_desktop.services.chorus.payable import Entered, Payables, payable, still_payable
from acse_desktop.services.commitments import ej_number
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text

ZERO = Decimal(0)


@dataclass(frozen=True)
class Part:
    """What of a row goes to an action, in euros; negative for a repayment."""

    action_id: str
    montant: Decimal
    nature: str = ""
    """Proposed when empty."""


def confirm(session: Session, ligne_id: str, parts: Sequence[Part], *, agent: str) -> None:
    """Say which actions a row pays: their payments are entered and tied to it.

    A payment of the same amount typed by hand is taken instead of a new one. The commitment is
    linked to each action, so that it is proposed first next time. A row paid in part stays to
    reconcile for the rest. Raises InvalidInput, and writes nothing, when the parts do not fit.
    """
    ligne = _row(session, ligne_id)
    asked = asked_of(session, ligne)
    _check_parts(asked, parts)
    with operation(session, N_("Rapprocher un paiement Chorus"), agent=agent):
        for part in parts:
            _reconcile(session, asked, part, agent)
        ligne.etat, ligne.agent, ligne.rapproche_le = RAPPROCHEE, agent, date.today()
        session.flush()
        refresh_rows(session, [ligne_id])


def _row(session: Session, ligne_id: str) -> LigneChorus:
    ligne = session.get(LigneChorus, ligne_id, populate_existing=True)
    if ligne is None:
        raise Conflict(_("Cette ligne de Chorus n’existe plus."), _("Rechargez la page."))
    return ligne


def _check_parts(asked: Asked, parts: Sequence[Part]) -> None:
    total = sum((one.montant for one in parts), ZERO)
    if not parts or not all(one.montant for one in parts):
        raise InvalidInput(_("Aucune part n’est indiquée."), _("Choisissez une action."))
    same_side = all((one.montant > 0) == (asked.montant > 0) for one in parts)
    if not same_side or abs(total) > abs(asked.montant):
        raise InvalidInput(
            _("Les parts font {total} pour {rest} à rapprocher.").format(
                total=amount_text(total, unit="€"), rest=amount_text(asked.montant, unit="€")
            ),
            _("Leur somme ne dépasse pas le montant de la ligne."),
        )


def _reconcile(session: Session, asked: Asked, part: Part, agent: str) -> None:
    if asked.ej:
        action = session.get_one(Action, part.action_id)
        engaged = None if commitments.links_of(session, action.id) else action.montant_engage
        commitments.link(session, part.action_id, asked.ej, engaged, agent=agent)
    found = payable(session, Action.id == part.action_id)
    entered = found[0].entered_of(part.montant, asked.dp) if found else None
    versement = _taken(session, entered, asked, agent) or _entered(session, asked, part, agent)
    session.add(Rapprochement(ligne_chorus_id=asked.id, versement_id=versement))
    session.flush()


def _taken(session: Session, entered: Entered | None, asked: Asked, agent: str) -> str | None:
    """The payment typed by hand, completed with what the row says and it does not."""
    if entered is None:
        return None
    versement = session.get_one(Versement, entered.id)
    told = {"ej": asked.ej or None, "dp": asked.dp, "verse_le": asked.paye_le}
    missing = {name: one for name, one in told.items() if one and not getattr(versement, name)}
    if missing:
        records.update(session, "versement", entered.id, missing, agent=agent)
    return entered.id


def _entered(session: Session, asked: Asked, part: Part, agent: str) -> str:
    payment = payments.Payment(
        part.montant, part.nature, asked.paye_le, asked.ej or None, asked.dp
    )  # fmt: skip
    identifier = payments.pay(session, part.action_id, payment, agent=agent)
    _keep_source(session, identifier, asked.id)
    return identifier


def _keep_source(session: Session, versement_id: str, ligne_id: str) -> None:
    """The payment comes from the same file and row: that tells it from one typed by hand."""
    versement, ligne = session.get_one(Versement, versement_id), _row(session, ligne_id)
    for name in ("provenance_id", "provenance_feuille", "provenance_ligne"):
        setattr(versement, name, getattr(ligne, name))
    session.flush()


def sure_matches(session: Session, progress: Progress | None = None) -> list[tuple[str, str]]:
    """The rows of which only one action can be the payee: row, action. Nothing is written."""
    return [(asked.id, action) for asked, action in _sure(session, progress or Progress())]


def _sure(session: Session, progress: Progress) -> Iterator[tuple[Asked, str]]:
    query = select(LigneChorus).where(LigneChorus.etat == A_RAPPROCHER)
    lignes = session.scalars(query.order_by(LigneChorus.paye_le, LigneChorus.id)).all()
    index = Payables.of(payable(session, still_payable())) if lignes else Payables()
    parts = reconciled_sums(session)
    claimed: set[str] = set()
    for rank, ligne in enumerate(lignes):
        if rank % 100 == 0:
            progress.step(rank, len(lignes), _("Recherche des actions"))
        asked = asked_for(ligne, parts.get(ligne.id, ZERO))
        best = ranked(asked, index.near(ligne))[:1]
        # A first match changes what is left to pay: the next row waits for its turn.
        if best and best[0].confiance == SUR and best[0].action_id not in claimed:
            claimed.add(best[0].action_id)
            yield asked, best[0].action_id


def confirm_sure(session: Session, progress: Progress | None = None, *, agent: str) -> int:
    """Reconcile every sure row as one operation; gives how many."""
    found = list(_sure(session, progress or Progress()))
    with operation(session, _many(len(found)), agent=agent):
        for asked, action_id in found:
            confirm(session, asked.id, [Part(action_id, asked.montant)], agent=agent)
    return len(found)


def _many(count: int) -> str:
    text = ngettext(
        "Rapprocher {n} paiement Chorus", "Rapprocher {n} paiements Chorus", count
    )  # fmt: skip
    return text.format(n=count_text(count))


def set_aside(session: Session, lignes: Sequence[str], motif: str, *, agent: str) -> None:
    """Leave rows out, with the reason: another service, another programme; one operation.

    Raises InvalidInput without a reason, or for a row that payments account for already.
    """
    if not motif.strip():
        raise InvalidInput(
            _("Indiquez pourquoi ces lignes sont écartées."),
            _("Par exemple\u00a0: « autre programme »."),
        )
    with operation(session, N_("Écarter des lignes Chorus"), agent=agent):
        for identifier in lignes:
            ligne = _row(session, identifier)
            if reconciled(session, identifier):
                raise InvalidInput(
                    _("Une ligne rapprochée ne peut pas être écartée."),
                    _("Annulez d’abord son rapprochement."),
                )
            ligne.etat, ligne.motif, ligne.agent = ECARTEE, motif.strip(), agent
            ligne.rapproche_le = date.today()


def reopen(session: Session, ligne_id: str, *, agent: str) -> None:
    """Take a decision back: the row is to reconcile again.

    The payments that it brought are removed; those typed by hand stay, untied.
    """
    ligne = _row(session, ligne_id)
    with operation(session, N_("Reprendre un rapprochement"), agent=agent):
        ligne.etat, ligne.motif = A_RAPPROCHER, None
        ligne.agent = ligne.rapproche_le = None
        session.flush()
        for tie, versement in _ties(session, ligne_id):
            if ligne.provenance_id and versement.provenance_id == ligne.provenance_id:
                records.delete(session, "versement", versement.id, agent=agent)
            else:
                session.delete(tie)
        session.flush()
        refresh_rows(session, [ligne_id])


def _ties(session: Session, ligne_id: str) -> list[tuple[Rapprochement, Versement]]:
    query = select(Rapprochement, Versement).join(Versement)
    found = session.execute(query.where(Rapprochement.ligne_chorus_id == ligne_id))
    return [(tie, versement) for tie, versement in found]


def remembered(session: Session, ej: str) -> list[str]:
    """The actions that a commitment was confirmed for."""
    engagement = commitments.engagement_of(session, ej_number(ej))
    if engagement is None:
        return []
    found = records.children(session, "engagement_action", "engagement", engagement.id)
    return [card.values["action_id"] for card in found]
