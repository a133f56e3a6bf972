"""Progress of long work, told to whoever watches, and the way to give it up."""

from __future__ import annotations

from collections.abc import Callable

from acse_desktop.errors import Cancelled

Watch = Callable[[int, int, str], None]


class Progress:
    """Passed to every long service: it calls `step`, which stops the work when asked to.

    `watch(done, total, text)` is called at each step; `cancel()` may come from another thread.
    """

    def __init__(self, watch: Watch | None = None) -> None:
        self._watch = watch
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def step(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is; raises Cancelled when the user gave up."""
        if self._cancelled:
            raise Cancelled
        if self._watch is not None:
            self._watch(done, total, text)
