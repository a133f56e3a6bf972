"""Writes a publication: whole, or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.progress import Progress
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.publishing.forms import FORMS, Form, Value
from acse_desktop.services.publishing.ods import write_ods
from acse_desktop.services.workbook.figures import territory_of
from acse_desktop.translation import _
from acse_desktop.typography import day_text

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a text of a CSV file for a formula."""


def publication_name(session: Session, exercice: int, form: str) -> str:
    """The name of the file when none is given: `jaune_93_2012.csv`."""
    name = "actions" if form in ("csv", "ods") else form
    return f"{name}_{territory_of(session) or 'base'}_{exercice}.{FORMS[form].suffix}"


def publish(
    session: Session, exercice: int, form: str, target: Path, progress: Progress | None = None
) -> int:
    """Write a form of `FORMS` at `target` and return how many rows it has.

    Raises CannotWrite or Cancelled; the target is then what it was.
    """
    wanted = FORMS[form]
    counted = _Counted(wanted.rows(session, exercice), progress or Progress())
    rows = chain([wanted.header], counted)
    with written_aside(target) as fresh:
        if wanted.suffix == "ods":
            write_ods(fresh, str(exercice), rows)
        else:
            _write_csv(fresh, wanted, rows)
    return counted.count


class _Counted:
    """The rows as they pass, with a step now and then."""

    def __init__(self, rows: Iterable[tuple[Value, ...]], progress: Progress) -> None:
        self.count = 0
        self._rows = rows
        self._progress = progress

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        for row in self._rows:
            if self.count % 200 == 0:
                self._progress.step(self.count, 0, _("Écriture de la publication"))
            self.count += 1
            yield row


def _write_csv(path: Path, form: Form, rows: Iterable[tuple[Value, ...]]) -> None:
    encoding, separator = ("utf-8", ",") if form.for_program else ("utf-8-sig", ";")
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        writer.writerows([_shown(value, form.for_program) for value in row] for row in rows)


def _shown(value: Value, for_program: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}" if for_program else f"{value:.2f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat() if for_program else day_text(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(DANGEROUS) else text
