"""A small example base, its letterhead filled in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.services.acts import letterhead
from acse_desktop.services.example import make_example
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation

EXERCICE = 2012


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A département of thirty actions."""
    path = tmp_path_factory.mktemp("actes") / "exemple.acse"
    make_example(path, departement="93", exercice=EXERCICE, actions=30, graine=7)
    return path


@pytest.fixture
def session(example: Path, tmp_path: Path) -> Iterator[Session]:
    """A session of a copy of the example."""
    base = open_base(Path(shutil.copy(example, tmp_path / "base.acse")), agent="essai")
    with base.session() as opened:
        letterhead.write_letterhead(
            opened, {fact.name: fact.example or fact.usual for fact in letterhead.FACTS}
        )
        yield opened
    base.close()


@pytest.fixture
def dossier(session: Session) -> str:
    """A complete dossier of an association, with three actions."""
    with operation(session, "Préparer", agent="essai"):
        organisme = Organisme(
            nom="Les Amis du Clos", statut="ASSO", siret="50326459700019",
            adresse="3, rue des Lilas", code_postal="93000", commune="Bobigny",
            representant_civilite="MME", representant_prenom="Ana", representant_nom="Lopez",
        )  # fmt: skip
        session.add(organisme)
        session.flush()
        made = Dossier(organisme_id=organisme.id, exercice=EXERCICE, numero="93-2012-9000")
        session.add(made)
        session.flush()
        for rank in (1, 2, 3):
            session.add(
                Action(dossier_id=made.id, rang=rank, numero=f"93-2012-9000-{rank:02d}",
                       intitule=f"Atelier {rank}", statut="RECU", montant_demande=Decimal(5_000),
                       debut_le=date(2012, 1, 1), fin_le=date(2012, 12, 31))
            )  # fmt: skip
        session.flush()
        return str(made.id)


def actions_of(session: Session, dossier_id: str) -> list[Action]:
    """The actions of a dossier, in order."""
    query = select(Action).where(Action.dossier_id == dossier_id).order_by(Action.rang)
    return list(session.scalars(query))


def grant(session: Session, dossier_id: str, *amounts: int) -> list[str]:
    """Grant these euros to the first actions of a dossier; gives their identifiers."""
    with operation(session, "Accorder", agent="essai"):
        granted = actions_of(session, dossier_id)[: len(amounts)]
        for action, amount in zip(granted, amounts, strict=True):
            action.decision, action.montant_accorde = "ACCORD", Decimal(amount)
        session.flush()
        return [action.id for action in granted]
