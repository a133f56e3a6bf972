"""Errors a user can act on. Anything else that is raised is a bug and gets a report."""

from __future__ import annotations


class UserError(Exception):
    """Something the agent can remedy: what happened, then what to do about it.

    Both sentences are already translated and fit to be shown as plain text.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InvalidInput(UserError):
    """A text that its field cannot read; the remedy shows the expected form."""


class UnreadableFile(UserError):
    """A foreign file that is refused before anything was written."""


class FileTooRecent(UserError):
    """A base or a workbook made by a later version; both versions are named."""


class BaseLocked(UserError):
    """The base is held by somebody else, who is named."""


class NetworkPath(UserError):
    """The base lies where SQLite is not safe (network share, synchronised folder)."""


class CorruptedBase(UserError):
    """The file is not a sound base; the last good backup is named when there is one."""


class Conflict(UserError):
    """Somebody changed the record since it was read; nothing was written."""


class CannotWrite(UserError):
    """No room, no right, or the target is open elsewhere; the old file is intact."""


class Cancelled(Exception):
    """The user gave up; everything is as it was before."""
