"""What ought to be paid back of a grant, with its reasoning in words; the agent decides.

Circulaire of 24 December 2002: « la subvention non employée ou dont l'emploi n'a pas été conforme
à son objet doit être reversée au Trésor public » (Sénat r07-071, p. 152).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from acse_desktop.services.budget import share
from acse_desktop.services.records import Card
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text, count_text, day_text

SOURCE = N_(
    "Circulaire du 24 décembre 2002\u202f; loi n° 2000-321 du 12 avril 2000, art. 10."
    " La décision est motivée et précédée d’une mise en demeure."
)
ZERO, CENT = Decimal(0), Decimal("0.01")


@dataclass(frozen=True)
class Situation:
    """What a proposal looks at, in euros."""

    accorde: Decimal
    paye: Decimal
    """Paid, repayments not deducted."""
    prevu: Decimal | None
    """Total cost foreseen."""
    realise: Decimal | None
    """Total cost realised; None while the compte rendu is not entered."""
    conforme: bool = True
    """Whether the grant was used for its object."""


@dataclass(frozen=True)
class Proposition:
    """What the program proposes; `montant` is None while it cannot say."""

    montant: Decimal | None
    due: Decimal | None
    """The part of the grant that the action earned."""
    raisons: tuple[str, ...]
    """Sentences, in the order of the reasoning."""


def proposer(situation: Situation) -> Proposition:
    """The unused part of a grant: what was paid less what the real cost earns.

    The grant bears on a cost: when less was spent, it is due in the same proportion, never more
    than granted. A grant not used for its object is due back whole.
    """
    if not situation.conforme:
        text = _("L’emploi n’est pas conforme à l’objet\u00a0: tout ce qui a été payé, {paye}.")
        return Proposition(situation.paye, ZERO, (text.format(paye=_euros(situation.paye)),))
    if situation.realise is None:
        return Proposition(None, None, (_("Saisissez d’abord les dépenses réalisées."),))
    earned, reasons = _earned(situation, situation.realise)
    unused = max(situation.paye - earned, ZERO)
    return Proposition(unused, earned, (*reasons, _conclusion(situation.paye, earned)))


def _earned(situation: Situation, spent: Decimal) -> tuple[Decimal, tuple[str, ...]]:
    granted, foreseen = situation.accorde, situation.prevu
    if not foreseen:
        text = _("Aucun coût n’était prévu\u00a0: la subvention est due à hauteur de la dépense.")
        return min(granted, max(spent, ZERO)), (text,)
    if spent >= foreseen:
        text = _("Le coût réalisé, {spent}, atteint le coût prévu, {foreseen}\u00a0:"
                 " la subvention de {granted} est due en entier.")  # fmt: skip
        earned = granted
    else:
        text = _("Le coût réalisé, {spent}, est inférieur au coût prévu, {foreseen} ({part}\u00a0%)"
                 "\u00a0: la subvention de {granted} est due dans la même proportion.")  # fmt: skip
        earned = (granted * max(spent, ZERO) / foreseen).quantize(CENT, ROUND_HALF_UP)
    part = str(share(spent, foreseen) or ZERO).replace(".", ",")
    return earned, (
        text.format(
            spent=_euros(spent), foreseen=_euros(foreseen), granted=_euros(granted), part=part
        ),
    )


def _conclusion(paid: Decimal, earned: Decimal) -> str:
    if paid > earned:
        text = _("Payé {paid}, dû {earned}\u00a0: {unused} à reverser.")
    elif paid < earned:
        text = _("Payé {paid}, dû {earned}\u00a0: rien à reverser, {left} restent à payer.")
    else:
        text = _("Payé {paid}, dû {earned}\u00a0: rien à reverser.")
    return text.format(
        paid=_euros(paid), earned=_euros(earned), unused=_euros(paid - earned),
        left=_euros(earned - paid),
    )  # fmt: skip


def _euros(amount: Decimal) -> str:
    return amount_text(amount, unit="€")


@dataclass(frozen=True)
class Suivi:
    """What was paid for an action, and what comes back."""

    paye: Decimal
    """Paid, repayments not deducted."""
    reverse: Decimal
    """Paid back."""
    decide: Decimal | None
    """Decided by the agent: zero when dispensed, None while nothing is."""
    demande_le: date | None

    @property
    def reste(self) -> Decimal:
        """Decided and not yet paid back."""
        return max((self.decide or ZERO) - self.reverse, ZERO)

    def phrase(self, today: date) -> str:
        """Where the repayment stands, in one sentence; empty while nothing is decided."""
        if not self.decide:
            return "" if self.decide is None else _("Dispensé de reversement.")
        if not self.reste:
            return _("{amount} reversés en entier.").format(amount=_euros(self.reverse))
        if self.demande_le is None:
            text = _("{left} à reverser\u202f; l’ordre de reversement n’est pas établi.")
            return text.format(left=_euros(self.reste))
        text = _("Ordre du {day}\u00a0: {back} reversés, {left} restent dus depuis {n} jours.")
        return text.format(
            day=day_text(self.demande_le), back=_euros(self.reverse), left=_euros(self.reste),
            n=count_text((today - self.demande_le).days),
        )  # fmt: skip


def suivi_of(action: Card, versements: Iterable[Card]) -> Suivi:
    """The follow-up of an action from its record and its payments."""
    paid = back = ZERO
    for card in versements:
        amount = card.values["montant"] or ZERO
        if card.values["nature"] == "REVERSEMENT":
            back += abs(amount)
        else:
            paid += amount
    values = action.values
    return Suivi(paid, back, values["montant_a_reverser"], values["reversement_demande_le"])
