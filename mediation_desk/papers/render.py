"""One paper: facts in, bytes out. The same facts, templates, fonts and renderer give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.terms.refusal import Refusal

from .archival import archival
from .blank import blank_context
from .blocks import Builder
from .catalogue import paper
from .characters import cleaned, require_printable
from .environment import templates
from .faces import TYPESETTING, Typecase, typecase
from .markup import parse
from .masking import mask_minors
from .pages import Foot, draw_pages, paginate
from .paper import Paper
from .pen import Box, Pen
from .plain import Plain, freeze
from .resources import Resources
from .subjects import complete

RENDERER: Final = f"mediation-desk papers 2; ReportLab {version('reportlab')}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished, unsigned paper, and what made it."""

    pdf: bytes
    pages: int
    boxes: tuple[Box, ...]
    template_digest: str
    fonts_digest: str
    renderer: str = RENDERER


def render(code: str, context: Mapping[str, object], resources: Resources, *, blank: bool = False) -> Rendered:
    """The paper as PDF. `blank` makes the empty form to be filled in by hand; the context may then be empty."""
    kind = paper(code)
    facts = _facts(kind, blank_context(kind, context) if blank else context)
    source, case = templates(resources.papers), typecase(resources.fonts)
    text = cleaned(source.compose(kind.template, facts, blank=blank))
    with TYPESETTING:
        require_printable(text, facts, case)
        pdf, pages, pen = _typeset(text, facts, case)
    return Rendered(
        pdf=pdf,
        pages=pages,
        boxes=tuple(pen.boxes),
        template_digest=source.digest(kind.template),
        fonts_digest=case.digest(frozenset(pen.faces)),
    )


def _facts(kind: Paper, context: Mapping[str, object]) -> Plain:
    for name in kind.needs:
        if context.get(name) is None:
            raise Refusal("paper.part_missing", paper=kind.code, part=name)
    _require_kind(kind, context.get("track"))
    given = context.get("subject") or {}
    assert isinstance(given, Mapping)
    subject, missing = complete(given, kind.subject)
    if missing:
        raise Refusal("paper.subject_missing", paper=kind.code, field=f"subject.{missing[0]}")
    masked = kind.masks_minors and not given.get("identify_minors")
    whole = {**context, "subject": subject}
    facts = freeze(mask_minors(whole) if masked else whole)
    assert isinstance(facts, Plain)
    return facts


def _require_kind(kind: Paper, track: object) -> None:
    named = track.get("kind") if isinstance(track, Mapping) else None
    if named is not None and named not in kind.kinds:
        raise Refusal("paper.wrong_kind", paper=kind.code, kind=named)


def _typeset(text: str, facts: Plain, case: Typecase) -> tuple[bytes, int, Pen]:
    root = parse(text)
    body = Builder(root.get("look", "letter"), case).body(root)
    foot = Foot(_identification(facts), body.strip)
    pages = paginate(body.blocks, foot.room)
    output = BytesIO()
    canvas = Canvas(output, A4, pageCompression=1, invariant=1, lang="zh-CN", initialFontName=case.name("fang"))
    title = str(_of(facts, "paper", "title"))
    _describe(canvas._doc, title)
    pen = Pen(canvas, case)
    draw_pages(pen, pages, foot, case)
    _require_distinct(pen)
    canvas.save()
    return archival(output.getvalue(), title, RENDERER), len(pages), pen


def _require_distinct(pen: Pen) -> None:
    keys = [box.key for box in pen.boxes]
    if len(keys) != len(set(keys)):
        raise ValueError("two signature places have one key")


def _identification(facts: Plain) -> str:
    parts = (("案件编号", _of(facts, "paper", "case_number")), ("文书编号", _of(facts, "paper", "id")))
    return "\u3000".join(f"{name}：{value}" for name, value in parts if value)


def _of(facts: Plain, part: str, name: str) -> object:
    place = facts.get(part)
    return place.get(name) if isinstance(place, Plain) else None


def _describe(document: PDFDocument, title: str) -> None:
    """Title and producer, but no dates: they would be untrue or differ from run to run."""
    document.info = _Info()
    document.info.title = title
    document.signature = hashlib.md5(RENDERER.encode(), usedforsecurity=False)


class _Info(PDFInfo):  # type: ignore[misc]
    def format(self, document: PDFDocument) -> bytes:
        described = {"Title": PDFString(self.title), "Producer": PDFString(RENDERER)}
        return bytes(PDFDictionary(described).format(document))
