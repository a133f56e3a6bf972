"""What is left of the credits: the same figures in the window, in the workbook and by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from acse_desktop.models import Action, Dossier, Enveloppe
from acse_desktop.services import listing, records
from acse_desktop.services.example import make_example
from acse_desktop.services.listing_types import Query
from acse_desktop.services.workbook.writing import export_workbook
from acse_desktop.store.opening import open_base

SPENT = {"Demandé": "demande", "Proposé": "propose", "Accordé": "accorde", "Engagé": "engage",
         "Payé": "paye"}  # fmt: skip
KEYS = [column.key for column in listing.LISTINGS["enveloppes"].columns]
WIDE = {"exercice": 2012, "departement": None, "dispositif": "CUCS", "theme": None,
        "notifie": Decimal("900000.10")}  # fmt: skip
FOREIGN = {**WIDE, "departement": "94"}
REGIONAL = {**WIDE, "region": "24"}


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Any]:
    """The example, with an envelope for a whole dispositif and others of elsewhere."""
    path = make_example(tmp_path / "exemple.acse", actions=80)
    with open_base(path, agent="Awa") as base, base.session() as session:
        for values in (WIDE, FOREIGN, REGIONAL):
            records.create(session, "enveloppe", values, agent="Awa")
        yield session


def _listed(session: Any, exercice: int | None, query: Query | None = None) -> dict[str, Any]:
    found = listing.page(session, "enveloppes", query or Query(), exercice, 0, 200).rows
    return {row[0]: dict(zip(KEYS, row[1:], strict=True)) for row in found}


def _by_hand(session: Any, envelope: Any, name: str) -> Decimal:
    amounts = [
        getattr(action, f"montant_{name}") or Decimal(0)
        for action, dossier in session.query(Action, Dossier).join(Dossier)
        if dossier.exercice == envelope.exercice
        and action.dispositif == envelope.dispositif
        and envelope.theme in (None, action.theme)
        and envelope.departement in (None, dossier.departement)
        and envelope.region in (None, dossier.region)
    ]
    return sum(amounts, Decimal(0))


def test_figures_are_those_of_the_actions_of_each_exercice(example: Any) -> None:
    for exercice, years in ((2012, {2012}), (None, {2011, 2012})):
        rows = _listed(example, exercice)
        assert {row["exercice"] for row in rows.values()} == years
        for identifier, row in rows.items():
            envelope = example.get_one(Enveloppe, identifier)
            spent = {name: _by_hand(example, envelope, name) for name in SPENT.values()}
            assert {name: row[name] for name in spent} == spent
            available = envelope.notifie + (envelope.transferts or 0)
            assert row["disponible"] == available
            assert row["reste"] == available - spent["accorde"]
        totals = listing.summary(example, "enveloppes", Query(), exercice).totals
        for name in (*SPENT.values(), "disponible", "reste"):
            assert totals[name] == sum(row[name] for row in rows.values())
    *elsewhere, wide = sorted((row for row in rows.values() if row["theme"] is None),
                               key=lambda row: row["accorde"])  # fmt: skip
    assert [(row["demande"], row["reste"]) for row in elsewhere] == [(0, WIDE["notifie"])] * 2
    assert wide["accorde"] > 0


def test_the_workbook_says_the_same(example: Any, tmp_path: Path) -> None:
    export_workbook(example, 2012, tmp_path / "r.xlsx")
    headers, *lines = openpyxl.load_workbook(tmp_path / "r.xlsx")["Enveloppes"].values
    written = [dict(zip(headers, line, strict=True)) for line in lines]
    rows = _listed(example, 2012)
    labels = {**SPENT, "Reste à accorder": "reste", "Montant notifié": "notifie"}
    for line in written:
        row = next(row for identifier, row in rows.items() if identifier in line.values())
        assert {name: Decimal(str(line[label])) for label, name in labels.items()} == {
            name: row[name] for name in labels.values()
        }
    assert len(written) == len(rows) > 10


def test_overdrawn_envelopes_have_their_chip_and_themes_are_searched(example: Any) -> None:
    described = listing.LISTINGS["enveloppes"]
    rows = _listed(example, 2012)
    over = {identifier for identifier, row in rows.items() if row["reste"] < 0}
    found = _listed(example, 2012, Query(filters=described.presets["depassees"][1]))
    assert set(found) == over and 0 < len(over) < len(rows)
    counts = listing.preset_counts(example, "enveloppes", 2012)
    assert counts == {"toutes": len(rows), "depassees": len(over)}
    educative = _listed(example, 2012, Query("éduc"))
    assert educative and {row["theme"] for row in educative.values()} == {"2012-2"}
