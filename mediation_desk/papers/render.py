"""One paper: facts in, bytes out. The same facts, templates, fonts and renderer give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.terms.refusal import Refusal

from .apart import Composed
from .archival import archival
from .blank import blank_context
from .blocks import Builder
from .catalogue import paper
from .characters import cleaned, require_printable
from .environment import templates
from .faces import TYPESETTING, Typecase, typecase
from .markup import MarkupFault, parse
from .masking import mask_minors
from .own import OwnTemplate, compose_own, faults_named, require_places
from .pages import LARGE_WORDS, READING_WORDS, Foot, draw_pages, paginate
from .paper import Paper
from .pen import Block, Box, Pen
from .plain import Plain, freeze
from .resources import Resources
from .sheet import HEIGHT, TIGHTER, WIDTH, Look, look
from .subjects import complete

rl_config.useA85 = 0
"""Pages as text for seven-bit lines: qpdf would undo it."""
RENDERER: Final = f"mediation-desk papers 3; ReportLab {version('reportlab')}"

_SHORT_PAPERS: Final = range(2, 7)
"""How many pages a paper has whose last page is worth saving."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished, unsigned paper, and what made it."""

    pdf: bytes
    pages: int
    boxes: tuple[Box, ...]
    template_digest: str
    fonts_digest: str
    renderer: str = RENDERER


def render(
    code: str,
    context: Mapping[str, object],
    resources: Resources,
    *,
    blank: bool = False,
    own: OwnTemplate | None = None,
) -> Rendered:
    """The paper as PDF, by the office's own template where it has one.

    `blank` makes the empty form to be filled in by hand; the context may then be empty.
    """
    kind, source = paper(code), templates(resources.papers)
    facts = facts_for(kind, context, blank=blank)
    if own is not None:
        return render_composed(
            compose_own(source, kind, own, facts, blank=blank), kind, own, facts, resources, blank=blank
        )
    text = cleaned(source.compose(kind.template, facts, blank=blank))
    _require_printable(text, facts, resources)
    return _drawn(parse(text), facts, resources, source.digest(kind.template))


def render_composed(
    composed: Composed, kind: Paper, own: OwnTemplate, facts: Plain, resources: Resources, *, blank: bool = False
) -> Rendered:
    """What an office's own template printed, as PDF. A fault names the line that it comes from."""
    source = templates(resources.papers)
    with faults_named(composed):
        _require_printable(composed.text, facts, resources)
        root = parse(composed.text)
        with faults_named(composed, root):
            require_places(root, parse(cleaned(source.compose(kind.template, facts, blank=blank))))
            return _drawn(root, facts, resources, source.digest_of(own.text))


def facts_for(kind: Paper, context: Mapping[str, object], *, blank: bool = False) -> Plain:
    """What a template of this paper sees: nothing that minors could be known by, where it goes to others."""
    return _facts(kind, blank_context(kind, context) if blank else context)


def _require_printable(text: str, facts: Plain, resources: Resources) -> None:
    with TYPESETTING:
        require_printable(text, facts, typecase(resources.fonts, resources.pictures))


def _drawn(root: Element, facts: Plain, resources: Resources, digest: str) -> Rendered:
    with TYPESETTING:
        case = typecase(resources.fonts, resources.pictures)
        pdf, pages, pen = _typeset(root, facts, case)
    return Rendered(
        pdf=pdf,
        pages=pages,
        boxes=tuple(pen.boxes),
        template_digest=digest,
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


def _typeset(root: Element, facts: Plain, case: Typecase) -> tuple[bytes, int, Pen]:
    foot = _foot(root, facts)
    styles, pages = _laid_out(root, foot, bool(_of(facts, "paper", "large")), case)
    output = BytesIO()
    canvas = Canvas(output, A4, pageCompression=1, invariant=1, lang="zh-CN", initialFontName=case.name("fang"))
    title = str(_of(facts, "paper", "title"))
    _describe(canvas._doc, title)
    pen = Pen(canvas, case)
    draw_pages(pen, pages, foot, styles, case)
    _require_distinct(pen)
    canvas.save()
    return archival(output.getvalue(), title, RENDERER), len(pages), pen


def _laid_out(root: Element, foot: Foot, large: bool, case: Typecase) -> tuple[Look, list[list[Block]]]:
    """The pages; with lines drawn together a little where that saves a last page with little on it."""
    styles = look(root.get("look", "letter"), large=large)
    pages = paginate(Builder(styles, case).body(root), foot.room)
    if len(pages) not in _SHORT_PAPERS or _is_full(pages[-1]):
        return styles, pages
    for tight in TIGHTER:
        closer = look(root.get("look", "letter"), large=large, tight=tight)
        fewer = paginate(Builder(closer, case).body(root), foot.room)
        if len(fewer) < len(pages):
            return closer, fewer
    return styles, pages


def _is_full(page: list[Block]) -> bool:
    return sum(block.height(WIDTH) for block in page) > HEIGHT / 2


def _foot(root: Element, facts: Plain) -> Foot:
    """A copy for reading carries the code of no paper: nobody shall find it filed as the signed one."""
    reading, large = bool(_of(facts, "paper", "reading")), bool(_of(facts, "paper", "large"))
    remark = READING_WORDS if reading else LARGE_WORDS if large else ""
    return Foot(_identification(facts), root.get("strip"), None if reading else _id(facts), remark)


def _require_distinct(pen: Pen) -> None:
    keys = [box.key for box in pen.boxes]
    if len(keys) != len(set(keys)):
        raise MarkupFault("two signature places have one key")


def _identification(facts: Plain) -> str:
    parts = (("案件编号", _of(facts, "paper", "case_number")), ("文书编号", _of(facts, "paper", "id")))
    return "\u3000".join(f"{name}：{value}" for name, value in parts if value)


def _id(facts: Plain) -> str | None:
    id = _of(facts, "paper", "id")
    return id if isinstance(id, str) else None


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
