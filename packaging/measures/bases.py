"""The example bases and workbooks that are measured, made once and kept in the cache folder."""

from __future__ import annotations

from pathlib import Path

from acse_desktop.services import reference
from acse_desktop.services.example import make_example
from acse_desktop.services.workbook.writing import export_workbook
from acse_desktop.store.opening import open_base

EXERCICE = 2012
AGENT = "mesure"


def base_of(cache: Path, actions: int, departement: str = "93") -> Path:
    """A département with so many actions, on two exercices."""
    path = cache / f"{departement}_{actions}.acse"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"en_cours_{path.name}")
        aside.unlink(missing_ok=True)
        make_example(aside, departement=departement, actions=actions)
        aside.rename(path)
    return path


def workbooks_of(cache: Path, count: int, actions: int) -> list[Path]:
    """The remontées of so many départements, for the exercice."""
    made = []
    for code in list(reference.departements())[:count]:
        path = cache / f"remontee_{code}_{actions}.xlsx"
        if not path.exists():
            base = base_of(cache, actions, code)
            with open_base(base, agent=AGENT) as opened, opened.session() as session:
                export_workbook(session, EXERCICE, path)
        made.append(path)
    return made
