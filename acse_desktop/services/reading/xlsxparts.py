"""Which part of an Excel workbook holds which sheet."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring


def sheet_parts(path: Path) -> dict[str, str]:
    """The part name, in lower case, of each sheet title; empty when the workbook hides it."""
    with zipfile.ZipFile(path) as archive:
        names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        rels = names.get("xl/_rels/workbook.xml.rels")
        if rels is None:
            return {}
        targets = _targets(fromstring(archive.read(rels)))
        workbook = fromstring(archive.read(names["xl/workbook.xml"]))
    return {
        sheet.get("name", ""): targets.get(_relation(sheet), "")
        for sheet in workbook.iter()
        if sheet.tag.rpartition("}")[2] == "sheet"
    }


def _targets(relations: Element) -> dict[str, str]:
    return {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", relation.get("Target", "").replace("\\", "/"))
        )
        .lstrip("/")
        .lower()
        for relation in relations
    }


def _relation(sheet: Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
