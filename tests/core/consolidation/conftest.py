"""Small bases of two départements, invented, and the workbooks that they send."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Contrat,
    Dossier,
    Enveloppe,
    Financement,
    Indicateur,
    Lieu,
    LigneBudget,
    Organisme,
    Public,
    Quartier,
    Versement,
)
from acse_desktop.services.workbook.figures import Sending
from acse_desktop.services.workbook.writing import export_workbook
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

COMMON_SIRET = "73282932000074"
Send = Callable[..., Path]


def _action(rank: int, departement: str) -> Action:
    euros = Decimal(1000 * rank) + Decimal("0.37")
    return Action(
        numero=f"2012-0001-{rank:02d}", rang=rank, intitule=f"Action {rank} = du {departement}",
        statut="ACCORDE", dispositif=("CUCS", "PRE", None)[rank % 3],
        theme=("2012-1", "2012-2", None)[rank % 3], debut_le=date(2012, 1, 1),
        montant_demande=euros * 2, montant_accorde=euros, montant_paye=euros - 100,
        financements=[Financement(compte="74region", financeur="Région", demande_specifique=euros)],
        lignes=[LigneBudget(compte="60", prevu=euros, realise=euros - 1)],
        publics=[Public(tranche_age="6-15", sexe="F", prevu=12)],
        versements=[Versement(nature="ACOMPTE", montant=euros - 100, ej="2101234567")],
        indicateurs=[Indicateur(code="PRE.ENF_IND", prevu=Decimal(5))],
    )  # fmt: skip


def fill(session: Session, departement: str, count: int) -> None:
    """Two organismes, a contract with a quarter, an envelope, and actions with all their parts."""
    contrat = Contrat(code=f"C{departement}", nom=f"CUCS de {departement}")
    quartier = Quartier(nom="Les Tilleuls", contrat=contrat)
    organisme = Organisme(nom="Les Tilleuls", siret=COMMON_SIRET, commune="Bobigny")
    alone = Organisme(nom=f"Solo {departement}", siret="35600000049837")
    dossier = Dossier(
        organisme=organisme, exercice=2012, numero="2012-0001", departement=departement
    )
    dossier.actions = [_action(rank, departement) for rank in range(1, count + 1)]
    envelope = Enveloppe(
        exercice=2012, departement=departement, dispositif="CUCS", notifie=Decimal("90000.00")
    )
    session.add_all([contrat, quartier, organisme, alone, dossier, envelope])
    session.flush()
    for action in dossier.actions:
        action.lieux = [
            Lieu(commune="Bobigny", part=Decimal(100), contrat_id=contrat.id,
                 quartier_id=quartier.id)
        ]  # fmt: skip
        action.contrat_id = contrat.id


@contextmanager
def base_of(folder: Path, departement: str) -> Iterator[Session]:
    with (
        open_base(folder / f"{departement}.acse", agent="Awa") as base,
        base.session() as session,
    ):
        yield session


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("departements")
    for departement, count in (("93", 5), ("77", 3)):
        create_base(
            folder / f"{departement}.acse", departement=departement, exercice=2012, agent="Awa"
        )
        with base_of(folder, departement) as session, operation(session, "Saisir", agent="Awa"):
            fill(session, departement, count)
    create_base(folder / "R11.acse", region="11", exercice=2012, agent="Awa")
    return folder


@pytest.fixture
def folder(templates: Path, tmp_path: Path) -> Path:
    """The bases of the 93, of the 77 and of the region, for one test."""
    return copied(templates, tmp_path)


def copied(templates: Path, folder: Path) -> Path:
    """The three bases, copied in a folder."""
    for path in templates.glob("*.acse"):
        shutil.copyfile(path, folder / path.name)
    return folder


@pytest.fixture
def region(folder: Path) -> Iterator[Session]:
    with base_of(folder, "R11") as session:
        yield session


@pytest.fixture
def send(folder: Path) -> Send:
    """Export the remontée of a département, on a day."""
    return partial(remontee_of, folder)


def remontee_of(folder: Path, departement: str, day: int = 23, name: str = "") -> Path:
    """The remontée of the base of a département, exported on a day of November."""
    target = folder / (name or f"remontee_{departement}_2012_2012-11-{day}.xlsx")
    with base_of(folder, departement) as session:
        sending = Sending(agent="Awa", on=date(2012, 11, day))
        export_workbook(session, 2012, target, sending=sending)
    return target
