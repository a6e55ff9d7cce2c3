"""The county's review sheet as data: loaded, in force from a day, and the shipped one again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediation_desk.law.review_sheets import read_review
from mediation_desk.model.office import ReviewEdition
from mediation_desk.store.reviews import edition_on, review_editions
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReviewSheet(Act):
    """启用评查表. The text has the shape of the shipped sheet; it scores volumes from its day on."""

    text: str
    in_force_from: date

    def perform(self, work: Work) -> None:
        read_review(self.text, work.law.volumes)
        newest = next(iter(review_editions(work.session)), None)
        if newest is not None and (newest.text, newest.in_force_from) == (self.text, self.in_force_from):
            raise Refusal("review.nothing_changed", field="text", number=newest.number)
        _keep(work, self.text, self.in_force_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseShippedReview(Act):
    """恢复自带评查表, from a day on."""

    in_force_from: date

    def perform(self, work: Work) -> None:
        held = edition_on(work.session, self.in_force_from)
        if held is None or held.text is None:
            raise Refusal("review.shipped_already", field="in_force_from", day=self.in_force_from)
        _keep(work, None, self.in_force_from)


def _keep(work: Work, text: str | None, day: date) -> None:
    newest = next(iter(review_editions(work.session)), None)
    work.add_to_office(
        ReviewEdition(
            id=work.envelope.id,
            number=1 if newest is None else newest.number + 1,
            text=text,
            in_force_from=day,
            loaded_on=work.happened_on,
            loaded_at=work.now,
            staff_id=work.actor.staff,
        )
    )
