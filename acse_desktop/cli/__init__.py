"""The command line: everything the window does with files, scripted. It never loads Qt."""

from __future__ import annotations

from pathlib import Path

COMMANDS = (
    "creer", "exemple", "importer", "exporter", "consolider", "verifier", "chiffres",
    "sauvegarder", "restaurer", "dictionnaire",
)  # fmt: skip
OPTIONS = ("--version", "--help", "-h", "--aide")
BASE_SUFFIX = ".acse"


def is_command(arguments: list[str]) -> bool:
    """Whether the arguments are for the command line; otherwise the window takes them.

    A first word that is neither a command nor a base is a mistyped command: the command line
    says so, instead of a window that would look for a base of that name.
    """
    if not arguments:
        return False
    first = arguments[0]
    if first in COMMANDS or first in OPTIONS:
        return True
    return not first.startswith("-") and not _is_base(first)


def _is_base(word: str) -> bool:
    return "://" in word or Path(word).suffix != "" or Path(word).exists()


def run(arguments: list[str]) -> int:
    """Run a sub-command: 0 done, 1 done with anomalies or refused rows, 2 nothing done."""
    from acse_desktop.cli.guard import guarded
    from acse_desktop.cli.parser import command_of

    return guarded(lambda: command_of(arguments)())
