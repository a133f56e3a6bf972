"""The first look at a foreign file, before any parser: what it is, and whether it is safe.

Only the content counts: a workbook named `.csv` is a workbook.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path

from acse_desktop.services.reading.limits import LIMITS, MEGABYTE, Limits
from acse_desktop.services.reading.refusals import (
    needs_saving_as,
    needs_unlocking,
    refused,
    too_big,
)
from acse_desktop.services.reading.sheetscan import SheetFacts
from acse_desktop.services.reading.zipguard import check_zip
from acse_desktop.translation import N_, _

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD_BYTES = 4096
_HTML = re.compile(rb"\s*(<!--.*?-->\s*)?<(!doctype html|html|head|body|table|meta|style)\b", re.I)
_OTHER_KINDS = (
    (b"%PDF", N_("est un document PDF, pas un classeur.")),
    (b"{\\rtf", N_("est un texte RTF, pas un classeur.")),
    (b"SQLite format 3\0", N_("est une base de données, pas un classeur.")),
    (b"\x89PNG", N_("est une image, pas un classeur.")),
    (b"\xff\xd8\xff", N_("est une image, pas un classeur.")),
    (b"Rar!", N_("est une archive, pas un classeur.")),
    (b"7z\xbc\xaf", N_("est une archive, pas un classeur.")),
    (b"\x1f\x8b", N_("est une archive, pas un classeur.")),
    (b"MIME-Version:", N_("est une page web, pas un classeur.")),
)
_OLE_STREAMS = (
    ("EncryptedPackage", ""),
    ("Workbook", ""),
    ("Book", ""),
    ("WordDocument", N_("est un document Word, pas un classeur.")),
    ("PowerPoint Document", N_("est un diaporama PowerPoint, pas un classeur.")),
)


@dataclass(frozen=True)
class Checked:
    """What the guard learnt: the real kind of the file, and the facts of its sheets by part."""

    kind: str
    """`xlsx`, `ods`, `xls` or `text`."""
    sheets: dict[str, SheetFacts] = field(default_factory=dict)


def check(path: Path, limits: Limits = LIMITS) -> Checked:
    """The kind of a file fit to be parsed.

    Raises UnreadableFile, with what is wrong and where, for anything else.
    """
    head = _head(path, limits)
    if head.startswith(b"PK"):
        return Checked(*check_zip(path, limits))
    if head.startswith(OLE_MAGIC):
        _check_ole(path)
        return Checked("xls")
    _check_text(path, head)
    return Checked("text")


def _head(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise refused(
            path,
            _("ne peut pas être ouvert."),
            _("Vérifiez qu’il existe, qu’il n’est pas ouvert ailleurs et que vous y avez accès."),
        ) from error
    if not size:
        raise refused(path, _("est vide\u00a0: 0 octet."))
    if size > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        raise too_big(path, _("dépasse {most}\u00a0Mo.").format(most=most))
    return head


def _check_ole(path: Path) -> None:
    content = path.read_bytes()
    for name, reason in _OLE_STREAMS:
        if _has_stream(content, name):
            if name == "EncryptedPackage":
                raise needs_unlocking(path)
            if reason:
                raise needs_saving_as(path, _(reason))
            return
    raise needs_saving_as(path, _("n’est pas un classeur, ou il est abîmé."))


def _has_stream(content: bytes, name: str) -> bool:
    """Whether the OLE directory, made of entries of 128 bytes, names such a stream."""
    wanted = f"{name}\0".encode("utf-16-le")
    position = content.find(wanted)
    while position >= 0:
        if position % 128 == 0:
            return True
        position = content.find(wanted, position + 1)
    return False


def _check_text(path: Path, head: bytes) -> None:
    for magic, reason in _OTHER_KINDS:
        if head.startswith(magic):
            raise needs_saving_as(path, _(reason))
    start = head.removeprefix(codecs.BOM_UTF8)
    if _HTML.match(start):
        raise needs_saving_as(path, _("est une page web, pas un classeur."))
    if start.lstrip().startswith(b"<?xml"):
        raise needs_saving_as(path, _("est un fichier XML, pas un classeur."))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    if b"\0" in head or b"\0" in path.read_bytes():
        raise needs_saving_as(
            path, _("n’est ni un classeur ni un texte\u00a0: il contient des octets nuls.")
        )
