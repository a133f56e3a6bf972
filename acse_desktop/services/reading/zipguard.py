"""The checks of a zipped workbook (xlsx, xlsm, ods): its entries, then every XML part."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from acse_desktop.services.reading.limits import MEGABYTE, Limits
from acse_desktop.services.reading.refusals import (
    needs_saving_as,
    needs_unlocking,
    refused,
    too_big,
)
from acse_desktop.services.reading.sheetscan import OdsScan, PartScan, SheetFacts, SheetScan
from acse_desktop.translation import N_, _

_CHUNK = 1024 * 1024
_MANIFEST = "meta-inf/manifest.xml"
_UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_OTHER_ZIPS = (
    ("word/document.xml", N_("est un document Word, pas un classeur.")),
    ("ppt/presentation.xml", N_("est un diaporama PowerPoint, pas un classeur.")),
    ("xl/workbook.bin", N_("est un classeur binaire (.xlsb), que le programme ne lit pas.")),
)


def check_zip(path: Path, limits: Limits) -> tuple[str, dict[str, SheetFacts]]:
    """The kind of a zipped workbook (`xlsx` or `ods`) and the facts of its sheets by part name.

    Raises UnreadableFile for what is not a workbook, is damaged, protected or out of measure.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(path, archive.infolist(), limits)
            kind = _kind(path, archive)
            return kind, _scan_parts(path, archive, kind, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise refused(path, _("est tronqué ou abîmé.")) from error
    except (OSError, RuntimeError) as error:
        raise refused(path, _("ne peut pas être lu jusqu’au bout.")) from error


def _check_entries(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise too_big(path, _("contient trop de parties."))
    seen: set[str] = set()
    for entry in entries:
        _check_entry(path, entry, limits)
        name = _normal(entry.filename)
        if name in seen:
            raise refused(path, _("contient deux fois la partie « {part} ».").format(part=name))
        seen.add(name)
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        most = limits.unpacked_bytes // MEGABYTE
        raise too_big(path, _("dépasse {most}\u00a0Mo une fois décompressé.").format(most=most))


def _normal(name: str) -> str:
    return name.replace("\\", "/").lower()


def _check_entry(path: Path, entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = _normal(entry.filename)
    if name.startswith("/") or ".." in name.split("/") or re.match(r"[a-z]:", name):
        raise refused(path, _("contient un chemin interdit\u00a0: « {part} ».").format(part=name))
    if entry.flag_bits & 1:
        raise needs_unlocking(path)
    packed = max(entry.compress_size, 1)
    if entry.file_size > limits.ratio_from_bytes and entry.file_size / packed > limits.ratio:
        raise too_big(
            path, _("est comprimé hors de toute mesure dans « {part} ».").format(part=name)
        )


def _kind(path: Path, archive: zipfile.ZipFile) -> str:
    names = {_normal(name): name for name in archive.namelist()}
    if "xl/workbook.xml" in names and "[content_types].xml" in names:
        return "xlsx"
    if "content.xml" in names and _is_spreadsheet(archive, names):
        return "ods"
    for part, reason in _OTHER_ZIPS:
        if part in names:
            raise needs_saving_as(path, _(reason))
    if "xl/workbook.xml" in names or any(name.startswith("xl/") for name in names):
        raise refused(path, _("est un classeur auquel il manque des parties."))
    raise needs_saving_as(path, _("est une archive ou un document, pas un classeur."))


def _is_spreadsheet(archive: zipfile.ZipFile, names: dict[str, str]) -> bool:
    if "mimetype" in names:
        with archive.open(names["mimetype"]) as part:
            return b"opendocument.spreadsheet" in part.read(200)
    with archive.open(names["content.xml"]) as part:
        return b"office:spreadsheet" in part.read(_CHUNK)


def _scan_parts(
    path: Path, archive: zipfile.ZipFile, kind: str, limits: Limits
) -> dict[str, SheetFacts]:
    facts = {}
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        scan = _scan_part(path, archive, entry, kind, limits)
        if scan is not None and scan.facts.is_sheet:
            facts[_normal(entry.filename)] = scan.facts
    return facts


def _scan_part(
    path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, kind: str, limits: Limits
) -> PartScan | None:
    """Read a part to its end, which verifies its CRC, and look for traps if it is XML."""
    name = _normal(entry.filename)
    with archive.open(entry) as part:
        chunk = part.read(_CHUNK)
        xml = name.endswith((".xml", ".rels")) or chunk.lstrip(b"\xef\xbb\xbf\r\n\t ")[:1] == b"<"
        if not xml and not chunk.startswith(_UTF16_STARTS[:2]):
            return None
        _check_head(path, name, chunk)
        scan = _scanner(path, name, entry.file_size, kind, limits)
        while chunk:
            scan.feed(chunk)
            chunk = part.read(_CHUNK)
        scan.close()
    return scan


def _scanner(path: Path, name: str, size: int, kind: str, limits: Limits) -> PartScan:
    if kind == "ods":
        return OdsScan(path, name, size, limits)
    return SheetScan(path, name, size, limits)


def _check_head(path: Path, name: str, head: bytes) -> None:
    if head.startswith(_UTF16_STARTS) or re.search(rb"encoding=.utf-?16", head[:200], re.I):
        raise needs_saving_as(path, _("est codé en UTF-16 dans « {part} ».").format(part=name))
    if b"purl.oclc.org/ooxml" in head[:4096]:
        raise needs_saving_as(path, _("est au format « Strict Open XML »."))
    if name == _MANIFEST and b"encryption-data" in head:
        raise needs_unlocking(path)
