"""Each sub-command in a process of its own: result, status, no Qt, no progress when piped."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acse_desktop import __version__
from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import operation


def fill(path: Path) -> None:
    """An action granted without decision and without anything else."""
    with open_base(path, agent="lea") as base, base.session() as session:
        organisme = Organisme(nom="Les amis", siret="73282932000075")
        action = Action(numero="A1", montant_demande=Decimal(100), montant_accorde=Decimal("99.5"))
        with operation(session, "Saisir", agent="lea"):
            session.add(Dossier(exercice=2012, numero="D1", organisme=organisme, actions=[action]))


def test_version(run: Any) -> None:
    assert run("--version").out == f"acse-desktop {__version__}\n"


def test_create_then_refuse_to_overwrite(run: Any, tmp_path: Path) -> None:
    made = run("creer", "neuve.acse", "--departement", "2a", "--exercice", "2012")
    assert made.status == 0
    before = (tmp_path / "neuve.acse").read_bytes()
    again = run("creer", "neuve.acse", "--region", "11", "--exercice", "2012")
    assert (again.status, again.out) == (2, "")
    assert again.err.count("\n") == 1
    assert (tmp_path / "neuve.acse").read_bytes() == before


def test_check_of_an_empty_base_is_clean(run: Any, base: Path) -> None:
    assert run("verifier", base).out == "Aucune anomalie.\n"


def test_check_lists_anomalies_for_people_and_programs(run: Any, base: Path) -> None:
    fill(base)
    told = run("verifier", base, "--exercice", "2012")
    assert told.status == 1
    assert "DEC-ABSENTE      A1\u00a0: 99,50\u00a0€ sont accordés sans décision." in told.out
    read = run("verifier", base, "--json")
    content = json.loads(read.out)
    assert read.status == 1
    assert (content["nature"], content["cible"]) == ("base", str(base))
    assert content["totaux"]["montant_accorde"] == "99.50"
    [found] = [one for one in content["anomalies"] if one["code"] == "ID-SIRET"]
    keys = {"gravite", "code", "feuille", "ligne", "colonne", "valeur", "message", "remede"}
    assert keys < set(found)
    assert (found["feuille"], found["colonne"]) == ("Organismes", "SIRET")
    assert run("verifier", base, "--exercice", "2010").status == 0


def test_figures(run: Any, base: Path) -> None:
    fill(base)
    content = json.loads(run("chiffres", base, "--exercice", "2012", "--json").out)
    assert content["actions"] == 1
    assert content["budget"] == "0.00"
    assert content["taux_retour_parrainage"] is None
    assert "Actions soutenues" in run("chiffres", base).out


def test_back_up_and_restore(run: Any, base: Path, tmp_path: Path) -> None:
    assert run("sauvegarder", base, tmp_path / "copies").status == 0
    [copy] = (tmp_path / "copies").glob("*.acse")
    assert run("sauvegarder", base, "nommee.acse").status == 0
    assert run("sauvegarder", base, "nommee.acse").status == 2
    assert run("restaurer", "nommee.acse", "autre.acse").status == 0
    fill(base)
    assert run("restaurer", copy, base).status == 0
    assert run("verifier", base).status == 0


def test_import_tells_all_in_its_report(run: Any, base: Path, tmp_path: Path) -> None:
    source = tmp_path / "tableau.csv"
    source.write_text(
        "nomBeneficiaire;idBeneficiaire;objet;montant;dateConvention\n"
        "Les amis;73282932000074;Lire ensemble;1 500,50;2012-03-01\n",
        encoding="utf-8",
    )
    done = run("importer", base, source, "--simuler", "--rapport", "rapport.json")
    assert done.status in (0, 1), done.err
    content = json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))
    assert content["fichiers"][0]["fichier"] == "tableau.csv"
    assert content["fichiers"][0]["lignes_importees"] == 1
    assert content["totaux"]["montant_accorde"] == "1500.50"
    assert run("verifier", base).out == "Aucune anomalie.\n"


def test_export_of_the_remontee(run: Any, base: Path, tmp_path: Path) -> None:
    fill(base)
    done = run("exporter", base, "--exercice", "2012", "-o", "sortie.xlsx")
    assert done.status == 1, done.err
    assert "anomalies jointes" in done.out
    content = json.loads(run("verifier", "sortie.xlsx", "--json").out)
    assert (content["nature"], content["anomalies"]) == ("classeur", [])
    assert content["totaux"]["montant_accorde"] == "99.50"


def test_export_of_a_publication(run: Any, base: Path, tmp_path: Path) -> None:
    fill(base)
    done = run("exporter", base, "--exercice", "2012", "--format", "scdl")
    assert (done.status, done.out) == (0, "Écrit\u00a0: scdl_93_2012.csv\n")
    assert "99.50" in (tmp_path / "scdl_93_2012.csv").read_text(encoding="utf-8")


def test_consolidation_of_what_was_exported(run: Any, base: Path, tmp_path: Path) -> None:
    fill(base)
    run("exporter", base, "--exercice", "2012", "-o", "sortie.xlsx")
    run("creer", "region.acse", "--region", "11", "--exercice", "2012")
    done = run("consolider", "region.acse", "sortie.xlsx", "--rapport", "rapport.json")
    assert done.status in (0, 1), done.err
    content = json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))
    received = [one for one in content["departements"] if one["etat"] == "recu"]
    assert [(one["code"], one["montant_accorde"]) for one in received] == [("93", "99.50")]
    assert content["totaux"]["montant_accorde"] == "99.50"


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_dictionary(run: Any, form: str) -> None:
    out = run("dictionnaire", "--format", form).out
    if form == "json":
        iban = next(entry for entry in json.loads(out) if entry["nom"] == "iban")
        assert (iban["feuille"], iban["regle"], iban["personnelle"]) == ("", "ID-IBAN", True)
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
        asked = next(row for row in rows if row["nom"] == "montant_demande")
        assert (asked["table"], asked["obligatoire"]) == ("action", "oui")
    else:
        assert "| `siret` | SIRET | Siret |" in out
