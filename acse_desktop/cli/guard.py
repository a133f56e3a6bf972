"""What every command is wrapped in: an error is one French sentence, never a traceback."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from acse_desktop.cli.terminal import complain, prepare
from acse_desktop.errors import Cancelled, UserError
from acse_desktop.translation import _

DONE = 0
ANOMALIES = 1
NOTHING_DONE = 2
LARGEST_LOG = 500_000
"""Bytes."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def guarded(command: Callable[[], int]) -> int:
    """Run a command and turn whatever happens into a status and at most one sentence."""
    prepare()
    try:
        status = command()
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse after --help and --version
        return leaving.code if isinstance(leaving.code, int) else DONE
    except BrokenPipeError:
        return _reader_left()
    except BaseException as error:
        complain(_sentence(error))
        return NOTHING_DONE
    return status


def _sentence(error: BaseException) -> str:
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, (KeyboardInterrupt, Cancelled)):
        return _("Interrompu\u00a0: rien n’a été changé.")
    if isinstance(error, MemoryError):
        return _("La mémoire manque\u00a0: rien n’a été changé. Fermez des programmes.")
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return _("Il n’y a plus de place sur le disque. Libérez-en, puis recommencez.")
    log = _logged(error)
    return _(
        "Le programme a rencontré une erreur imprévue. Envoyez sa description à l’assistance"
        "\u00a0: {log}."
    ).format(log=log or _("aucun fichier"))


def _reader_left() -> int:
    """Somebody piped us in `head`: the rest of the result is not wanted."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _log_file() -> Path:
    from platformdirs import user_log_path

    folder = user_log_path("acse-desktop", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "commandes.log"


def _logged(error: BaseException) -> Path | None:
    with suppress(OSError):
        path = _log_file()
        handler = RotatingFileHandler(path, maxBytes=LARGEST_LOG, backupCount=1, encoding="utf-8")
        logger = logging.Logger("acse_desktop.cli")
        logger.addHandler(handler)
        logger.error("command failed", exc_info=error)
        handler.close()
        return path
    return None
