"""Entry point: a sub-command goes to the command line, anything else opens the window."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the program; the interface is imported only when a window is wanted."""
    multiprocessing.freeze_support()
    from acse_desktop.cli import is_command, run

    arguments = sys.argv[1:]
    if is_command(arguments):
        return run(arguments)
    from ui.app import main as window

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())
