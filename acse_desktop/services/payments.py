"""Paying an action: avance, acompte, solde, and what an older grant gives back by netting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Action, Compensation, Dossier, Organisme, Versement
from acse_desktop.services import records
from acse_desktop.services.paid import COMPENSATION, REVERSEMENT
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text

AVANCE, ACOMPTE, SOLDE = "AVANCE", "ACOMPTE", "SOLDE"
ZERO, CENT, WHOLE = Decimal(0), Decimal("0.01"), Decimal(100)


@dataclass(frozen=True)
class Standing:
    """Where the payments of an action stand, in euros."""

    accorde: Decimal
    engage: Decimal | None
    """None when nothing says what was engaged."""
    paye: Decimal
    a_reverser: Decimal = ZERO
    """What the compte rendu asks back, whatever was paid back since."""

    @property
    def reste(self) -> Decimal:
        """Left to pay on the grant; zero when it is overpaid."""
        return max(self.accorde - self.paye, ZERO)

    @property
    def propose(self) -> Decimal:
        """The next payment proposed: what is left, within what is engaged."""
        engaged = self.accorde if self.engage is None else self.engage
        return max(min(self.accorde, engaged) - self.paye, ZERO)

    def nature_of(self, montant: Decimal) -> str:
        """What a payment of this amount would be called."""
        if montant < 0:
            return REVERSEMENT
        if montant >= self.reste:
            return SOLDE
        return ACOMPTE if self.paye else AVANCE


@dataclass(frozen=True)
class Payment:
    """A payment to enter; a negative amount is a repayment, without nature it is proposed."""

    montant: Decimal
    nature: str = ""
    verse_le: date | None = None
    ej: str | None = None
    dp: str | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class Proposal:
    """The payment that a gesture on many actions would enter for one of them."""

    action_id: str
    numero: str
    organisme: str
    payment: Payment
    """Of no amount when there is nothing left to pay."""
    remarks: tuple[str, ...] = ()
    """What the agent should know before paying."""


@dataclass(frozen=True)
class OldGrant:
    """A grant of the same organisme from which a sum can be withheld."""

    action_id: str
    numero: str
    intitule: str
    exercice: int | None
    paye: Decimal
    montant: Decimal
    """Proposed: what is to be paid back and was not yet; zero when nothing says so."""


def standing_of(action: Any) -> Standing:
    """The standing of an action already read."""
    return Standing(
        action.montant_accorde or ZERO, action.montant_engage, action.montant_paye or ZERO,
        action.montant_a_reverser or ZERO,
    )  # fmt: skip


def standing(session: Session, action_id: str) -> Standing:
    """Where the payments of an action stand; Conflict when it is no more."""
    records.read(session, "action", action_id)
    return standing_of(session.get_one(Action, action_id))


def pay(session: Session, action_id: str, payment: Payment, *, agent: str) -> str:
    """Enter a payment as one operation; gives its identifier.

    Raises InvalidInput for an amount of zero. Anything else is accepted, and checked by the rules.
    """
    if not payment.montant:
        raise InvalidInput(_("Un versement de 0\u00a0€ n’est pas enregistré."), _("Indiquez le"
                           " montant versé."))  # fmt: skip
    now = standing(session, action_id)
    values = {
        "action_id": action_id,
        "nature": payment.nature or now.nature_of(payment.montant),
        "montant": abs(payment.montant) if payment.montant < 0 else payment.montant,
        "verse_le": payment.verse_le,
        "ej": payment.ej or session.get_one(Action, action_id).ej,
        "dp": payment.dp,
        "commentaire": payment.commentaire,
    }
    name = N_("Enregistrer un versement")
    return records.create(session, "versement", values, agent=agent, name=name)


def proposals(
    session: Session, ids: Sequence[str], part: Decimal = WHOLE, verse_le: date | None = None
) -> list[Proposal]:
    """What paying many actions would enter, in the order given; nothing is written.

    `part` is the share, in %, of each grant; what is left to pay bounds it.
    """
    query = (
        select(Action, Organisme.nom)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Action.id.in_(ids))
    )
    found = {action.id: (action, nom) for action, nom in session.execute(query)}
    return [_proposal(*found[one], part, verse_le) for one in ids if one in found]


def _proposal(
    action: Action, organisme: str | None, part: Decimal, verse_le: date | None
) -> Proposal:
    now = standing_of(action)
    share = (now.accorde * part / WHOLE).quantize(CENT, ROUND_DOWN)
    montant = min(now.propose, share)
    payment = Payment(montant, now.nature_of(montant), verse_le, action.ej)
    return Proposal(
        action.id, action.numero or "", organisme or "", payment,
        tuple(_remarks(action, now, verse_le)),
    )  # fmt: skip


def _remarks(action: Action, now: Standing, verse_le: date | None) -> Iterable[str]:
    if not now.propose:
        yield _("Il ne reste rien à payer.")
        return
    if action.notifie_le is None:
        yield _("L’action n’est pas notifiée.")
    elif verse_le is not None and verse_le < action.notifie_le:
        yield _("La date est antérieure à la notification.")
    if not action.ej:
        yield _("Aucun numéro d’EJ.")


def pay_many(session: Session, wanted: Sequence[Proposal], *, agent: str) -> int:
    """Enter the payments that were proposed, as one operation; gives how many were entered."""
    payable = [one for one in wanted if one.payment.montant]
    with operation(session, _many(len(payable)), agent=agent):
        for one in payable:
            pay(session, one.action_id, one.payment, agent=agent)
    return len(payable)


def _many(count: int) -> str:
    text = ngettext("Enregistrer {n} versement", "Enregistrer {n} versements", count)
    return text.format(n=count_text(count))


def old_grants(session: Session, action_id: str) -> list[OldGrant]:
    """The other grants paid to the same organisme, those to be paid back first."""
    bearer = records.organisme_of(session, action_id)
    if bearer is None:
        return []
    query = (
        select(Action, Dossier.exercice)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.organisme_id == bearer.id, Action.id != action_id, Action.montant_paye > 0)
        .order_by(Dossier.exercice.desc(), Action.numero)
    )
    found = [_old_grant(session, action, year) for action, year in session.execute(query)]
    return sorted(found, key=lambda one: not one.montant)


def _old_grant(session: Session, action: Action, exercice: int | None) -> OldGrant:
    repaid = select(Versement.montant).where(
        Versement.action_id == action.id, Versement.nature == REVERSEMENT
    )
    back = sum((one or ZERO for one in session.scalars(repaid)), ZERO)
    owed = max((action.montant_a_reverser or ZERO) - back, ZERO)
    return OldGrant(
        action.id, action.numero or "", action.intitule or "", exercice,
        action.montant_paye or ZERO, owed,
    )  # fmt: skip


def net(
    session: Session,
    old_action: str,
    new_action: str,
    montant: Decimal,
    *,
    verse_le: date | None = None,
    agent: str,
) -> tuple[str, str]:
    """Withhold from the payment of a grant what an older one gives back, as one operation.

    The sum counts as paid on the new grant and as repaid on the old one; the two payments are
    tied, and removed together. Gives their identifiers, the new grant's first. Raises
    InvalidInput, and writes nothing, for a sum that the two grants cannot bear, or grants of two
    organismes.
    """
    _check_netting(session, old_action, new_action, montant)
    withheld = Payment(montant, COMPENSATION, verse_le)
    with operation(session, N_("Compenser un reversement"), agent=agent):
        paid = pay(session, new_action, withheld, agent=agent)
        repaid = pay(session, old_action, replace(withheld, nature=REVERSEMENT), agent=agent)
        session.add(Compensation(versement_id=paid, reversement_id=repaid))
        session.flush()
    return paid, repaid


def _check_netting(session: Session, old: str, new: str, montant: Decimal) -> None:
    bearers = [records.organisme_of(session, one) for one in (old, new)]
    if old == new or any(one is None for one in bearers):
        raise InvalidInput(
            _("Choisissez une autre subvention du même organisme."),
            _("La compensation se fait d’une subvention sur la suivante."),
        )
    if len({one.id for one in bearers if one}) > 1:
        raise InvalidInput(
            _("Les deux subventions ne sont pas du même organisme."),
            _("Demandez le reversement par un titre de perception."),
        )
    limit = min(standing(session, old).paye, standing(session, new).reste)
    if not ZERO < montant <= limit:
        raise InvalidInput(
            _("La compensation va de 0,01\u00a0€ à {limit}.").format(
                limit=amount_text(limit, unit="€")
            ),
            _("Elle ne dépasse ni ce qui a été payé sur l’ancienne subvention, ni ce qui reste à"
              " payer sur la nouvelle."),
        )  # fmt: skip
