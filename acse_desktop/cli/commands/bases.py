"""`creer`, `exemple`, `sauvegarder`, `restaurer`."""

from __future__ import annotations

import getpass
from argparse import Namespace
from pathlib import Path

from acse_desktop.cli import BASE_SUFFIX
from acse_desktop.cli.guard import DONE
from acse_desktop.cli.terminal import progress, say
from acse_desktop.errors import CannotWrite, UnreadableFile
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text


def agent() -> str:
    """Who the journal names: the session of the computer."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return _("agent inconnu")


def must_exist(path: Path) -> None:
    """Raise UnreadableFile, naming the file, when there is none that we may see."""
    try:
        found = path.is_file()
    except OSError:  # a folder without right, a name too long
        found = False
    if not found:
        raise UnreadableFile(
            _("« {name} » est introuvable.").format(name=path), _("Vérifiez le nom du fichier.")
        )


def create(arguments: Namespace) -> int:
    """An empty base for a département, a region or the country."""
    from acse_desktop.store.opening import create_base

    path = create_base(
        arguments.base,
        exercice=arguments.exercice,
        agent=agent(),
        departement=arguments.departement or "",
        region=arguments.region or "",
    )
    say(_("Base créée\u00a0: {path}").format(path=path))
    return DONE


def example(arguments: Namespace) -> int:
    """An invented base, the same for the same seed."""
    from acse_desktop.services.example import make_example

    with progress() as shown:
        make_example(
            arguments.base,
            departement=arguments.departement,
            region=arguments.region,
            national=arguments.national,
            exercice=arguments.exercice,
            actions=arguments.actions,
            graine=arguments.graine,
            progress=shown,
        )
    say(_("Base d’exemple créée\u00a0: {path}").format(path=arguments.base))
    return DONE


def back_up(arguments: Namespace) -> int:
    """A dated copy, verified."""
    from acse_desktop.store import backup
    from acse_desktop.store.opening import check_header

    must_exist(arguments.base)
    check_header(arguments.base)
    copy = _copied(arguments.base, arguments.destination)
    rows = sum(backup.verify(copy).values())
    say(_("Sauvegarde vérifiée\u00a0: {path}").format(path=copy))
    _say_joined(copy)
    say(
        ngettext("{count} enregistrement", "{count} enregistrements", rows).format(
            count=count_text(rows)
        )
    )
    return DONE


def _say_joined(copy: Path) -> None:
    """A copy is moved with the folder of its joined files."""
    from acse_desktop.store import contents

    named = [contents.find(copy, digest) for digest in contents.named_by(copy)]
    kept = len([place for place in named if place is not None])
    if kept:
        text = ngettext(
            "{count} fichier joint, dans le dossier « {folder} » à côté d’elle",
            "{count} fichiers joints, dans le dossier « {folder} » à côté d’elle",
            kept,
        )
        say(text.format(count=count_text(kept), folder=contents.POOL))


def _copied(base: Path, destination: Path | None) -> Path:
    """In a folder under a dated name, or under the very name that was given."""
    from acse_desktop.store import backup

    if destination is None or destination.suffix != BASE_SUFFIX or destination.is_dir():
        return backup.back_up(base, destination)
    if destination.exists():
        raise CannotWrite(
            _("« {name} » existe déjà\u202f; rien n’a été écrit.").format(name=destination),
            _("Choisissez un autre nom."),
        )
    copy = backup.back_up(base, destination.parent)
    digest = backup.digest_path(copy).read_text("utf-8").replace(copy.name, destination.name)
    backup.digest_path(destination).write_text(digest, "utf-8")
    backup.digest_path(copy).unlink()
    return copy.rename(destination)


def restore(arguments: Namespace) -> int:
    """A verified copy in the place of a base, which is kept aside."""
    from acse_desktop.store.restoring import restore as put_back

    must_exist(arguments.copie)
    aside = put_back(arguments.copie, arguments.base)
    say(_("Base restaurée\u00a0: {path}").format(path=arguments.base))
    if aside is not None:
        say(_("La base remplacée est gardée\u00a0: {path}").format(path=aside))
    return DONE
