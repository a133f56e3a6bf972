"""The one thread that touches the base: work goes there, replies come back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from acse_desktop.errors import Cancelled, CorruptedBase
from acse_desktop.progress import Progress
from ui.garbage import collect_on_gui_thread

if TYPE_CHECKING:
    from acse_desktop.store.opening import OpenBase

Work = Callable[[Any, Progress], Any]
"""Called with a session and a progress; gives plain values, never mapped objects."""
Reply = Callable[[Any], None]


@dataclass(frozen=True)
class History:
    """The names of what can be undone and redone; None when there is nothing."""

    undo: str | None = None
    redo: str | None = None


@dataclass
class Task:
    """One piece of work under way."""

    done: Reply
    failed: Reply
    progress: Progress = field(default_factory=Progress)

    def cancel(self) -> None:
        """Ask the work to stop; what it had written is rolled back."""
        self.progress.cancel()


def _ignore(_value: Any) -> None:
    """A reply that nobody waits for."""


class Database(QObject):
    """Runs work on the database thread, in order.

    Signals:
        changed: something was written; views that show the base reload.
        history_changed: what undo and redo would do (a `History`).
        failed: an error that no caller wanted to handle itself.
        damaged: the base that is open was found damaged: it is to be closed.
        busy: whether work is waiting or under way.
    """

    changed = Signal()
    history_changed = Signal(object)
    failed = Signal(object)
    damaged = Signal(object)
    busy = Signal(bool)
    _replied = Signal(object, object, object)
    _stepped = Signal(object, int, int, str)

    def __init__(self, agent: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        collect_on_gui_thread()
        self.agent = agent
        self.base: OpenBase | None = None
        self._checked: OpenBase | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="base")
        self._tasks: list[Task] = []
        self._closed = False
        self._replied.connect(self._receive)
        self._stepped.connect(self._step)
        self._watchers: dict[int, Callable[[int, int, str], None]] = {}

    @property
    def idle(self) -> bool:
        """Whether nobody waits for a reply."""
        return not self._tasks

    def open(self, path: Path, done: Reply, failed: Reply | None = None, **options: Any) -> None:
        """Open a base in place of the present one; `done` gets what the base says of itself."""

        def work() -> dict[str, str]:
            from acse_desktop.store.opening import open_base

            opened = open_base(path, agent=self.agent, deferred_check=True, **options)
            self._close()
            self.base = opened
            self._tell_history()
            return opened.info

        self._submit(work, Task(done, failed or self.failed.emit))

    def run(
        self,
        work: Work,
        done: Reply = _ignore,
        failed: Reply | None = None,
        *,
        writes: bool = False,
        watch: Callable[[int, int, str], None] | None = None,
    ) -> Task:
        """Run `work(session, progress)`; `writes` tells the views to reload afterwards."""
        task = Task(done, failed or self.failed.emit)
        if watch is not None:
            self._watchers[id(task)] = watch
        task.progress = Progress(lambda *step: self._stepped.emit(task, *step))
        self._submit(lambda: self._with_session(work, task.progress, writes), task)
        return task

    def read(self, work: Callable[[Any], Any], done: Reply, failed: Reply | None = None) -> Task:
        """Read from the base: `work(session)`."""
        return self.run(lambda session, _progress: work(session), done, failed)

    def write(
        self, work: Callable[[Any], Any], done: Reply = _ignore, failed: Reply | None = None
    ) -> Task:
        """Write through a service: `work(session)`; the views reload."""
        return self.run(lambda session, _progress: work(session), done, failed, writes=True)

    def apart(self, work: Callable[[Progress], Any], done: Reply = _ignore,
              failed: Reply | None = None,
              watch: Callable[[int, int, str], None] | None = None) -> Task:  # fmt: skip
        """Run work that needs no open base (making one, for instance), on the same thread."""
        task = Task(done, failed or self.failed.emit)
        if watch is not None:
            self._watchers[id(task)] = watch
        task.progress = Progress(lambda *step: self._stepped.emit(task, *step))
        self._submit(lambda: work(task.progress), task)
        return task

    def undo(self, done: Reply = _ignore) -> None:
        """Undo the last operation; `done` gets what it touched, to be selected and shown."""
        self._history_step("undo", done)

    def redo(self, done: Reply = _ignore) -> None:
        """Redo the last operation undone."""
        self._history_step("redo", done)

    def release(self) -> None:
        """Close the base and keep the thread; to be called on it, through `apart`."""
        self._close()

    def close(self) -> None:
        """Give up the work under way, which leaves no trace, close the base, end the thread."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _history_step(self, name: str, done: Reply) -> None:
        def work(session: Any) -> Any:
            from acse_desktop.store import operations

            return getattr(operations, name)(session, self.agent)

        self.write(work, done)

    def _with_session(self, work: Work, progress: Progress, writes: bool) -> Any:
        if self.base is None:
            raise Cancelled
        with self.base.session() as session:
            result = work(session, progress)
        if writes:
            self._tell_history()
            self.changed.emit()
        return result

    def _tell_history(self) -> None:
        from acse_desktop.store.operations import redo_name, undo_name

        assert self.base is not None
        with self.base.session() as session:
            self.history_changed.emit(History(undo_name(session), redo_name(session)))

    def _close(self) -> None:
        if self.base is not None:
            self.base.close()
            self.base = None

    def _submit(self, work: Callable[[], Any], task: Task) -> None:
        if self._closed:  # the window is leaving: nobody waits for a reply
            return
        self._tasks.append(task)
        self.busy.emit(True)

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # handed to the GUI thread, which shows it
                self._replied.emit(task, None, error)
            else:
                self._replied.emit(task, result, None)

        self._thread.submit(run)

    def _receive(self, task: Task, result: Any, error: Exception | None) -> None:
        if self._closed:
            return
        self._tasks = [one for one in self._tasks if one is not task]
        self._watchers.pop(id(task), None)
        if not self._tasks:
            self.busy.emit(False)
        if error is None:
            task.done(result)
        elif not isinstance(error, Cancelled):
            task.failed(error)
        self._finish_opening()

    def _finish_opening(self) -> None:
        """Once the first rows are there: the checks that opening has left for later."""
        base = self.base
        if self._tasks or base is None or base is self._checked:
            return
        self._checked = base
        told = len(base.warnings)

        def done(_none: None) -> None:
            for warning in base.warnings[told:]:
                self.failed.emit(warning)

        def failed(error: Exception) -> None:
            (self.damaged if isinstance(error, CorruptedBase) else self.failed).emit(error)

        self._submit(base.finish_opening, Task(done, failed))

    def _step(self, task: Task, done: int, total: int, text: str) -> None:
        watch = self._watchers.get(id(task))
        if watch is not None:
            watch(done, total, text)
