"""Whatever is done and undone, the amounts of an envelope are the sums over its actions, its
notifications and its transfers, to the cent; undoing all gives back the first base.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.fields import Base
from acse_desktop.models import (
    EDITABLE,
    Action,
    Dossier,
    EngagementAction,
    Enveloppe,
    Notification,
    Transfert,
    Versement,
)
from acse_desktop.services import commitments, credits, lifecycle, listing, payments, records
from acse_desktop.services.consumption import AMOUNTS
from acse_desktop.services.listing_types import Query
from acse_desktop.store.database import engine_for, session_factory
from acse_desktop.store.operations import operation, redo, redo_name, undo, undo_name, verify_chain

AGENT, FIRST = "Awa", "commencer"
ZERO = Decimal(0)
OWN = {"exercice": 2012, "dispositif": "CUCS", "theme": "2012-2", "departement": "93",
       "notifie": Decimal("500.55"), "transferts": Decimal("-20.05")}  # fmt: skip
"""An envelope that came from a file, without its notifications."""
PLACES = (("CUCS", "2012-2"), ("CUCS", "2012-1"), ("PRE", None), ("VVV", "2012-5"))
amounts = st.integers(1, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
ranks = st.integers(0, 7)
KINDS = (
    "action", "amounts", "decide", "link", "unlink", "pay", "repay", "net", "change_payment",
    "notify", "change_notification", "transfer", "change_transfer", "redirect", "envelope",
    "move_envelope", "delete", "undo", "undo", "redo",
)  # fmt: skip
scripts = st.lists(
    st.tuples(st.sampled_from(KINDS), ranks, ranks, amounts), min_size=5, max_size=12
)


@contextmanager
def _session(template: Path) -> Iterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(Path(shutil.copyfile(template, Path(folder) / "base.acse")))
        with session_factory(engine)() as session:
            yield session
        engine.dispose()


def _begin(session: Session) -> None:
    """Two actions of two exercices, three envelopes, as one operation."""
    with operation(session, FIRST, agent=AGENT):
        _first_records(session)


def _first_records(session: Session) -> None:
    bearer = records.new_organisme(session, {"nom": "Asso"}, agent=AGENT)
    for year in (2012, 2013):
        place = {"departement": "93", "region": "11"}
        _dossier, action = records.new_dossier(session, bearer, year, place, agent=AGENT)
        values = {"dispositif": "CUCS", "theme": "2012-2", "montant_accorde": Decimal("99.99")}
        records.update(session, "action", action, values, agent=AGENT)
    records.create(session, "enveloppe", OWN, agent=AGENT)
    for rank in (2, 1):
        _envelope(session, rank, 0, Decimal(1000))


def _all(session: Session, model: type[Base]) -> list[Any]:
    return list(session.scalars(select(model).order_by(model.__table__.c.id)))


def _id(session: Session, model: type[Base], rank: int) -> str:
    found = _all(session, model)
    return found[rank % len(found)].id if found else ""


def _envelope(session: Session, one: int, two: int, amount: Decimal) -> None:
    dispositif, theme = PLACES[one % len(PLACES)]
    values = {"exercice": 2012 + two % 2, "dispositif": dispositif, "theme": theme}
    first = {"montant": amount, "postes": two}
    credits.new_enveloppe(session, values, first, agent=AGENT)


def _action(session: Session, one: int, two: int, amount: Decimal) -> None:
    action = records.new_action(session, _id(session, Dossier, one), agent=AGENT)
    dispositif, theme = PLACES[two % len(PLACES)]
    values = {"dispositif": dispositif, "theme": theme, "montant_demande": amount}
    records.update(session, "action", action, values, agent=AGENT)


def _amounts(session: Session, one: int, two: int, amount: Decimal) -> None:
    name = ("montant_demande", "montant_propose", "montant_accorde")[two % 3]
    records.update(session, "action", _id(session, Action, one), {name: amount}, agent=AGENT)


def _decide(session: Session, one: int, two: int, amount: Decimal) -> None:
    code = ("ACCORD", "PARTIEL", "REFUS", "AJOURNEMENT")[two % 4]
    given = amount if two % 4 < 2 else None
    lifecycle.decide(
        session, [_id(session, Action, one)], code, montant=given, motif="m", agent=AGENT
    )


def _link(session: Session, one: int, two: int, amount: Decimal) -> None:
    commitments.link(session, _id(session, Action, one), f"210000{two % 2}", amount, agent=AGENT)


def _pay(session: Session, one: int, sign: int, amount: Decimal) -> None:
    payments.pay(session, _id(session, Action, one), payments.Payment(sign * amount), agent=AGENT)


def _net(session: Session, one: int, two: int, amount: Decimal) -> None:
    old, new = _id(session, Action, one), _id(session, Action, two)
    limit = min(payments.standing(session, old).paye, payments.standing(session, new).reste)
    if old != new and limit > 0:
        payments.net(session, old, new, min(amount, limit), agent=AGENT)


def _notify(session: Session, one: int, two: int, amount: Decimal) -> None:
    sign = -1 if two == 7 else 1
    values = {"enveloppe_id": _id(session, Enveloppe, one), "montant": sign * amount}
    records.create(session, "notification", values, agent=AGENT)


def _transfer(session: Session, one: int, two: int, amount: Decimal) -> None:
    ends = _id(session, Enveloppe, one), _id(session, Enveloppe, two)
    if len({*ends} - {""}) == 2:
        credits.transfer(session, credits.Move(*ends, amount, "fongibilité"), agent=AGENT)


def _redirect(session: Session, one: int, two: int, _amount: Decimal) -> None:
    moves, wanted = _all(session, Transfert), _id(session, Enveloppe, two)
    if moves and wanted != moves[one % len(moves)].de_enveloppe_id:
        move = moves[one % len(moves)].id
        records.update(session, "transfert", move, {"vers_enveloppe_id": wanted}, agent=AGENT)


def _changed(model: type[Base]) -> Callable[[Session, int, int, Decimal], None]:
    def change(session: Session, one: int, _two: int, amount: Decimal) -> None:
        if identifier := _id(session, model, one):
            records.update(
                session, model.__tablename__, identifier, {"montant": amount}, agent=AGENT
            )

    return change


def _move_envelope(session: Session, one: int, two: int, _amount: Decimal) -> None:
    dispositif, theme = PLACES[two % len(PLACES)]
    if identifier := _id(session, Enveloppe, one):
        values = {"dispositif": dispositif, "theme": theme}
        records.update(session, "enveloppe", identifier, values, agent=AGENT)


def _delete(session: Session, one: int, two: int, _amount: Decimal) -> None:
    models = (Versement, EngagementAction, Notification, Transfert, Enveloppe, Action)
    model = models[two % len(models)]
    enough = len(_all(session, model)) > (1 if model is Action else 0)
    if enough:
        records.delete(session, model.__tablename__, _id(session, model, one), agent=AGENT)


def _unlink(session: Session, one: int, _two: int, amount: Decimal) -> None:
    _delete(session, one, 1, amount)


STEPS: dict[str, Callable[[Session, int, int, Decimal], None]] = {
    "action": _action, "amounts": _amounts, "decide": _decide, "link": _link,
    "unlink": _unlink, "net": _net, "envelope": _envelope, "move_envelope": _move_envelope,
    "pay": lambda session, one, _two, amount: _pay(session, one, 1, amount),
    "repay": lambda session, one, _two, amount: _pay(session, one, -1, amount),
    "change_payment": _changed(Versement), "change_notification": _changed(Notification),
    "change_transfer": _changed(Transfert), "notify": _notify, "transfer": _transfer,
    "redirect": _redirect, "delete": _delete,
    "undo": lambda session, *_rest: undo(session, AGENT) if undo_name(session) != FIRST else None,
    "redo": lambda session, *_rest: redo(session, AGENT) if redo_name(session) else None,
}  # fmt: skip


def _sum(values: Any) -> Decimal:
    return sum((value or ZERO for value in values), ZERO)


def _check_actions(session: Session) -> list[tuple[Dossier, Action]]:
    """What is paid and engaged is the sum of payments and links."""
    paid, linked = _all(session, Versement), _all(session, EngagementAction)
    actions = [(one.dossier, one) for one in _all(session, Action)]
    for _dossier, action in actions:
        own = [one for one in paid if one.action_id == action.id]
        net = _sum(-one.montant if one.nature == "REVERSEMENT" else one.montant for one in own)
        assert (action.montant_paye or ZERO) == net
        links = [one.montant for one in linked if one.action_id == action.id]
        assert (action.montant_engage or ZERO) == _sum(links)
    return actions


def _covers(envelope: Enveloppe, dossier: Dossier, action: Action) -> bool:
    return (
        dossier.exercice == envelope.exercice
        and action.dispositif == envelope.dispositif
        and envelope.theme in (None, action.theme)
        and envelope.departement in (None, dossier.departement)
    )


def _check(session: Session) -> None:
    session.expire_all()
    actions = _check_actions(session)
    notes, moves = _all(session, Notification), _all(session, Transfert)
    keys = [column.key for column in listing.LISTINGS["enveloppes"].columns]
    rows = listing.page(session, "enveloppes", Query(), None, 0, 200).rows
    shown = {row[0]: dict(zip(keys, row[1:], strict=True)) for row in rows}
    for envelope in _all(session, Enveloppe):
        row = shown[envelope.id]
        for name in AMOUNTS:
            own = [getattr(one, f"montant_{name}") for dossier, one in actions
                   if _covers(envelope, dossier, one)]  # fmt: skip
            assert row[name] == _sum(own), name
        told = [one for one in notes if one.enveloppe_id == envelope.id]
        if told:
            assert (envelope.notifie or ZERO) == _sum(one.montant for one in told)
            assert (envelope.postes or 0) == sum(one.postes or 0 for one in told)
        came_with = OWN["transferts"] if envelope.departement == "93" else ZERO
        received = _sum(one.montant for one in moves if one.vers_enveloppe_id == envelope.id)
        given_up = _sum(one.montant for one in moves if one.de_enveloppe_id == envelope.id)
        assert (envelope.transferts or ZERO) == came_with + received - given_up
        assert row["disponible"] == (envelope.notifie or ZERO) + (envelope.transferts or ZERO)
        assert row["reste"] == row["disponible"] - row["accorde"]
    assert all(one.de_enveloppe_id and one.vers_enveloppe_id for one in moves)


def _content(session: Session) -> dict[str, Any]:
    found = {}
    for model in EDITABLE:
        columns = [column for column in model.__table__.c if column.name != "version"]
        rows = session.execute(select(*columns).order_by(model.__table__.c.id))
        found[model.__tablename__] = [tuple(row) for row in rows]
    return found


@settings(
    max_examples=16, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(script=scripts)
def test_amounts_are_the_sums_whatever_is_done_and_undone(
    template: Path, script: list[tuple[str, int, int, Decimal]]
) -> None:
    with _session(template) as session:
        empty = _content(session)
        _begin(session)
        _check(session)
        for kind, one, two, amount in script:
            STEPS[kind](session, one, two, amount)
            _check(session)
        while undo_name(session):
            undo(session, AGENT)
        assert _content(session) == empty
        assert verify_chain(session) is None
