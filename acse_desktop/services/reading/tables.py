"""Foreign files as plain tables: what every import starts from.

`read_tables` accepts xlsx, xlsm, xls, ods and delimited text, whatever the extension says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from acse_desktop.errors import UnreadableFile
from acse_desktop.progress import Progress
from acse_desktop.services.reading.refusals import refused, too_big
from acse_desktop.services.reading.worker import (
    Worker,
    WorkerDied,
    WorkerError,
    WorkerNotStarted,
    WorkerTimeout,
    shared_worker,
)
from acse_desktop.translation import _

_TICK_SECONDS = 0.1
Cell = str | int | float | bool | date | datetime | None


@dataclass
class Table:
    """A sheet, or a whole text file. Row 0 is line 1 of the sheet, column 0 is column A.

    Empty cells are None, whole numbers int, days without hour date. Rows may differ in length.
    """

    sheet: str
    rows: list[list[Cell]]
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    """Rows from 0 that a filter or the author hides."""
    notes: list[str] = field(default_factory=list)
    """What the agent should know: encodings, cells in error, formulas never calculated."""


def cell_name(row: int, column: int) -> str:
    """The name of a cell as Excel shows it: row 11, column 2 is `C12`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_tables(
    path: Path, progress: Progress | None = None, worker: Worker | None = None
) -> list[Table]:
    """Every sheet of a file, in order, read in the child process.

    Raises UnreadableFile for a file that is refused, blocks or kills its reader, and Cancelled.
    """
    return _read(path, progress or Progress(), (0, 1), worker or shared_worker())


def read_many(
    paths: Sequence[Path], progress: Progress | None = None
) -> Iterator[tuple[Path, list[Table] | UnreadableFile]]:
    """Many files in turn with one warm child; a bad file gives its refusal and stops nothing.

    The child reads the next file while the caller deals with the present one.
    """
    watched = progress or Progress()
    aside = Progress()
    with ThreadPoolExecutor(1) as pool:
        ahead = [pool.submit(_read_aside, path, aside) for path in paths[:1]]
        try:
            for done, path in enumerate(paths):
                found = _awaited(ahead.pop(), watched, (done, len(paths)), path)
                ahead = [
                    pool.submit(_read_aside, later, aside) for later in paths[done + 1 : done + 2]
                ]
                yield path, found
        finally:
            aside.cancel()


def _read_aside(path: Path, progress: Progress) -> list[Table] | UnreadableFile:
    """A file read from another thread, which the caller gives up by its own progress."""
    try:
        return _read(path, progress, (0, 1), shared_worker())
    except UnreadableFile as error:
        return error


def _awaited(
    ahead: Future[list[Table] | UnreadableFile],
    progress: Progress,
    state: tuple[int, int],
    path: Path,
) -> list[Table] | UnreadableFile:
    """What a reading gives, the agent being able to cancel meanwhile."""
    while True:
        progress.step(*state, _("Lecture de {name}").format(name=path.name))
        with suppress(TimeoutError):
            return ahead.result(_TICK_SECONDS)


def _read(path: Path, progress: Progress, state: tuple[int, int], worker: Worker) -> list[Table]:
    # Imported late: the job itself builds Tables.
    from acse_desktop.services.reading.parsing import parse_file

    text = _("Lecture de {name}").format(name=path.name)

    def tick() -> None:
        progress.step(*state, text)

    tick()
    try:
        return worker.run(parse_file, path, tick=tick)
    except WorkerError as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: WorkerError) -> UnreadableFile:
    if isinstance(error, WorkerTimeout):
        return too_big(path, _("demande trop de temps pour être lu."))
    if isinstance(error, WorkerDied):
        return too_big(path, _("demande trop de mémoire ou est abîmé."))
    if isinstance(error, WorkerNotStarted):
        return refused(
            path,
            _("n’a pas pu être lu\u00a0: le lecteur de fichiers n’a pas démarré."),
            _("Relancez le programme\u202f; si cela persiste, prévenez le service informatique."),
        )
    return refused(path, _("est abîmé ou mal formé\u00a0: aucun lecteur n’en vient à bout."))
