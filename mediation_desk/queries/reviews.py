"""The review sheet in force, what was loaded before, and how another sheet would score a closed volume."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation_desk.law.review_sheets import as_toml, read_review
from mediation_desk.law.volumes import ReviewSheet
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import ReviewEdition, Staff
from mediation_desk.model.performance import Volume
from mediation_desk.model.track import Track
from mediation_desk.store.reviews import edition_on, review_editions, review_on, sheet_of

from .query import Query, View
from .volume import Score, review_words, scored, shelf_of

_MOST_CASES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One line of a sheet, before it scores anything."""

    id: str
    words: str
    points: int


ReviewItems = tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One edition that was loaded; without a name it went back to the shipped sheet."""

    number: int
    name: str | None
    in_force_from: date
    loaded_on: date
    staff: str
    used: bool
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedVolume:
    """A volume that a sheet can be tried on."""

    case: str
    track: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsOf:
    """What the settings show of review sheets."""

    used: str
    text: str
    """The sheet in force as a file, to begin another one with."""
    shipped: str
    items: ReviewItems
    editions: tuple[ReviewRow, ...]
    volumes: tuple[ClosedVolume, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheets(Query[ReviewsOf]):
    """The sheet in force today, with its history and the closed volumes of cases in view."""

    def answer(self, view: View) -> ReviewsOf:
        sheet = review_on(view.session, view.law.volumes, view.today)
        held = edition_on(view.session, view.today)
        names = {row.id: row.name for row in view.session.scalars(select(Staff))}
        rows = tuple(
            _row(view, row, names.get(row.staff_id, ""), used=row is held) for row in review_editions(view.session)
        )
        return ReviewsOf(
            used=review_words(sheet),
            text=as_toml(sheet) if held is None or held.text is None else held.text,
            shipped=as_toml(view.law.volumes.review),
            items=_items(sheet),
            editions=rows,
            volumes=_closed(view),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPreview(Query[Score]):
    """How a sheet that nobody has loaded yet would score a volume; refuses with every fault of the sheet."""

    text: str
    case: str
    track: str

    def answer(self, view: View) -> Score:
        view.require_case(self.case)
        sheet = read_review(self.text, view.law.volumes)
        return scored(sheet, shelf_of(view, self.case, self.track).held)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCheck(Query[ReviewItems]):
    """The lines of a sheet that nobody has loaded yet; refuses with every fault of the sheet."""

    text: str

    def answer(self, view: View) -> ReviewItems:
        return _items(read_review(self.text, view.law.volumes))


def _items(sheet: ReviewSheet) -> ReviewItems:
    return tuple(ReviewLine(id=item.id, words=item.words, points=item.points) for item in sheet.items)


def _row(view: View, row: ReviewEdition, staff: str, *, used: bool) -> ReviewRow:
    sheet = None if row.text is None else sheet_of(row, view.law.volumes)
    return ReviewRow(
        number=row.number,
        name=None if sheet is None else sheet.name,
        in_force_from=row.in_force_from,
        loaded_on=row.loaded_on,
        staff=staff,
        used=used,
        text=row.text,
    )


def _closed(view: View) -> tuple[ClosedVolume, ...]:
    found = (
        select(Volume.case_id, Volume.track_id, CaseFile.number, CaseFile.title, Track.docket)
        .join(CaseFile, CaseFile.id == Volume.case_id)
        .join(Track, Track.id == Volume.track_id)
        .where(Volume.case_id.in_(view.visible_cases()), Volume.supplement_to.is_(None))
        .order_by(Volume.closed_on.desc(), Volume.id)
        .limit(_MOST_CASES)
    )
    return tuple(
        ClosedVolume(case=case, track=track, words=f"{docket or number} {title}")
        for case, track, number, title, docket in view.session.execute(found)
    )
