"""Whether the process that took a lock is still the same living one."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_QUERY_LIMITED = 0x1000
_STILL_ACTIVE = 259


def birth_of(pid: int) -> str | None:
    """A mark of when a process started; None when no such process lives.

    Numbers are reused, so a living number alone does not prove a living holder. The mark is empty
    where the system does not tell it.
    """
    if pid <= 0:
        return None
    if sys.platform == "win32":
        return _windows_birth(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass  # alive, somebody else's
    return _posix_birth(pid)


def _posix_birth(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    state, *rest = stat.rpartition(")")[2].split()
    return None if state in "ZX" else rest[18]


def _windows_birth(pid: int) -> str | None:
    if sys.platform != "win32":
        return ""
    kernel = ctypes.windll.kernel32
    handle = kernel.OpenProcess(_QUERY_LIMITED, False, pid)
    if not handle:
        return None
    try:
        status = ctypes.c_ulong()
        times = (ctypes.c_ulonglong * 4)()
        kernel.GetExitCodeProcess(handle, ctypes.byref(status))
        kernel.GetProcessTimes(handle, *(ctypes.byref(times, 8 * i) for i in range(4)))
        return str(times[0]) if status.value == _STILL_ACTIVE else None
    finally:
        kernel.CloseHandle(handle)
