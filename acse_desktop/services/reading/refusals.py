"""The refusal of a foreign file: what is wrong, where, and what the agent can do about it."""

from __future__ import annotations

from pathlib import Path

from acse_desktop.errors import UnreadableFile
from acse_desktop.translation import _


def refused(path: Path, reason: str, remedy: str = "") -> UnreadableFile:
    """The refusal of a file, named; `reason` completes « Le fichier « x » … »."""
    return UnreadableFile(
        _("Le fichier « {name} » {reason}").format(name=path.name, reason=reason),
        remedy or _("Demandez un nouvel envoi du fichier\u202f; rien n’a été importé."),
    )


def too_big(path: Path, reason: str) -> UnreadableFile:
    """The refusal of a file beyond the limits, with the way to make it smaller."""
    return refused(
        path,
        reason,
        _(
            "Ne gardez que les lignes et les colonnes utiles, enregistrez sous un autre nom,"
            " puis recommencez\u202f; rien n’a été importé."
        ),
    )


def needs_saving_as(path: Path, reason: str) -> UnreadableFile:
    """The refusal of a file of another kind, to be saved again as a workbook."""
    return refused(
        path,
        reason,
        _("Ouvrez-le dans Excel et enregistrez-le au format « Classeur Excel (.xlsx) »."),
    )


def needs_unlocking(path: Path) -> UnreadableFile:
    """The refusal of a file that only its password opens."""
    return refused(
        path,
        _("est protégé par un mot de passe."),
        _("Ouvrez-le avec son mot de passe et enregistrez-en une copie sans protection."),
    )
