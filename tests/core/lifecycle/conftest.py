"""Three actions of two organismes, one of which owes the compte rendu of an older grant."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from acse_desktop.models import Action, BaseInfo, Dossier, Organisme
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation, unjournaled

AGENT = "Awa Diallo"
TODAY = date(2012, 11, 20)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base as every test finds it."""
    folder = tmp_path_factory.mktemp("cycle")
    path = create_base(folder / "cycle.acse", exercice=2012, agent=AGENT, departement="93")
    with open_base(path, agent=AGENT) as base, base.session() as session:
        with operation(session, "Préparer", agent=AGENT):
            _fill(session)
        with unjournaled(session):
            session.add(BaseInfo(cle="jour", valeur=TODAY.isoformat()))
    return path


def _fill(session: Session) -> None:
    session.add(Organisme(id="sain", nom="Association Passerelles"))
    session.add(Organisme(id="redevable", nom="Régie des Tilleuls"))
    session.flush()
    for name, bearer, year in (("d1", "sain", 2012), ("d2", "redevable", 2012),
                               ("d0", "redevable", 2010)):  # fmt: skip
        session.add(Dossier(id=name, organisme_id=bearer, exercice=year, numero=f"93-{year}-{name}",
                            recu_le=date(year, 1, 15), complet_le=date(year, 2, 1)))  # fmt: skip
    session.flush()
    for name, dossier in (("a1", "d1"), ("a2", "d1"), ("b1", "d2")):
        session.add(Action(id=name, dossier_id=dossier, numero=f"93-{name}", statut="RECU",
                           intitule=f"Action {name}", montant_demande=Decimal("5000.50"),
                           montant_propose=Decimal("4000.25")))  # fmt: skip
    session.add(Action(id="old", dossier_id="d0", numero="93-old", statut="BILAN",
                       decision="ACCORD", montant_accorde=Decimal(900)))  # fmt: skip


@contextmanager
def opened(template: Path, folder: Path) -> Iterator[Session]:
    """A fresh copy of the base, open."""
    path = Path(shutil.copyfile(template, folder / "base.acse"))
    with open_base(path, agent=AGENT) as base, base.session() as session:
        yield session


@pytest.fixture
def session(template: Path, tmp_path: Path) -> Iterator[Session]:
    with opened(template, tmp_path) as found:
        yield found
