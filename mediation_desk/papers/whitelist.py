"""What an office's own template may do: read facts, repeat over lists it is given, call the shipped parts.

The text is parsed and looked through before anything of it runs; nothing is compiled here, for compiling folds
constants and thereby already runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from mediation_desk.terms.refusal import Refusal

from .filters import FILTERS

LONGEST: Final = 60_000
"""Characters of a template; the longest shipped one has a seventh of it."""
_MOST_NODES: Final = 6_000
_DEEPEST: Final = 4
_LONGEST_LIST: Final = 50

FACTS: Final = frozenset(
    {"paper", "office", "body", "case", "track", "parties", "agreement", "signers", "subject", "wording", "blank"}
)
"""The names that every template is given."""
FILTER_NAMES: Final = frozenset(FILTERS) | {
    *("length", "list", "selectattr", "rejectattr", "replace", "first", "last", "join"),
}
TEST_NAMES: Final = frozenset({"none", "true", "false", "equalto", "in"})
_NODES: Final[tuple[type[nodes.Node], ...]] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.If, nodes.For, nodes.Assign, nodes.Block, nodes.Extends, nodes.Import, nodes.Keyword),
    *(nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.Call),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr),
    *(nodes.Add, nodes.Sub, nodes.Neg, nodes.Concat),
)
_SOURCES: Final = (nodes.Name, nodes.Getattr, nodes.Getitem)
_BY_ATTRIBUTE: Final = frozenset({"selectattr", "rejectattr"})


@dataclass(frozen=True, slots=True)
class Offer:
    """The shipped files that a template may build on: their macros, and what a page's pattern leaves to it."""

    macros: Mapping[str, frozenset[str]]
    patterns: Mapping[str, Pattern]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a page that extends another finds there: shipped files by the names they were imported as, and names set."""

    parts: Mapping[str, str]
    names: frozenset[str]


def require_harmless(text: str, environment: Environment, offer: Offer) -> None:
    """Refuse a text that is not a template, or that asks for more than it may have, naming the line."""
    if len(text) > LONGEST:
        raise Refusal("template.too_long", field="text", size=len(text), most=LONGEST)
    try:
        _look(environment.parse(text), offer)
    except TemplateSyntaxError as fault:
        raise Refusal("template.syntax", field="text", line=fault.lineno, detail=fault.message or "") from fault
    except (RecursionError, ValueError, OverflowError) as fault:
        raise Refusal("template.syntax", field="text", line=1, detail=type(fault).__name__) from fault


def _look(tree: nodes.Template, offer: Offer) -> None:
    found = list(tree.find_all(nodes.Node))
    if len(found) > _MOST_NODES:
        raise Refusal("template.too_long", field="text", size=len(found), most=_MOST_NODES)
    _Reading(tree, offer).look(found)
    _require_shallow(tree, 0)


def _forbidden(node: nodes.Node, what: str) -> Refusal:
    return Refusal("template.not_allowed", field="text", line=node.lineno, thing=what)


class _Reading:
    """One look through a template."""

    def __init__(self, tree: nodes.Template, offer: Offer) -> None:
        self._offer = offer
        pattern = _pattern(tree, offer)
        self._parts = {**pattern.parts, **{one.target: _file(one, offer) for one in tree.find_all(nodes.Import)}}
        own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
        self._known = FACTS | {"loop"} | pattern.names | own
        self._called: set[int] = set()

    def look(self, found: list[nodes.Node]) -> None:
        """Every node; those inside a call are known before they are met themselves."""
        for node in found:
            if isinstance(node, nodes.Call):
                self._call(node)
        for node in found:
            if not isinstance(node, _NODES):
                raise _forbidden(node, _statement(node))
            if type(node) in _CHECKS:
                _CHECKS[type(node)](self, node)

    def _call(self, node: nodes.Call) -> None:
        """Only a macro of a shipped file, or what the pattern has in a block."""
        called, on = node.node, getattr(node.node, "node", None)
        if isinstance(called, nodes.Name) and called.name == "super" and not node.args and not node.kwargs:
            self._called.add(id(called))
        elif isinstance(called, nodes.Getattr) and isinstance(on, nodes.Name) and on.name in self._parts:
            if called.attr not in self._offer.macros[self._parts[on.name]]:
                raise Refusal("template.unknown_name", field="text", line=node.lineno, name=f"{on.name}.{called.attr}")
            self._called.add(id(on))
        else:
            raise _forbidden(node, f"{_words(called)}(…)")
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise _forbidden(node, "*")

    def _name(self, node: nodes.Name) -> None:
        if node.name.startswith("_"):
            raise _forbidden(node, node.name)
        if node.ctx != "load" and (node.name in self._parts or node.name in ("super", "self", "loop")):
            raise _forbidden(node, node.name)
        if node.name in self._parts or node.name == "super":
            if id(node) not in self._called:
                raise _forbidden(node, node.name)
        elif node.ctx == "load" and node.name not in self._known:
            raise Refusal("template.unknown_name", field="text", line=node.lineno, name=node.name)

    def _attribute(self, node: nodes.Getattr) -> None:
        if node.attr.startswith("_"):
            raise _forbidden(node, f".{node.attr}")

    def _item(self, node: nodes.Getitem) -> None:
        for key in node.arg.find_all(nodes.Const) if not isinstance(node.arg, nodes.Const) else (node.arg,):
            if isinstance(key.value, str) and key.value.startswith("_"):
                raise _forbidden(node, f"[{key.value}]")

    def _filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTER_NAMES:
            raise Refusal("template.unknown_filter", field="text", line=node.lineno, name=node.name)
        if node.node is None or node.dyn_args is not None or node.dyn_kwargs is not None:
            raise _forbidden(node, f"| {node.name}")
        if node.name in _BY_ATTRIBUTE:
            self._by_attribute(node)

    def _by_attribute(self, node: nodes.Filter) -> None:
        """The name of the attribute and of the test stand there and can be read."""
        named = [part.value for part in node.args[:2] if isinstance(part, nodes.Const) and isinstance(part.value, str)]
        wrong = node.kwargs or len(named) != len(node.args[:2]) or not named
        if wrong or any(step.startswith("_") for step in named[0].split(".")) or not set(named[1:]) <= TEST_NAMES:
            raise _forbidden(node, f"| {node.name}(…)")

    def _test(self, node: nodes.Test) -> None:
        if node.name not in TEST_NAMES:
            raise _forbidden(node, f"is {node.name}")

    def _loop(self, node: nodes.For) -> None:
        if node.recursive:
            raise _forbidden(node, "recursive")
        if not _is_supplied(node.iter):
            raise _forbidden(node, "for … in " + _words(node.iter))

    def _assign(self, node: nodes.Assign) -> None:
        if not isinstance(node.target, nodes.Name):
            raise _forbidden(node, "set")

    def _list(self, node: nodes.List) -> None:
        if len(node.items) > _LONGEST_LIST:
            raise _forbidden(node, f"[…{len(node.items)}]")


_CHECKS: Final[dict[type[nodes.Node], Callable[[_Reading, Any], None]]] = {
    nodes.Name: _Reading._name,
    nodes.Getattr: _Reading._attribute,
    nodes.Getitem: _Reading._item,
    nodes.Filter: _Reading._filter,
    nodes.Test: _Reading._test,
    nodes.For: _Reading._loop,
    nodes.Assign: _Reading._assign,
    nodes.List: _Reading._list,
}


def _pattern(tree: nodes.Template, offer: Offer) -> Pattern:
    found = list(tree.find_all(nodes.Extends))
    for node in found:
        name = str(node.template.value) if isinstance(node.template, nodes.Const) else ""
        if name not in offer.patterns or len(found) > 1:
            raise _forbidden(node, f"extends {name}")
        return offer.patterns[name]
    return Pattern({}, frozenset())


def _file(node: nodes.Import, offer: Offer) -> str:
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    if name not in offer.macros or node.target.startswith("_") or node.target in FACTS:
        raise _forbidden(node, f"import {name}")
    return str(name)


def _is_supplied(source: nodes.Node) -> bool:
    """A list among the facts, one that a filter took out of it, one written down here, or the choice of two such."""
    if isinstance(source, nodes.CondExpr):
        return _is_supplied(source.expr1) and source.expr2 is not None and _is_supplied(source.expr2)
    while isinstance(source, nodes.Filter) and source.node is not None:
        source = source.node
    nothing = isinstance(source, nodes.Tuple) and not source.items
    return nothing or isinstance(source, (*_SOURCES, nodes.List))


def _require_shallow(node: nodes.Node, depth: int) -> None:
    """Lists within lists within lists are more turns than any paper has lines."""
    for child in node.iter_child_nodes():
        within = depth + isinstance(child, nodes.For)
        if within > _DEEPEST:
            raise _forbidden(child, "for … in for")
        if not isinstance(child, nodes.Expr):
            _require_shallow(child, within)


def _statement(node: nodes.Node) -> str:
    return _STATEMENTS.get(type(node), type(node).__name__.lower())


def _words(node: nodes.Node) -> str:
    return next(_parts_of(node), type(node).__name__.lower())


def _parts_of(node: nodes.Node) -> Iterator[str]:
    for name in ("attr", "name", "value"):
        if isinstance(value := getattr(node, name, None), str):
            yield value[:30]
    if isinstance(node, nodes.Call):
        yield f"{_words(node.node)}(…)"


_STATEMENTS: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Dict: "{…}",
    nodes.FromImport: "from … import",
    nodes.AssignBlock: "set … endset",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.NSRef: "set x.y",
}
"""How what may not be written is written."""
