"""What an agent writes is whole, named, recorded, undone and redone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict, UserError
from acse_desktop.fields import new_id
from acse_desktop.models import (
    Action,
    Changement,
    Dossier,
    Financement,
    Operation,
    Organisme,
    Provenance,
    Versement,
)
from acse_desktop.store.opening import OpenBase, open_base
from acse_desktop.store.operations import (
    operation,
    redo,
    redo_name,
    undo,
    undo_name,
    verify_chain,
)


def _organisme() -> Organisme:
    action = Action(
        intitule="Chorale", montant_demande=Decimal("1234.56"), debut_le=date(2012, 3, 1),
        videoprotection=False, versements=[Versement(montant=Decimal("10"))],
        financements=[Financement(accorde_commun=Decimal("0.10")), Financement()],
    )  # fmt: skip
    return Organisme(nom="Élan", dossiers=[Dossier(exercice=2012, actions=[action])])


def _count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def _outside(path: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA foreign_keys=ON")
        other.execute(sql, values)
    other.close()


@pytest.fixture
def session(opened: OpenBase) -> Session:
    with opened.session() as session:
        yield session


@pytest.fixture
def organisme(session: Session) -> Organisme:
    with operation(session, "Créer", agent="Awa"):
        created = _organisme()
        session.add(created)
    return created


def test_before_and_after_of_every_changed_field_are_kept(
    session: Session, organisme: Organisme
) -> None:
    action = organisme.dossiers[0].actions[0]
    with operation(session, "Corriger le montant", agent="Bakary") as done:
        action.montant_demande = Decimal("2000")
        action.videoprotection = True
        action.intitule = "Chorale"
        session.flush()
        action.debut_le = None
    assert done.touched == {"action": {action.id}}
    written = session.get_one(Operation, done.operation_id)
    assert (written.nom, written.agent, written.rang) == ("Corriger le montant", "Bakary", 2)
    (change,) = written.changements
    assert json.loads(change.avant or "") == {
        "debut_le": "2012-03-01", "montant_demande": "1234.56", "videoprotection": "non",
    }  # fmt: skip
    assert json.loads(change.apres or "") == {
        "debut_le": None, "montant_demande": "2000.00", "videoprotection": "oui",
    }  # fmt: skip


def test_an_error_writes_nothing_and_no_change_writes_no_line(
    session: Session, organisme: Organisme
) -> None:
    with pytest.raises(ZeroDivisionError), operation(session, "Casser", agent="Awa"):
        organisme.nom = "Perdu"
        session.flush()
        session.add(Organisme(nom="Perdu"))
        raise ZeroDivisionError
    assert organisme.nom == "Élan"
    with operation(session, "Rien", agent="Awa") as done:
        organisme.nom = "Élan"
    assert done.operation_id is None
    assert _count(session, Organisme) == _count(session, Operation) == 1


def test_an_operation_inside_another_is_part_of_it(session: Session) -> None:
    with operation(session, "Tout", agent="Awa") as outer:
        session.add(Organisme(nom="A"))
        with operation(session, "Partie", agent="Awa") as inner:
            session.add(Organisme(nom="B"))
        assert inner is outer
    undo(session, "Awa")
    assert _count(session, Organisme) == 0


def test_a_deletion_comes_back_with_all_that_the_base_deleted(opened: OpenBase) -> None:
    with opened.session() as session:
        with operation(session, "Créer", agent="Awa"):
            session.add(_organisme())
        with operation(session, "Citer", agent="Awa"):
            source = Provenance(fichier="a.xlsx", sha256="0", nature="import", lu_le=datetime.min)
            session.add(source)
            session.flush()
            session.scalars(select(Action)).one().provenance_id = source.id
    models = (Organisme, Dossier, Action, Financement, Versement)
    with opened.session() as session:  # nothing of the children is loaded here
        with operation(session, "Supprimer", agent="Awa") as done:
            session.delete(session.scalars(select(Organisme)).one())
        assert [_count(session, model) for model in models] == [0] * 5
        assert {table: len(ids) for table, ids in done.deleted.items()} == {
            "organisme": 1, "dossier": 1, "action": 1, "financement": 2, "versement": 1,
        }  # fmt: skip
        undone = undo(session, "Bakary")
        assert (undone.nom, undone.agent, undone.touched) == ("Supprimer", "Bakary", done.touched)
        assert [_count(session, model) for model in models] == [1, 1, 1, 2, 1]
        action = session.scalars(select(Action)).one()
        assert (action.montant_demande, action.version) == (Decimal("1234.56"), 3)
        with operation(session, "Oublier la source", agent="Awa") as done:
            session.delete(session.scalars(select(Provenance)).one())
        assert done.touched.keys() == {"provenance", "action"}
        undo(session, "Awa")
        assert action.provenance_id is not None


def test_statements_on_many_rows_are_followed_too(session: Session, organisme: Organisme) -> None:
    with operation(session, "Effacer les montants", agent="Awa") as done:
        session.execute(
            update(Financement)
            .where(Financement.accorde_commun.is_not(None))
            .values(accorde_commun=None)
        )
        session.execute(delete(Versement))
    assert {table: len(ids) for table, ids in done.touched.items()} == {
        "financement": 1, "versement": 1,
    }  # fmt: skip
    undo(session, "Awa")
    assert _count(session, Versement) == 1
    assert session.scalar(select(func.sum(Financement.accorde_commun))) == Decimal("0.10")
    with (
        pytest.raises(RuntimeError, match="not told"),
        operation(session, "Cacher", agent="Awa"),
    ):
        session.execute(insert(Dossier.__table__), [{"id": new_id(), "version": 1}])
    with pytest.raises(RuntimeError, match="outside of an operation"):
        session.execute(delete(Versement))


def test_undo_and_redo_last_over_sessions_in_order(base_path: Path) -> None:
    for name in ("un", "deux", "trois"):
        with (
            open_base(base_path, agent="Awa") as base,
            base.session() as session,
            operation(session, f"Ajouter {name}", agent="Awa"),
        ):
            session.add(Organisme(nom=name))
    names = select(Organisme.nom).order_by(Organisme.nom)
    with open_base(base_path, agent="Awa") as base, base.session() as session:
        assert undo_name(session) == "Ajouter trois"
        assert redo_name(session) is None
        assert [undo(session, "Awa").nom for _one in range(2)] == ["Ajouter trois", "Ajouter deux"]
        assert list(session.scalars(names)) == ["un"]
        assert redo_name(session) == "Ajouter deux"
    with open_base(base_path, agent="Awa") as base, base.session() as session:
        assert redo(session, "Awa").nom == "Ajouter deux"
        assert list(session.scalars(names)) == ["deux", "un"]
        with operation(session, "Ajouter quatre", agent="Awa"):
            session.add(Organisme(nom="quatre"))
        assert redo_name(session) is None
        with pytest.raises(UserError, match="rien à rétablir"):
            redo(session, "Awa")
        for _one in range(3):
            undo(session, "Awa")
        with pytest.raises(UserError, match="rien à annuler"):
            undo(session, "Awa")
        assert verify_chain(session) is None


def test_a_row_changed_elsewhere_is_not_overwritten_and_its_author_is_named(
    opened: OpenBase, organisme: Organisme
) -> None:
    with opened.session() as mine, opened.session() as theirs:
        read = mine.scalars(select(Organisme)).one()
        mine.commit()
        with operation(theirs, "Renommer", agent="Bakary"):
            theirs.scalars(select(Organisme)).one().nom = "Leur nom"
        with (
            pytest.raises(Conflict, match="modifié par Bakary le"),
            operation(mine, "Renommer", agent="Awa"),
        ):
            read.nom = "Mon nom"
        assert read.nom == "Leur nom"
        with operation(mine, "Renommer", agent="Awa"):
            read.nom = "Mon nom"
        assert undo_name(theirs) == "Renommer"


def _renamed(session: Session) -> None:
    with operation(session, "Renommer", agent="Awa"):
        session.scalars(select(Organisme)).one().nom = "Autre"


def _deleted(session: Session) -> None:
    with operation(session, "Supprimer", agent="Awa"):
        session.delete(session.scalars(select(Organisme)).one())


def _imported(session: Session) -> None:
    rows = [{"id": f"lot {i}", "version": 1, "nom": f"{i}"} for i in range(3)]
    with operation(session, "Importer", agent="Awa") as done:
        session.execute(insert(Organisme.__table__), rows)
        done.created_in_bulk(Organisme, [row["id"] for row in rows])


@pytest.mark.parametrize(
    ("act", "sql"),
    [
        (None, "UPDATE organisme SET nom = 'Intrus'"),
        (None, "DELETE FROM organisme"),
        (None, "INSERT INTO dossier (id, version, organisme_id) SELECT 'x', 1, id FROM organisme"),
        (_renamed, "UPDATE organisme SET nom = 'Intrus'"),
        (_renamed, "DELETE FROM organisme"),
        (_deleted, "INSERT INTO organisme (id, version) VALUES (?, 1)"),
        (_imported, "UPDATE organisme SET nom = 'Intrus' WHERE id = 'lot 1'"),
        (_imported, "DELETE FROM organisme WHERE id = 'lot 1'"),
        (_imported, "INSERT INTO dossier (id, version, organisme_id) VALUES ('x', 1, 'lot 1')"),
    ],
)
def test_undo_refuses_what_changed_outside_of_the_journal(
    opened: OpenBase,
    session: Session,
    organisme: Organisme,
    act: Callable[[Session], None] | None,
    sql: str,
) -> None:
    if act is not None:
        act(session)
    _outside(opened.path, sql, *([organisme.id] if "?" in sql else []))
    before = _dump(opened.path)
    with pytest.raises(Conflict):
        undo(session, "Awa")
    assert _dump(opened.path) == before


def _dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as other:
        lines = list(other.iterdump())
    other.close()
    return lines


def test_what_hangs_on_a_record_deleted_elsewhere_is_not_written(
    opened: OpenBase, session: Session, organisme: Organisme
) -> None:
    dossier = organisme.dossiers[0]
    _outside(opened.path, "DELETE FROM dossier")
    with (
        pytest.raises(Conflict, match="lié a été supprimé"),
        operation(session, "Ajouter", agent="Awa"),
    ):
        session.add(Action(dossier_id=dossier.id))
    assert _count(session, Action) == 0


def test_thousands_of_imported_rows_are_one_line_undone_and_redone(session: Session) -> None:
    organismes = [{"id": new_id(), "version": 1, "nom": f"{i}"} for i in range(2_000)]
    dossiers = [
        {"id": new_id(), "version": 1, "organisme_id": row["id"], "exercice": 2012}
        for row in organismes
    ]
    with operation(session, "Importer", agent="Awa") as done:
        for model, rows in ((Organisme, organismes), (Dossier, dossiers)):
            session.execute(insert(model.__table__), rows)
            done.created_in_bulk(model, [row["id"] for row in rows])
        session.get_one(Organisme, organismes[0]["id"]).sigle = "X"
    assert _count(session, Changement) == 2
    assert done.touched["dossier"] == {row["id"] for row in dossiers}
    query = select(Organisme.id, Organisme.nom, Organisme.sigle).order_by(Organisme.id)
    before = session.execute(query).all()
    for _turn in range(2):
        undone = undo(session, "Awa")
        assert undone.deleted == done.touched
        assert _count(session, Organisme) == _count(session, Dossier) == 0
        assert redo(session, "Awa").deleted == {}
        assert session.execute(query).all() == before
    assert verify_chain(session) is None


FORGERIES = [
    "UPDATE changement SET apres = replace(apres, '2000.00', '9000.00')",
    "UPDATE operation SET agent = 'Personne' WHERE rang = 2",
    "UPDATE operation SET etat = 'annulee' WHERE rang = 2",
    "DELETE FROM operation WHERE rang = 2",
    "DELETE FROM changement WHERE nature = 'modification'",
    "UPDATE operation SET rang = 9 WHERE rang = 2",
]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_journal_edited_by_other_means_is_seen(
    opened: OpenBase, session: Session, organisme: Organisme, forgery: str
) -> None:
    action = organisme.dossiers[0].actions[0]
    for amount in ("2000", "3000"):
        with operation(session, "Corriger", agent="Awa"):
            action.montant_demande = Decimal(amount)
    undo(session, "Awa")
    assert verify_chain(session) is None
    session.commit()
    _outside(opened.path, forgery)
    session.expire_all()
    assert verify_chain(session) == 2
