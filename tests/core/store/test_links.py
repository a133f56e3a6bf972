"""Deleting a contract never takes an action away, and undoing it ties everything again."""

from __future__ import annotations

from pathlib import Path

import pytest

from acse_desktop.models import Action, Contrat, Dossier, Lieu, Organisme
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation, undo


@pytest.mark.parametrize("loaded", [True, False])
def test_a_contract_goes_without_its_actions(base_path: Path, loaded: bool) -> None:
    with open_base(base_path, agent="Awa") as base, base.session() as session:
        with operation(session, "Préparer", agent="Awa"):
            session.add(Organisme(id="o", nom="Passerelles"))
            session.add(Dossier(id="d", organisme_id="o", exercice=2012))
            session.add(Contrat(id="c", nom="CUCS de Valbrun"))
            session.flush()
            session.add(Action(id="a", dossier_id="d", contrat_id="c"))
            session.flush()
            session.add(Lieu(id="l", action_id="a", contrat_id="c"))
        if not loaded:
            session.expunge_all()
        with operation(session, "Supprimer", agent="Awa"):
            session.delete(session.get_one(Contrat, "c"))
        gone = session.get_one(Action, "a").contrat_id, session.get_one(Lieu, "l").contrat_id
        undo(session, "Awa")
        back = session.get_one(Action, "a").contrat_id, session.get_one(Lieu, "l").contrat_id

    assert gone == (None, None)
    assert back == ("c", "c")
