"""What `verifier` says of the files kept beside a base: absent, altered, or named by nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Fichier
from acse_desktop.progress import Progress
from acse_desktop.rules.anomalie import Anomalie, RecordTarget
from acse_desktop.rules.pieces import FICHIER_ABSENT, FICHIER_ALTERE, FICHIER_ORPHELIN
from acse_desktop.store import contents
from acse_desktop.store.operations import PLACE
from acse_desktop.translation import _


def check_contents(session: Session, progress: Progress | None = None) -> list[Anomalie]:
    """Read every content again, the whole of it; Cancelled when the user gives up."""
    base: Path = session.info[PLACE]
    query = select(Fichier.id, Fichier.nom, Fichier.empreinte).order_by(Fichier.nom, Fichier.id)
    files = session.execute(query).all()
    found: list[Anomalie] = []
    sound: dict[str, bool] = {}
    for rank, (identifier, name, digest) in enumerate(files):
        if progress is not None:
            progress.step(rank, len(files), _("Contrôle des fichiers joints"))
        target = RecordTarget("fichier", identifier, name or "")
        found.extend(_of_file(base, target, digest or "", sound))
    return [*found, *_unnamed(base, {digest or "" for _id, _name, digest in files})]


def _of_file(
    base: Path, target: RecordTarget, digest: str, sound: dict[str, bool]
) -> Iterator[Anomalie]:
    place = contents.find(base, digest)
    if place is None:
        message = _("Le contenu de « {name} » est introuvable.").format(name=target.objet)
        yield FICHIER_ABSENT.on(target, "empreinte", message, digest)
        return
    if digest not in sound:
        sound[digest] = contents.is_sound(place, digest)
    if not sound[digest]:
        message = _("Le contenu de « {name} » n’est plus celui qui a été joint.")
        yield FICHIER_ALTERE.on(
            target, "empreinte", message.format(name=target.objet), digest
        )  # fmt: skip


def _unnamed(base: Path, known: set[str]) -> Iterator[Anomalie]:
    for digest in sorted(contents.kept_in(contents.folder_of(base)).keys() - known):
        target = RecordTarget("fichier", digest, digest[:12])
        message = _("Un contenu gardé n’est nommé par aucun enregistrement.")
        yield FICHIER_ORPHELIN.on(target, "empreinte", message, digest)
