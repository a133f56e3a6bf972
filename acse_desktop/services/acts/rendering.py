"""Filling a Word template: run in a child process, in a sandbox, on plain texts only.

docxtpl would by default run what a template says, down to its title, and print nothing for a
name it does not know; here the grammar is read first, then the sandbox runs what is left of it.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from acse_desktop.services.acts.refusals import not_word, too_long
from acse_desktop.services.reading.worker import WorkerError, WorkerNotStarted, shared_worker

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

R = TypeVar("R")
Texts = Mapping[str, Any]
"""By family: a text by name; the simple names and the lists of such texts are at the top."""
SECONDS = 20.0
"""Of work, after which a template is given up; a usual one takes a tenth of a second."""
UNPACKED = 60 * 1024**2
"""Bytes that a template may weigh once unpacked."""
FILTERS = ("upper", "lower", "capitalize", "title", "trim", "default", "d", "length", "count",
           "first", "last", "e", "escape")  # fmt: skip
"""What a template may do to a text."""
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
FOOTNOTES = "footnotes+xml"


@dataclass(frozen=True)
class Rendered:
    """What came of a template."""

    document: bytes
    """The .docx; empty when a name that is printed has no value."""
    empty: tuple[str, ...]
    """Paths of those names: `organisme.nom`, `actions[2].intitule`."""
    used: tuple[str, ...]
    """Names that the template uses: `organisme.nom`, `actions.intitule`."""


@dataclass(frozen=True)
class Words:
    """What templates may speak of."""

    vocabulary: Mapping[str, frozenset[str]]
    lists: Mapping[str, str]


def render(template: bytes, texts: Texts, words: Words, seconds: float = SECONDS) -> Rendered:
    """Fill a template in the child process; BadTemplate in one sentence for what is refused."""
    return _apart(_render, seconds, template, texts, words)


def names_used(template: bytes, words: Words, seconds: float = SECONDS) -> tuple[str, ...]:
    """The names that a template uses; BadTemplate when it could not be filled."""
    return _apart(_names_used, seconds, template, words)


def _apart(job: Callable[..., R], seconds: float, *arguments: object) -> R:
    try:
        return shared_worker().run(job, *arguments, timeout=seconds)
    except WorkerNotStarted:
        raise
    except WorkerError as error:
        raise too_long() from error


# ---- in the child


_read_already: dict[bytes, tuple[str, ...]] = {}
"""Names used by the templates that were found good, by digest: a batch fills the same one."""


def _names_used(template: bytes, words: Words) -> tuple[str, ...]:
    return _read(_opened(template), words)


def _render(template: bytes, texts: Texts, words: Words) -> Rendered:
    from acse_desktop.services.acts.sandbox import Sandbox

    document = _opened(template)
    key = hashlib.sha256(template).digest()
    if key not in _read_already:
        _read_already[key] = _read(document, words)
    environment, used = Sandbox(FILTERS), _read_already[key]
    empty: list[str] = []
    document.render(_speaking(texts, empty), environment)
    target = io.BytesIO()
    if not empty:
        document.save(target)
    return Rendered(target.getvalue(), tuple(dict.fromkeys(empty)), used)


def _opened(template: bytes) -> DocxTemplate:
    from docxtpl import DocxTemplate

    try:
        _check_archive(template)
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
    except Exception as error:  # whatever three libraries say of a file that is not theirs
        raise not_word() from error
    return document


def _check_archive(template: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
            raise ValueError
        for entry in archive.infolist():
            with archive.open(entry) as part:
                start = part.read(4096)
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise ValueError


def _read(document: DocxTemplate, words: Words) -> tuple[str, ...]:
    from acse_desktop.services.acts.grammar import Reader
    from acse_desktop.services.acts.sandbox import Sandbox

    environment = Sandbox(FILTERS)
    reader = Reader(words.vocabulary, words.lists, FILTERS)
    for source in _sources(document):
        reader.read(environment, source)
    return tuple(sorted(reader.used))


def _sources(document: DocxTemplate) -> Iterator[str]:
    """Every text that docxtpl takes for a template."""
    yield _by_paragraph(document.patch_xml(document.get_xml()))
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(kind):
            yield _by_paragraph(document.patch_xml(document.get_part_xml(part)))
    for part in document.docx.part.package.parts:
        if part.content_type.endswith(FOOTNOTES):
            yield document.patch_xml(part.blob.decode("utf-8"))
    for name in PROPERTIES:
        yield str(getattr(document.docx.core_properties, name) or "")


def _by_paragraph(source: str) -> str:
    return source.replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")


def _speaking(texts: Texts, empty: list[str]) -> Texts:
    """The same texts, where the empty ones tell their name when they are printed."""
    from acse_desktop.services.acts.sandbox import empty_text

    def told(value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            start = f"{path}." if path else ""
            return {name: told(one, start + name) for name, one in value.items()}
        if isinstance(value, list):
            return [told(one, f"{path}[{rank}]") for rank, one in enumerate(value)]
        return str(value) if value else empty_text(path, empty)

    speaking: Texts = told(texts, "")
    return speaking
