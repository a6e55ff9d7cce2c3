"""What a template may say: a small XML of our own. Anything else is a fault of the template, found before drawing."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

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


class MarkupFault(ValueError):
    """A template wrote something that is not in this language."""


def parse(text: str) -> Element:
    """The checked tree. No document type, so no entities; only the tags and attributes listed here."""
    if "<!" in text or "<?" in text:
        raise MarkupFault("a declaration, comment or instruction")
    try:
        root = fromstring(text, XMLParser(encoding="utf-8"))
    except ParseError as fault:
        raise MarkupFault(str(fault)) from fault
    if root.tag != "paper" or root.get("look") not in LOOKS or set(root.keys()) - ROOT:
        raise MarkupFault("the root must be <paper look=…>")
    for element in root.iter():
        _check(element, root)
    return root


def _check(element: Element, root: Element) -> None:
    if element is root:
        return
    allowed = BLOCKS.get(element.tag, INNER.get(element.tag))
    if allowed is None:
        raise MarkupFault(f"unknown tag <{element.tag}>")
    if strange := set(element.keys()) - allowed:
        raise MarkupFault(f"unknown attribute of <{element.tag}>: {', '.join(sorted(strange))}")
