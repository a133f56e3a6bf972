"""Identity and duplicates of organismes, as real files have them."""

from __future__ import annotations

import pytest

from acse_desktop.rules.facts import NumberFacts, OrganismeFacts
from acse_desktop.rules.organismes import (
    rna,
    same_name,
    same_number,
    same_siret,
    single_dossier,
)


def organisme(identifier: str, nom: str, **values: str) -> OrganismeFacts:
    return OrganismeFacts(identifier, nom, **{"statut": "ASSO", "commune": "Bobigny", **values})


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"code_insee": "93008"}, 1),
        ({"code_insee": "67482"}, 0),
        ({"code_postal": "57000"}, 0),
        ({"alsace_moselle": True}, 0),
        ({"rna": "W931234567"}, 0),
        ({"statut": "COMMUNE"}, 0),
    ],
)
def test_rna_is_missing_for_associations_outside_alsace_moselle(
    values: dict[str, str], wanted: int
) -> None:
    assert len(list(rna(organisme("o", "Les amis", **values)))) == wanted


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Sur les bancs de l'école", "SUR LES BANCS DE L’ECOLE", True),
        ("Association Les Francas", "LES FRANCAS", True),
        ("Maison des jeunes et de la culture", "Maison de jeunes et la cultures", True),
        ("Compagnie du Cœur", "COMPAGNIE DU COEUR", True),
        ("Union sportive", "Union musicale", False),
        ("Ville de Bobigny", "Caisse des écoles", False),
    ],
)
def test_close_names_of_a_commune(one: str, other: str, alike: bool) -> None:
    pair = [organisme("1", one), organisme("2", other, commune="BOBIGNY CEDEX 2")]
    assert len(list(same_name(pair))) == (2 if alike else 0)


def test_same_name_elsewhere_or_with_another_siren_is_no_duplicate() -> None:
    here = organisme("1", "Les Francas", siret="73282932000074", adresse="1 rue A")
    elsewhere = organisme("2", "Les Francas", commune="Pantin")
    other_body = organisme("3", "Les Francas", siret="35600000049837", adresse="9 rue B")
    assert not list(same_name([here, elsewhere, other_body]))


def test_rounded_sirets_are_not_the_same_siret() -> None:
    same = [organisme(str(n), f"Nom {n}", siret="73282932000074") for n in range(2)]
    rounded = [organisme(str(n), f"Nom {n}", siret="73282932000000") for n in range(2)]
    assert [one.message for one in same_siret(same)] == [
        "Même SIRET que « Nom 1 ».", "Même SIRET que « Nom 0 ».",
    ]  # fmt: skip
    assert not list(same_siret(rounded))


def test_message_names_a_few_of_many_duplicates() -> None:
    many = [organisme(str(n), f"Nom {n}", siret="73282932000074") for n in range(500)]
    assert all(one.message.endswith(" et 496 de plus.") for one in same_siret(many))


def test_numbers_and_single_dossier() -> None:
    dossiers = [
        NumberFacts("dossier", "1", "D1", "o", 2012),
        NumberFacts("dossier", "2", "D1", "o", 2013),
        NumberFacts("dossier", "3", None, "o", 2012),
        NumberFacts("dossier", "4", None, None, 2012),
    ]
    assert {one.id for one in same_number(dossiers)} == {"1", "2"}
    assert {one.id for one in single_dossier(dossiers)} == {"1", "3"}
