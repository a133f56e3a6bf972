"""Templates edited by a préfecture win; those that go astray are refused in one sentence."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy.orm import Session

from acse_desktop.services import acts
from acse_desktop.services.acts import names, templates
from acse_desktop.services.acts.natures import NATURES
from acse_desktop.services.acts.refusals import BadTemplate
from acse_desktop.services.acts.rendering import names_used, render
from tests.core.acts.conftest import grant

TEXTS = {
    "organisme": {"nom": "Les Amis", "sigle": ""},
    "actions": [{"intitule": "Un", "numero": "1"}, {"intitule": "", "numero": "2"}] * 20,
    "date": "1er mars 2012",
}


def template(*paragraphs: str, title: str = "", header: str = "", cut: bool = False) -> bytes:
    """A document that says these paragraphs; `cut` spreads them over runs, as Word does."""
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in text if cut else (text,):
            paragraph.add_run(piece)
    document.core_properties.title = title
    document.sections[0].header.paragraphs[0].text = header
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def printed(content: bytes) -> list[str]:
    """The paragraphs of a rendered document."""
    return [one.text for one in Document(io.BytesIO(content)).paragraphs]


def test_a_template_prints_chooses_and_walks() -> None:
    content = template(
        "{{ organisme.nom|upper }}{% if organisme.sigle %} ({{ organisme.sigle }}){% endif %}",
        "{%p for une in actions %}", "{{ loop.index }} {{ une.numero }}", "{%p endfor %}",
        "{{ organisme.sigle|default('sans sigle', true) }} « {{ date }} »", cut=True,
    )  # fmt: skip
    made = render(content, TEXTS, templates.words())
    assert made.empty == ()
    assert made.used == ("actions.numero", "date", "organisme.nom", "organisme.sigle")
    lines = printed(made.document)
    assert lines[0] == "LES AMIS" and lines[-1] == "sans sigle « 1er mars 2012 »"
    assert lines[1:3] == ["1 1", "2 2"] and len(lines) == 42


def test_a_printed_field_without_value_is_told_and_nothing_is_printed() -> None:
    content = template("{{ organisme.sigle }}", "{% for a in actions %}{{ a.intitule|upper }}"
                       "{% endfor %}", header="{{ organisme.sigle }}")  # fmt: skip
    made = render(content, TEXTS, templates.words())
    assert made.document == b""
    assert made.empty[:2] == ("organisme.sigle", "actions[1].intitule") and len(made.empty) == 21


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ cycler.__init__.__globals__.os.popen('id') }}", "cycler"),
        ("{{ organisme.__class__ }}", "organisme.__class__"),
        ("{{ organisme.nom.upper() }}", "organisme.nom.upper()"),
        ("{{ 'x' * 1000000000 }}", "mul"),
        ("{{ 2 ** 999999999 }}", "pow"),
        ("{{ '%999999999d'|format(1) }}", "|format"),
        ("{% for i in range(10) %}x{% endfor %}", "range()"),
        ("{% for c in organisme.nom %}x{% endfor %}", "organisme.nom"),
        ("{% set x = 1 %}", "assign"),
        ("{% include '/etc/passwd' %}", "include"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{{ organisme['nom'] }}", "getitem"),
        ("{{ organisme.nmo }}", "organisme.nmo"),
        ("{{ nimporte }}", "nimporte"),
        ("{% for a in actions %}{{ a.truc }}{% endfor %}", "a.truc"),
        ("Vu {{ organisme.nom }", "Vu {{ organisme.nom }"),
        ("{% if organisme.nom %} sans fin", "sans fin"),
    ],
)
def test_what_a_template_may_not_say_is_refused_in_one_sentence(text: str, told: str) -> None:
    for content in (template(text), template("Bonjour", header=text)):
        with pytest.raises(BadTemplate) as refusal:
            render(content, TEXTS, templates.words())
        assert told in refusal.value.message and refusal.value.remedy
        assert ". " not in refusal.value.message and "\n" not in refusal.value.message


def test_the_title_of_a_template_runs_nothing() -> None:
    with pytest.raises(BadTemplate, match="cycler"):
        render(template("x", title="{{ cycler.__init__ }}"), TEXTS, templates.words())


def test_a_template_that_never_ends_is_stopped() -> None:
    loops = "".join(f"{{% for a{rank} in actions %}}" for rank in range(8))
    content = template(loops + "x" + "{% endfor %}" * 8)
    start = time.monotonic()
    with pytest.raises(BadTemplate, match="trop de calcul"):
        render(content, TEXTS, templates.words(), seconds=1.5)
    assert time.monotonic() - start < 10
    assert render(template("{{ date }}"), TEXTS, templates.words()).document


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4", b"<html></html>"])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(BadTemplate, match="n’est pas un document Word"):
        names_used(content, templates.words())


def test_every_shipped_template_speaks_of_known_names() -> None:
    for nature in NATURES:
        used = names_used(templates.shipped(nature).read_bytes(), templates.words())
        assert {"prefecture.nom", "organisme.nom"} <= set(used), nature


def test_the_edited_template_wins_until_it_is_given_back(session: Session, dossier: str) -> None:
    grant(session, dossier, 500)
    own = templates.edit(session, "ARRETE")
    assert own.path.parent == templates.base_path(session).with_name("base.acse.modeles")
    assert own.path.read_bytes() == templates.shipped("ARRETE").read_bytes()
    own.path.write_bytes(template("Chez nous, {{ organisme.nom }}"))
    (one,) = acts.prepare(session, acts.Order("ARRETE"), dossier_ids=[dossier]).ready
    assert printed(one.document) == ["Chez nous, Les Amis du Clos"]
    assert one.modele == "arrete.docx (modèle de la préfecture)"
    own.path.write_bytes(template("{{ organisme.nmo }}"))
    with pytest.raises(BadTemplate, match=r"arrete\.docx.*organisme\.nmo"):
        acts.prepare(session, acts.Order("ARRETE"), dossier_ids=[dossier])
    kept = templates.restore(session, "ARRETE")
    assert kept and kept.is_file()
    assert not templates.template_of(session, "ARRETE").edited


def test_templates_may_be_kept_elsewhere(session: Session, tmp_path: Path) -> None:
    templates.choose_folder(session, tmp_path / "modeles du service")
    assert templates.edit(session, "CPO").path == tmp_path / "modeles du service" / "cpo.docx"
    templates.choose_folder(session, None)
    assert not templates.template_of(session, "CPO").edited


def test_the_list_of_names_is_for_a_spreadsheet() -> None:
    lines = names.names_csv().splitlines()
    assert len(lines) == 1 + len(names.LISTS) + len(names.names())
    assert '"{{ organisme.nom }}";"Nom";"fiche de l’organisme, « Identité »"' in lines
    paths = [one.path for one in names.names()]
    assert len(paths) == len(set(paths))
