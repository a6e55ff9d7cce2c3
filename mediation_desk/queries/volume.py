"""The volume of a track: what lies in it and in which order, what is still missing, and the bytes to bind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.law.volumes import Held
from mediation_desk.model.blob import Blob
from mediation_desk.model.consent import Consent
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.performance import Volume
from mediation_desk.model.track import Track
from mediation_desk.papers.binding import Piece, page_ranges
from mediation_desk.preparing.orders import PaperOrder
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.scans.pictures import page_total
from mediation_desk.store.blobs import BlobRef
from mediation_desk.terms.refusal import Refusal

from .case_papers import paper_needs
from .case_reading import CaseReading, TrackReading
from .query import Query, View

_APART, _VOID, _CLOSED_TO_YOU = "中立评估另立卷保管", "已作废", "没有查看这份材料的权限"
_NOT_THERE = "卷内没有"
_NOT_PAPER = "不是可以印成纸页的文件，原件在“原件”文件夹里"
_WITHHELD = "提供人要求对他方保密"
_COPY = "与签署原件内容一致的副本。签署原件：原件/{name}"
_SCAN = "纸质签署原件的扫描件"
_MISSED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeLine:
    """One paper or file of a volume. `left_out` says why it does not go in."""

    title: str
    place: str
    pages: int | None
    left_out: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeCheck:
    """One line of the checklist; `act` mends what is not in order, with the code of the paper to make."""

    done: bool
    words: str
    act: str | None = None
    code: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One line of the county's review sheet."""

    words: str
    points: int
    earned: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeSheet:
    """What the archive dialog shows."""

    lines: tuple[VolumeLine, ...]
    checks: tuple[VolumeCheck, ...]
    scores: tuple[ScoreLine, ...]
    review: str
    points: int
    full: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBind:
    """The pieces of a volume in order, the originals that lie beside it, and what was left out and why."""

    title: str
    pieces: tuple[Piece, ...]
    originals: tuple[tuple[str, bytes], ...]
    spine: bytes
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeOf(Query[VolumeSheet]):
    """The contents, the checklist and the score of a track's volume."""

    case: str
    track: str

    def answer(self, view: View) -> VolumeSheet:
        view.require_case(self.case)
        shelf = _shelf(view, self.case, self.track)
        review, held = view.law.volumes.review, shelf.held
        scores = tuple(
            ScoreLine(words=item.words, points=item.points, earned=item.points * item.earned(held), why=why)
            for item in review.items
            for why in ("" if item.earned(held) else item.lost_because(held) or _NOT_THERE,)
        )
        return VolumeSheet(
            lines=tuple(shelf.line(row) for row in shelf.rows),
            checks=(*shelf.missing(), *shelf.unsigned_checks(), *shelf.late()),
            scores=scores,
            review=review.name,
            points=sum(score.earned for score in scores),
            full=review.points,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeToBind(Query[ToBind]):
    """The bytes of a volume, or of what goes to a court, with cover, contents and back."""

    case: str
    track: str
    for_court: bool = False

    def answer(self, view: View) -> ToBind:
        view.require_case(self.case)
        return _Binder(_shelf(view, self.case, self.track), self.for_court).to_bind()


Row = Paper | Attachment


@dataclass(frozen=True)
class _Shelf:
    """The papers and files of one track in their order."""

    track: TrackReading

    @property
    def view(self) -> View:
        return self.track.case.view

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        reading, id = self.track.case, self.track.row.id
        papers = reading.rows(Paper, track_id=id)
        scans = {row.scan_id for row in papers if row.state != "void"}
        files = [row for row in reading.rows(Attachment) if row.track_id in (None, id) and row.id not in scans]
        found: list[Row] = [*papers, *files]
        return tuple(sorted(found, key=lambda row: (*self._position(row), _day(row))))

    @cached_property
    def held(self) -> Held:
        """What a review looks at."""
        good = [row for row in self.rows if self.why_out(row) is None]
        return Held(
            papers={row.code for row in good if isinstance(row, Paper)},
            files={row.kind for row in good if isinstance(row, Attachment)},
            unsigned=tuple(
                dict.fromkeys(row.title for row in good if isinstance(row, Paper) and row.state == "signing")
            ),
            overdue=tuple(clock.name for clock in self.track.facts.deadlines if clock.state == _MISSED),
            happened=self.track.happened,
        )

    def line(self, row: Row) -> VolumeLine:
        places = self.view.law.volumes.places
        number = self._position(row)[0]
        return VolumeLine(
            title=_title(row),
            place=places[number].name if number < len(places) else "",
            pages=row.pages if isinstance(row, Paper) and row.scan_id is None else None,
            left_out=self.why_out(row),
        )

    def why_out(self, row: Row) -> str | None:
        """Why something does not lie in the volume."""
        if not self.view.may_read(row.compartment):
            return _CLOSED_TO_YOU
        if isinstance(row, Attachment):
            return None
        return f"{_VOID}：{row.void_reason}" if row.state == "void" else _APART if row.own_volume else None

    def why_not_to_court(self, row: Row) -> str | None:
        """Why something is not sent to a court; an evaluation's report goes if everybody has allowed it."""
        if not self.view.may_read(row.compartment):
            return _CLOSED_TO_YOU
        if isinstance(row, Paper) and row.state == "void":
            return f"{_VOID}：{row.void_reason}"
        if isinstance(row, Attachment) and row.withheld_from:
            return _WITHHELD
        code, kind = (row.code, "") if isinstance(row, Paper) else ("", row.kind)
        return self.view.law.volumes.court.why_not(code, kind, self._all_allow_use())

    def missing(self) -> Iterable[VolumeCheck]:
        """Papers that are called for: the obligatory ones only."""
        for need in paper_needs(self.track):
            if need.must == "必须":
                words = f"缺少：{need.title}" + (f"（{need.about}）" if need.about else "")
                yield VolumeCheck(done=False, words=words, act="issue_paper", code=need.code, ref=need.ref)

    def unsigned_checks(self) -> Iterable[VolumeCheck]:
        """Each paper with whether everybody has signed it."""
        for row in self.rows:
            if isinstance(row, Paper) and self.why_out(row) is None:
                waiting = row.state == "signing"
                act = ("confirm_scan" if row.route == "paper" else "record_signature") if waiting else None
                words = f"{row.title}：{'签名、盖章不全' if waiting else '齐全'}"
                yield VolumeCheck(done=not waiting, words=words, act=act, ref=row.id if waiting else None)

    def late(self) -> Iterable[VolumeCheck]:
        for name in self.held.overdue:
            yield VolumeCheck(done=False, words=f"超期未办：{name}")

    def _position(self, row: Row) -> tuple[int, int]:
        code, kind = (row.code, "") if isinstance(row, Paper) else ("", row.kind)
        return self.view.law.volumes.position(code, kind)

    def _all_allow_use(self) -> bool:
        rows = self.track.case.rows(Consent, subject="evaluation_use", reversed_by=None)
        last = {row.party_id: row.answer for row in sorted(rows, key=lambda row: row.on)}
        return bool(last) and all(last.get(party) == "given" for party in self.track.facts.parties)


@dataclass
class _Binder:
    """Lays out what is bound."""

    shelf: _Shelf
    for_court: bool

    def to_bind(self) -> ToBind:
        why = self.shelf.why_not_to_court if self.for_court else self.shelf.why_out
        going = [row for row in self.shelf.rows if why(row) is None]
        originals: list[tuple[str, bytes]] = []
        laid = [self._piece(row, number, originals) for number, row in enumerate(going, 1)]
        body = [piece for piece in laid if piece.own or _can_be_printed(piece)]
        return ToBind(
            title=self.shelf.track.case.facts.title,
            pieces=tuple(self._bound(body)),
            originals=tuple(originals),
            spine=b"" if self.for_court else self._sheet("RM-SPINE", {}),
            left_out=(
                *((_title(row), reason) for row in self.shelf.rows if (reason := why(row)) is not None),
                *((piece.title, _NOT_PAPER) for piece in laid if piece not in body),
            ),
        )

    def _piece(self, row: Row, number: int, originals: list[tuple[str, bytes]]) -> Piece:
        if isinstance(row, Attachment):
            data = self._bytes(row.blob, row.sha256)
            originals.append((f"{number:02}-{row.name}", data))
            return Piece(title=row.name, data=data, own=False)
        scan = self._scan_of(row)
        if scan is not None:
            data = self._bytes(scan.blob, scan.sha256)
            originals.append((f"{number:02}-{row.title}-{scan.name}", data))
            return Piece(title=row.title, data=data, own=False, note=_SCAN)
        data = self._bytes(row.current_blob, row.current_sha256)
        if row.current_sha256 == row.frozen_sha256:
            return Piece(title=row.title, data=data)
        name = f"{number:02}-{row.title}.pdf"
        originals.append((name, data))
        return Piece(title=row.title, data=data, note=_COPY.format(name=name))

    def _bound(self, body: Sequence[Piece]) -> Iterable[Piece]:
        """Cover, contents, the papers, a note of what is in it, the back: the first two carry no page number."""
        last = (
            [] if self.for_court else [Piece(title="卷宗情况说明", data=self._sheet("RM-NOTE", {"papers": len(body)}))]
        )
        whole = [*body, *last]
        ranges = page_ranges(whole)
        pages = int(ranges[-1].split("-")[-1]) if ranges else 0
        entries = [{"name": p.title, "page": r.split("-")[0]} for p, r in zip(whole, ranges, strict=True)]
        contents = Piece(title="卷内目录", data=self._sheet("RM-INDEX", {"entries": entries}), numbered=False)
        if self.for_court:
            return [contents, *whole]
        cover = Piece(title="封面", data=self._sheet("RM-COVER", {"pages": pages}), numbered=False)
        back = Piece(title="封底", data=self._sheet("RM-BACK", {"pages": pages}), numbered=False)
        return [cover, contents, *whole, back]

    def _sheet(self, code: str, added: dict[str, object]) -> bytes:
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


def _shelf(view: View, case: str, track: str) -> _Shelf:
    builder = CaseBuilder(view.session, case, view.law, view.today, for_parties=False)
    reading = CaseReading(view=view, builder=builder)
    facts = next((found for found in reading.facts.tracks if found.id == track), None)
    if facts is None:
        raise Refusal("track.unknown", field="track", id=track)
    return _Shelf(TrackReading(case=reading, facts=facts, row=view.session.get_one(Track, track)))


def _can_be_printed(piece: Piece) -> bool:
    """A recording or a table is no page; it lies among the originals."""
    try:
        return page_total(piece.data) > 0
    except Refusal:
        return False


def _title(row: Row) -> str:
    return row.title if isinstance(row, Paper) else row.name


def _day(row: Row) -> str:
    return (row.made_on if isinstance(row, Paper) else row.received_on).isoformat()
