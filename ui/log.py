"""The log of the window: rotating, short, and without bank accounts or personal values."""

from __future__ import annotations

import logging
import re
from pathlib import Path

LOGGER = "acse_desktop"
FILE_NAME = "acse-desktop.log"
LARGEST, KEPT = 500_000, 3
# Two letters, two digits, then groups of letters and digits, spaced or not: also inside a text.
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f.-]?[A-Za-z0-9]{2,4}){3,8}\b")
_BOUND = re.compile(r"\[parameters: .*?\]\s*$", re.MULTILINE | re.DOTALL)


def without_secrets(text: str) -> str:
    """A text with its IBAN and the values bound to SQL masked."""
    masked = _BOUND.sub("[parameters: masked]\n", text)
    return _IBAN.sub(_masked, masked)


def _masked(found: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in found[0])
    return "[IBAN]" if digits >= 10 else found[0]


class _Masking(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """The line of the log, without secrets."""
        return without_secrets(super().format(record))


def start_log(folder: Path) -> Path | None:
    """Write the log in a folder and return its path; None when the folder refuses it."""
    from logging.handlers import RotatingFileHandler  # brings sockets: not before the window

    logger = logging.getLogger(LOGGER)
    stop_log()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / FILE_NAME, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return folder / FILE_NAME


def stop_log() -> None:
    """Close the file of the log."""
    logger = logging.getLogger(LOGGER)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
