"""The annual report: every figure is that of the services, to the cent, in a file Word opens."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled, CannotWrite
from acse_desktop.models import Acte, ActeAction, Action, Contrat, Controle, Dossier, Quartier
from acse_desktop.progress import Progress
from acse_desktop.services import delays, indicators
from acse_desktop.services.dashboard import dashboard
from acse_desktop.services.example import make_example
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.word import shown
from acse_desktop.services.rapport_annuel import rapport, write_rapport
from acse_desktop.services.territoires import site
from acse_desktop.services.totals import totals_of
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation

SOFFICE = shutil.which("soffice")
YEAR = 2012
HOSTILE = "=1+1 <w:p> {{ 7*7 }} \x00&"


@pytest.fixture
def session(example: Path, tmp_path: Path) -> Iterator[Session]:
    base = open_base(Path(shutil.copyfile(example, tmp_path / "base.acse")), agent="essai")
    with base.session() as session:
        yield session
    base.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_example(tmp_path_factory.mktemp("rapport") / "exemple.acse", actions=150)


def _table(document: Document, title: str) -> Table:
    return next(one for one in document.tables if one.title == title)


def test_the_credits_are_those_of_the_dashboard(session: Session) -> None:
    document, made = rapport(session, YEAR), dashboard(session, YEAR)
    totals = totals_of(session, YEAR)
    granted = next(one.value for one in made.tiles if one.key == "programme")
    for title in ("Crédits par dispositif", "Crédits par thématique"):
        *rows, last = _table(document, title).rows
        assert last[1:4] == (totals["actions"], totals["montant_demande"], granted)
        assert last[5] == totals["montant_paye"]
        assert sum(row[3] for row in rows) == granted  # type: ignore[misc]
    assert _table(document, "Quartiers prioritaires").rows[-1][4] == granted
    assert _table(document, "Contrats").rows[-1][6] == granted


def test_each_contract_is_as_its_own_page_says(session: Session) -> None:
    rows = {row[0]: row for row in _table(rapport(session, YEAR), "Contrats").rows}
    contracts = session.scalars(select(Contrat)).all()
    assert contracts
    for contrat in contracts:
        found = site(session, contrat.id, YEAR)
        year = next((one for one in found.years if one.exercice == YEAR), None)
        row = rows[contrat.nom]
        if year is None:
            assert row[4:7] == (0, Decimal(0), Decimal(0))
        else:
            assert (row[4], *row[5:7], row[8], row[9]) == (
                year.actions, year.demande, year.accorde, year.paye, year.par_habitant
            )  # fmt: skip


def test_the_quarters_of_a_priority_sum_to_those_of_the_contracts(session: Session) -> None:
    rows = {row[0]: row for row in _table(rapport(session, YEAR), "Quartiers prioritaires").rows}
    first = session.scalars(select(Quartier).where(Quartier.priorite == "1")).all()
    assert rows["Priorité 1"][1] == len(first)
    assert rows["Priorité 1"][2] == sum(one.population or 0 for one in first)
    parts = [row[5] for name, row in rows.items() if name != "Total"]
    assert abs(sum(parts) - 100) <= Decimal("0.3")  # type: ignore[arg-type]


def test_indicators_delays_and_comptes_rendus(session: Session) -> None:
    document = rapport(session, YEAR)
    found = indicators.totals(session, "PRE", YEAR)
    told = _table(document, "Indicateurs\u00a0: Programme de réussite éducative").rows
    kept = [one for one in found if one.prevu is not None or one.realise is not None]
    assert [row[1:3] for row in told] == [(one.prevu, one.realise) for one in kept]
    waits = delays.ensemble(delays.parcours(session, YEAR))
    assert [row[1:] for row in _table(document, "Délais").rows] == [
        (one.nombre, one.mediane, one.moyenne, one.maximum) for one in waits
    ]
    row = _table(document, "Comptes rendus financiers").rows[1]
    received = session.scalars(
        select(Action.id).join(Dossier).where(
            Dossier.exercice == YEAR, Action.montant_accorde > 0, Action.crf_recu_le.is_not(None)
        )
    ).all()  # fmt: skip
    assert row[2] == len(received)


def _sign(session: Session, bearer: str | None, action: Action, **values: Any) -> None:
    act = Acte(organisme_id=bearer, exercice=YEAR, numero="2012-999", montant=Decimal("777.77"),
               signe_le=date(2012, 5, 1), **values)  # fmt: skip
    session.add(act)
    session.flush()
    session.add(ActeAction(acte_id=act.id, action_id=action.id, montant=Decimal("777.77")))


def test_signed_acts_and_controls(session: Session) -> None:
    before = _table(rapport(session, YEAR), "Conventions et arrêtés signés").rows
    action = session.scalars(
        select(Action).join(Dossier).where(Dossier.exercice == YEAR, Action.acte_le.is_(None))
    ).first()
    assert action is not None and action.dossier is not None
    bearer = action.dossier.organisme_id
    with operation(session, "Signer", agent="essai"):
        _sign(session, bearer, action, nature="CPO")
        _sign(session, bearer, action, nature="CPO", annule=True)
        session.add(Controle(exercice=YEAR, nature="SUR_PLACE", suite="REVERSEMENT",
                             fait_le=date(2012, 9, 1)))  # fmt: skip
        session.add(Controle(exercice=YEAR, nature="SUR_PIECES", suite="AUCUNE"))
    document = rapport(session, YEAR)
    after = _table(document, "Conventions et arrêtés signés").rows
    assert after[-1][1] == before[-1][1] + 1  # type: ignore[operator]
    assert after[-1][2] == before[-1][2] + Decimal("777.77")  # type: ignore[operator]
    progress = _table(document, "État d’avancement des conventions").rows
    assert [row[5] for row in progress if row[0] == "2012-999"] == [Decimal("777.77")]
    controls = _table(document, "Contrôles et évaluations").rows
    assert controls[-1] == ("Total", *(sum(row[place] for row in controls[:-1])  # type: ignore[misc]
                                       for place in range(1, 5)))  # fmt: skip
    assert any(row[0] == "Contrôle sur place" and row[3] for row in controls)


def test_word_opens_it_with_every_figure(session: Session, tmp_path: Path) -> None:
    contrat = session.scalars(select(Contrat)).first()
    assert contrat is not None
    with operation(session, "Nommer", agent="essai"):
        contrat.nom = HOSTILE
    target = tmp_path / "rapport.docx"
    write_rapport(session, YEAR, target)
    document = rapport(session, YEAR)
    tables = docx.Document(str(target)).tables
    assert len(tables) == len(document.tables)
    for made, wanted in zip(tables, document.tables, strict=True):
        texts = [[cell.text for cell in row.cells] for row in made.rows]
        assert texts[1:] == [[shown(value) for value in row] for row in wanted.rows]
    if SOFFICE is None:
        return
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    subprocess.run([SOFFICE, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8",
                    "--outdir", str(tmp_path), str(target)],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    text = (tmp_path / "rapport.txt").read_text("utf-8-sig")
    assert "Difficultés rencontrées" in text and "=1+1 <w:p> {{ 7*7 }} &" in text
    total = _table(document, "Crédits par dispositif").rows[-1][3]
    assert shown(total) in text


def test_giving_up_or_failing_leaves_the_old_file(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"ancien")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_rapport(session, YEAR, target, progress)
    assert target.read_bytes() == b"ancien"
    with pytest.raises(CannotWrite):
        write_rapport(session, YEAR, tmp_path / "absent" / "rapport.docx")
