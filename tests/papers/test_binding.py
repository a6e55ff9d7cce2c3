"""A volume is bound of papers and of what others brought: numbered through, archival, with nothing active in it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.papers.binding import BindingStopped, Piece, bind, brought, page_ranges
from mediation_desk.papers.proof import extracted, lint, squeezed
from mediation_desk.papers.render import Rendered
from mediation_desk.papers.resources import Resources
from mediation_desk.terms.refusal import Refusal
from tests.support.archives import archival_faults

Made = Callable[[str, str], Rendered]
NOTE = "与签署原件内容一致的副本"


def picture(kind: str, size: tuple[int, int] = (300, 420), mode: str = "RGB", frames: int = 1) -> bytes:
    drawn = [Image.new(mode, size, 200 if mode == "L" else "pink") for _ in range(frames)]
    output = BytesIO()
    more = {"save_all": True, "append_images": drawn[1:]} if frames > 1 else {}
    drawn[0].save(output, kind, **more)
    return output.getvalue()


def foreign() -> bytes:
    """A PDF of somebody else's: an unembedded font, a link, a script that runs when it is opened."""
    output = BytesIO()
    canvas = Canvas(output)
    canvas.drawString(100, 700, "transfer slip")
    canvas.linkURL("https://example.org", (100, 690, 200, 710))
    canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(output.getvalue())) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        again = BytesIO()
        document.save(again)
    return again.getvalue()


@pytest.fixture(scope="module")
def pieces(made: Made) -> list[Piece]:
    return [
        ours("卷内目录", made("RM-REG", "plain"), numbered=False),
        ours("人民调解申请书", made("RM-APP", "plain")),
        ours("人民调解协议书", made("RM-AGR", "plain"), note=NOTE),
        brought("转账凭证", foreign()),
        brought("现场照片", picture("JPEG", (420, 300))),
        brought("原件扫描", picture("TIFF", mode="L", frames=2)),
        brought("签收单", picture("PNG", mode="RGBA")),
    ]


def ours(title: str, rendered: Rendered, note: str = "", *, numbered: bool = True) -> Piece:
    return Piece(title=title, data=rendered.pdf, pages=rendered.pages, note=note, numbered=numbered)


@pytest.fixture(scope="module")
def volume(pieces: list[Piece], resources: Resources) -> bytes:
    return bind(pieces, resources.fonts, title="调解卷宗", producer="test")


def pages(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        count = len(document.pages)
    text = [extracted(_page(pdf, number)) for number in range(count)]
    return [squeezed(one) for one in text]


def _page(pdf: bytes, number: int) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document, pikepdf.new() as single:
        single.pages.append(document.pages[number])
        output = BytesIO()
        single.save(output)
        return output.getvalue()


def test_that_the_volume_is_archival_and_holds_nothing_active(volume: bytes) -> None:
    assert archival_faults(volume) == []
    assert lint(volume, ["人民调解申请书", "人民调解协议书"]) == ()


def test_that_pages_are_numbered_through_and_the_catalogue_knows_them(pieces: list[Piece], volume: bytes) -> None:
    ranges = page_ranges(pieces)
    assert ranges[0] == ""
    numbers = [range(int(r.split("-")[0]), int(r.split("-")[-1]) + 1) for r in ranges[1:]]
    flat = [number for one in numbers for number in one]
    assert flat == list(range(1, len(flat) + 1))
    last = pages(volume)[-len(flat) :]
    assert [page.endswith(str(number)) or page.startswith(str(number)) for number, page in zip(flat, last, strict=True)]
    assert last[-1] == str(flat[-1]), "a picture carries its number and no other text"


def test_that_every_page_of_a_signed_paper_s_copy_says_where_the_original_lies_and_no_other(
    pieces: list[Piece], volume: bytes
) -> None:
    place = next(number for number, piece in enumerate(pieces) if piece.note)
    before = sum(piece.pages for piece in pieces[:place])
    said = [number for number, page in enumerate(pages(volume)) if squeezed(NOTE) in page]
    assert said == list(range(before, before + pieces[place].pages))
    assert len(said) > 1, "the sample has more than one page, else the first page could stand for all"


def test_that_each_piece_has_a_bookmark(pieces: list[Piece], volume: bytes) -> None:
    with pikepdf.open(BytesIO(volume)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [piece.title for piece in pieces]


def test_that_the_same_pieces_give_the_same_bytes(pieces: list[Piece], volume: bytes, resources: Resources) -> None:
    assert bind(pieces, resources.fonts, title="调解卷宗", producer="test") == volume


def test_that_binding_stops_when_asked(pieces: list[Piece], resources: Resources) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> bool:
        told.append((done, whole))
        return done < 2

    with pytest.raises(BindingStopped):
        bind(pieces, resources.fonts, title="x", producer="test", progress=progress)
    assert told == [(0, 7), (1, 7), (2, 7)]


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 and then nothing", b"no picture", picture("PNG", (9000, 9000), "L"), picture("JPEG")[:200]],
    ids=["empty", "broken pdf", "no picture", "too large", "cut off"],
)
def test_that_what_cannot_be_read_is_named(data: bytes, resources: Resources) -> None:
    with pytest.raises(Refusal) as refused:
        bind([brought("材料", data)], resources.fonts, title="x", producer="test")
    assert (refused.value.code, refused.value.facts) == ("volume.piece_unreadable", {"title": "材料"})
