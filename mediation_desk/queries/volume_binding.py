"""The bytes of a volume: its pieces in order, numbered for the catalogue, and the originals that lie beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mediation_desk.model.blob import Blob
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.performance import Volume
from mediation_desk.papers.binding import Piece, brought, page_ranges
from mediation_desk.papers.render import Rendered
from mediation_desk.preparing.orders import PaperOrder
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.store.blobs import BlobRef
from mediation_desk.terms.file_names import file_name, original_name
from mediation_desk.terms.refusal import Refusal

from .query import Query, View
from .volume import Row, Shelf, shelf_of, title_of

_NOT_PAPER = "不是可以印成纸页的文件，原件在“原件”文件夹里"
_COPY = "与签署原件内容一致的副本。签署原件：原件/{name}"
_SCAN = "纸质签署原件的扫描件"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBind:
    """The pieces of a volume in order, the originals that lie beside it, and what was left out and why."""

    title: str
    pieces: tuple[Piece, ...]
    originals: tuple[tuple[str, bytes], ...]
    spine: bytes
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeToBind(Query[ToBind]):
    """The bytes of a volume, or of what goes to a court, with cover, contents and back."""

    case: str
    track: str
    for_court: bool = False

    def answer(self, view: View) -> ToBind:
        view.require_case(self.case)
        return _Binder(shelf_of(view, self.case, self.track), self.for_court).to_bind()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A paper or a file in its place: the pages that are bound, if it has any, and the original that lies beside."""

    title: str
    piece: Piece | None
    original: tuple[str, bytes] | None = None


@dataclass
class _Binder:
    """Lays out what is bound."""

    shelf: Shelf
    for_court: bool

    def to_bind(self) -> ToBind:
        why = self.shelf.why_not_to_court if self.for_court else self.shelf.why_out
        going = [row for row in self.shelf.rows if why(row) is None]
        laid = [self._laid(row, number) for number, row in enumerate(going, 1)]
        return ToBind(
            title=self.shelf.track.case.facts.title,
            pieces=tuple(self._bound([one.piece for one in laid if one.piece is not None])),
            originals=tuple(one.original for one in laid if one.original is not None),
            spine=b"" if self.for_court else self._rendered("RM-SPINE", {}).pdf,
            left_out=(
                *((title_of(row), reason) for row in self.shelf.rows if (reason := why(row)) is not None),
                *((one.title, _NOT_PAPER) for one in laid if one.piece is None),
            ),
        )

    def _laid(self, row: Row, number: int) -> _Laid:
        if isinstance(row, Attachment):
            return _file(row.name, self._bytes(row.blob, row.sha256), original_name(f"{number:02}", row.name))
        scan = self._scan_of(row)
        if scan is not None:
            data, name = self._bytes(scan.blob, scan.sha256), original_name(f"{number:02}-{row.title}", scan.name)
            return _file(row.title, data, name, _SCAN)
        data = self._bytes(row.current_blob, row.current_sha256)
        if row.current_sha256 == row.frozen_sha256:
            return _Laid(row.title, Piece(title=row.title, data=data, pages=row.pages))
        name = file_name(f"{number:02}-{row.title}", ending=".pdf")
        copy = Piece(title=row.title, data=data, pages=row.pages, note=_COPY.format(name=name))
        return _Laid(row.title, copy, (name, data))

    def _bound(self, body: Sequence[Piece]) -> Iterable[Piece]:
        """Cover, contents, the papers, a note of what is in it, the back: the first two carry no page number."""
        last = [] if self.for_court else [self._sheet("卷宗情况说明", "RM-NOTE", {"papers": len(body)}, numbered=True)]
        whole = [*body, *last]
        ranges = page_ranges(whole)
        pages = int(ranges[-1].split("-")[-1]) if ranges else 0
        entries = [{"name": p.title, "page": r.split("-")[0]} for p, r in zip(whole, ranges, strict=True)]
        contents = self._sheet("卷内目录", "RM-INDEX", {"entries": entries})
        if self.for_court:
            return [contents, *whole]
        cover = self._sheet("封面", "RM-COVER", {"pages": pages})
        return [cover, contents, *whole, self._sheet("封底", "RM-BACK", {"pages": pages})]

    def _sheet(self, title: str, code: str, added: dict[str, object], *, numbered: bool = False) -> Piece:
        made = self._rendered(code, added)
        return Piece(title=title, data=made.pdf, pages=made.pages, numbered=numbered)

    def _rendered(self, code: str, added: dict[str, object]) -> Rendered:
        track = self.shelf.track
        closed = [row for row in track.case.rows(Volume, track_id=track.row.id) if row.supplement_to is None]
        ref = closed[-1].id if closed else None
        order = PaperOrder(id="", code=code, track=track.row.id, subject=added, ref=ref, route="paper")
        preparation: Preparation = replace(self.shelf.view.preparation, case_id=track.row.case_id)
        return preparation.sheet(order)

    def _scan_of(self, paper: Paper) -> Attachment | None:
        if paper.scan_id is None:
            return None
        return next(row for row in self.shelf.track.case.rows(Attachment) if row.id == paper.scan_id)

    def _bytes(self, blob: str, sha256: str) -> bytes:
        view, case = self.shelf.view, self.shelf.track.row.case_id
        size = view.session.get_one(Blob, blob).size
        return view.preparation.blobs.get(case, BlobRef(blob, sha256, size))


def _file(title: str, data: bytes, name: str, note: str = "") -> _Laid:
    """A recording or a table is no page; it lies among the originals only."""
    try:
        piece = brought(title, data, note)
    except Refusal:
        return _Laid(title, None, (name, data))
    return _Laid(title, piece, (name, data))
