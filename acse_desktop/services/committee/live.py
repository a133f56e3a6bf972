"""The figures of a sitting, moving with each vote: worked out by SQL, exact to the cent.

What is available, what was granted elsewhere, what this sitting votes and what it still has to
examine: per dispositif, per envelope, per theme and per contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, and_, case, func, select, type_coerce
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Enveloppe, Passage
from acse_desktop.services.committee.sittings import CLOSE, sitting_of
from acse_desktop.services.committee.votes import GRANTING
from acse_desktop.services.consumption import consumption, within

DISPOSITIF, ENVELOPPE, THEME, CONTRAT = "dispositif", "enveloppe", "theme", "contrat"
SUMS = ("vote", "a_examiner", "siens")
"""Sums over the order of the day; `siens`: granted to its actions, counted as their vote."""


@dataclass(frozen=True)
class Figures:
    """Where the money of a dispositif, an envelope, a theme or a contract stands. Euros."""

    kind: str
    """dispositif, enveloppe, theme or contrat."""
    key: str
    """Identifier of the envelope or of the contract, code of the dispositif or of the theme."""
    nom: str
    """Name of the contract; empty otherwise."""
    dispositif: str | None
    theme: str | None
    disponible: Decimal | None
    """Notified and transferred; None where nothing is notified."""
    ailleurs: Decimal
    """Granted outside this sitting."""
    vote: Decimal
    a_examiner: Decimal
    """Proposed, else asked, for the actions without a vote yet."""

    @property
    def reste(self) -> Decimal | None:
        """What is left after the sitting as voted so far; negative when too much is granted."""
        if self.disponible is None:
            return None
        return self.disponible - self.ailleurs - self.vote


def figures_of(session: Session, seance_id: str) -> list[Figures]:
    """The figures of the dispositifs, envelopes, themes and contracts that a sitting touches."""
    seance = sitting_of(session, seance_id)
    day = _order_of_the_day(seance_id, seance.etat == CLOSE)
    return [
        *_dispositifs(session, day, seance.exercice),
        *_envelopes(session, day, seance.exercice),
        *_themes(session, day, seance.exercice),
        *_contracts(session, day, seance.exercice),
    ]


def _cents(column: Any) -> ColumnElement[Any]:
    return func.coalesce(type_coerce(column, BigInteger()), 0)


def _sums(closed: bool) -> list[ColumnElement[Any]]:
    voted = Passage.montant.is_not(None)
    granted = and_(voted, Passage.decision.is_(None) | Passage.decision.in_(GRANTING))
    pending = and_(Passage.decision.is_(None), Passage.montant.is_(None))
    wanted = func.coalesce(
        type_coerce(Action.montant_propose, BigInteger()), _cents(Action.montant_demande)
    )
    own = _cents(Action.montant_accorde)
    # Closed, the amounts are on the actions: those of others may since have come elsewhere.
    own = case((Passage.decision.in_(GRANTING), own), else_=0) if closed else own
    to_examine = 0 if closed else case((pending, wanted), else_=0)
    return [
        func.sum(case((granted, _cents(Passage.montant)), else_=0)).label("vote"),
        func.sum(to_examine).label("a_examiner"),
        func.sum(own).label("siens"),
    ]


def _order_of_the_day(seance_id: str, closed: bool) -> CTE:
    keys = (Dossier.exercice, Dossier.departement, Dossier.region, Action.dispositif,
            Action.theme, Action.contrat_id)  # fmt: skip
    return (
        select(*keys, func.count().label("nombre"), *_sums(closed))
        .select_from(Passage)
        .join(Action, Passage.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Passage.seance_id == seance_id)
        .group_by(*keys)
        .cte("seance_du_jour")
    )


def _envelopes(session: Session, day: CTE, exercice: int | None) -> Iterable[Figures]:
    envelope = Enveloppe.__table__
    totals = consumption(exercice or 0)
    ours = {
        name: select(func.coalesce(func.sum(day.c[name]), 0))
        .where(within(day))
        .correlate(envelope)
        .scalar_subquery()
        for name in ("nombre", *SUMS)
    }
    query = select(
        envelope.c.id, envelope.c.dispositif, envelope.c.theme, totals["disponible"],
        totals["accorde"], *(ours[name].label(name) for name in ("nombre", *SUMS)),
    ).where(
        envelope.c.exercice == exercice, envelope.c.dispositif.in_(select(day.c.dispositif))
    )  # fmt: skip
    ordered = query.order_by(envelope.c.dispositif, envelope.c.theme, envelope.c.id)
    for key, dispositif, theme, available, granted, count, *sums in session.execute(ordered):
        if count:
            yield _figures((ENVELOPPE, key, "", dispositif, theme), available, granted, sums)


def _dispositifs(session: Session, day: CTE, exercice: int | None) -> Iterable[Figures]:
    """The dispositifs whose credits are split into themes; of the others, the envelope tells."""
    granted = _granted(session, Action.dispositif, exercice)
    notified = _notified(session, Enveloppe.dispositif, exercice)
    whole = set(session.scalars(
        select(Enveloppe.dispositif)
        .where(Enveloppe.exercice == exercice, Enveloppe.theme.is_(None))
    ))  # fmt: skip
    for code, sums in _by(session, day, day.c.dispositif):
        if code in notified and code not in whole:
            names = (DISPOSITIF, code, "", code, None)
            yield _figures(names, notified[code], granted.get(code, 0), sums)


def _notified(session: Session, key: Any, exercice: int | None) -> dict[str | None, int]:
    """The cents available in the envelopes of a theme, by dispositif or theme."""
    amounts = _cents(Enveloppe.notifie) + _cents(Enveloppe.transferts)
    query = (
        select(key, func.sum(amounts))
        .where(Enveloppe.exercice == exercice, Enveloppe.theme.is_not(None))
        .group_by(key)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _themes(session: Session, day: CTE, exercice: int | None) -> Iterable[Figures]:
    granted = _granted(session, Action.theme, exercice)
    notified = _notified(session, Enveloppe.theme, exercice)
    for code, sums in _by(session, day, day.c.theme):
        names = (THEME, code, "", None, code)
        yield _figures(names, notified.get(code), granted.get(code, 0), sums)


def _contracts(session: Session, day: CTE, exercice: int | None) -> Iterable[Figures]:
    granted = _granted(session, Action.contrat_id, exercice)
    names = dict(session.execute(select(Contrat.id, Contrat.nom)).all())
    for key, sums in _by(session, day, day.c.contrat_id):
        name = (CONTRAT, key, names.get(key) or "", None, None)
        yield _figures(name, None, granted.get(key, 0), sums)


def _by(session: Session, day: CTE, key: Any) -> list[tuple[str, list[int]]]:
    sums = [func.sum(day.c[name]) for name in SUMS]
    query = select(key, *sums).where(key.is_not(None)).group_by(key).order_by(key)
    return [(row[0], list(row[1:])) for row in session.execute(query)]


def _granted(session: Session, key: Any, exercice: int | None) -> dict[str, int]:
    query = (
        select(key, func.sum(_cents(Action.montant_accorde)))
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Dossier.exercice == exercice)
        .group_by(key)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def euros(cents: int) -> Decimal:
    """Whole cents as euros with two decimals."""
    return Decimal(cents).scaleb(-2).quantize(Decimal("0.01"))


def _figures(
    names: tuple[str, str, str, str | None, str | None],
    available: int | None, granted: int, sums: list[int],
) -> Figures:  # fmt: skip
    voted, to_examine, own = sums
    return Figures(
        *names, None if available is None else euros(available), euros(granted - own),
        euros(voted), euros(to_examine),
    )  # fmt: skip
