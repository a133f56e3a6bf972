"""Pictures of every screen on an example base, to be looked at and for the manual.

python packaging/pictures.py FOLDER                   every screen, 1366x768, light, French
python packaging/pictures.py FOLDER --all             two sizes, two themes, two text sizes, English
python packaging/pictures.py FOLDER --only dossiers budget
python packaging/pictures.py docs/images --manual     the picture of the README
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QTabBar, QTabWidget

from acse_desktop.services.example import make_example
from acse_desktop.settings import Preferences
from ui.app import Program
from ui.errors import Errors

PLACES = (
    "tableau_de_bord", "indicateurs", "chiffres", "dossiers", "organismes", "contrats",
    "a_completer", "pieces_manquantes", "enveloppes", "adultes_relais", "actes", "comite",
    "paiements", "rapprochement", "importer", "bilans", "delais", "obligations", "fiches_avis",
    "remontee", "consolidation", "journal", "parametres", "aide", "a_propos",
)  # fmt: skip
SIZES = {1366: 768, 1920: 1080}


@dataclass(frozen=True)
class Look:
    """One way of showing a screen."""

    width: int = 1366
    theme: str = "clair"
    scale: float = 1.0
    language: str = "fr"

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}-{self.scale:g}-{self.language}"


ALL = (
    Look(), Look(1920), Look(theme="sombre"), Look(1920, "sombre"), Look(scale=2.0),
    Look(1920, scale=2.0), Look(language="en"), Look(1920, "sombre", 1.3, "en"),
)  # fmt: skip


def settle(seconds: float = 0.7) -> None:
    """Let replies come and widgets be painted."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait(ready: Callable[[], bool], seconds: float = 30) -> None:
    """Let events go on until something is true."""
    end = time.monotonic() + seconds
    while not ready() and time.monotonic() < end:
        settle(0.05)


def screens(program: Program, wanted: list[str]) -> Iterator[str]:
    """Go to every screen in turn; each is painted when its name comes."""
    window = program.window
    for place in PLACES:
        if not wanted or place in wanted:
            window.go_to(place)
            settle(2.0 if place in ("a_completer", "remontee", "bilans") else 0.9)
            yield place
    for kind in ("action", "organisme", "contrat", "enveloppe", "poste", "seance"):
        if wanted and f"fiche_{kind}" not in wanted and kind != "action":
            continue
        found: list[str] = []
        program.database.read(lambda session, kind=kind: _some(session, kind), found.append)
        wait(lambda found=found: bool(found))
        window.show_record(kind, found[0])
        settle(1.2)
        if not wanted or f"fiche_{kind}" in wanted:
            yield f"fiche_{kind}"
        if kind == "action":
            yield from _tabs(program, wanted)


def _some(session: object, kind: str) -> str:
    from acse_desktop.services import listing
    from acse_desktop.services.listing_types import Query

    key = {"action": "actions", "organisme": "organismes", "contrat": "contrats",
           "enveloppe": "enveloppes", "poste": "postes", "seance": "seances"}[kind]  # fmt: skip
    year = 2012 if kind in ("action", "enveloppe", "seance") else None
    return listing.page(session, key, Query(), year, 0, 12).rows[0 if kind == "seance" else 3][0]


def _tabs(program: Program, wanted: list[str]) -> Iterator[str]:
    page = program.window.pages.currentWidget()
    bars = [*page.findChildren(QTabBar), *page.findChildren(QTabWidget)]
    if not bars:
        return
    bar = bars[0]
    for index in range(1, bar.count()):
        bar.setCurrentIndex(index)
        settle(0.8)
        name = f"onglet_{index}"
        if not wanted or name in wanted:
            yield name


def take(folder: Path, base: Path, look: Look, wanted: list[str]) -> None:
    """Start the program with a look and grab its screens."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as home:
        preferences = Preferences(Path(home) / "preferences.toml", agent="N. Ferry")
        preferences.text_scale, preferences.theme = look.scale, look.theme
        preferences.language = look.language
        program = Program(app, preferences, Errors(None, app))
        program.window.resize(look.width, SIZES[look.width])
        program.window.show()
        if not wanted:
            program.window.go_to("accueil")
            settle()
            program.window.grab().save(str(folder / f"accueil-{look}.png"))
        program.start(base)
        wait(lambda: program.window.here == "dossiers")
        for name in screens(program, wanted):
            picture = program.window.grab()
            picture.save(str(folder / f"{name}-{look}.png"))
            if picture.width() != look.width:
                print(f"{name} {look}: {picture.width()}x{picture.height()}")
        program.window.close()


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--manual", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        base = make_example(Path(folder) / "exemple.acse")
        if options.manual:
            take(options.folder, base, Look(), ["dossiers"])
            (options.folder / f"dossiers-{Look()}.png").replace(options.folder / "fenetre.png")
            return
        for look in ALL if options.all else (Look(),):
            take(options.folder, base, look, options.only)


if __name__ == "__main__":
    main()
