"""A base with supported actions of two dispositifs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

AGENT = "Awa"
JOUR = date(2012, 11, 19)


def _dossier(rank: int) -> Dossier:
    bearer = Organisme(nom=f"Association {rank}", statut="ASSO")
    made = Dossier(organisme=bearer, exercice=2012, numero=f"2012-{rank:04}", departement="93")
    made.actions = [
        Action(
            id=f"{code}-{rank}", numero=f"2012-{rank:04}-0{place}", rang=place, statut="ACCORDE",
            intitule=f"Action {rank}", dispositif=code, crf_attendu_le=date(2013, 6, 30),
            montant_accorde=Decimal(1000 * rank),
        )
        for place, code in enumerate(("CUCS", "PRE"), 1)
    ]  # fmt: skip
    return made


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Twenty actions: ten of the CUCS and ten of the PRE, from 1,000 to 10,000 euros."""
    path = create_base(
        tmp_path / "base.acse", exercice=2012, agent=AGENT, departement="93", jour=JOUR
    )
    with open_base(path, agent=AGENT) as base, base.session() as opened:
        with operation(opened, "Préparer", agent=AGENT):
            opened.add_all([_dossier(rank) for rank in range(1, 11)])
        yield opened
