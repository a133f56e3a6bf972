"""What the command line shows: results on standard output, progress and errors on the other."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from acse_desktop.progress import Progress

BAR = 24
_ORDERS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160))}
"""Control characters: a file name or a cell must not give orders to the terminal."""
del _ORDERS[ord("\n")], _ORDERS[ord("\t")]


def prepare() -> None:
    """UTF-8 whatever the system's habits; a character a terminal lacks never stops the work."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # A program without console, started by a double click, has no streams at all.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(text: str) -> None:
    """One line of the result."""
    sys.stdout.write(text.translate(_ORDERS) + "\n")


def complain(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(" ".join(text.split("\n")).translate(_ORDERS) + "\n")


def _bar(done: int, total: int, text: str) -> str:
    filled = BAR * min(done, total) // total if total > 0 else 0
    share = f"{100 * min(done, total) // total:3d} %" if total > 0 else ""
    line = f"[{'#' * filled}{'.' * (BAR - filled)}] {share} {text}"
    return line[: shutil.get_terminal_size().columns - 1]


def _watch(done: int, total: int, text: str) -> None:
    sys.stderr.write(f"\r\x1b[K{_bar(done, total, text)}")
    sys.stderr.flush()


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress shown on a terminal and wiped at the end; silent when piped."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    try:
        yield Progress(_watch)
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
