"""Which action a row of the extraction pays: candidates with their reasons, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sqlalchemy.orm import Session

from acse_desktop.models import Action, LigneChorus
from acse_desktop.services.attached import reconciled
from acse_desktop.services.chorus.payable import SIREN, ZERO, Entered, Payable, near, payable
from acse_desktop.services.commitments import ej_number
from acse_desktop.services.payments import Standing
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text, day_text, folded

SUR, PROBABLE, POSSIBLE = N_("Sûr"), N_("Probable"), N_("Possible")
PROBABLE_FROM = 40
COMMITMENT, AMOUNT, IDENTITY = "ej", "montant", "siret"
"""The clues that make a match sure when two of them agree."""
LISTED = 12


@dataclass(frozen=True)
class Clue:
    """One thing that a row and an action have in common, or not."""

    kind: str
    points: int
    text: str


@dataclass(frozen=True)
class Candidate:
    """An action that a row may pay."""

    action_id: str
    numero: str
    intitule: str
    organisme: str
    exercice: int | None
    standing: Standing
    notifie_le: date | None
    score: int
    confiance: str
    """`SUR`, `PROBABLE` or `POSSIBLE`: a message of the catalogue."""
    reasons: tuple[str, ...]
    montant: Decimal
    """What of the row it would take, in euros, negative for a repayment."""
    nature: str
    same_ej: bool = False
    entered: Entered | None = None
    """The payment typed by hand that the row would account for, instead of a new one."""


@dataclass(frozen=True)
class Asked:
    """A row as the matching sees it."""

    id: str
    ej: str
    dp: str | None
    siret: str
    fournisseur: str
    exercice: int | None
    paye_le: date | None
    montant: Decimal
    """Left to reconcile, in euros."""


def asked_of(session: Session, ligne: LigneChorus) -> Asked:
    """What is left to reconcile of a row, and what it says."""
    return asked_for(ligne, reconciled(session, ligne.id))


def asked_for(ligne: LigneChorus, done: Decimal) -> Asked:
    """The same, for a row of which so many euros are reconciled."""
    return Asked(
        ligne.id, ej_number(ligne.ej), ligne.dp, ligne.siret or "", ligne.fournisseur or "",
        ligne.exercice, ligne.paye_le, (ligne.montant or ZERO) - done,
    )  # fmt: skip


def candidates(session: Session, ligne_id: str, limit: int = LISTED) -> list[Candidate]:
    """The actions that a row may pay, the likeliest first."""
    ligne = session.get_one(LigneChorus, ligne_id)
    return ranked(asked_of(session, ligne), near(session, ligne))[:limit]


def named(session: Session, ligne_id: str, numero: str) -> Candidate | None:
    """The granted action of a number, weighed against a row, for what no clue finds."""
    ligne = session.get_one(LigneChorus, ligne_id)
    found = payable(session, Action.numero == numero.strip())
    asked = asked_of(session, ligne)
    return _candidate(asked, found[0], list(_clues(asked, found[0])), False) if found else None


def ranked(asked: Asked, actions: Sequence[Payable]) -> list[Candidate]:
    """The actions weighed against a row. At most one is sure: two that are so make a doubt."""
    weighed = [(action, list(_clues(asked, action))) for action in actions]
    sure = [action.id for action, clues in weighed if _is_sure(asked, action, clues)]
    only = sure[0] if len(sure) == 1 else ""
    found = [_candidate(asked, action, clues, action.id == only) for action, clues in weighed]
    return sorted(
        (one for one in found if one.score > 0),
        key=lambda one: (one.confiance != SUR, -one.score, one.numero),
    )


def _clues(asked: Asked, action: Payable) -> Iterator[Clue]:
    yield from _commitment(asked, action)
    yield from _identity(asked, action)
    yield from _amount(asked, action)
    yield from _dates(asked, action)


def _commitment(asked: Asked, action: Payable) -> Iterator[Clue]:
    if not asked.ej:
        return
    if asked.ej in action.linked:
        yield Clue(COMMITMENT, 50, _("EJ {ej} déjà lié à cette action").format(ej=asked.ej))
    elif asked.ej in (action.own_ej, *action.seen):
        yield Clue(COMMITMENT, 45, _("même EJ {ej}").format(ej=asked.ej))
    elif action.own_ej or action.linked:
        yield Clue("", -20, _("l’action a un autre EJ"))


def _identity(asked: Asked, action: Payable) -> Iterator[Clue]:
    if asked.siret and asked.siret == action.siret:
        yield Clue(IDENTITY, 25, _("même SIRET"))
    elif asked.siret and asked.siret[:SIREN] == action.siret[:SIREN]:
        yield Clue(IDENTITY, 18, _("même SIREN, autre établissement"))
    elif asked.siret and action.siret:
        yield Clue("autre", -20, _("autre SIRET"))
    if asked.fournisseur and _plain(asked.fournisseur) == _plain(action.organisme):
        yield Clue("nom", 12, _("même nom"))
    elif _alike(asked.fournisseur, action.organisme):
        yield Clue("nom", 6, _("nom proche"))


@lru_cache(4096)
def _plain(name: str) -> str:
    """A name as it is compared; the same few come back for every row."""
    return folded(name)


def _alike(first: str, second: str) -> bool:
    """Half of the words of the shorter name, articles aside, are in the other one."""
    words = [{one for one in _plain(name).split() if len(one) > 3} for name in (first, second)]
    least = min(len(one) for one in words)
    return bool(least) and 2 * len(words[0] & words[1]) >= least


def _amount(asked: Asked, action: Payable) -> Iterator[Clue]:
    montant, now = asked.montant, action.standing
    shown = amount_text(abs(montant), unit="€")
    if action.entered_of(montant, asked.dp):
        yield Clue(AMOUNT, 30, _("versement de {n} déjà saisi").format(n=shown))
    elif montant < 0:
        if -montant <= now.paye:
            yield Clue("", 5, _("{n} à rendre sur ce qui a été payé").format(n=shown))
    elif montant == now.reste:
        yield Clue(AMOUNT, 25, _("{n}\u00a0: tout ce qui reste à payer").format(n=shown))
    elif montant == now.engage or montant == now.accorde:
        yield Clue("", 15, _("montant égal à ce qui est accordé ou engagé"))
    elif montant > now.reste:
        text = _("dépasse le reste à payer, {n}").format(n=amount_text(now.reste, unit="€"))
        yield Clue("trop", -15, text)


def _dates(asked: Asked, action: Payable) -> Iterator[Clue]:
    if asked.exercice is not None and asked.exercice == action.exercice:
        yield Clue("", 8, _("même exercice"))
    elif asked.exercice is not None and action.exercice is not None:
        yield Clue("", -5, _("exercice {year}").format(year=action.exercice))
    if asked.paye_le is None or action.notifie_le is None:
        return
    day = day_text(action.notifie_le)
    if asked.paye_le >= action.notifie_le:
        yield Clue("", 4, _("payé après la notification du {day}").format(day=day))
    else:
        yield Clue("", -10, _("payé avant la notification du {day}").format(day=day))


def _is_sure(asked: Asked, action: Payable, clues: Sequence[Clue]) -> bool:
    """Two strong clues agree, nothing says the contrary, and the sum fits the grant."""
    kinds = {one.kind for one in clues}
    strong = len(kinds & {COMMITMENT, AMOUNT, IDENTITY})
    fits = action.entered_of(asked.montant, asked.dp) or 0 <= asked.montant <= action.standing.reste
    return (
        strong >= 2 and bool(kinds & {COMMITMENT, AMOUNT}) and "autre" not in kinds and bool(fits)
    )


def _candidate(asked: Asked, action: Payable, clues: Sequence[Clue], sure: bool) -> Candidate:
    score = sum(one.points for one in clues)
    guess = SUR if sure else PROBABLE if score >= PROBABLE_FROM else POSSIBLE
    ordered = sorted(clues, key=lambda one: -one.points)
    return Candidate(
        action.id, action.numero, action.intitule, action.organisme, action.exercice,
        action.standing, action.notifie_le, score, guess, tuple(one.text for one in ordered),
        asked.montant, action.standing.nature_of(asked.montant),
        any(one.kind == COMMITMENT for one in clues), action.entered_of(asked.montant, asked.dp),
    )  # fmt: skip


def split(found: Sequence[Candidate], asked: Asked) -> list[tuple[str, Decimal]]:
    """How a row that no single action explains may be shared: action and part, in euros.

    The actions of its EJ take what is left to pay on each, in order, until the row is used up;
    empty when they do not take all of it, or when one of them takes it alone.
    """
    same = [one for one in found if one.same_ej]
    parts, rest = [], asked.montant
    for one in sorted(same, key=lambda one: one.numero):
        part = min(one.standing.reste, rest)
        if part > 0:
            parts.append((one.action_id, part))
            rest -= part
    return parts if not rest and len(parts) > 1 else []


def shared(
    session: Session, ligne_id: str, found: Sequence[Candidate]
) -> list[tuple[str, Decimal]]:  # fmt: skip
    """How what is left of a row may be shared among its candidates: see `split`."""
    return split(found, asked_of(session, session.get_one(LigneChorus, ligne_id)))
