"""Asks for a transfer of credits and writes it, from the page of an envelope or from their list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from acse_desktop.translation import _
from ui.dialogs.transfer import TransferDialog

if TYPE_CHECKING:
    from acse_desktop.services.credits import Available
    from ui.context import Context

Write = Callable[[Callable[[Any], Any], Callable[[Any], None]], object]
"""Writes through a service, then tells its result."""


def ask_transfer(
    parent: QWidget, context: Context, exercice: int, giver: str, write: Write
) -> None:  # fmt: skip
    """Show the envelopes of an exercice with what is left of each, and move what is asked."""

    def read(session: Any) -> list[Available]:
        from acse_desktop.services.credits import envelopes_of

        return envelopes_of(session, exercice)

    def show(envelopes: list[Available]) -> None:
        dialog = TransferDialog(parent, envelopes, giver)
        dialog.answered.connect(lambda values: _move(context, values, write))
        dialog.open()

    context.database.read(read, show)


def _move(context: Context, values: dict[str, Any], write: Write) -> None:
    agent = context.agent

    def work(session: Any) -> str:
        from acse_desktop.services.credits import Move, transfer

        return transfer(session, Move(**values), agent=agent)

    write(work, lambda _id: context.say(_("Crédits transférés"), True))
