"""How fast the program is, each thing against a peer measured in the same run.

    python packaging/benchmark.py --cache FOLDER [--only filter,export] [--sizes 2000,30000]

Times are CPU milliseconds, medians: elapsed time says more of the neighbours than of the program.
It is a command and not a test: a busy computer changes ratios by a tenth. Results and what limits
them: docs/performance.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from measures.files import exporting, gathering
from measures.filtering import filtering
from measures.measure import Line
from measures.windows import windows

HEADERS = ("measure", "program", "peer", "reached", "goal", "held")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cache", type=Path, required=True, help="folder of the bases made once")
    parser.add_argument("--only", default="window,filter,export,consolidation")
    parser.add_argument("--sizes", default="2000,30000", help="actions of the bases of the window")
    parser.add_argument("--filter-sizes", default="30000,300000")
    parser.add_argument("--export-size", type=int, default=30_000)
    parser.add_argument("--workbooks", type=int, default=20)
    parser.add_argument("--workbook-actions", type=int, default=600)
    parser.add_argument("--times", type=int, default=5)
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _lines(options: argparse.Namespace) -> Iterator[Line]:
    cache, times = options.cache, options.times
    parts: dict[str, Callable[[], Iterable[Line]]] = {
        "window": lambda: windows(cache, _numbers(options.sizes), times),
        "filter": lambda: filtering(cache, _numbers(options.filter_sizes), times),
        "export": lambda: exporting(cache, options.export_size),
        "consolidation": lambda: gathering(cache, options.workbooks, options.workbook_actions),
    }
    for name in options.only.split(","):
        yield from parts[name]()


def _show(cells: tuple[str, ...]) -> None:
    what, *others = cells
    sys.stdout.write(f"{what:52}" + "".join(f"{cell:>16}" for cell in others) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print the table, a line as soon as it is known."""
    options = _options()
    _show(HEADERS)
    for line in _lines(options):
        _show(line.cells())


if __name__ == "__main__":
    main()
