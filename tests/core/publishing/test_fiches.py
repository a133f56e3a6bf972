"""The fiche of a record as a document, and lists: their amounts, and what is kept out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled
from acse_desktop.models import Action, Avis, Contrat, Dossier, LigneBudget, Organisme, Versement
from acse_desktop.progress import Progress
from acse_desktop.services import budget, listing
from acse_desktop.services.example import make_example
from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.fiches import fiche
from acse_desktop.services.seen import Seen, seen_document
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = make_example(tmp_path_factory.mktemp("fiches") / "exemple.acse", actions=120)
    base = open_base(path, agent="essai")
    with base.session() as session:
        yield session
    base.close()


def _table(document: Document, title: str) -> Table:
    return next(one for one in document.tables if one.title == title)


def _texts(document: Document) -> str:
    return "\n".join(str(cell) for table in document.tables for row in table.rows for cell in row)


def test_the_budget_of_every_action_is_that_of_the_service(session: Session) -> None:
    actions = session.scalars(
        select(Action).where(Action.id.in_(select(LigneBudget.action_id))).limit(25)
    ).all()
    assert len(actions) == 25
    for action in actions:
        document = fiche(session, "action", action.id)
        balance = budget.balance_of(action.lignes, action.financements)
        assert _table(document, "Charges").rows[-1][1] == balance.charges
        assert _table(document, "Produits").rows[-1][1] == balance.produits
        assert _table(document, "Équilibre").rows[0][1:] == (
            balance.charges, balance.produits, balance.gap)  # fmt: skip


def test_the_payments_are_net_of_what_came_back(session: Session) -> None:
    identifier = session.scalars(
        select(Versement.action_id).where(Versement.nature == "REVERSEMENT")
    ).first()
    assert identifier is not None
    payments = _table(fiche(session, "action", identifier), "Versements")
    net = session.get_one(Action, identifier).montant_paye
    assert net in payments.rows[-1] and payments.totalled


def test_personal_data_and_confidential_opinions_are_kept_out(session: Session) -> None:
    said = Avis.commentaire.is_not(None), Avis.confidentiel.is_not(True)
    opinion = session.scalars(select(Avis).where(*said)).first()
    assert opinion is not None and opinion.action_id is not None
    action = session.get_one(Action, opinion.action_id)
    assert action.dossier is not None
    bearer = session.get_one(Organisme, action.dossier.organisme_id)
    with operation(session, "Préparer", agent="essai"):
        bearer.iban, bearer.representant_courriel = "FR7610071750000000001000", "prive@exemple.fr"
        opinion.commentaire, action.responsable_telephone = "à ne pas dire", "0600000000"
    assert "à ne pas dire" in _texts(fiche(session, "action", action.id))
    with operation(session, "Préparer", agent="essai"):
        opinion.confidentiel = True
    for table, identifier in (("action", action.id), ("organisme", bearer.id)):
        text = _texts(fiche(session, table, identifier))
        assert bearer.nom and bearer.nom in text
        for hidden in ("FR76", "prive@exemple.fr", "à ne pas dire", "0600000000"):
            assert hidden not in text


def test_a_contract_and_a_bearer_tell_their_amounts(session: Session) -> None:
    contrat = session.scalars(select(Contrat)).first()
    assert contrat is not None
    years = _table(fiche(session, "contrat", contrat.id), "Crédits par exercice")
    asked = session.scalar(
        select(func.sum(Action.montant_demande)).where(Action.contrat_id == contrat.id)
    )
    assert sum(row[3] for row in years.rows) == asked  # type: ignore[misc]
    bearer = session.scalars(select(Dossier.organisme_id)).first()
    assert bearer is not None
    dossiers = _table(fiche(session, "organisme", bearer), "Dossiers")
    granted = session.scalar(
        select(func.sum(Action.montant_accorde)).join(Dossier).where(Dossier.organisme_id == bearer)
    )
    assert dossiers.rows[-1][4] == (granted or Decimal(0))


@pytest.mark.parametrize("key", ["enveloppes", "postes"])
def test_any_other_record_has_a_fiche(session: Session, key: str) -> None:
    table = {"enveloppes": "enveloppe", "postes": "poste"}[key]
    row = listing.page(session, key, Query(), None, 0, 1).rows[0]
    document = fiche(session, table, row[0])
    assert len(document.tables) > 1 and document.title.startswith(("Enveloppe", "Poste"))


def test_a_list_is_printed_as_it_is_seen(session: Session) -> None:
    query = Query(filters=(Filter("dispositif", "in", ("PRE", "CUCS")),), sort=(("numero", True),))
    columns = ("numero", "montant_accorde", "statut")
    seen = Seen("actions", query, 2012, columns, "Dossiers", (("Filtres", "PRE, CUCS"),))
    document = seen_document(session, seen, Progress())
    (table,) = document.tables
    found = listing.summary(session, "actions", query, 2012)
    assert len(table.rows) == found.count + 1 and table.totalled
    assert table.rows[-1] == ("Total", found.totals["montant_accorde"], None)
    assert sum(row[1] or 0 for row in table.rows[:-1]) == found.totals["montant_accorde"]  # type: ignore[misc]
    numbers = [str(row[0]) for row in table.rows[:-1]]
    assert numbers == sorted(numbers, reverse=True)


def test_reading_a_list_can_be_given_up(session: Session, monkeypatch: Any) -> None:
    monkeypatch.setattr("acse_desktop.services.seen.BATCH", 10)
    progress = Progress()
    progress.cancel()
    seen = Seen("actions", Query(), None, ("numero",), "Dossiers")
    with pytest.raises(Cancelled):
        seen_document(session, seen, progress)
