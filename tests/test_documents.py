"""The documents tell the truth, and the dictionary keeps its own rules."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from importlib import metadata
from itertools import groupby
from pathlib import Path

import pytest

from acse_desktop.cli import COMMANDS
from acse_desktop.fields import Traits, fields_of
from acse_desktop.fieldtypes import Amount, Choice
from acse_desktop.models import EDITABLE, Base
from acse_desktop.nomenclatures import entries, lists
from acse_desktop.rules import GRAVITES, all_rules
from acse_desktop.services.dictionary import entries as described_fields
from acse_desktop.typography import folded

ROOT = Path(__file__).parent.parent
FRENCH = ("README.md", "CHANGELOG.md", "docs/regles.md", "docs/dictionnaire.md")
DOCUMENTS = sorted(
    {*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "ui" / "README.md"}
    - {ROOT / "docs" / "performance.md"}
)
TOLD = re.compile(r"`((?:acse_desktop|ui|tests|packaging|resources|docs)/[\w./-]*)(?::([\w.]+))?`")
CODE = re.compile(r"^    .*$|```.*?```|`[^`\n]*`|<!--.*?-->|https?://\S+|^\|[-|]+$", re.M | re.S)
LOOSE = re.compile(r" [;:!?]|'")
"""Spaces that may break where French wants none, and typewriter apostrophes."""


def test_pages_made_from_the_code_are_fresh() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "generated_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, "run packaging/generated_docs.py: " + done.stdout + done.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    wrong = []
    for place, name in TOLD.findall(text):
        if not (ROOT / place).exists():
            wrong.append(place)
        elif name and not _defines(ROOT / place, name):
            wrong.append(f"{place}:{name}")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    wrong += [link for link in links if not link.endswith(".png")
              and not (path.parent / link).exists()]  # fmt: skip
    assert wrong == []


def _defines(path: Path, name: str) -> bool:
    """Whether a file defines every part of a name: `Class.method`, `function`, `CONSTANT`."""
    text = path.read_text("utf-8")
    return all(
        re.search(rf"^\s*(?:(?:def|class)\s+{part}\b|{part}\s*[:=])", text, re.M)
        for part in name.split(".")
    )


@pytest.mark.parametrize("name", FRENCH)
def test_french_pages_have_french_spaces(name: str) -> None:
    text = CODE.sub("", (ROOT / name).read_text("utf-8"))
    assert [line for line in text.splitlines() if LOOSE.search(line)] == []


def test_readme_keeps_the_two_commands_that_machines_read() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    run, test = (text.partition(f"<!-- {name} -->")[2] for name in ("run", "test"))
    commands = [line.strip() for line in test.splitlines() if re.match(r" {0,4}python", line)]
    assert commands == ['python -m pip install -e ".[dev]" && python -m pytest']
    assert run.split("\n")[2].strip() == (
        "python -m pip install -e . && acse-desktop exemple exemple.acse"
        " && acse-desktop exemple.acse"
    )
    assert [name for name in COMMANDS if f"acse-desktop {name}" not in text] == []


def test_every_french_word_of_the_base_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossaire.md").read_text("utf-8")
    known = {word for span in re.findall(r"`([^`]+)`", glossary) for word in span.split("_")}
    known |= set(re.findall(r"`([^`]+)`", glossary))
    names = [name for table in Base.metadata.tables.values()
             for name in (table.name, *table.columns.keys())]  # fmt: skip
    words = {word for name in names for word in name.split("_")}
    wanted = words | set(lists()) | {one.code for one in entries("dispositif")}
    assert sorted(wanted - known) == []


@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model.__tablename__)
def test_the_dictionary_of_a_table_keeps_its_rules(model: type[Base]) -> None:
    found = fields_of(model)
    labels = [folded(one.label) for one in found.values()]
    sections = [section for section, _fields in groupby(one.section for one in found.values())]
    columns = model.__table__.columns

    assert len(labels) == len(set(labels)), "a label names one field"
    assert len(sections) == len(set(sections)), "the fields of a section follow one another"
    assert [name for name in found if not columns[name].nullable] == [], "a draft is a draft"
    assert [n for n, one in found.items() if one.personal and one.exported] == []
    assert [n for n, one in found.items() if one.help and not one.help.endswith(".")] == []
    texts = [text for one in found.values() for text in (one.label, one.help, one.section)]
    assert [text for text in texts if LOOSE.search(text)] == []
    computed = [n for n, one in found.items() if one.readonly and isinstance(one.type, Amount)]
    assert [n for n in computed if not found[n].help] == [], "a computed amount says how"
    coded = [one.type.nomenclature for one in found.values() if isinstance(one.type, Choice)]
    assert set(coded) <= set(lists())


def test_a_header_names_one_column_of_its_sheet() -> None:
    headers = [(one.feuille, folded(one.colonne)) for one in described_fields() if one.feuille]
    assert len(headers) == len(set(headers))


def test_every_trait_of_a_field_is_read_somewhere() -> None:
    sources = [path.read_text("utf-8") for folder in ("acse_desktop", "ui")
               for path in (ROOT / folder).rglob("*.py")]  # fmt: skip
    unread = [name for name in Traits.__annotations__
              if not any(re.search(rf"\b(?:described|field|one)\.{name}\b", text)
                         for text in sources)]  # fmt: skip
    assert unread == []


def test_every_rule_says_where_it_comes_from_and_what_to_do() -> None:
    found = all_rules()
    codes = [rule.code for rule in found]
    assert len(codes) == len(set(codes))
    assert [rule.code for rule in found if rule.gravite not in GRAVITES] == []
    assert [r.code for r in found if not (r.titre and r.source and r.remede.endswith("."))] == []


def _dependencies(name: str) -> set[str]:
    """What a distribution needs to run, and what those need in turn."""
    needed = set()
    for line in metadata.requires(name) or []:
        requirement, _semicolon, marker = line.partition(";")
        if "extra" not in marker and "python_version <" not in marker:
            needed.add(re.split(r"[^\w.-]", requirement.strip())[0])
    return needed.union(*(_dependencies(one) for one in needed))


def test_everything_that_ships_has_its_licence_told() -> None:
    with (ROOT / "resources" / "licences.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    names = {_normal(row["composant"]) for row in told}
    assert {_normal(one) for one in _dependencies("acse-desktop")} - names == set()
    credits = {row["credit"] for row in told}
    with (ROOT / "resources/reference/sources.csv").open(encoding="utf-8", newline="") as file:
        sources = {(row["licence"], row["credit"]) for row in csv.DictReader(file)}
    assert {licence for licence, _credit in sources} <= {row["licence"] for row in told}
    assert "© Code Officiel Géographique (Insee) et package R COGugaison" in credits


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
