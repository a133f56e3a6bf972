"""Two languages: French in the source with its typography, English complete in the catalogue."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from acse_desktop.fields import fields_of
from acse_desktop.models import EDITABLE
from acse_desktop.nomenclatures import all_entries
from acse_desktop.rules import all_rules
from acse_desktop.services.listing import LISTINGS
from acse_desktop.translation import _, french, language, ngettext, set_language

ROOT = Path(__file__).parent.parent.parent
MARKERS = ("_", "N_", "ngettext")
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s|%s")
FAULTS = {
    "plain space before a mark": r" [:;!?%](?![\w(])",
    "no space before a mark": r"\S[;!?»]|\S:(?!\S)",
    "no-break space where a narrow one goes": "\u00a0[;!?]",
    "narrow space where a no-break one goes": "\u202f[:%]",
    "quotation mark without its space": r"«\S|\S»",
    "straight apostrophe or quotation mark": "['\"]",
    "three dots": r"\.\.\.",
    "two spaces": r"  ",
    "tutoiement": r"\b(?:tu|toi|ton|ta|tes)\b",
}
ALLOWED = {"Retour à l’emploi ou en formation, %"}
"""Where the mark is a unit by itself, after a comma."""


def _catalogue_script() -> ModuleType:
    path = ROOT / "packaging/catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogue = _catalogue_script()


@pytest.fixture(scope="module")
def template() -> Catalog:
    return catalogue.template()


@pytest.fixture(scope="module")
def english() -> Catalog:
    return catalogue.english()


@pytest.fixture(autouse=True)
def _french_again() -> Iterator[None]:
    yield
    set_language("fr")


def _texts(catalog: Catalog) -> Iterator[tuple[Message, tuple[str, ...], tuple[str, ...]]]:
    """Every message with its French forms and its English forms."""
    for message in catalog:
        if message.id:
            plural = not isinstance(message.id, str)
            yield (
                message,
                tuple(message.id) if plural else (message.id,),
                tuple(message.string) if plural else (message.string,),
            )


def test_every_text_has_its_english(template: Catalog, english: Catalog) -> None:
    assert len(template) > 1000
    assert catalogue.missing(catalogue.update()) == []
    assert {message.id for message in english} - {message.id for message in template} == set()
    assert list(english.obsolete) == []
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_the_compiled_catalogue_is_that_of_the_source(english: Catalog) -> None:
    fresh = io.BytesIO()
    write_mo(fresh, english)
    fresh.seek(0)
    shipped = catalogue.PO.with_suffix(".mo")
    with shipped.open("rb") as file:
        assert gettext.GNUTranslations(file)._catalog == gettext.GNUTranslations(fresh)._catalog


def test_both_languages_have_the_same_placeholders(english: Catalog) -> None:
    differing = {
        source: target
        for _message, sources, targets in _texts(english)
        for source, target in zip(sources, targets, strict=True)
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(target))
        or ("&" in source) != ("&" in target)
        or (source[0] == " ", source[-1] == " ") != (target[0] == " ", target[-1] == " ")
    }
    assert differing == {}


def test_english_has_no_french_typography(english: Catalog) -> None:
    french_marks = re.compile("[«»\u00a0\u202f]|\\s[:;!?]|'")
    assert [
        target
        for _message, _sources, targets in _texts(english)
        for target in targets
        if french_marks.search(target)
    ] == []


def _declared() -> Iterator[str]:
    """Texts that are translated through a variable, so that extraction must find them marked."""
    for model in EDITABLE:
        for described in fields_of(model).values():
            yield from (described.label, described.section, described.help)
    for rule in all_rules():
        yield from (rule.titre, rule.source, rule.remede)
    for listing in LISTINGS.values():
        yield from (column.label for column in listing.columns)
        yield from (label for label, _filters in listing.presets.values())
    yield from (entry.libelle for entry in all_entries())


def test_declared_labels_are_in_the_catalogue(template: Catalog) -> None:
    known = {source for _message, sources, _targets in _texts(template) for source in sources}
    assert {text for text in _declared() if text} - known == set()


def test_typography_of_the_french_texts(template: Catalog) -> None:
    faults = [
        f"{name}: {text}"
        for _message, sources, _targets in _texts(template)
        for text in sources
        for name, pattern in FAULTS.items()
        if text not in ALLOWED and re.search(pattern, text, re.IGNORECASE)
    ]
    assert faults == []


def _marked_calls() -> Iterator[tuple[Path, ast.Call]]:
    for package in ("acse_desktop", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKERS:
                    yield path, node


def test_no_text_is_made_before_it_is_translated() -> None:
    made = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, call in _marked_calls()
        for argument in call.args[: 2 if call.func.id == "ngettext" else 1]
        if any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in ast.walk(argument))
        or (isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") == "format")
    ]
    assert made == []


@pytest.mark.parametrize(
    ("count", "in_french", "in_english"),
    [(0, "{n} erreur", "{n} errors"), (1, "{n} erreur", "{n} error"),
     (2, "{n} erreurs", "{n} errors"), (-1, "{n} erreur", None)],
)  # fmt: skip
def test_plurals_follow_each_language(count: int, in_french: str, in_english: str | None) -> None:
    assert ngettext("{n} erreur", "{n} erreurs", count) == in_french
    set_language("en")
    if in_english:
        assert ngettext("{n} erreur", "{n} erreurs", count) == in_english


def test_the_language_changes_and_comes_back() -> None:
    assert (language(), _("Montant accordé")) == ("fr", "Montant accordé")
    set_language("en")
    assert (language(), _("Montant accordé")) == ("en", "Amount granted")
    with french():
        assert _("Montant accordé") == "Montant accordé"
        assert ngettext("{n} erreur", "{n} erreurs", 0) == "{n} erreur"
    assert _("Montant accordé") == "Amount granted"
    set_language("de")
    assert (language(), _("Montant accordé"), _("")) == ("fr", "Montant accordé", "")
