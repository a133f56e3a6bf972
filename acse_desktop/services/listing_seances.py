"""The list of the sittings of the committee, with what each examines and votes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, and_, func, or_, select, type_coerce

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Amount, Choice
from acse_desktop.models import Passage, Seance
from acse_desktop.rules.decision import ACCORDS
from acse_desktop.services.listing_tables import Listing, column_of
from acse_desktop.services.listing_types import Column, Filter
from acse_desktop.translation import N_

OWN = ("tenue_le", "intitule", "etat", "lieu", "president", "participants", "compte_rendu")


def _of_sitting(measure: Any, condition: Any = None) -> Any:
    found = select(measure).where(Passage.seance_id == Seance.id)
    if condition is not None:
        found = found.where(condition)
    return found.correlate(Seance).scalar_subquery()


def _columns() -> dict[str, tuple[Column, Any]]:
    own = fields_of(Seance)
    columns = {name: (column_of(name, own[name]), getattr(Seance, name)) for name in OWN}
    granted = or_(Passage.decision.is_(None), Passage.decision.in_(sorted(ACCORDS)))
    total = func.coalesce(func.sum(type_coerce(Passage.montant, BigInteger())), 0)
    columns["dossiers"] = (
        Column("dossiers", N_("Dossiers"), "count", 88, "right"), _of_sitting(func.count()),
    )  # fmt: skip
    columns["a_decider"] = (
        Column("a_decider", N_("À décider"), "count", 96, "right"),
        _of_sitting(func.count(), Passage.decision.is_(None)),
    )
    columns["vote"] = (
        Column("vote", N_("Montant voté"), "amount", 120, "right", total=True),
        type_coerce(
            _of_sitting(total, and_(granted, Passage.montant.is_not(None))), Amount().column()
        ),
    )
    return columns


def seances() -> Listing:
    """The sittings of an exercice, the last one first."""
    columns = _columns()
    kind = fields_of(Seance)["etat"].type
    assert isinstance(kind, Choice)
    words = func.coalesce(Seance.intitule, "") + " " + func.coalesce(Seance.lieu, "")
    return Listing(
        "seances",
        source=select(Seance.id),
        identifier=Seance.id,
        columns=tuple(column for column, _sql in columns.values()),
        expressions={name: sql for name, (_column, sql) in columns.items()},
        order=(Seance.tenue_le.desc(), Seance.id),
        scope=Seance.exercice,
        searched=words,
        presets={
            "toutes": (N_("Toutes"), ()),
            "a_tenir": (N_("À tenir"), (Filter("etat", "in", ("PREPAREE", "OUVERTE")),)),
            "closes": (N_("Closes"), (Filter("etat", "in", ("CLOSE",)),)),
        },
        labels={"etat": {entry.code: entry.libelle for entry in kind.entries()}},
    )
