"""The round trip of the country: a hundred départements send their remontée, one base takes all.

    python packaging/national.py --cache FOLDER [--actions N]

Makes the example of the country, a base of each département out of it, the remontée of each, and a
consolidation of them all; then compares `chiffres`, and the rows and sums of every sheet, with
those of the base they came from. Ends with 1 when anything differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from acse_desktop.services.consolidation import consolidate
from acse_desktop.services.example import make_example
from acse_desktop.services.example.parting import take_part
from acse_desktop.services.example.quotas import national_codes
from acse_desktop.services.figures import compute
from acse_desktop.services.workbook.writing import export_workbook, measured
from acse_desktop.store.opening import create_base, open_base

YEAR = 2012
Facts = dict[str, Any]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cache", type=Path, required=True, help="folder of all that is made")
    parser.add_argument("--actions", type=int, help="fewer actions than the country has")
    return parser.parse_args()


@contextmanager
def _timed(title: str) -> Iterator[None]:
    clock, used = time.monotonic(), time.process_time()
    yield
    print(f"{title:<42}{time.monotonic() - clock:8.1f} s{time.process_time() - used:8.1f} CPU s")


def _fresh(path: Path) -> Path:
    path.unlink(missing_ok=True)
    return path


def facts_of(path: Path) -> Facts:
    """The figures of a base, then the rows and sums of each sheet."""
    with open_base(path, agent="", read_only=True) as base, base.session() as session:
        found: Facts = dict(compute(session, YEAR))
        for name, figures in measured(session, YEAR).items():
            found[f"{name}: rows"] = figures.rows
            found |= {f"{name}: {column}": total for column, total in figures.sums.items()}
    return found


def _part(country: Path, folder: Path) -> list[Path]:
    made = []
    for code in national_codes():
        made.append(take_part(country, [code], _fresh(folder / f"{code}.acse")))
    return made


def _send(bases: list[Path]) -> list[Path]:
    sent = []
    for path in bases:
        target = _fresh(path.with_suffix(".xlsx"))
        with open_base(path, agent="", read_only=True) as base, base.session() as session:
            export_workbook(session, YEAR, target)
        sent.append(target)
    return sent


def _gather(sent: list[Path], target: Path) -> Path:
    create_base(_fresh(target), exercice=YEAR, agent="")
    with open_base(target, agent="") as base, base.session() as session:
        report = consolidate(session, sent, _fresh(target.with_suffix(".xlsx")))
    print(f"clean: {report.clean}; states: {sorted({one.etat for one in report.departements})}; "
          f"missing: {[one.code for one in report.departements if not one.fichier]}")  # fmt: skip
    return target


def _compare(before: Facts, after: Facts) -> int:
    different = 0
    for name, value in before.items():
        same = value == after.get(name)
        different += not same
        print(f"{name:<42}{value!s:>18}{after.get(name)!s:>18}  {'=' if same else 'DIFFERENT'}")
    return different


def main() -> int:
    """Run the whole and print the table."""
    options = _options()
    options.cache.mkdir(parents=True, exist_ok=True)
    country = options.cache / "country.acse"
    if not country.exists():
        with _timed("example of the country"):
            make_example(country, national=True, actions=options.actions)
    with _timed("bases of the départements"):
        bases = _part(country, options.cache)
    with _timed("remontées"):
        sent = _send(bases)
    with _timed("consolidation"):
        gathered = _gather(sent, options.cache / "consolidated.acse")
    return 1 if _compare(facts_of(country), facts_of(gathered)) else 0


if __name__ == "__main__":
    sys.exit(main())
