"""The environment in which a template runs: no call, no global, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import SandboxedEnvironment


class Sandbox(SandboxedEnvironment):
    """Knows some filters and nothing else; a name without a value is an error."""

    def __init__(self, filters: Sequence[str]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: self.filters[name] for name in filters}

    def is_safe_callable(self, _obj: Any) -> bool:
        """Texts do nothing."""
        return False


class _EmptyText(Undefined):
    """A text that nobody has filled in: false in a condition, and noted when it is printed."""

    __slots__ = ("noted",)
    noted: list[str]

    def __str__(self) -> str:
        self.noted.append(self._undefined_name or "")
        return ""


def empty_text(path: str, noted: list[str]) -> Undefined:
    """The empty text of a name; `noted` gets the path each time it is printed."""
    found = _EmptyText(name=path)
    found.noted = noted
    return found
