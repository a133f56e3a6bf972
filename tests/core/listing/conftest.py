"""A small base to list: two organismes, three actions of 2012 and one of 2011."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

ACTIONS = (
    ("d1", 1, "Accompagnement à la scolarité", "RECU", "1000.10", None),
    ("d1", 2, "Chantier éducatif d’été", "COMITE", "2000.20", "1500"),
    ("d2", 1, "Œuvre collective", "CLOS", None, "300.30"),
    ("d0", 1, "Accompagnement 2011", "CLOS", "900", "900"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Any]:
    path = create_base(tmp_path / "liste.acse", exercice=2012, agent="Awa", departement="93")
    with open_base(path, agent="Awa") as base, base.session() as session:
        with operation(session, "Préparer", agent="Awa"):
            session.add(Organisme(id="o1", nom="Association Passerelles", commune="Épinay"))
            session.add(Organisme(id="o2", nom="Régie des Tilleuls", statut="REGIE", siret="1"))
            session.flush()
            for name, organisme, year in (
                ("d0", "o1", 2011),
                ("d1", "o1", 2012),
                ("d2", "o2", 2012),
            ):
                numero = f"93-{year}-000{name[1]}"
                session.add(Dossier(id=name, organisme_id=organisme, exercice=year, numero=numero))
            session.flush()
            for dossier, rang, intitule, statut, asked, granted in ACTIONS:
                session.add(
                    Action(
                        id=f"{dossier}-{rang}", dossier_id=dossier, rang=rang, intitule=intitule,
                        numero=f"93-2012-000{dossier[1]}-0{rang}", statut=statut, dispositif="CUCS",
                        montant_demande=Decimal(asked) if asked else None,
                        montant_accorde=Decimal(granted) if granted else None,
                    )
                )  # fmt: skip
        yield session
