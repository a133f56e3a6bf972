"""Publications hold exactly the grants of the exercice, in the form their reader expects."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from acse_desktop.errors import Cancelled
from acse_desktop.models import Action, Base, Dossier, Organisme, Versement
from acse_desktop.progress import Progress
from acse_desktop.services.publishing import FORMS, publication_name, publish


def action(numero: str, **values: Any) -> Action:
    given = {"montant_accorde": Decimal("1500.50"), "intitule": "Lire", "acte_le": date(2012, 3, 1)}
    return Action(numero=numero, dispositif="PRE", **(given | values))


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    private = Organisme(nom="=Les amis", statut="ASSO", siret="07328293200074", rna="W931234567",
                        adresse="1 rue A", code_postal="01000", commune="Bourg")  # fmt: skip
    public = Organisme(nom="Ville", statut="COMMUNE", siret="21930008000012")
    paid = [
        Versement(nature="ACOMPTE", montant=Decimal(100), verse_le=date(2012, 4, 1)),
        Versement(nature="SOLDE", montant=Decimal(100), verse_le=date(2012, 9, 1)),
    ]
    with Session(engine) as opened:
        opened.add_all(
            [
                Dossier(exercice=2012, numero="D1", departement="93", organisme=private,
                        actions=[action("A1", versements=paid, crf_recu_le=date(2013, 1, 1)),
                                 action("A2", intitule="x" * 300), action("A3", statut="REFUSE"),
                                 action("A4", montant_accorde=None)]),
                Dossier(exercice=2012, numero="D2", organisme=public, actions=[action("A5")]),
                Dossier(exercice=2011, numero="D3", organisme=private, actions=[action("A6")]),
            ]
        )  # fmt: skip
        opened.commit()
        yield opened
    engine.dispose()


def read(path: Path, separator: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_scdl_is_for_programs(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "scdl.csv"
    assert publish(session, 2012, "scdl", target) == 3
    first, second, _public = read(target, ",")
    assert not target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert first["nomBeneficiaire"] == "'=Les amis"
    assert (first["idBeneficiaire"], first["montant"]) == ("07328293200074", "1500.50")
    assert first["dateConvention"] == "2012-03-01"
    assert first["conditionsVersement"] == "échelonné"
    assert first["datesPeriodeVersement"] == "2012-04-01/2012-09-01"
    assert (second["datesPeriodeVersement"], len(second["objet"])) == ("2012-03-01", 256)


def test_lists_of_the_law_hold_private_bodies(session: Session, tmp_path: Path) -> None:
    publish(session, 2012, "2006-887", tmp_path / "loi.csv")
    [row] = read(tmp_path / "loi.csv", ";")
    assert (row["Adresse"], row["Montant des subventions"]) == ("1 rue A 01000 Bourg", "3001,00")
    publish(session, 2012, "jaune", tmp_path / "jaune.csv")
    rows = read(tmp_path / "jaune.csv", ";")
    assert [(row["SIREN"], row["Évaluation"]) for row in rows] == [
        ("073282932", "oui"), ("073282932", "non"),
    ]  # fmt: skip


def test_ods_holds_real_numbers_dates_and_texts(session: Session, tmp_path: Path) -> None:
    publish(session, 2012, "ods", tmp_path / "actions.ods")
    header, *rows = (
        CalamineWorkbook.from_path(tmp_path / "actions.ods").get_sheet_by_index(0).to_python()
    )
    first = dict(zip(header, rows[0], strict=True))
    assert (first["SIRET"], first["Organisme"]) == ("07328293200074", "=Les amis")
    assert (first["Montant accordé"], first["Date de l’acte"]) == (1500.5, date(2012, 3, 1))
    assert first["Dispositif"] == "Programme de réussite éducative"
    assert len(rows) == 5


def test_every_form_has_rows_as_wide_as_its_header(session: Session, tmp_path: Path) -> None:
    for name, form in FORMS.items():
        assert all(len(row) == len(form.header) for row in form.rows(session, 2012)), name
        assert publication_name(session, 2012, name).endswith(f"_base_2012.{form.suffix}")


def test_given_up_publication_leaves_the_old_file(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "scdl.csv"
    target.write_text("ancien")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        publish(session, 2012, "scdl", target, stopped)
    assert [path.name for path in tmp_path.iterdir()] == ["scdl.csv"]
    assert target.read_text() == "ancien"
