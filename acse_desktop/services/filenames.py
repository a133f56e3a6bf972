"""Names of joined files, made safe for every system: they come from outside."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from pathlib import Path

LENGTH = 120
"""Characters: Windows bounds the whole path to 260."""
RESERVED = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{rank}" for port in ("com", "lpt") for rank in "123456789"),
    )
)
"""Devices of Windows, whatever the extension."""
RISKY = frozenset(
    ("exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "js", "jse", "vbs", "vbe", "wsf",
     "wsh", "hta", "ps1", "reg", "lnk", "url", "jar", "cpl", "dll", "sh", "desktop", "app",
     "docm", "dotm", "xlsm", "xltm", "xlam", "pptm")
)  # fmt: skip
"""Extensions of what runs, or may run, when it is opened."""
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def safe(name: str) -> str:
    """The name without path, control or direction characters; never empty nor reserved."""
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(one for one in bare if unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
    clean = _FORBIDDEN.sub("_", shown).strip(" .")
    stem, dot, extension = clean.rpartition(".")
    if not dot:
        stem, extension = clean, ""
    if stem.partition(".")[0].strip().casefold() in RESERVED:
        stem = f"_{stem}"
    stem = stem[: LENGTH - len(extension[:20]) - 1].rstrip(" .") or "piece"
    return f"{stem}.{extension[:20]}" if extension else stem


def is_risky(name: str) -> bool:
    """Whether opening a file of that name may run a program."""
    return name.rpartition(".")[2].casefold() in RISKY


def free(target: Path) -> Path:
    """The path itself, or the first one with a number that nothing has yet."""
    if not target.exists():
        return target
    for rank in count(2):
        candidate = target.with_name(f"{target.stem} ({rank}){target.suffix}")
        if not candidate.exists():
            return candidate
    raise AssertionError("numbers never end")
