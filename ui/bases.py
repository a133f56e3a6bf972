"""Creating, opening, copying and checking bases: what the menu Fichier does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from acse_desktop.progress import Progress
from acse_desktop.settings import Preferences, data_folder
from acse_desktop.translation import _
from ui.context import Context

EXAMPLE_DEPARTEMENT = "93"
EXAMPLE_EXERCICE = 2012


class Bases(QObject):
    """Runs on the database thread; the window shows what comes back.

    Signals:
        opened: a base is open, with its path.
        refused: a base could not be opened (its path, the error).
        advanced: how far a long work is (done, total, text); total 0 when over.
    """

    opened = Signal(Path)
    refused = Signal(Path, object)
    advanced = Signal(int, int, str)

    def __init__(self, context: Context, preferences: Preferences) -> None:
        super().__init__(context)
        self._context, self._preferences = context, preferences
        self._database = context.database
        self.path: Path | None = None
        self.read_only = False

    def open(self, path: Path, read_only: bool = False) -> None:
        """Open a base in place of the present one."""

        def done(info: dict[str, str]) -> None:
            self.path, self.read_only = path, read_only
            self._preferences.remember_base(path)
            self._context.set_base(info)
            self.opened.emit(path)

        self._database.open(
            path, done, lambda error: self.refused.emit(path, error), read_only=read_only
        )

    def create(self, path: Path, exercice: int, departement: str = "", region: str = "") -> None:
        """Make an empty base, then open it."""
        agent = self._context.agent

        def work(_progress: Progress) -> Path:
            from acse_desktop.store.opening import create_base

            return create_base(
                path, exercice=exercice, agent=agent, departement=departement, region=region
            )

        self._apart(work, path)

    def open_example(self, folder: Path | None = None) -> None:
        """Make the example base in the folder of the user, unless it is there, then open it."""
        place = folder or data_folder()
        path = place / f"exemple-{EXAMPLE_DEPARTEMENT}-{EXAMPLE_EXERCICE}.acse"
        if path.exists():
            self.open(path)
            return

        def work(progress: Progress) -> Path:
            from acse_desktop.services.example import make_example

            place.mkdir(parents=True, exist_ok=True)
            make_example(
                path, departement=EXAMPLE_DEPARTEMENT, exercice=EXAMPLE_EXERCICE, progress=progress
            )
            return path

        self._apart(work, path)

    def close(self, done: Callable[[], None]) -> None:
        """Let go of the base once the work under way is over."""
        self.path = None

        def work(_progress: Progress) -> None:
            self._database.release()

        self._database.apart(work, lambda _none: done())

    def back_up(self, folder: Path, done: Callable[[Path], None]) -> None:
        """Write a dated and verified copy of the base in a folder."""
        base = self.path

        def work(_progress: Progress) -> Path:
            from acse_desktop.store.backup import back_up

            assert base is not None
            return back_up(base, folder)

        self._database.apart(work, done)

    def check(self, done: Callable[[int | None], None]) -> None:
        """Verify the file and the chain of the journal; the rank of a broken operation, or None."""
        base = self.path

        def work(session: Any) -> int | None:
            from acse_desktop.store.checking import check_file
            from acse_desktop.store.operations import verify_chain

            assert base is not None
            check_file(base, thorough=True, mode="ro")
            return verify_chain(session)

        self._database.read(work, done)

    def suggested_year(self) -> int:
        """The exercice of a base made today."""
        return date.today().year

    def _apart(self, work: Callable[[Progress], Path], path: Path) -> None:
        def done(made: Path) -> None:
            self.advanced.emit(0, 0, "")
            self.open(made)

        def failed(error: Exception) -> None:
            self.advanced.emit(0, 0, "")
            self.refused.emit(path, error)

        self.advanced.emit(0, 1, _("Préparation de la base…"))
        self._database.apart(work, done, failed, self.advanced.emit)
