"""A base of one envelope per case: five actions of two organismes before a sitting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acse_desktop.models import Action, Contrat, Dossier, Enveloppe, Organisme
from acse_desktop.services.committee import sittings
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

AGENT = "Awa"
THEME = "2012-1"
ACTIONS = (
    # identifier, dossier, statut, theme, asked, proposed, granted
    ("a1", "d1", "COMITE", THEME, "18000", "15000.01", None),
    ("a2", "d1", "COMITE", THEME, "7800", "6000", None),
    ("a3", "d2", "COMITE", None, "9600", None, None),
    ("a4", "d2", "COMITE", None, "6000", "3000.50", None),
    ("a5", "d2", "NOTIFIE", THEME, "9000", "9000", "8000.25"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Any]:
    """Credits of CUCS (40 000 €, of which 20 000 € on a theme), and the actions."""
    path = create_base(tmp_path / "comite.acse", exercice=2012, agent=AGENT, departement="93")
    with open_base(path, agent=AGENT) as base, base.session() as session:
        with operation(session, "Préparer", agent=AGENT):
            _fill(session)
        yield session


def _fill(session: Any) -> None:
    session.add(Contrat(id="c1", nom="CUCS de Valbrun"))
    for name, nom in (("o1", "Association Passerelles"), ("o2", "MJC de Montclar")):
        session.add(Organisme(id=name, nom=nom))
    for name, theme, notified in (("e1", None, "40000"), ("e2", THEME, "20000")):
        session.add(
            Enveloppe(id=name, exercice=2012, departement="93", dispositif="CUCS", theme=theme,
                      notifie=Decimal(notified))
        )  # fmt: skip
    session.flush()
    for rank in (1, 2):
        session.add(
            Dossier(id=f"d{rank}", organisme_id=f"o{rank}", exercice=2012, departement="93",
                    numero=f"93-2012-000{rank}")
        )  # fmt: skip
    session.flush()
    for rank, one in enumerate(ACTIONS, 1):
        session.add(_action(rank, one))


def _action(rank: int, one: tuple[Any, ...]) -> Action:
    name, dossier, statut, theme, asked, proposed, granted = one
    return Action(
        id=name, dossier_id=dossier, rang=rank, numero=f"93-2012-{rank}", intitule=f"Action {rank}",
        statut=statut, dispositif="CUCS", theme=theme, contrat_id="c1",
        montant_demande=Decimal(asked),
        montant_propose=Decimal(proposed) if proposed else None,
        montant_accorde=Decimal(granted) if granted else None,
    )  # fmt: skip


@pytest.fixture
def seance(session: Any) -> str:
    """A sitting of 26 November with the four actions that are before the committee."""
    values = {"exercice": 2012, "tenue_le": date(2012, 11, 26), "intitule": "Comité CUCS"}
    identifier = sittings.create_sitting(session, values, agent=AGENT)
    sittings.add_actions(session, identifier, ["a1", "a2", "a3", "a4"], agent=AGENT)
    return identifier
