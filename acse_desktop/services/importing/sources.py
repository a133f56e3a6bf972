"""A file before its content: its name, its fingerprint, and whether it was already imported."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import UnreadableFile
from acse_desktop.fields import new_id
from acse_desktop.models import Provenance
from acse_desktop.services.importing.plan import Row, now
from acse_desktop.translation import _


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file; raises UnreadableFile when it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(
            _("Le fichier « {name} » ne peut pas être ouvert.").format(name=path.name),
            _("Vérifiez qu’il existe, qu’il n’est pas ouvert ailleurs et que vous y avez accès."),
        ) from error


def known_source(session: Session, digest: str) -> Provenance | None:
    """The provenance of a file of the same content, whatever its name, if one was imported."""
    query = select(Provenance).where(Provenance.sha256 == digest, Provenance.nature == "import")
    return session.scalars(query.order_by(Provenance.lu_le.desc())).first()


def provenance_row(path: Path, digest: str, profil: str) -> Row:
    """The record that says which file was imported, when and how it was read."""
    return {
        "id": new_id(),
        "fichier": path.name,
        "sha256": digest,
        "nature": "import",
        "profil": profil,
        "lu_le": now(),
    }
