"""What SQLite refuses, told to the agent: what happened, what was not changed, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from acse_desktop.errors import BaseLocked, CannotWrite, Conflict, CorruptedBase, UserError
from acse_desktop.translation import _


@contextmanager
def explained() -> Iterator[None]:
    """Turn the errors of SQLite that an agent can remedy into user errors; others go through."""
    try:
        yield
    except StaleDataError as error:
        raise stale() from error
    except DBAPIError as error:
        raise _explanation(error.orig) or error from error
    except sqlite3.Error as error:
        raise _explanation(error) or error from error


def stale() -> Conflict:
    """Somebody wrote the record first."""
    return Conflict(
        _("L’enregistrement a été modifié entre-temps. Rien n’a été écrit."),
        _("Relisez-le, puis refaites la correction si elle est encore utile."),
    )


def _explanation(error: BaseException | None) -> UserError | None:
    name = getattr(error, "sqlite_errorname", "")
    for prefixes, explanation in _EXPLANATIONS:
        if name.startswith(prefixes):
            return explanation()
    return None


def _full() -> UserError:
    return CannotWrite(
        _("Il n’y a plus de place sur le disque. Rien n’a été écrit\u202f; la base est intacte."),
        _("Libérez de la place, puis recommencez."),
    )


def _readonly() -> UserError:
    return CannotWrite(
        _("La base ne peut pas être écrite. Rien n’a été changé."),
        _("Vérifiez vos droits sur le fichier et sur son dossier, puis recommencez."),
    )


def _busy() -> UserError:
    return BaseLocked(
        _("La base est occupée par un autre programme. Rien n’a été écrit."),
        _("Fermez l’autre programme, ou attendez un instant, puis recommencez."),
    )


def damaged() -> CorruptedBase:
    """The file is not a sound SQLite base."""
    return CorruptedBase(
        _("Le fichier de la base est endommagé."),
        _("Gardez-le tel quel et restaurez la dernière sauvegarde."),
    )


def _unreachable() -> UserError:
    return CannotWrite(
        _("Le fichier de la base ne répond plus. La dernière opération n’a pas été écrite."),
        _("Vérifiez le disque ou le réseau, puis ouvrez de nouveau la base."),
    )


def _orphan() -> UserError:
    return Conflict(
        _("Un enregistrement lié a été supprimé entre-temps. Rien n’a été écrit."),
        _("Relisez la liste, puis recommencez."),
    )


_EXPLANATIONS = (
    (("SQLITE_FULL",), _full),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"), _readonly),
    (("SQLITE_BUSY", "SQLITE_LOCKED"), _busy),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB"), damaged),
    (("SQLITE_IOERR",), _unreachable),
    (("SQLITE_CONSTRAINT_FOREIGNKEY",), _orphan),
)
