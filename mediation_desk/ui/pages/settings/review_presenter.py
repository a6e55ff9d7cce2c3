"""评查表: the sheet in force, another one that is looked at and tried, and the two things done. No Qt."""

from __future__ import annotations

from datetime import date

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.reviews import LoadReviewSheet, UseShippedReview
from mediation_desk.queries.reviews import (
    ClosedVolume,
    ReviewCheck,
    ReviewItems,
    ReviewPreview,
    ReviewRow,
    ReviewSheets,
    ReviewsOf,
)
from mediation_desk.queries.volume import Score
from mediation_desk.ui.session import Session


class ReviewPresenter:
    """Everything that asks or does is called on a lane."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.may_try = session.may_ask(ReviewPreview.query_name)

    @property
    def today(self) -> date:
        """The office's day."""
        return self._session.desk.surroundings.now().date()

    def load(self) -> ReviewsOf:
        """The sheet in force, its history, and the volumes another one can be tried on."""
        return self._session.desk.ask(ReviewSheets())

    def check(self, text: str) -> ReviewItems:
        """The lines of a text; refuses with every fault of it."""
        return self._session.desk.ask(ReviewCheck(text=text))

    def attempt(self, text: str, volume: ClosedVolume) -> Score:
        """What a text would give a volume."""
        return self._session.desk.ask(ReviewPreview(text=text, case=volume.case, track=volume.track))

    def use(self, text: str, start: date) -> Outcome:
        """Score by this text from a day on."""
        return self._session.desk.perform(LoadReviewSheet(text=text, in_force_from=start))

    def use_shipped(self, start: date) -> Outcome:
        """Score by the shipped sheet again."""
        return self._session.desk.perform(UseShippedReview(in_force_from=start))


def edition_words(row: ReviewRow) -> str:
    """第2版（使用中）."""
    return f"第{row.number}版（使用中）" if row.used else f"第{row.number}版"


def course_words(row: ReviewRow) -> str:
    """From when it counts, and who loaded it."""
    return f"自{row.in_force_from.isoformat()}起；{row.loaded_on.isoformat()} {row.staff}载入"
