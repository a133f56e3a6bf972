"""A base with an association and a commune, each with two dossiers."""

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

JOUR = date(2012, 3, 31)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("modele") / "modele.acse"
    create_base(path, departement="93", exercice=2012, agent="Awa", jour=JOUR)
    with open_base(path, agent="Awa") as base, base.session() as session:
        _fill(session)
    return path


def _fill(session: Session) -> None:
    with operation(session, "Préparer", agent="Awa"):
        session.add(Organisme(id="asso", nom="Femmes en chemin", statut="ASSO",
                              representant_nom="Diallo"))  # fmt: skip
        session.add(Organisme(id="ville", nom="Commune de Bondy", statut="COMMUNE"))
        session.add_all(
            [
                _dossier("ancien", "asso", 2011, Decimal(15_000), Decimal(10_000)),
                _dossier("asso12", "asso", 2012, Decimal(14_250), None),
                _dossier("ville12", "ville", 2012, Decimal(40_000), None),
            ]
        )


def _dossier(
    key: str, bearer: str, exercice: int, asked: Decimal, granted: Decimal | None
) -> Dossier:
    action = Action(
        id=f"action-{key}", statut="RECU" if granted is None else "BILAN",
        montant_demande=asked, montant_accorde=granted,
    )  # fmt: skip
    return Dossier(
        id=key, organisme_id=bearer, exercice=exercice, numero=f"{exercice}-{key}",
        recu_le=date(exercice, 3, 1), signataire="Mme A. DIALLO", actions=[action],
    )  # fmt: skip


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A copy of the base, in a folder with the accents of real ones."""
    folder = tmp_path / "Élise d’Août n°1"
    folder.mkdir()
    target = folder / "dossiers 93 #1.acse"
    target.write_bytes(template.read_bytes())
    return target


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    with open_base(path, agent="Awa") as base, base.session() as opened:
        yield opened
