"""The example of the country: the figures of the page, to the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Enveloppe, Signataire
from acse_desktop.services.example import make_example
from acse_desktop.services.figures import compute
from acse_desktop.store.opening import open_base


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = make_example(tmp_path_factory.mktemp("pays") / "pays.acse", national=True)
    with open_base(made, agent="essai", read_only=True) as base, base.session() as session:
        yield session


def test_the_figures_of_the_page_hold_exactly(session: Session) -> None:
    found = compute(session, 2012)
    communes = found.pop("communes")
    assert communes is not None and communes > 3_000
    assert found == {
        "contrats": 497, "actions": 30_000, "enfants_pre": 120_000, "programmes_pre": 510,
        "places_internats": 3_000, "stagiaires_e2c": 11_400, "enfants_vvv": 390_000,
        "departements_vvv": 95, "parrainages": 9_300, "taux_retour_parrainage": Decimal(54),
        "actions_culture": 3_000, "actions_culture_cucs": 2_855, "budget": Decimal(346_000_000),
    }  # fmt: skip


def test_every_record_belongs_to_one_of_a_hundred_departements(session: Session) -> None:
    assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    for column in (Dossier.departement, Contrat.departement, Enveloppe.departement):
        codes = set(session.scalars(select(column).distinct()))
        assert len(codes) == 100 and None not in codes
    communes = select(func.count(Signataire.code_insee.distinct()))
    assert session.scalar(communes) > 3_000
    crossed = (
        select(func.count(Action.id))
        .join(Dossier)
        .join(Contrat, Contrat.id == Action.contrat_id)
        .where(Contrat.departement != Dossier.departement)
    )
    assert session.scalar(crossed) == 0


def test_no_envelope_is_overdrawn(session: Session) -> None:
    granted = (
        select(
            Dossier.departement, Action.dispositif, Action.theme, func.sum(Action.montant_accorde)
        )
        .join(Dossier)
        .where(Action.montant_accorde > 0)
        .group_by(Dossier.departement, Action.dispositif, Action.theme)
    )
    notified = {
        (row.departement, row.dispositif, row.theme): row.notifie
        for row in session.scalars(select(Enveloppe))
    }
    for *key, total in session.execute(granted):
        assert total <= notified[tuple(key)]
