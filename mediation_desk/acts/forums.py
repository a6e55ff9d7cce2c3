"""Guards of the ways that exclude each other: a free forum, no outside proceeding that ends ours, a referral."""

from __future__ import annotations

from datetime import date

from mediation_desk.facts.exclusion import exclusions
from mediation_desk.facts.exclusion import scope as scope
from mediation_desk.facts.exclusion import scope_of_track as scope_of_track
from mediation_desk.law.forums import Family, Scope
from mediation_desk.law.handover_course import Word, standing
from mediation_desk.model.handover import Handover, IncomingReferral, Response
from mediation_desk.model.track import Track
from mediation_desk.terms.refusal import Refusal

from .work import Work

_OVER = ("ended", "archived")
_SETTLED = "performing"
_RETURNED = ("declined", "answered")


def require_free_forum(work: Work, track: Track, own: Scope) -> None:
    """One active procedure in a family of forums for the same parties and matters; other matters run side by side."""
    for other in work.rows(Track):
        if other.id == track.id or _is_over_by(work, other, work.happened_on):
            continue
        family = _family(work, track, other)
        if family is not None and own.overlaps(scope_of_track(work, other)):
            name = other.docket or work.procedure(other).name
            raise Refusal("track.forum_taken", track=name, family=family.name, source=family.basis)


def require_not_excluded(work: Work, track: Track) -> None:
    """Refuse to go on while a proceeding of another organ, which excludes ours, runs on the day of the act."""
    for found in exclusions(work, track, work.case.dispute_type):
        if found.holds_on(work.happened_on):
            raise Refusal("track.excluded", reason=found.sentence)


def require_referred(work: Work, track: Track) -> None:
    """Refuse a forum that only another organ's referral opens."""
    organs = [row.organ for row in work.rows(IncomingReferral, reversed_by=None)]
    organ = "、".join([*organs, *([track.referral["organ"]] if track.referral else ())])
    work.law.forums.require_referred(work.procedure(track).forum, work.case.source, organ)


def require_returned(work: Work, track: Track) -> None:
    """A track that was handed over comes back when its receiver declined it or has answered."""
    transfers = work.rows(Handover, track_id=track.id, kind="transfer", reversed_by=None)
    if track.ending != "transferred" or not transfers:
        return
    last = max(transfers, key=lambda row: row.sent_at)
    said = [Word(row.kind, row.on) for row in work.rows(Response, about=last.id, reversed_by=None)]
    if standing(word for word in said if word.on <= work.happened_on) not in _RETURNED:
        raise Refusal("track.still_handed_over", to=last.to_name)


def _family(work: Work, track: Track, other: Track) -> Family | None:
    """What was settled elsewhere no longer excludes another way, only a second round in the same forum."""
    one, two = work.procedure(track).forum, work.procedure(other).forum
    if one != two and work.history(other).stage == _SETTLED:
        return None
    return work.law.forums.exclusive(one, two, work.case.dispute_type)


def _is_over_by(work: Work, track: Track, day: date) -> bool:
    """Whether the track had ended by the end of a day and stayed so, whatever was recorded first."""
    left = date.min
    steps = work.history(track).path
    for step, after in zip(steps, steps[1:], strict=False):
        if step.stage not in _OVER and after.since is not None:
            left = after.since
    return steps[-1].stage in _OVER and left <= day
