"""An office's own template in the place of a shipped one: composed apart, held to its places to sign, faults named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from mediation_desk.terms.refusal import Refusal

from .apart import Composed, Job, compose_apart
from .environment import Templates
from .markup import MarkupFault
from .paper import Paper
from .plain import Plain


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """The text of an office's own template, and which of its editions it is."""

    text: str
    edition: int


def compose_own(source: Templates, kind: Paper, own: OwnTemplate, facts: Plain, *, blank: bool = False) -> Composed:
    """The XML that the office's own template makes of the facts of one paper."""
    composed = compose_apart(source, kind.template, own.text, [Job(facts, blank)])[0]
    if isinstance(composed, Refusal):
        raise composed
    return composed


def require_places(root: Element, shipped: Element) -> None:
    """Refuse a paper that lacks a place which the shipped template has for a signature or a seal."""
    there = {sign.get("key") for sign in root.iter("sign")}
    for sign in shipped.iter("sign"):
        if sign.get("key") not in there:
            raise MarkupFault("a signature place is missing", "place", None, sign.get("label", ""))
    if shipped.get("strip") and not root.get("strip"):
        raise MarkupFault("the strip to sign page by page is missing", "place", root, "strip")


@contextmanager
def faults_named(composed: Composed, root: Element | None = None) -> Iterator[None]:
    """Whatever is wrong with the XML is told with the line of the template."""
    try:
        yield
    except MarkupFault as fault:
        raise _named(fault, composed, root if fault.root is None else fault.root) from fault
    except Refusal as refusal:
        raise _placed(refusal, composed, root) from refusal


_CODES: Final[Mapping[str, str]] = {
    "malformed": "template.malformed",
    "tag": "template.tag",
    "attribute": "template.attribute",
    "value": "template.value",
    "layout": "template.layout",
}


def _named(fault: MarkupFault, composed: Composed, root: Element | None) -> Refusal:
    if fault.kind == "place":
        return Refusal("template.place_missing", field="text", line=composed.lines[-1], label=fault.name)
    tag, line = "" if fault.element is None else fault.element.tag, composed.line_of(fault, root)
    return Refusal(_CODES[fault.kind], field="text", line=line, tag=tag, name=fault.name, detail=str(fault))


def _placed(refusal: Refusal, composed: Composed, root: Element | None) -> Refusal:
    if refusal.code == "paper.does_not_fit" and root is not None:
        block = list(root)[int(str(refusal.facts["block"]))]
        line = composed.line_of(MarkupFault("", element=block), root)
        return Refusal("template.does_not_fit", field="text", line=line, page=refusal.facts["page"])
    if refusal.facts.get("field") == "template":
        line = composed.line_at(composed.text.find(str(refusal.facts["character"])))
        return Refusal("template.character", field="text", line=line, **_without(refusal, "field"))
    return refusal


def _without(refusal: Refusal, name: str) -> dict[str, object]:
    return {key: value for key, value in refusal.facts.items() if key != name}
