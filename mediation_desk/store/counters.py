"""Register numbers: drawn inside the act's own transaction, so that a refused act leaves no gap behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mediation_desk.model.numbering import NumberDrawn, NumberSeries
from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.refusal import Refusal


@dataclass(frozen=True, slots=True)
class DrawnNumber:
    """A number as it is printed, and its place in the book."""

    organisation_id: str
    series: str
    year: int
    seq: int
    text: str
    voided_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFor:
    """What a number was drawn for."""

    act_id: str
    drawn_at: datetime
    case_id: str | None = None
    track_id: str | None = None
    compartment: str = COMMON


def draw(
    session: Session, organisation: str, series: str, year: int, render: Callable[[int], str], purpose: DrawnFor
) -> DrawnNumber:
    """The next number of a body's series in a year. `render` makes the printed form from the running number."""
    seq = _advance(session, organisation, series, year)
    text = render(seq)
    if _is_taken(session, organisation, series, text):
        raise Refusal("number.taken", number=text, series=series)
    drawn = NumberDrawn(
        organisation_id=organisation,
        series=series,
        year=year,
        seq=seq,
        text=text,
        act_id=purpose.act_id,
        drawn_at=purpose.drawn_at,
        case_id=purpose.case_id,
        track_id=purpose.track_id,
        compartment=purpose.compartment,
    )
    session.add(drawn)
    session.flush()
    return _plain(drawn)


def void(session: Session, number: DrawnNumber, reason: str) -> DrawnNumber:
    """Cancel a number. It stays in the book with its reason and is never given out again."""
    key = (number.organisation_id, number.series, number.year, number.seq)
    row = session.get(NumberDrawn, key)
    if row is None:
        raise Refusal("number.unknown", number=number.text)
    if row.voided_reason is not None:
        raise Refusal("number.already_voided", number=row.text, reason=row.voided_reason)
    if not reason.strip():
        raise Refusal("number.void_reason_missing", field="reason", number=row.text)
    row.voided_reason = reason.strip()
    session.flush()
    return _plain(row)


def book(session: Session, organisation: str, series: str, year: int) -> tuple[DrawnNumber, ...]:
    """Every number of a series in a year, voided ones too, in order."""
    rows = select(NumberDrawn).filter_by(organisation_id=organisation, series=series, year=year)
    return tuple(map(_plain, session.scalars(rows.order_by(NumberDrawn.seq))))


def drawn_in(session: Session, year: int) -> tuple[DrawnNumber, ...]:
    """Every number of every book of a year, voided ones too, book by book in order."""
    order = (NumberDrawn.organisation_id, NumberDrawn.series, NumberDrawn.seq)
    return tuple(map(_plain, session.scalars(select(NumberDrawn).filter_by(year=year).order_by(*order))))


def gaps(session: Session) -> tuple[tuple[str, str, int], ...]:
    """The series whose book does not hold exactly the numbers 1 to last, for the self-check."""
    drawn = NumberDrawn
    joined = (drawn.organisation_id == NumberSeries.organisation_id) & (drawn.series == NumberSeries.series)
    counted = (
        select(NumberSeries.organisation_id, NumberSeries.series, NumberSeries.year)
        .outerjoin(drawn, joined & (drawn.year == NumberSeries.year))
        .group_by(NumberSeries.organisation_id, NumberSeries.series, NumberSeries.year, NumberSeries.last)
        .having((func.count(drawn.seq) != NumberSeries.last) | (func.max(drawn.seq) != NumberSeries.last))
    )
    return tuple((row.organisation_id, row.series, row.year) for row in session.execute(counted))


def _advance(session: Session, organisation: str, series: str, year: int) -> int:
    row = session.get(NumberSeries, (organisation, series, year), populate_existing=True)
    if row is None:
        row = NumberSeries(organisation_id=organisation, series=series, year=year, last=0)
        session.add(row)
    row.last += 1
    session.flush()
    return row.last


def _is_taken(session: Session, organisation: str, series: str, text: str) -> bool:
    same = select(NumberDrawn.seq).filter_by(organisation_id=organisation, series=series, text=text)
    return session.execute(same).first() is not None


def _plain(row: NumberDrawn) -> DrawnNumber:
    return DrawnNumber(row.organisation_id, row.series, row.year, row.seq, row.text, row.voided_reason)
