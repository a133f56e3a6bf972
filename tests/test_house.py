"""The house keeps its shape: lint, types, import contracts, sizes, nothing of the machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("acse_desktop", "ui")
LONGEST_FILE = 350
LONGEST_FUNCTION = 40
UNWANTED_NAMES = ("utils", "util", "helper", "helpers", "manager")


def _modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
    ],
    ids=lambda command: " ".join(command),
)
def test_lint_types_and_contracts(command: tuple[str, ...]) -> None:
    _run(_tool(command[0]), *command[1:])


def test_files_fit_in_the_head() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _modules(*PACKAGES)
        if "versions" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_functions_are_small() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in _modules(*PACKAGES)
        if "versions" not in path.parts
        for node in _functions(path)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_catch_all_module() -> None:
    assert [path for path in _modules(*PACKAGES) if path.stem in UNWANTED_NAMES] == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in _modules(*PACKAGES)
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def _qlabels_of(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        # What goes to the clipboard is escaped markup that no widget of ours shows.
        if re.search(r"\bQLabel\(|RichText|(?<!data)\.setHtml\(|AutoText", line):
            yield f"{path.relative_to(ROOT)}:{number}"


def test_no_label_renders_data_as_html() -> None:
    """QLabel opens images named in data (an SMB leak); only our plain label may derive from it."""
    found = [place for path in _modules("ui") for place in _qlabels_of(path)]
    assert found == []


def test_the_core_loads_neither_qt_nor_the_interface() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in _modules("acse_desktop")
        if "migrations" not in path.parts and path.stem not in ("__main__", "__init__")
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "loaded = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6', 'ui')]\n"
        "sys.exit(str(loaded) if loaded else 0)"
    )
    _run(sys.executable, "-c", code)


def test_no_registry_nor_machine_path_is_written() -> None:
    forbidden = re.compile("|".join(["/wor" + "k/", "pypi" + r"\.org", "pythonhosted" + r"\.org",
                                     "npmjs" + r"\.(org|com)"]))  # fmt: skip
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    texts = (".py", ".md", ".toml", ".csv", ".yml", ".spec", ".txt", ".po")
    found = [
        name
        for name in listed
        if name.endswith(texts)
        and (ROOT / name).is_file()
        and forbidden.search((ROOT / name).read_text("utf-8", errors="replace"))
    ]
    assert found == []
