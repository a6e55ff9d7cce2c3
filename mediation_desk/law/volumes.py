"""Volumes: in which order papers lie, what may go to a court, and how a review sheet scores what is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .reading import Fault, Section, refuse_if_faulty, sourced

FILE = "rules/volume.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry of the order: papers by code, files that were brought by kind."""

    name: str
    papers: tuple[str, ...]
    files: tuple[str, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtBundle:
    """What a court may be sent; everything else stays, and the bundle says so."""

    papers: tuple[str, ...]
    files: tuple[str, ...]
    with_consent: tuple[str, ...]
    """Papers that go only if every party has consented to their later use."""
    kept_back: str
    no_consent: str
    source: str
    certainty: str

    def why_not(self, code: str, kind: str, consented: bool) -> str | None:
        """Why a paper (by code) or a file (by kind) does not go; None where it goes."""
        if code in self.with_consent:
            return None if consented else self.no_consent
        return None if code in self.papers or kind in self.files else self.kept_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a review looks at."""

    papers: Collection[str]
    files: Collection[str]
    unsigned: Collection[str]
    """Titles of papers that somebody has yet to sign."""
    overdue: Collection[str]
    """Names of limits that passed without an answer."""
    happened: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One line of a review sheet: its points are earned as a whole or lost."""

    id: str
    words: str
    points: int
    papers: tuple[str, ...]
    files: tuple[str, ...]
    signed: bool
    limits: bool
    only_if: str | None
    """The event without which the line is not asked, and its points are given."""

    def earned(self, held: Held) -> bool:
        """Whether the points are given."""
        if self.only_if is not None and self.only_if not in held.happened:
            return True
        named = bool(self.papers or self.files)
        there = not set(self.papers).isdisjoint(held.papers) or not set(self.files).isdisjoint(held.files)
        signed = bool(held.papers) and not held.unsigned
        return (there or not named) and (signed or not self.signed) and not (self.limits and held.overdue)

    def lost_because(self, held: Held) -> str:
        """What is missing, beside the line's own words: names of papers and limits."""
        return "、".join([*(held.unsigned if self.signed else ()), *(held.overdue if self.limits else ())])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    """How a county scores a volume. `edition` is the office's own; None where the shipped sheet is used."""

    name: str
    items: tuple[ReviewItem, ...]
    source: str
    certainty: str
    edition: int | None = None

    @property
    def points(self) -> int:
        """The full score."""
        return sum(item.points for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRules:
    """Order, court bundle and review sheet, as their file lays them out."""

    places: tuple[Place, ...]
    court: CourtBundle
    review: ReviewSheet

    @classmethod
    def of(cls, document: Mapping[str, object]) -> VolumeRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section(FILE, document, faults)
        rules = cls(
            places=tuple(_place(table) for table in section.tables("place")),
            court=_court(section.needed("court")),
            review=review_of(section.needed("review")),
        )
        named = [code for place in rules.places for code in (*place.papers, *place.files)]
        for code in sorted({code for code in named if named.count(code) > 1}):
            section.fault("place", f"重复：{code}")
        section.finish()
        refuse_if_faulty(faults)
        return rules

    def position(self, code: str, kind: str) -> tuple[int, int]:
        """Where a paper (by code) or a file (by kind) lies; what no place names comes last."""
        for number, place in enumerate(self.places):
            if code in place.papers:
                return number, place.papers.index(code)
            if kind in place.files:
                return number, len(place.papers) + place.files.index(kind)
        return len(self.places), 0


def _place(section: Section) -> Place:
    source, certainty = sourced(section)
    found = Place(
        name=section.text("name"),
        papers=section.texts("papers"),
        files=section.texts("files"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return found


def _court(section: Section) -> CourtBundle:
    source, certainty = sourced(section)
    found = CourtBundle(
        papers=section.texts("papers"),
        files=section.texts("files"),
        with_consent=section.texts("with_consent"),
        kept_back=section.text("kept_back"),
        no_consent=section.text("no_consent"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return found


def review_of(section: Section) -> ReviewSheet:
    """A review sheet from its table."""
    source, certainty = sourced(section)
    items = tuple(_item(table) for table in section.tables("item"))
    found = ReviewSheet(name=section.text("name"), items=items, source=source, certainty=certainty)
    section.finish()
    return found


def _item(section: Section) -> ReviewItem:
    found = ReviewItem(
        id=section.text("id"),
        words=section.text("words"),
        points=section.number("points"),
        papers=section.texts("papers"),
        files=section.texts("files"),
        signed=section.flag("signed"),
        limits=section.flag("limits"),
        only_if=section.optional_text("only_if"),
    )
    if not (found.papers or found.files or found.signed or found.limits):
        section.fault("papers", "没有写明查什么")
    section.finish()
    return found
