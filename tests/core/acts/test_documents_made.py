"""Every document, opened by LibreOffice; the register, its effects and its undo."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled
from acse_desktop.models import Acte, ActeAction, Action, Dossier, Fichier, Organisme, Tranche
from acse_desktop.progress import Progress
from acse_desktop.services import acts
from acse_desktop.services.acts import Order, letterhead, register
from acse_desktop.services.acts.natures import NATURES
from acse_desktop.services.acts.refusals import NothingToMake
from acse_desktop.store.operations import operation, undo
from tests.core.acts.conftest import EXERCICE, actions_of, grant

SOFFICE = shutil.which("soffice")
HOSTILE = "{{7*7}} <w:p> </w:t> a\x00b\x07c &#0; d\ufffee {% for %} {_{x}_} & 'é'"
SHOWN = "{{7*7}} <w:p> </w:t> abc &#0; de {% for %} {{x}} & 'é'"
TITLES = {
    "NOTIFICATION": "Notification d’une subvention",
    "ARRETE": "ARRÊTÉ n°", "CONVENTION": "CONVENTION n°", "AVENANT": "AVENANT n°",
    "CPO": "CONVENTION PLURIANNUELLE D’OBJECTIFS n°", "REFUS": "n’ont pas été retenues",
    "AJOURNEMENT": "La décision a été ajournée", "ACCUSE": "J’accuse réception",
    "RELANCE_PIECES": "votre dossier est incomplet", "RELANCE_CRF": "compte rendu financier",
    "MISE_EN_DEMEURE": "je vous mets en demeure", "REVERSEMENT": "ORDRE DE REVERSEMENT n°",
}  # fmt: skip


def texts_in(document: bytes) -> str:
    """Every text of a document."""
    read = Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in read.paragraphs] + cells)


def _every_case(session: Session, dossier: str) -> None:
    """A dossier with an action granted and to be paid back, one refused, one put off."""
    with operation(session, "Préparer", agent="essai"):
        session.get_one(Dossier, dossier).recu_le = date(2012, 1, 5)
        granted, refused, later = actions_of(session, dossier)
        granted.decision, granted.montant_accorde = "PARTIEL", Decimal("24000.50")
        granted.montant_a_reverser, granted.reversement_motif = Decimal(120), "Action réduite"
        refused.decision, refused.decision_motif = "REFUS", "Hors des quartiers"
        later.decision, later.decision_motif = "AJOURNEMENT", "Budget à préciser"


def _orders() -> list[Order]:
    tranches = {2012: Decimal("24000.50"), 2013: Decimal(10_000)}
    return [Order(nature, tranches=tranches) for nature in NATURES if nature != "AVENANT"]


def _made(session: Session, dossier: str) -> dict[str, bytes]:
    made = {}
    for order in _orders():
        prepared = acts.prepare(session, order, dossier_ids=[dossier])
        assert not prepared.refused, (order.nature, prepared.refused)
        made[order.nature] = prepared.ready[0].document
    acts.generate(session, "CONVENTION", dossier_ids=[dossier], agent="essai")
    with operation(session, "Accorder", agent="essai"):
        last = actions_of(session, dossier)[2]
        last.decision, last.montant_accorde = "ACCORD", Decimal(999)
    made["AVENANT"] = acts.prepare(session, Order(), dossier_ids=[dossier]).ready[0].document
    return made


def test_every_document_opens_elsewhere_and_says_what_the_base_holds(
    session: Session, dossier: str, tmp_path: Path
) -> None:
    _every_case(session, dossier)
    made = _made(session, dossier)
    assert set(made) == set(NATURES) == set(TITLES)
    for nature, document in made.items():
        (tmp_path / f"{nature}.docx").write_bytes(document)
    texts = _converted(tmp_path) or {name: texts_in(one) for name, one in made.items()}
    for nature, title in TITLES.items():
        found = " ".join(texts[nature].replace("\u00a0", " ").split())
        assert title in found, nature
        assert "Préfecture de la Seine-Saint-Denis" in found, nature
        assert ("{" not in found and "93-2012-9000" in found) or nature == "AVENANT", nature
    words = "vingt-quatre mille euros et cinquante centimes"
    assert words in texts["ARRETE"] and "24\u202f000,50\u00a0€" in texts["ARRETE"]
    assert "trente-quatre mille euros et cinquante centimes" in texts["CPO"]
    assert "Atelier 1" in texts["NOTIFICATION"] and "Atelier 2" not in texts["NOTIFICATION"]
    assert "Hors des quartiers" in texts["REFUS"] and "Atelier 3" in texts["AJOURNEMENT"]
    assert "24\u202f999,50\u00a0€" in texts["AVENANT"]
    assert "cent vingt euros" in texts["REVERSEMENT"] and "30 juin 2013" in texts["RELANCE_CRF"]
    assert "Statuts déclarés" in texts["RELANCE_PIECES"]


def _converted(folder: Path) -> dict[str, str]:
    """The texts that LibreOffice reads in the documents of a folder; none without its Writer."""
    if SOFFICE is None:
        return {}
    command = [SOFFICE, "--headless", f"-env:UserInstallation=file://{folder / 'profil'}",
               "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]  # fmt: skip
    documents = sorted(folder.glob("*.docx"))
    subprocess.run([*command, *map(str, documents)], check=False, capture_output=True, timeout=120)
    found = {path.stem: path.read_text("utf-8-sig") for path in folder.glob("*.txt")}
    assert not found or len(found) == len(documents)
    return found


def test_hostile_values_are_printed_as_texts(session: Session, dossier: str) -> None:
    _every_case(session, dossier)
    with operation(session, "Nommer", agent="essai"):
        action = actions_of(session, dossier)[0]
        action.intitule = HOSTILE
        bearer = session.get_one(Organisme, session.get_one(Dossier, dossier).organisme_id)
        bearer.nom = HOSTILE
    for nature in ("NOTIFICATION", "ARRETE"):
        (one,) = acts.prepare(session, Order(nature), dossier_ids=[dossier]).ready
        assert texts_in(one.document).count(SHOWN) >= 2
    (made,) = acts.generate(session, "ARRETE", dossier_ids=[dossier], agent="essai").made
    kept = register.open_copy(session, made.acte_id).path
    assert kept.name.startswith("2012-ARR-0001 ") and not set('<>:"/\\|?*') & set(kept.name)


def test_an_empty_field_is_named_with_its_place(session: Session, dossier: str) -> None:
    grant(session, dossier, 500)
    with operation(session, "Effacer", agent="essai"):
        bearer = session.get_one(Organisme, session.get_one(Dossier, dossier).organisme_id)
        bearer.siret, bearer.representant_nom = None, None
        actions_of(session, dossier)[0].intitule = None
    letterhead.write_letterhead(session, {"signataire": "  "})
    with pytest.raises(NothingToMake) as refusal:
        acts.generate(session, "ARRETE", dossier_ids=[dossier], agent="essai")
    told = refusal.value.remedy
    assert "SIRET (fiche de l’organisme, « Identité »)" in told
    assert "Représentant" in told
    assert "Intitulé de l’action (fiche de l’action, « Action »), action 93-2012-9000-01" in told
    assert "Nom du signataire (Paramètres, « En-tête des actes »)" in told
    assert session.scalar(select(func.count(Acte.id))) == 0


def test_the_register_says_what_was_made_and_one_undo_takes_all_back(
    session: Session, dossier: str, tmp_path: Path
) -> None:
    grant(session, dossier, 500, 700)
    others = list(session.scalars(select(Dossier.id).where(Dossier.exercice == EXERCICE)))
    steps: list[str] = []
    done = acts.generate(
        session, "ARRETE", dossier_ids=others, folder=tmp_path, agent="Awa",
        progress=Progress(lambda _done, _total, text: steps.append(text)),
    )  # fmt: skip
    assert len(done.made) > 3 and done.refused
    assert len(done.made) + len(done.refused) == len(others)
    assert any("montant accordé" in one.reasons[0] for one in done.refused)
    assert all(one.reasons and one.label for one in done.refused)
    numbers = [one.numero for one in done.made]
    assert numbers == [f"2012-ARR-{rank:04d}" for rank in range(1, len(numbers) + 1)]
    assert {one.path.suffix for one in done.made if one.path and one.path.is_file()} == {".docx"}
    assert steps

    query = select(Acte).where(Acte.dossier_id == dossier)
    acte = session.scalars(query).one()
    values = json.loads(acte.valeurs or "")
    assert values["organisme.nom"] == "Les Amis du Clos" and acte.agent == "Awa"
    assert [one["intitule"] for one in values["actions"]] == ["Atelier 1", "Atelier 2"]
    assert acte.modele == "arrete.docx (modèle livré)" and len(acte.modele_empreinte or "") == 64
    links = session.scalars(select(ActeAction.montant).where(ActeAction.acte_id == acte.id))
    assert sorted(filter(None, links)) == [Decimal(500), Decimal(700)]
    first = actions_of(session, dossier)[0]
    assert (first.acte_type, first.acte_numero) == ("ARRETE", acte.numero)

    undo(session, "Awa")
    for table in (Acte, ActeAction, Fichier):
        assert session.scalar(select(func.count(table.id))) == 0
    assert actions_of(session, dossier)[0].acte_numero is None


def test_giving_up_leaves_nothing(session: Session, dossier: str) -> None:
    grant(session, dossier, 500)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        acts.generate(session, "ARRETE", dossier_ids=[dossier], agent="Awa", progress=progress)
    assert session.scalar(select(func.count(Acte.id))) == 0


def test_notifying_and_cancelling_reach_the_actions(session: Session, dossier: str) -> None:
    (granted,) = grant(session, dossier, 500)
    with operation(session, "Accorder", agent="essai"):
        session.get_one(Action, granted).statut = "ACCORDE"
    (made,) = acts.generate(session, "ARRETE", action_ids=[granted], agent="Awa").made
    register.mark_notified(session, [made.acte_id], date(2012, 5, 2), agent="Awa")
    action = session.get_one(Action, granted)
    assert (action.notifie_le, action.statut) == (date(2012, 5, 2), "NOTIFIE")
    register.cancel(session, [made.acte_id], agent="Awa")
    action = session.get_one(Action, granted)
    assert action.acte_numero is None and session.get_one(Acte, made.acte_id).annule
    (again,) = acts.generate(session, "ARRETE", action_ids=[granted], agent="Awa").made
    assert again.numero == "2012-ARR-0002"


def test_letters_write_their_day(session: Session, dossier: str) -> None:
    _every_case(session, dossier)
    day = date(2013, 9, 1)
    for nature in ("ACCUSE", "RELANCE_PIECES", "RELANCE_CRF", "REVERSEMENT"):
        acts.generate(session, Order(nature, day), dossier_ids=[dossier], agent="Awa")
    action = actions_of(session, dossier)[0]
    assert (action.crf_relance_le, action.reversement_demande_le) == (day, day)
    assert session.get_one(Dossier, dossier).accuse_le == day


def test_the_tranches_of_a_multi_year_convention_add_up(session: Session, dossier: str) -> None:
    (granted,) = grant(session, dossier, 30_000)
    wrong = Order("CPO", tranches={2012: Decimal(29_000), 2013: Decimal(30_000)})
    (refusal,) = acts.prepare(session, wrong, dossier_ids=[dossier]).refused
    assert "29" in refusal.reasons[0] and "30" in refusal.reasons[0]
    right = Order("CPO", tranches={2012: Decimal(30_000), 2013: Decimal(30_000)})
    (made,) = acts.generate(session, right, dossier_ids=[dossier], agent="Awa").made
    acte = session.get_one(Acte, made.acte_id)
    assert (acte.montant, acte.fin_le) == (Decimal(60_000), date(2013, 12, 31))
    assert register.tranche_gaps(session, acte.id) == []
    with operation(session, "Changer", agent="essai"):
        session.get_one(Action, granted).montant_accorde = Decimal(31_000)
        session.scalars(select(Tranche).where(Tranche.exercice == 2013)).one().montant = None
    told = register.gaps_in(session, EXERCICE)
    assert len(told) == 2 and all(one.startswith("2012-CPO-0001") for one in told)
