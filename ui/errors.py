"""Errors shown to agents: a sentence and its remedy, or a report that can be copied."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from acse_desktop import __version__
from acse_desktop.errors import Cancelled, UserError
from ui.log import LOGGER, without_secrets

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def report_of(error: BaseException) -> str:
    """What a developer needs to understand a bug; no value of a dossier."""
    import platform

    versions = (
        f"ACSE Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}"
    )
    return without_secrets(f"{versions}\n\n{''.join(traceback.format_exception(error))}")


class Errors(QObject):
    """Where every error of the window ends.

    Signals:
        user_error: something the agent can remedy (a `UserError`).
        bug: anything else: its report.
    """

    user_error = Signal(object)
    bug = Signal(str)

    def __init__(self, log: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = log
        self._logger = logging.getLogger(LOGGER)

    def receive(self, error: BaseException) -> None:
        """Log an error and have it shown; may be called from any thread."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            self._logger.warning("%s: %s", type(error).__name__, error)
            self.user_error.emit(error)
            return
        report = report_of(error)
        self._logger.error("%s", report)
        self.bug.emit(report)

    def install(self) -> None:
        """Receive what nothing else caught: in slots, in threads, and the warnings of Qt."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(self._qt_message)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
        else:
            self.receive(error)

    def _uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.receive(arguments.exc_value)

    def _qt_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        self._logger.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)


def uninstall() -> None:
    """Give Python and Qt their own ways back."""
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    previous: Callable[[QtMsgType, QMessageLogContext, str], None] | None = None
    qInstallMessageHandler(previous)
