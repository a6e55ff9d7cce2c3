"""What a template may say: a small XML of our own. Anything else is a fault of the template, found before drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isfinite
from typing import Final
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring
from xml.parsers.expat import ParserCreate

LOOKS: Final = ("letter", "record", "form")
BLOCKS: Final[dict[str, frozenset[str]]] = {
    "organ": frozenset(),
    "title": frozenset(),
    "number": frozenset({"align"}),
    "h": frozenset({"level"}),
    "p": frozenset({"align", "indent", "keep", "size"}),
    "note": frozenset(),
    "date": frozenset(),
    "grid": frozenset({"columns", "whole"}),
    "signs": frozenset({"columns"}),
    "together": frozenset(),
    "gap": frozenset({"lines"}),
    "newpage": frozenset(),
    "rest": frozenset(),
}
INNER: Final[dict[str, frozenset[str]]] = {
    "row": frozenset({"head", "least"}),
    "cell": frozenset({"across", "down", "kind", "align", "top"}),
    "sign": frozenset({"key", "label", "seal", "dated"}),
    "b": frozenset(),
    "u": frozenset(),
    "blank": frozenset({"chars"}),
    "tick": frozenset({"on"}),
    "br": frozenset(),
}
ROOT: Final = frozenset({"look", "strip"})
_DEEPEST: Final = 30
_WIDEST: Final = 24


class MarkupFault(ValueError):
    """A template wrote something that is not in this language.

    `kind` is malformed, tag, attribute, value or layout; `position` is line and column where the XML itself is broken.
    """

    def __init__(
        self,
        words: str,
        kind: str = "layout",
        element: Element | None = None,
        name: str = "",
        position: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(words)
        self.kind, self.element, self.name, self.position = kind, element, name, position
        self.root: Element | None = None


def parse(text: str) -> Element:
    """The checked tree. No document type, so no entities; only the tags and attributes listed here."""
    if found := re.search("<[!?]", text):
        raise MarkupFault("a declaration, comment or instruction", "malformed", position=_position(text, found.start()))
    try:
        root = fromstring(text, XMLParser(encoding="utf-8"))
    except ParseError as fault:
        raise MarkupFault(str(fault), "malformed", position=fault.position) from fault
    if root.tag != "paper" or root.get("look") not in LOOKS or set(root.keys()) - ROOT:
        raise MarkupFault("the root must be <paper look=…>", "tag", root, root.tag)
    try:
        _require_shallow(root)
        for element in root.iter():
            _check(element, root)
    except MarkupFault as fault:
        fault.root = root
        raise
    return root


def starts(text: str) -> list[tuple[int, int]]:
    """Line and column of every element of a well-formed text, in the order of `iter`."""
    found: list[tuple[int, int]] = []
    parser = ParserCreate("utf-8")
    parser.StartElementHandler = lambda *_: found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber))
    parser.Parse(text.encode(), True)
    return found


@contextmanager
def at(element: Element) -> Iterator[None]:
    """Whatever is wrong inside is wrong here, unless it knows its place better."""
    try:
        yield
    except MarkupFault as fault:
        fault.element = element if fault.element is None else fault.element
        raise


def _check(element: Element, root: Element) -> None:
    if element is root:
        return
    allowed = BLOCKS.get(element.tag, INNER.get(element.tag))
    if allowed is None:
        raise MarkupFault(f"unknown tag <{element.tag}>", "tag", element, element.tag)
    if strange := sorted(set(element.keys()) - allowed):
        words = f"unknown attribute of <{element.tag}>: {', '.join(strange)}"
        raise MarkupFault(words, "attribute", element, strange[0])
    for name, value in element.items():
        if not _fits(element.tag, name, value):
            raise MarkupFault(f"<{element.tag} {name}={value[:20]!r}> cannot be", "value", element, name)


def _require_shallow(root: Element) -> None:
    level, depth = list(root), 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise MarkupFault("nested too deeply", "layout", level[0], level[0].tag)
        level = [child for element in level for child in element]


def _number(least: float, most: float) -> Callable[[str], bool]:
    def holds(value: str) -> bool:
        number = float(value)
        return isfinite(number) and least <= number <= most

    return holds


def _whole(least: int, most: int) -> Callable[[str], bool]:
    return lambda value: len(value) < 10 and least <= int(value) <= most


def _one_of(*words: str) -> Callable[[str], bool]:
    return lambda value: value in words


def _shares(value: str) -> bool:
    shares = value.split()
    return 0 < len(shares) <= _WIDEST and all(_number(0.1, 1000)(share) for share in shares)


_YES: Final = _one_of("yes", "no", "")
_VALUES: Final[dict[str, Callable[[str], bool]]] = {
    "align": _one_of("left", "right", "center", "justify"),
    "level": _one_of("1", "2", "3"),
    "indent": _number(0, 30),
    "size": _one_of("small"),
    "lines": _number(0, 60),
    "least": _number(0, 240),
    "across": _whole(1, _WIDEST),
    "down": _whole(1, 2000),
    "chars": _whole(0, 200),
    "kind": _one_of("text", "label", "head"),
    **dict.fromkeys(("keep", "whole", "head", "top", "seal", "dated", "on"), _YES),
}


def _fits(tag: str, name: str, value: str) -> bool:
    """Whether a value can be: a line to write on of a milliard characters would be drawn, or rather not."""
    if name == "columns":
        return _holds(_shares if tag == "grid" else _whole(1, 6), value)
    return _holds(_VALUES.get(name, lambda _: True), value)


def _holds(rule: Callable[[str], bool], value: str) -> bool:
    try:
        return rule(value)
    except ValueError:
        return False


def _position(text: str, place: int) -> tuple[int, int]:
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place) - 1
