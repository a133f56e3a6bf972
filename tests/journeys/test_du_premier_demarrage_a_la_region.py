"""From the first start of a département to the base of its region, through the window alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from acse_desktop.nomenclatures import entries_of_year
from acse_desktop.store.lock import lock_path
from tests.journeys.poste import CONTROL, YEAR, Key, Poste, rows_of
from ui.shell.places import PLACES
from ui.theme.apply import current

ALT = Qt.KeyboardModifier.AltModifier
NOM = "Régie de quartier des Courtillières"
WRONG_SIRET, SIRET = "26930018200013", "26930018200012"
HONORAIRES = "Rémunérations intermédiaires et honoraires"
NOT_SHOWN = "La demande à l’Acsé doit apparaître\u00a0: {asked} demandés, {shown} inscrits ici."
ORGANISME = {
    "rna": "W932001234", "adresse": "12 rue de Paris", "code_postal": "93000",
    "commune": "Bobigny", "telephone": "01 48 00 00 00", "courriel": "contact@regie.fr",
    "representant_nom": "Diallo",
}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What the agent types for one action."""

    texts: dict[str, str]
    budget: dict[str, str]
    pasted: str
    publics: dict[tuple[str, str], str]
    places: tuple[str, ...]
    commune: str = ""
    """What the town gives, typed; empty when it gives nothing."""


ATELIERS = Wish(
    {"intitule": "Ateliers de langue", "debut_le": "010212", "fin_le": "30/11/2012",
     "objectifs": "Lire et parler.", "description": "Deux ateliers par semaine.",
     "public_prevu": "20", "montant_demande": "8000,55"},
    {HONORAIRES: "=3*450+120"}, "641\tSalaires\t14 000,05\r\nAssurance\t600\r\n",
    {("6 à 15 ans", "Femmes, prévu"): "12", ("18 à 25 ans", "Hommes, prévu"): "=2*4"},
    ("Bobigny", "Bondy", "Drancy"), "3 000",
)  # fmt: skip
SORTIES = Wish(
    {"intitule": "Sorties d’été", "debut_le": "01/07/2012", "fin_le": "31/08/2012",
     "objectifs": "Partir.", "description": "Dix sorties.", "public_prevu": "9",
     "montant_demande": "1 500,10"},
    {HONORAIRES: "100"}, "Assurance\t2 500,10\r\n",
    {("16 et 17 ans", "Femmes, prévu"): "5", ("16 et 17 ans", "Hommes, prévu"): "4"},
    ("Bobigny",),
)  # fmt: skip
AMOUNTS = [("Ateliers de langue", 8000.55, 16070.05), ("Sorties d’été", 1500.10, 2600.10)]
"""Title, amount asked and cost of both, in euros."""


def first_start(poste: Poste, base: Path) -> None:
    """The three answers; a forgotten one is told, and nothing is made."""
    poste.type("Fichier de la base", str(base))
    poste.type("Exercice", "2012")
    poste.click("Créer la base")
    assert "Choisissez votre département." in poste.said()
    assert not base.exists()
    poste.choose("Département", "93 — Seine-Saint-Denis")
    poste.click("Créer la base")
    poste.until(lambda: poste.window.here == "dossiers")
    poste.settle()
    assert base.is_file() and lock_path(base).is_file()
    assert "Exercice 2012" in poste.said() and "93 — Seine-Saint-Denis" in poste.said()


def new_dossier(poste: Poste, base: Path) -> None:
    """Ctrl+N; the organisme that nobody knows yet is added with its dossier."""
    poste.command(Key.Key_N)
    poste.enter(poste.find("Organisme"))
    poste.write(NOM)
    poste.click(f"Ajouter l’organisme « {NOM} »")
    poste.until(lambda: poste.window.here == "fiche_action")
    poste.settle()
    assert rows_of(base, "SELECT nom FROM organisme") == [(NOM,)]


def identify(poste: Poste, base: Path) -> None:
    """The page of the organisme: a wrong SIRET is told and saved all the same, then corrected."""
    poste.tab("Dossier")
    poste.click("Ouvrir la fiche organisme")
    poste.choose("statut", "Association")
    poste.type("siret", WRONG_SIRET)
    assert "La clé de contrôle ne correspond pas" in poste.said()
    assert rows_of(base, "SELECT siret FROM organisme") == [(WRONG_SIRET,)]
    poste.type("siret", "269 300 182 00012")
    for name, text in ORGANISME.items():
        poste.type(name, text)
    assert "La clé de contrôle" not in poste.said()
    query = "SELECT siret, statut, commune, telephone FROM organisme"
    assert rows_of(base, query)[0][:3] == (SIRET, "ASSO", "Bobigny")
    poste.cell("Dossiers de l’organisme", 0, "Exercice")
    poste.strike(Key.Key_Return)
    poste.until(lambda: poste.window.here == "fiche_action")
    poste.settle()


def describe(poste: Poste, wish: Wish) -> None:
    """The form of the action."""
    poste.tab("Action")
    for name, text in wish.texts.items():
        poste.type(name, text)
    poste.choose("dispositif", "Ville vie vacances")
    assert poste.find("theme", QComboBox).count() == 1 + len(entries_of_year("theme", YEAR))
    poste.choose("theme", "Réussite éducative")


def fund(poste: Poste, wish: Wish) -> None:
    """The request to the Acsé in one click, then what the town gives."""
    poste.tab("Financements")
    poste.click("Ajouter la demande à l’Acsé")
    assert not poste.shows(NOT_SHOWN)
    if wish.commune:
        poste.click("Ajouter un financeur")
        poste.fill_list("Financements", 1, "Type", "Commune")
        poste.fill("Financements", 1, "Financeur", "Ville de Bobigny")
        poste.fill("Financements", 1, "Demandé d. c.", wish.commune)


def budget(poste: Poste, wish: Wish) -> None:
    """Amounts typed, a block of Excel, and the gap written as autofinancement."""
    poste.tab("Budget")
    for account, text in wish.budget.items():
        poste.fill("Charges", account, "Prévu {annee}", text)
    poste.cell("Charges", "Achats", "Prévu {annee}")
    poste.paste(wish.pasted)
    assert poste.shows("Les produits ne couvrent pas les charges\u00a0: il manque {amount}.")
    poste.click("Ajouter en autofinancement")
    assert poste.shows("Charges et produits sont équilibrés.")


def publics_and_places(poste: Poste, wish: Wish) -> None:
    """For whom, where, and the same share for every place."""
    poste.tab("Publics et lieux")
    for (band, column), text in wish.publics.items():
        poste.fill("Bénéficiaires par âge et par sexe", band, column, text)
    for rank, commune in enumerate(wish.places):
        poste.click("Ajouter un lieu")
        poste.fill_commune("Lieux de l’action", rank, "Commune", commune)
    poste.click("Parts égales")
    assert not poste.shows("Il manque {part} pour faire 100\u00a0%.")


def fill_action(poste: Poste, wish: Wish) -> None:
    """Everything about an action; then its page finds nothing to mend."""
    describe(poste, wish)
    fund(poste, wish)
    budget(poste, wish)
    publics_and_places(poste, wish)
    for tab in ("Action", "Dossier"):
        poste.tab(tab)
        assert not poste.seen("F8\u00a0: point suivant")


def check_base_file(base: Path) -> None:
    """What the file holds: cents, accounts, persons, shares."""
    asked = rows_of(base, "SELECT intitule, montant_demande FROM action ORDER BY intitule")
    assert asked == [(title, round(amount * 100)) for title, amount, _cost in AMOUNTS]
    lines = (
        "SELECT l.compte, l.prevu FROM ligne_budget l JOIN action a ON a.id = l.action_id"
        " WHERE a.intitule = ? ORDER BY 1"
    )
    ateliers = rows_of(base, lines, "Ateliers de langue")
    assert ateliers == [("616", 60000), ("622", 147000), ("641", 1400005), ("INS", 506950)]
    assert rows_of(base, lines, "Sorties d’été")[-1] == ("INS", 110000)
    assert rows_of(base, "SELECT sum(prevu), count(*) FROM public") == [(29, 4)]
    parts = rows_of(base, "SELECT commune, part FROM lieu ORDER BY part DESC")
    assert [part for _commune, part in parts] == [10000, 3334, 3333, 3333]
    assert rows_of(base, "SELECT count(*) FROM financement WHERE acse") == [(2,)]


def nothing_to_complete(poste: Poste) -> None:
    """« À compléter » has nothing."""
    poste.click("À compléter")
    poste.until(lambda: poste.shows("Rien à compléter"))


def undo_and_redo(poste: Poste, base: Path) -> None:
    """Three times back, by the keys, and three times forth: the file is what it was."""
    before = parts_of(base)
    seen = [before]
    for _step in range(3):
        poste.undo()
        seen.append(parts_of(base))
    assert all(one != other for one, other in pairwise(seen))
    for wanted in reversed(seen[:-1]):
        poste.redo()
        assert parts_of(base) == wanted


def parts_of(base: Path) -> list[tuple[object, ...]]:
    """The places and the persons of the actions."""
    places = rows_of(base, "SELECT id, commune, part FROM lieu ORDER BY id")
    return places + rows_of(base, "SELECT id, tranche_age, sexe, prevu FROM public ORDER BY id")


def export(poste: Poste, workbook: Path) -> None:
    """The page « Remontée » and the workbook that it writes."""
    poste.click("Remontée")
    poste.type("Classeur à écrire", str(workbook))
    poste.click("Exporter la remontée")
    poste.until(lambda: poste.shows("Classeur écrit"))
    assert poste.shows("Aucune anomalie à corriger.")
    check_workbook(workbook)


def check_workbook(workbook: Path) -> None:
    """Two rows, their amounts to the cent."""
    book = load_workbook(workbook, read_only=True)
    titles, *rows = book["Actions"].iter_rows(values_only=True)
    book.close()
    wanted = ("Intitulé de l’action", "Montant demandé", "Coût total")
    places = [titles.index(title) for title in wanted]
    assert sorted(tuple(row[at] for at in places) for row in rows) == AMOUNTS


def speak_english_larger(poste: Poste) -> None:
    """English and twice the size, in the course of the work: every place of the window shows."""
    poste.click("Langue\u00a0: {langue}")
    poste.click("Paramètres")
    poste.choose("Taille du texte", "200\u00a0%")
    assert "Settings" in poste.said() and current().scale == 2.0
    for place in PLACES:
        poste.click(place.text)
        assert poste.window.here == place.key
    while poste.window.here != "fiche_action":
        poste.command(Key.Key_Left, ALT)


def speak_french_again(poste: Poste) -> None:
    """As before."""
    poste.command(Key.Key_0)
    poste.click("Langue\u00a0: {langue}")
    assert current().scale == 1.0 and not poste.seen("Settings")


def create_region(poste: Poste, region: Path, former: Path) -> None:
    """From the page « Consolidation » of the département: its base is let go."""
    poste.click("Consolidation")
    poste.click("Créer une base régionale…")
    assert poste.find("Région", QComboBox).currentText() == "Île-de-France"
    poste.file("Créer la base", region)
    poste.until(lambda: poste.window.here == "dossiers" and poste.shows("Île-de-France"))
    poste.settle()
    assert lock_path(region).is_file() and not lock_path(former).exists()


def consolidate(poste: Poste, workbook: Path, whole: Path) -> None:
    """The workbook of the département; those that sent nothing are named."""
    poste.click("Consolidation")
    poste.until(lambda: poste.shows("Remontées absentes\u00a0: {codes}"))
    poste.file("Choisir des classeurs…", workbook)
    poste.type("Classeur consolidé", str(whole))
    poste.click("Consolider")
    poste.until(lambda: whole.is_file() and "1 classeur consolidé" in poste.said())
    assert "Remontées absentes\u00a0: 75, 77, 78, 91, 92, 94, 95" in poste.said()
    check_workbook(whole)


def check_region_file(region: Path, workbook: Path) -> None:
    """Both actions with the file and the row that they come from, equal to the cent."""
    query = (
        "SELECT a.intitule, a.montant_demande, p.fichier, p.territoire, a.provenance_feuille,"
        " a.provenance_ligne FROM action a JOIN provenance p ON p.id = a.provenance_id"
        " ORDER BY a.intitule"
    )
    assert rows_of(region, query) == [
        (title, round(amount * 100), workbook.name, "93", "Actions", rank)
        for rank, (title, amount, _cost) in enumerate(AMOUNTS, 2)
    ]
    lines = "SELECT compte, sum(prevu) FROM ligne_budget GROUP BY 1 ORDER BY 1"
    assert rows_of(region, lines) == [
        ("616", 310010), ("622", 157000), ("641", 1400005), ("INS", 616950)
    ]  # fmt: skip


def leave(poste: Poste, base: Path) -> None:
    """Ctrl+Q: the lock is gone."""
    poste.settle()
    poste.strike(Key.Key_Q, CONTROL)
    assert not poste.window.isVisible()
    assert not lock_path(base).exists()


def come_back(desk: Callable[..., Poste], base: Path, region: Path) -> None:
    """The last base opens by itself; the other one has everything too."""
    poste = desk(None, "dossiers")
    poste.settle()
    assert poste.window.bases.path == region
    wanted = [title for title, _amount, _cost in AMOUNTS]
    poste.until(lambda: sorted(poste.column("Dossiers", "Intitulé de l’action")) == wanted)
    leave(poste, region)
    poste = desk(base, "dossiers")
    poste.until(lambda: sorted(poste.column("Dossiers", "Intitulé de l’action")) == wanted)
    check_base_file(base)
    leave(poste, base)


def test_from_the_first_start_to_the_region(
    reversible: list[Path], desk: Callable[..., Poste], tmp_path: Path
) -> None:
    """The whole life of two actions."""
    base, region = tmp_path / "acse-93.acse", tmp_path / "acse-idf.acse"
    workbook = tmp_path / "remontee_93.xlsx"
    poste = desk()
    first_start(poste, base)
    reversible.append(base)
    new_dossier(poste, base)
    identify(poste, base)
    fill_action(poste, ATELIERS)
    speak_english_larger(poste)
    poste.click("Ajouter une action")
    fill_action(poste, SORTIES)
    speak_french_again(poste)
    check_base_file(base)
    undo_and_redo(poste, base)
    nothing_to_complete(poste)
    export(poste, workbook)
    create_region(poste, region, base)
    reversible.append(region)
    consolidate(poste, workbook, tmp_path / "consolidation.xlsx")
    check_region_file(region, workbook)
    leave(poste, region)
    come_back(desk, base, region)
