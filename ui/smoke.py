"""`--smoke-test`: proves that an installed or frozen program is whole, without a screen."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from acse_desktop.settings import Preferences

EXERCICE = 2012
AGENT = "essai"


def smoke_test() -> int:
    """0 when the window, Qt in French, the icons, a base, a workbook and a template all work."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        failures = [*_interface(Path(folder)), *_work(Path(folder))]
    for failure in failures:
        sys.stderr.write(f"{failure}\n")
    return 1 if failures else 0


def _interface(folder: Path) -> list[str]:
    """The window is painted, speaks French down to Qt, and finds its drawings."""
    from ui.app import Program, application
    from ui.errors import Errors
    from ui.theme.icons import pixmap

    app = application()
    program = Program(app, Preferences(folder / "preferences.toml"), Errors(None, app))
    program.window.show()
    app.processEvents()
    said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    found = [] if said == "Annuler" else [f"Qt dit « {said} » au lieu de « Annuler »"]
    if pixmap("folder").isNull():
        found.append("icône introuvable")
    if program.window.grab().isNull():
        found.append("fenêtre vide")
    program.window.close()
    return found


def _work(folder: Path) -> list[str]:
    """A base takes a dossier and gives a workbook."""
    from acse_desktop.services import records
    from acse_desktop.services.workbook.writing import export_workbook
    from acse_desktop.store.opening import create_base, open_base

    base, target = folder / "essai.acse", folder / "essai.xlsx"
    create_base(base, exercice=EXERCICE, agent=AGENT, departement="93")
    with open_base(base, agent=AGENT) as opened, opened.session() as session:
        organisme = records.new_organisme(session, {"nom": "Association d’essai"}, agent=AGENT)
        records.new_dossier(session, organisme, EXERCICE, {"departement": "93"}, agent=AGENT)
        summary = export_workbook(session, EXERCICE, target)
    rows = sum(figures.rows for figures in summary.feuilles.values())
    found = [] if target.stat().st_size and rows >= 2 else ["classeur vide"]
    return found + _acts()


def _acts() -> list[str]:
    """The child process reads a Word template."""
    from acse_desktop.services.acts import rendering, templates

    content = templates.shipped("ARRETE").read_bytes()
    used = rendering.names_used(content, templates.words())
    return [] if "organisme.nom" in used else ["modèle d’acte illisible"]
