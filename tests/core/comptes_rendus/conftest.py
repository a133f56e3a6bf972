"""A base with one organisme and granted actions of several years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

AGENT = "Awa"
Grant = Callable[..., str]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = create_base(tmp_path / "suivi.acse", exercice=2013, agent=AGENT, departement="93")
    with open_base(path, agent=AGENT) as base, base.session() as opened:
        yield opened


@pytest.fixture
def grant(session: Session) -> Grant:
    """Adds a granted action to the dossier of an organisme for a year, both made when needed."""

    def granted(
        exercice: int, amount: str | None = "10000", organisme: str = "o1", **fields: Any
    ) -> str:
        dossier = f"{organisme}-{exercice}"
        with operation(session, "Préparer", agent=AGENT):
            if session.get(Organisme, organisme) is None:
                session.add(Organisme(id=organisme, nom=f"Association {organisme}", statut="ASSO"))
                session.flush()
            known = session.get(Dossier, dossier)
            if known is None:
                known = Dossier(
                    id=dossier, organisme_id=organisme, exercice=exercice,
                    numero=f"93-{exercice}-{organisme}", departement="93",
                    recu_le=fields.pop("recu_le", date(exercice - 1, 12, 1)),
                    complet_le=fields.pop("complet_le", None),
                )  # fmt: skip
                session.add(known)
                session.flush()
            rank = len(known.actions) + 1
            action = Action(
                dossier_id=dossier, rang=rank, numero=f"{known.numero}-{rank:02d}",
                **{"intitule": "Ateliers", "statut": "PAIEMENT", "dispositif": "CUCS",
                   "montant_accorde": Decimal(amount) if amount else None, **fields},
            )  # fmt: skip
            session.add(action)
            session.flush()
            session.expire(known)
            return str(action.id)

    return granted
