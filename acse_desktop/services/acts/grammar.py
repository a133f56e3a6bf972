"""What a template may say: print a name, walk a list, choose. Everything else is refused.

Read before anything runs, and only ever in the child process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from acse_desktop.services.acts.refusals import bad_template, forbidden, unknown_name
from acse_desktop.translation import _

_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat,
)  # fmt: skip
_QUOTED = 60
"""Characters of a faulty paragraph that are shown."""
Scope = Mapping[str, str]
"""Names bound by the loops around: the list that each walks through."""


@dataclass
class Reader:
    """Collects the names that a template uses; raises BadTemplate for the rest."""

    vocabulary: Mapping[str, frozenset[str]]
    """Names by family."""
    lists: Mapping[str, str]
    """Family of what each list holds."""
    filters: Sequence[str]
    used: set[str] = field(default_factory=set)
    """`organisme.nom`, and `actions.intitule` for what a loop prints."""

    def read(self, environment: Environment, source: str) -> None:
        """Read one part of a document."""
        try:
            tree = environment.parse(source)
        except TemplateSyntaxError as error:
            raise _unreadable(source, error.lineno) from error
        self._read(tree, {"loop": ""})

    def _read(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            self._read_loop(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._use(_path(node), scope)
        else:
            if not self._allowed(node):
                raise forbidden(_named(node))
            for child in node.iter_child_nodes():
                self._read(child, scope)

    def _allowed(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Filter):
            return node.name in self.filters
        return isinstance(node, _PLAIN)

    def _read_loop(self, node: nodes.For, scope: Scope) -> None:
        path = _path(node.iter)
        if path not in self.lists:
            raise unknown_name(path)
        if node.recursive or not isinstance(node.target, nodes.Name):
            raise forbidden("for")
        inner = {**scope, node.target.name: path}
        for child in _inside(node):
            self._read(child, inner)

    def _use(self, path: str, scope: Scope) -> None:
        head, _dot, name = path.partition(".")
        if head == "loop":
            known, used = name in _LOOP, ""
        elif head in scope:
            known = name in self.vocabulary[self.lists[scope[head]]]
            used = f"{scope[head]}.{name}"
        elif path in self.lists:
            known, used = True, ""
        else:
            family = head if name else ""
            known, used = (name or head) in self.vocabulary.get(family, ()), path
        if not known:
            raise unknown_name(path)
        if used:
            self.used.add(used)


def _inside(node: nodes.For) -> Iterator[nodes.Node]:
    yield from node.body
    yield from node.else_
    if node.test is not None:
        yield node.test


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    raise forbidden(_named(node))


def _named(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call):
        return f"{_path(node.node)}()"
    if isinstance(node, nodes.Filter):
        return f"|{node.name}"
    return type(node).__name__.lower()


def _unreadable(source: str, line: int) -> Exception:
    lines = source.splitlines()
    paragraph = re.sub(r"<[^>]+>", "", lines[line - 1] if line <= len(lines) else "").strip()
    message = _("Une balise du modèle est mal écrite, près de « {text} ».")
    return bad_template(message.format(text=paragraph[:_QUOTED]))
