"""Freeze the program with PyInstaller, then run the frozen program's own smoke test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUNDLE = ROOT / "dist" / "acse-desktop"


def main() -> int:
    """Build `dist/acse-desktop`, say its size, and give the status of its smoke test."""
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    build += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    subprocess.run([*build, str(ROOT / "packaging" / "acse.spec")], check=True, cwd=ROOT)
    files = [path for path in BUNDLE.rglob("*") if path.is_file()]
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 2**20:.0f} MiB")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    program = BUNDLE / ("acse-desktop.exe" if os.name == "nt" else "acse-desktop")
    done = subprocess.run([str(program), "--smoke-test"], env=environment, check=False, timeout=120)
    print("smoke test:", "passed" if done.returncode == 0 else f"failed ({done.returncode})")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
