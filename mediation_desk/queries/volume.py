"""The volume of a track: what lies in it and in which order, what is still missing, and its score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.law.volumes import Held, ReviewItem, ReviewSheet
from mediation_desk.model.consent import Consent
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import Track
from mediation_desk.store.reviews import review_on
from mediation_desk.terms.refusal import Refusal

from .case_papers import paper_needs
from .case_reading import CaseReading, TrackReading
from .query import Query, View

_APART, _VOID, _CLOSED_TO_YOU = "中立评估另立卷保管", "已作废", "没有查看这份材料的权限"
_NOT_THERE = "卷内没有"
_WITHHELD = "提供人要求对他方保密"
_MISSED = "expired"
_NAMED = 4
"""So many names fit beside a title."""


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
class Score:
    """What a sheet gives a volume; `review` names the sheet and its edition."""

    review: str
    lines: tuple[ScoreLine, ...]
    points: int
    full: int


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
class VolumeOf(Query[VolumeSheet]):
    """The contents, the checklist and the score of a track's volume."""

    case: str
    track: str

    def answer(self, view: View) -> VolumeSheet:
        view.require_case(self.case)
        shelf = shelf_of(view, self.case, self.track)
        score = scored(review_on(view.session, view.law.volumes, view.today), shelf.held)
        return VolumeSheet(
            lines=tuple(shelf.line(row) for row in shelf.rows),
            checks=(*shelf.missing(), *shelf.unsigned_checks(), *shelf.late()),
            scores=score.lines,
            review=score.review,
            points=score.points,
            full=score.full,
        )


Row = Paper | Attachment
"""What lies in a volume."""


@dataclass(frozen=True)
class Shelf:
    """The papers and files of one track in their order."""

    track: TrackReading

    @property
    def view(self) -> View:
        return self.track.case.view

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Everything of the track, whether it goes in or not."""
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
            title=title_of(row),
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
                words = f"{row.title}：{self._signing_words(row) if waiting else '齐全'}"
                yield VolumeCheck(done=not waiting, words=words, act=act, ref=row.id if waiting else None)

    def _signing_words(self, row: Paper) -> str:
        """Whose signature is missing: several papers of a volume bear the same title."""
        signatures = self.track.case.rows(Signature, paper_id=row.id, void_reason=None)
        names = row.unsigned_by({signature.signer_key for signature in signatures})
        return f"签名、盖章不全（{'、'.join(names[:_NAMED])}{'等' if len(names) > _NAMED else ''}）"

    def late(self) -> Iterable[VolumeCheck]:
        """Limits that passed without an answer."""
        for name in self.held.overdue:
            yield VolumeCheck(done=False, words=f"超期未办：{name}")

    def _position(self, row: Row) -> tuple[int, int]:
        code, kind = (row.code, "") if isinstance(row, Paper) else ("", row.kind)
        return self.view.law.volumes.position(code, kind)

    def _all_allow_use(self) -> bool:
        rows = self.track.case.rows(Consent, subject="evaluation_use", reversed_by=None)
        last = {row.party_id: row.answer for row in sorted(rows, key=lambda row: row.on)}
        return bool(last) and all(last.get(party) == "given" for party in self.track.facts.parties)


def shelf_of(view: View, case: str, track: str) -> Shelf:
    """What lies in the volume of one track of a case."""
    builder = CaseBuilder(view.session, case, view.law, view.today, for_parties=False)
    reading = CaseReading(view=view, builder=builder)
    facts = next((found for found in reading.facts.tracks if found.id == track), None)
    if facts is None:
        raise Refusal("track.unknown", field="track", id=track)
    return Shelf(TrackReading(case=reading, facts=facts, row=view.session.get_one(Track, track)))


def scored(review: ReviewSheet, held: Held) -> Score:
    """Every line of a sheet with what it earns."""
    lines = tuple(_line(item, held) for item in review.items)
    earned = sum(line.earned for line in lines)
    return Score(review=review_words(review), lines=lines, points=earned, full=review.points)


def review_words(review: ReviewSheet) -> str:
    """The sheet and its edition: what a score is worth depends on them."""
    return f"{review.name}（{'自带' if review.edition is None else f'本单位第{review.edition}版'}）"


def _line(item: ReviewItem, held: Held) -> ScoreLine:
    if item.earned(held):
        return ScoreLine(words=item.words, points=item.points, earned=item.points, why="")
    return ScoreLine(words=item.words, points=item.points, earned=0, why=item.lost_because(held) or _NOT_THERE)


def title_of(row: Row) -> str:
    """What the catalogue calls it."""
    return row.title if isinstance(row, Paper) else row.name


def _day(row: Row) -> str:
    return (row.made_on if isinstance(row, Paper) else row.received_on).isoformat()
