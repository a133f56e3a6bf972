"""The Word templates: those shipped, and those that the préfecture has edited, which win.

Edited ones stand beside the base (`<base>.modeles/`), or in the folder chosen in « Paramètres ».
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.errors import CannotWrite
from acse_desktop.models import BaseInfo
from acse_desktop.resources import resource
from acse_desktop.services.acts.names import LISTS, vocabulary
from acse_desktop.services.acts.natures import NATURES
from acse_desktop.services.acts.refusals import bad_template
from acse_desktop.services.acts.rendering import Words, names_used
from acse_desktop.services.atomic import explained, written_aside
from acse_desktop.store.operations import PLACE, unjournaled
from acse_desktop.translation import _

FOLDER = "actes.modeles"
"""The fact of the base that names the chosen folder."""
LARGEST = 10 * 1024**2
"""Bytes of the largest template that is read."""


@dataclass(frozen=True)
class Template:
    """A template in force."""

    nature: str
    path: Path
    edited: bool
    """Whether it is the préfecture's own."""

    @property
    def label(self) -> str:
        """What the register calls it."""
        own = _("modèle de la préfecture") if self.edited else _("modèle livré")
        return f"{self.path.name} ({own})"

    def read(self) -> bytes:
        """Its content; CannotWrite explains a file that does not answer, BadTemplate a huge one."""
        try:
            if self.path.stat().st_size > LARGEST:
                raise bad_template(_("Le modèle pèse plus de 10\u00a0Mo."))
            return self.path.read_bytes()
        except OSError as error:
            raise explained(error, self.path) from error


def words() -> Words:
    """What every template may speak of."""
    return Words(vocabulary(), LISTS)


def base_path(session: Session) -> Path:
    """The file of the base."""
    place: Path = session.info[PLACE]
    return place


def folder_of(session: Session) -> Path:
    """Where the templates of the préfecture are; the folder may not exist yet."""
    told = session.get(BaseInfo, FOLDER)
    if told is not None and told.valeur:
        return Path(told.valeur)
    base = base_path(session)
    return base.with_name(f"{base.name}.modeles")


def choose_folder(session: Session, folder: Path | None) -> None:
    """Look for edited templates somewhere else, or beside the base again when None."""
    with unjournaled(session):
        session.merge(BaseInfo(cle=FOLDER, valeur=str(folder) if folder else ""))


def _name(nature: str) -> str:
    return f"{nature.lower()}.docx"


def shipped(nature: str) -> Path:
    """The template that came with the program."""
    return resource("modeles") / _name(nature)


def template_of(session: Session, nature: str) -> Template:
    """The template in force for a document."""
    own = folder_of(session) / _name(nature)
    if own.is_file():
        return Template(nature, own, edited=True)
    return Template(nature, shipped(nature), edited=False)


def templates(session: Session) -> list[Template]:
    """The template in force for every document."""
    return [template_of(session, nature) for nature in NATURES]


def edit(session: Session, nature: str) -> Template:
    """The préfecture's own template, copied from the shipped one the first time."""
    found = template_of(session, nature)
    if found.edited:
        return found
    target = folder_of(session) / _name(nature)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with written_aside(target) as aside:
            shutil.copyfile(found.path, aside)
    except OSError as error:
        raise explained(error, target) from error
    return Template(nature, target, edited=True)


def restore(session: Session, nature: str) -> Path | None:
    """Go back to the shipped template; the edited one is kept aside, and its place is given."""
    found = template_of(session, nature)
    if not found.edited:
        return None
    kept = found.path.with_suffix(".ancien.docx")
    try:
        os.replace(found.path, kept)
    except PermissionError as error:
        raise CannotWrite(
            _("« {name} » est ouvert dans un autre programme.").format(name=found.path.name),
            _("Fermez-le dans Word, puis recommencez."),
        ) from error
    except OSError as error:
        raise explained(error, found.path) from error
    return kept


def check(session: Session, nature: str) -> tuple[str, ...]:
    """The names that a template uses; BadTemplate, in one sentence, when it cannot be used."""
    return names_used(template_of(session, nature).read(), words())


def digest(template: bytes) -> str:
    """What tells a version of a template from another (SHA-256)."""
    return hashlib.sha256(template).hexdigest()
