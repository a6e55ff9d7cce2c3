"""Filling pages: what stands on which page, and what every page carries at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.page_codes import CodePlace, PageCode
from mediation_desk.terms.refusal import Refusal

from .column import Gap, cut
from .faces import Typecase
from .page_codes import MODULE, MODULES, can_be_coded
from .passage import Passage, Run
from .pen import Block, Pen
from .sheet import BOTTOM, HEIGHT, LEFT, PAGE_HEIGHT, PAGE_WIDTH, SMALL, STRIP, TOP, WIDTH, Look

STRIP_WORDS = "本页经核对无误，签名："
_STRIP_HEIGHT = 34.0
_FOOT_Y = BOTTOM - 26
_CODE_X = LEFT + WIDTH - MODULES * MODULE
_CODE_TOP = BOTTOM - 12
CODE_PLACE: Final = CodePlace(
    left=_CODE_X, top=PAGE_HEIGHT - _CODE_TOP, side=MODULES * MODULE, page=(PAGE_WIDTH, PAGE_HEIGHT)
)
_BLANK = "\u3000" * 6
LARGE_WORDS: Final = "大字版"
READING_WORDS: Final = "大字版，供阅读；以签署的正本为准。"


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands under every page: an identification in small type, and on records a strip to sign page by page."""

    identification: str
    strip: str | None = None
    paper: str | None = None
    """The id by which a scanned page finds its paper again."""
    remark: str = ""
    """What edition this is, where it is not the usual one."""

    @property
    def room(self) -> float:
        """The height that is left for the body."""
        return HEIGHT - (_STRIP_HEIGHT if self.strip else 0)

    def draw(self, pen: Pen, page: int, pages: int, look: Look, case: Typecase) -> None:
        """The strip, 第X页 共Y页, the identification, and the code by which a scan of the page is filed."""
        if self.strip:
            self._draw_strip(pen, self.strip, case)
        top = _FOOT_Y
        for words, style in (
            (f"第{page}页 共{pages}页", look.foot),
            (self.identification, SMALL),
            (self.remark, SMALL.but(size=10.5)),
        ):
            Passage([Run(words)], style, case).draw(pen, LEFT, top, WIDTH)
            top -= style.leading + 2
        if self.paper is not None and can_be_coded(self.paper, pages):
            pen.code(PageCode(self.paper, page, pages, pen.boxes_here), _CODE_X, _CODE_TOP, MODULE)

    def _draw_strip(self, pen: Pen, names: str, case: Typecase) -> None:
        pen.rule(LEFT, BOTTOM + _STRIP_HEIGHT - 6, LEFT + WIDTH, BOTTOM + _STRIP_HEIGHT - 6, 0.4)
        words = [Run(STRIP_WORDS)]
        for name in names.split("|"):
            words += [Run(f"{name}"), Run(_BLANK, underlined=True, unbroken=True), Run(" ")]
        Passage(words, STRIP, case).draw(pen, LEFT, BOTTOM + _STRIP_HEIGHT - 12, WIDTH)


def paginate(blocks: Sequence[Block | None], room: float) -> list[list[Block]]:
    """The blocks of each page. A page never begins with empty height."""
    pages: list[list[Block]] = []
    through = 0
    for part in _parts(blocks):
        through += len(part) + 1
        rest = _without_gaps(part)
        while rest:
            placed, left = cut(tuple(rest), WIDTH, room)
            if not placed:
                raise Refusal("paper.does_not_fit", page=len(pages) + 1, block=through - 1 - len(rest))
            pages.append(placed)
            rest = _without_gaps(left)
    return pages


def draw_pages(pen: Pen, pages: Sequence[Sequence[Block]], foot: Foot, look: Look, case: Typecase) -> None:
    """All pages, each with its foot."""
    for number, page in enumerate(pages, 1):
        top = TOP
        for block in page:
            block.draw(pen, LEFT, top, WIDTH)
            top -= block.height(WIDTH)
        foot.draw(pen, number, len(pages), look, case)
        pen.turn()


def _parts(blocks: Sequence[Block | None]) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if block is None:
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


def _without_gaps(blocks: Sequence[Block]) -> list[Block]:
    first = next((place for place, block in enumerate(blocks) if not isinstance(block, Gap)), len(blocks))
    return list(blocks[first:])
