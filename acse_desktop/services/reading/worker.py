"""A child process that parses foreign files, so that a bad one kills the child and not us.

The child is started once and serves many jobs. It is bounded in memory where the system allows
it, and in time by its parent; it also ends by itself when the parent is gone. The program's
entry point must call `multiprocessing.freeze_support()` and keep its imports of Qt in functions.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from acse_desktop.errors import UserError
from acse_desktop.translation import language, set_language

R = TypeVar("R")
_TICK_SECONDS = 0.1
_START_SECONDS = 60.0
_READY = "ready"


class WorkerError(Exception):
    """The job gave nothing, and the file it read is to blame."""


class WorkerTimeout(WorkerError):
    """The job was still running when its time was over; the child was killed."""


class WorkerDied(WorkerError):
    """The child ended during the job: crash or exhausted memory."""


class WorkerNotStarted(WorkerError):
    """The system did not let the child start; the file is not to blame."""


class Worker:
    """One warm child; `run` may be called from any thread, one job at a time.

    `timeout` is in seconds of a job, `memory` in bytes of address space (POSIX only).
    """

    def __init__(self, timeout: float = 60.0, memory: int = 2 * 1024**3) -> None:
        self.timeout = timeout
        self._memory = memory
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None

    @property
    def pid(self) -> int | None:
        """The process id of the child, None when there is none."""
        return self._process.pid if self._process else None

    def run(
        self,
        job: Callable[..., R],
        *args: object,
        tick: Callable[[], None] | None = None,
        timeout: float | None = None,
    ) -> R:
        """What `job(*args)` returns in the child; `job` is a function of a module.

        `tick` is called ten times a second and may raise to give up. Raises the UserError that
        the job raised, or a WorkerError. After any failure the next job gets a new child.
        """
        with self._lock:
            pipe = self._started()
            limit = self.timeout if timeout is None else timeout
            try:
                pipe.send((language(), limit, job, args))
                outcome, value = self._reply(pipe, limit, tick)
            except BaseException:
                self._stop()
                raise
        if outcome == "done":
            result: R = value
            return result
        if outcome == "refused":
            kind, message, remedy = value
            raise kind(message, remedy)
        raise WorkerError(value)

    def close(self) -> None:
        """End the child; a later `run` starts another."""
        with self._lock:
            self._stop()

    def _started(self) -> Connection[Any, Any]:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._stop()
        context = multiprocessing.get_context("spawn")
        self._pipe, far_end = context.Pipe()
        self._process = context.Process(
            target=serve, args=(far_end, self._memory), name="acse-reader", daemon=True
        )
        try:
            with _interruptions_held():
                self._process.start()
            far_end.close()
            if not self._pipe.poll(_START_SECONDS) or self._pipe.recv() != _READY:
                raise WorkerNotStarted
        except (OSError, EOFError, RuntimeError) as error:
            self._stop()
            raise WorkerNotStarted from error
        return self._pipe

    @staticmethod
    def _reply(
        pipe: Connection[Any, Any], limit: float, tick: Callable[[], None] | None
    ) -> tuple[str, Any]:
        deadline = time.monotonic() + limit
        while not pipe.poll(_TICK_SECONDS):
            if tick is not None:
                tick()
            if time.monotonic() > deadline:
                raise WorkerTimeout
        try:
            reply: tuple[str, Any] = pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied from error
        return reply

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            if self._process.pid is not None:
                self._process.kill()
                self._process.join()
            self._process.close()
            self._process = None


@contextlib.contextmanager
def _interruptions_held() -> Iterator[None]:
    """A child inherits it: Ctrl-C while it loads would put a traceback on the console."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(pipe: Connection[Any, Any], memory: int) -> None:
    """The life of the child: one job after the other until the parent closes the pipe."""
    _protect(memory)
    gc.disable()  # a table is a million objects and no cycle
    pipe.send(_READY)
    with contextlib.suppress(EOFError, OSError):
        while True:
            chosen, limit, job, args = pipe.recv()
            set_language(chosen)
            # Should the parent die meanwhile, nobody else would stop an endless job.
            faulthandler.dump_traceback_later(limit + 30, exit=True, file=sys.__stderr__ or 2)
            reply = _outcome(job, args)
            faulthandler.cancel_dump_traceback_later()
            pipe.send(reply)
            del reply
            gc.collect()


def _outcome(job: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", job(*args)
    except UserError as error:
        return "refused", (type(error), error.message, error.remedy)
    except Exception as error:
        return "failed", type(error).__name__


def _protect(memory: int) -> None:
    """No output on the parent's console, no reaction to its Ctrl-C, no core, bounded memory."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    os.close(silence)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


_shared = Worker()
atexit.register(_shared.close)


def shared_worker() -> Worker:
    """The child used by every reading of the program; it ends with the program."""
    return _shared
