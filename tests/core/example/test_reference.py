"""The reference tables that ship with the program."""

from __future__ import annotations

import time

from acse_desktop.resources import resource
from acse_desktop.services import reference


def names(text: str, departement: str | None = None) -> list[str]:
    return [place.nom for place in reference.suggest_communes(text, departement)]


def test_tables_hold_the_geography_of_2012() -> None:
    assert len(reference.communes()) == 36_700
    assert len(reference.departements()) == 101
    assert len(reference.regions()) == 27
    assert sum(len(reference.zus_of(code)) for code in reference.departements()) == 751
    region = reference.region_of("93")
    assert region is not None and region.nom == "Île-de-France"
    assert reference.region_of("99") is None
    bobigny = reference.commune("93008")
    assert bobigny is not None and bobigny.population and bobigny.population > 40_000
    assert reference.epcis()[bobigny.epci].nom == "CA Est Ensemble"
    assert reference.communes_of("93")[0].nom in ("Montreuil", "Saint-Denis")
    assert reference.categories()["9220"].libelle == "Association déclarée"


def test_a_zus_may_span_communes() -> None:
    spanning = [zone for zone in reference.zus_of("93") if len(zone.communes) > 1]
    assert spanning
    assert all(reference.commune(code) for zone in spanning for code in zone.communes)


def test_communes_are_found_whatever_case_accents_and_abbreviation() -> None:
    assert names("SAINT-DENIS", "93") == ["Saint-Denis", "L'Île-Saint-Denis"]
    assert names("st den", "93")[0] == "Saint-Denis"
    assert names("epinay", "93") == ["Épinay-sur-Seine"]
    assert names("courneuve", "93") == ["La Courneuve"]
    assert names("93008") == ["Bobigny"]
    assert names("") == []
    assert names("zzzz") == []
    assert len(reference.suggest_communes("a", limit=7)) == 7


def test_prefixes_come_first_then_the_most_populated() -> None:
    found = names("montr")
    assert found[0] == "Montreuil"
    assert all(name.startswith("Montr") for name in found)


def test_a_suggestion_is_fast_once_the_index_is_built() -> None:
    reference.suggest_communes("paris")
    start = time.process_time()
    for text in ("e", "saint", "vil", "93", "courn"):
        reference.suggest_communes(text)
    assert (time.process_time() - start) / 5 < 0.05  # 25 ms on an idle computer


def test_every_table_has_a_source_and_a_credit() -> None:
    files = {path.name for path in resource("reference").glob("*.*")} - {"sources.csv", "README.md"}
    told = {source.fichier: source for source in reference.sources()}
    assert files == set(told)
    assert all(source.credit and source.licence and source.millesime for source in told.values())
