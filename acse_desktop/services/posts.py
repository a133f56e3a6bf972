"""The posts of adultes-relais: their quota, what is due for each, what ends soon or is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, inspect, literal, or_, select
from sqlalchemy.orm import Session

from acse_desktop.models import ConventionPoste, Enveloppe, Poste, Vacance
from acse_desktop.services.post_aid import FULL, AidLine, Span, Terms, aid_due, aid_lines

DISPOSITIF = "AR"
SOON = 183
"""Days before the end of a convention when its renewal is to be prepared: six months."""


@dataclass(frozen=True)
class Quota:
    """The posts of an exercice, apart from euros: a post counts one, part-time or not."""

    notifies: int
    conventionnes: int
    """Posts with a convention in force on the day."""
    pourvus: int
    """Those of them that have a holder."""
    temps_partiel: int

    @property
    def vacants(self) -> int:
        """Posts under convention without a holder."""
        return self.conventionnes - self.pourvus

    @property
    def reste(self) -> int:
        """Posts that may still be conventioned; negative when the quota is exceeded.

        What is left on 31 December is lost.
        """
        return self.notifies - self.conventionnes


def terms_of(convention: ConventionPoste) -> Terms | None:
    """What a convention says of its aid; None as long as a date is missing."""
    signed, first, last = convention.signe_le, convention.debut_le, convention.fin_le
    if signed is None or first is None or last is None:
        return None
    return Terms(signed, first, last, convention.rompue_le, convention.quotite)


def span_of(vacance: Vacance) -> Span | None:
    """The days of a vacancy; one that has no end goes on."""
    if vacance.debut_le is None:
        return None
    return Span(vacance.debut_le, vacance.fin_le or date.max)


def vacancies_of(session: Session, poste_id: str) -> list[Span]:
    """The times when a post had no holder."""
    found = session.scalars(select(Vacance).where(Vacance.poste_id == poste_id))
    return [span for one in found if (span := span_of(one)) is not None]


def conventions_of(session: Session, poste_id: str) -> list[ConventionPoste]:
    """The conventions of a post, the oldest first."""
    query = select(ConventionPoste).where(ConventionPoste.poste_id == poste_id)
    return list(session.scalars(query.order_by(ConventionPoste.debut_le, ConventionPoste.id)))


def lines_of(
    session: Session, convention: ConventionPoste, vacancies: Iterable[Span] | None = None
) -> tuple[AidLine, ...]:
    """The aid of a convention period by period; empty as long as a date is missing."""
    terms = terms_of(convention)
    if terms is None or convention.poste_id is None:
        return ()
    known = vacancies_of(session, convention.poste_id) if vacancies is None else vacancies
    return aid_lines(terms, known)


def aid_of_year(session: Session, convention: ConventionPoste, year: int) -> Decimal:
    """The aid due for a convention in a civil year, in euros."""
    return aid_due(lines_of(session, convention), year)


def aid_of_post(session: Session, poste_id: str, year: int | None = None) -> Decimal:
    """The aid due for a post, all its conventions together, in a civil year or in all."""
    vacancies = vacancies_of(session, poste_id)
    return sum(
        (aid_due(lines_of(session, one, vacancies), year)
         for one in conventions_of(session, poste_id)),
        Decimal(0),
    )  # fmt: skip


def bring_up_to_date(session: Session, poste_id: str) -> None:
    """Write what is due on each convention of a post."""
    vacancies = vacancies_of(session, poste_id)
    for convention in conventions_of(session, poste_id):
        lines = lines_of(session, convention, vacancies)
        convention.montant = aid_due(lines) if lines else None
    session.flush()


@contextmanager
def kept(session: Session, record: Any) -> Iterator[None]:
    """Around the writing of any record: what is due follows conventions and vacancies."""
    if not isinstance(record, ConventionPoste | Vacance):
        yield
        return
    state: Any = inspect(record)
    before = None if state.transient else record.poste_id
    yield
    session.flush()
    for identifier in {before, record.poste_id} - {None}:
        bring_up_to_date(session, str(identifier))


def last_day() -> ColumnElement[Any]:
    """The last day of a convention: its end, or the day it was ended before."""
    broken, planned = ConventionPoste.rompue_le, ConventionPoste.fin_le
    return case((broken < planned, broken), else_=planned)


def in_force(day: Any) -> ColumnElement[bool]:
    """Whether a convention is in force on a day, or on the day of an SQL expression."""
    return and_(ConventionPoste.debut_le <= day, last_day() >= day)


def _of_place(departement: str | None) -> ColumnElement[bool]:
    alive = Poste.id.is_not(None)
    return alive if departement is None else alive & (Poste.departement == departement)


def notified(session: Session, exercice: int, departement: str | None) -> int:
    """The posts notified for an exercice: those of the envelopes of the dispositif."""
    query = select(func.sum(Enveloppe.postes)).where(
        Enveloppe.exercice == exercice, Enveloppe.dispositif == DISPOSITIF
    )
    if departement is not None:
        either = or_(Enveloppe.departement == departement, Enveloppe.departement.is_(None))
        query = query.where(either)
    return session.scalar(query) or 0


def vacant_on(day: date) -> Select[Any]:
    """The posts without a holder on a day."""
    open_end = or_(Vacance.fin_le.is_(None), Vacance.fin_le >= day)
    return select(Vacance.poste_id).where(
        Vacance.poste_id.is_not(None), Vacance.debut_le <= day, open_end
    )


def quota(
    session: Session, exercice: int, departement: str | None = None, on: date | None = None
) -> Quota:
    """The posts of an exercice on a day, 31 December unless told; every département when None."""
    day = on or date(exercice, 12, 31)
    full = literal(FULL, ConventionPoste.quotite.type)
    rows = (
        select(Poste.id, func.max(func.coalesce(ConventionPoste.quotite, full)))
        .join(ConventionPoste, ConventionPoste.poste_id == Poste.id)
        .where(in_force(day), _of_place(departement))
        .where(or_(Poste.supprime_le.is_(None), Poste.supprime_le > day))
        .group_by(Poste.id)
    )
    shares = {identifier: share for identifier, share in session.execute(rows)}
    vacant = shares.keys() & set(session.scalars(vacant_on(day)))
    partial = sum(share < FULL for share in shares.values())
    held = len(shares) - len(vacant)
    return Quota(notified(session, exercice, departement), len(shares), held, partial)


def conventioned() -> ColumnElement[Any]:
    """For each envelope of a query: the posts of its territory that a convention holds on
    31 December of its exercice; NULL for the envelopes of other dispositifs.
    """
    day = func.printf("%d-12-31", Enveloppe.exercice, type_=Poste.supprime_le.type)
    held = (
        select(func.count(Poste.id.distinct()))
        .join(ConventionPoste, ConventionPoste.poste_id == Poste.id)
        .where(in_force(day), or_(Poste.supprime_le.is_(None), Poste.supprime_le > day))
        .where(or_(Enveloppe.departement.is_(None), Poste.departement == Enveloppe.departement))
        .correlate(Enveloppe)
        .scalar_subquery()
    )
    return case((Enveloppe.dispositif == DISPOSITIF, held))


def lost(session: Session, exercice: int, departement: str | None = None) -> int:
    """The posts notified that no convention held on 31 December: they are lost."""
    return max(quota(session, exercice, departement).reste, 0)


@dataclass(frozen=True)
class Renewal:
    """A convention that ends soon and that no other one follows."""

    convention_id: str
    poste_id: str
    numero: str
    """Number of the post."""
    fin: date
    prochain: int
    """Rank of the renewal to come: 1 for the second convention."""


def renewals(session: Session, on: date, departement: str | None = None) -> list[Renewal]:
    """The conventions whose term comes within six months of a day, the nearest first."""
    return sorted(_ending(session, on, departement), key=lambda one: (one.fin, one.numero))


def _ending(session: Session, on: date, departement: str | None) -> Iterator[Renewal]:
    later = ConventionPoste.__table__.alias()
    followed = (
        select(later.c.id)
        .where(later.c.poste_id == ConventionPoste.poste_id)
        .where(later.c.debut_le > ConventionPoste.debut_le)
        .exists()
    )
    query = (
        select(ConventionPoste, Poste.numero)
        .join(Poste, ConventionPoste.poste_id == Poste.id)
        .where(ConventionPoste.rompue_le.is_(None), Poste.supprime_le.is_(None), ~followed)
        .where(ConventionPoste.fin_le.between(on, date.fromordinal(on.toordinal() + SOON)))
        .where(_of_place(departement))
    )
    for convention, number in session.execute(query):
        coming = (convention.renouvellement or 0) + 1
        ends = convention.fin_le or on
        yield Renewal(convention.id, str(convention.poste_id), number or "", ends, coming)
