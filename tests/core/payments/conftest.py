"""Two organismes with grants of two years, and extractions of Chorus made on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, LigneChorus, Organisme
from acse_desktop.services import records
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import operation

AGENT = "Awa"
SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "modele_chorus-export.xlsx"
TILLEULS, HORIZON = "73282932000074", "55208131766522"
GRANTS = (
    # action, dossier, granted, notified, EJ
    ("t1", "dt", "10000", date(2012, 4, 2), "2101234567"),
    ("t2", "dt", "5000.50", date(2012, 4, 2), "2101234567"),
    ("h1", "dh", "8000", date(2012, 5, 3), "2107654321"),
    ("h2", "dh", "3000", date(2012, 5, 3), None),
    ("t0", "dt0", "4000", date(2011, 5, 3), "2100000011"),
)
HEADER = (
    "N° EJ", "N° poste EJ", "Fournisseur payé (DP)", None, "Branche", None, "Code taxe 1",
    "No TVA 3", "Référentiel de programmation", None, "Société", "Exercice comptable", "N° DP",
    "N° poste DP", "Date de dernière opération sur la DP", "Centre financier", None,
    "Domaine fonctionnel", None, "Montant payé",
)  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = create_base(tmp_path / "base.acse", exercice=2012, agent=AGENT, departement="93")
    with open_base(path, agent=AGENT) as base, base.session() as opened:
        with operation(opened, "Préparer", agent=AGENT):
            _fill(opened)
        yield opened


def _fill(session: Session) -> None:
    session.add(Organisme(id="t", nom="Association des Tilleuls", siret=TILLEULS))
    session.add(Organisme(id="h", nom="Régie Horizon", siret=HORIZON))
    session.flush()
    for name, bearer, year in (("dt", "t", 2012), ("dh", "h", 2012), ("dt0", "t", 2011)):
        numero = f"93-{year}-{name}"
        session.add(Dossier(id=name, organisme_id=bearer, exercice=year, numero=numero))
    session.flush()
    for rank, (name, dossier, granted, notified, ej) in enumerate(GRANTS):
        session.add(
            Action(
                id=name, dossier_id=dossier, rang=rank, numero=f"93-{name}", intitule=name,
                statut="NOTIFIE", montant_accorde=Decimal(granted), notifie_le=notified, ej=ej,
            )
        )  # fmt: skip


def values(session: Session, table: str, identifier: str) -> dict[str, Any]:
    """The fields of a record."""
    return records.read(session, table, identifier).values


def chorus_row(montant: Any, **changes: Any) -> tuple[Any, ...]:
    """A row of the layout of 20 columns, invented."""
    row: dict[Any, Any] = dict(enumerate([None] * len(HEADER)))
    row |= {
        0: changes.get("ej", "2107654321"), 1: changes.get("poste_ej", "1"), 2: "1000011111",
        3: changes.get("nom", "REGIE HORIZON"), 4: "Z039", 5: "Associations",
        6: changes.get("siret", HORIZON), 10: "AC93", 11: changes.get("exercice", 2012),
        12: changes.get("dp", "100000001"), 13: changes.get("poste_dp", "1"),
        14: changes.get("paye_le", "15/06/2012"), 15: "0147/0776-C001", 16: "UO", 17: "0147-01-02",
        18: "Politique de la ville", 19: montant,
    }  # fmt: skip
    return tuple(row.values())


def extraction(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A workbook as Chorus gives it: title, header with empty names, rows, total."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "1. Extraction"
    sheet.append(["Paiements du programme 147"])
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    total = sum(Decimal(str(row[19])) for row in rows if isinstance(row[19], int | float))
    sheet.append(["Résultat global", *[None] * 18, float(total)])
    sheet.append(["Extraction du 20/11/2012"])
    book.save(path)
    return path


def lignes(session: Session) -> list[LigneChorus]:
    """The rows kept, by DP then amount."""
    query = select(LigneChorus).order_by(LigneChorus.dp, LigneChorus.montant)
    return list(session.scalars(query.execution_options(populate_existing=True)))
