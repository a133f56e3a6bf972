"""The act that is due follows the year's grants of the bearer, all its actions together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from acse_desktop.models import Acte, Organisme
from acse_desktop.services import acts
from acse_desktop.services.acts import Order
from acse_desktop.services.acts.choosing import act_due, crossings
from acse_desktop.store.operations import operation
from tests.core.acts.conftest import EXERCICE, actions_of, grant


def _bearer(session: Session, dossier: str) -> str:
    from acse_desktop.models import Dossier

    return str(session.get_one(Dossier, dossier).organisme_id)


@pytest.mark.parametrize(
    ("amounts", "statut", "nature"),
    [
        ((10_000, 13_000), "ASSO", "ARRETE"),
        ((10_000, 13_001), "ASSO", "CONVENTION"),
        ((100_000,), "COMMUNE", "ARRETE"),
        ((100_000,), "ASSO", "CONVENTION"),
    ],
)
def test_the_threshold_is_per_bearer_and_for_private_bodies(
    session: Session, dossier: str, amounts: tuple[int, ...], statut: str, nature: str
) -> None:
    grant(session, dossier, *amounts)
    bearer = _bearer(session, dossier)
    with operation(session, "Statut", agent="essai"):
        session.get_one(Organisme, bearer).statut = statut
    due = act_due(session, bearer, EXERCICE)
    assert (due.nature, due.total) == (nature, Decimal(sum(amounts)))
    assert due.deposit is False


def test_above_153_000_the_deposit_is_told(session: Session, dossier: str) -> None:
    grant(session, dossier, 153_001)
    assert act_due(session, _bearer(session, dossier), EXERCICE).deposit
    (one,) = acts.prepare(session, Order(), dossier_ids=[dossier]).ready
    assert any("153" in text for text in one.warnings)


def test_a_later_grant_crosses_the_threshold(session: Session, dossier: str) -> None:
    bearer = _bearer(session, dossier)
    grant(session, dossier, 15_000)
    (first,) = acts.generate(session, Order(), dossier_ids=[dossier], agent="essai").made
    assert first.numero == "2012-ARR-0001"
    assert crossings(session, EXERCICE) == []

    grant(session, dossier, 15_000, 9_000)
    (crossing,) = crossings(session, EXERCICE)
    assert (crossing.organisme_id, crossing.due.nature) == (bearer, "CONVENTION")
    (one,) = acts.prepare(session, Order(), dossier_ids=[dossier]).ready
    assert "remplace" in " ".join(one.warnings)
    assert one.values["acte.modifie_numero"] == "2012-ARR-0001"
    acts.record(session, acts.prepare(session, Order(), dossier_ids=[dossier]), agent="essai")
    convention = session.query(Acte).filter_by(numero="2012-CONV-0001").one()
    assert (convention.montant, convention.modifie_id) == (Decimal(24_000), first.acte_id)
    assert crossings(session, EXERCICE) == []
    assert [one.acte_numero for one in actions_of(session, dossier)] == [
        "2012-CONV-0001", "2012-CONV-0001", None,
    ]  # fmt: skip

    grant(session, dossier, 15_000, 9_000, 1_500)
    (amended,) = acts.generate(session, Order(), dossier_ids=[dossier], agent="essai").made
    avenant = session.get_one(Acte, amended.acte_id)
    assert (avenant.nature, avenant.montant) == ("AVENANT", Decimal(1_500))
    assert avenant.modifie_id == convention.id
    refused = acts.prepare(session, Order(), dossier_ids=[dossier]).refused
    assert "déjà leur acte" in refused[0].reasons[0]


def test_an_arrete_asked_above_the_threshold_warns(session: Session, dossier: str) -> None:
    grant(session, dossier, 24_000)
    (one,) = acts.prepare(session, Order("ARRETE"), dossier_ids=[dossier]).ready
    assert "une convention est due" in " ".join(one.warnings)
