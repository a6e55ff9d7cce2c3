"""The no-objection plan: each party's own seven days, which objection counts, and when silence may be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .calendars import ONE_DAY, Calendar
from .deadlines import Deadline, due
from .procedure import Procedure

PLAN_LIMIT = "plan"
"""The id of the limit within which a party may object in writing."""
PLAN_FORM = "no_objection"
"""The form of an agreement that silence makes."""


@dataclass(frozen=True, slots=True)
class Served:
    """That the plan reached a party. Service without its proof starts nothing."""

    party: str
    on: date
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Objected:
    """That a party objected. Only what is in writing counts."""

    party: str
    on: date
    written: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSide:
    """Where the plan stands with one party."""

    party: str
    served_on: date | None
    proven: bool
    deadline: Deadline | None
    objected_on: date | None
    """The first objection in writing."""
    oral_on: date | None
    in_time: bool
    """Whether the written objection came within the party's own days."""

    @property
    def last_day(self) -> date | None:
        """The last day on which this party may object."""
        return None if self.deadline is None else self.deadline.last_day

    def state(self, today: date) -> str:
        """unserved | unproven | objected | running | silent."""
        if self.objected_on is not None and self.in_time:
            return "objected"
        if self.last_day is None:
            return "unserved" if self.served_on is None else "unproven"
        return "running" if today <= self.last_day else "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStanding:
    """Where the plan stands with all of them. One timely objection in writing ends it."""

    sides: tuple[PlanSide, ...]

    @property
    def failed_on(self) -> date | None:
        """The day of the first timely objection in writing."""
        return min((s.objected_on for s in self.sides if s.objected_on is not None and s.in_time), default=None)

    @property
    def last_day(self) -> date | None:
        """The last party's last day, once everyone has been served."""
        days = [side.last_day for side in self.sides]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    @property
    def unopposed_on(self) -> date | None:
        """The day on which silence is complete, if nobody objected in time."""
        return None if self.failed_on is not None else self.last_day

    @property
    def confirmable_from(self) -> date | None:
        """The first day on which a person may confirm the silence."""
        return None if self.unopposed_on is None else self.unopposed_on + ONE_DAY

    def is_silent(self, confirmed: Iterable[date]) -> bool:
        """Whether a person has confirmed the silence after it was complete; earlier words confirm nothing."""
        first = self.confirmable_from
        return first is not None and any(day >= first for day in confirmed)


def standing(
    procedure: Procedure,
    calendar: Calendar,
    parties: Sequence[str],
    made_on: date,
    served: Iterable[Served],
    objected: Iterable[Objected],
) -> PlanStanding:
    """Fold services and objections, in whatever order they were recorded. What precedes the plan is not about it."""
    services = [one for one in served if one.on >= made_on]
    objections = [one for one in objected if one.on >= made_on]
    return PlanStanding(
        sides=tuple(
            _side(
                procedure,
                calendar,
                party,
                [one for one in services if one.party == party],
                [one for one in objections if one.party == party],
            )
            for party in parties
        )
    )


def _side(
    procedure: Procedure, calendar: Calendar, party: str, served: list[Served], objected: list[Objected]
) -> PlanSide:
    proven = min((one.on for one in served if one.proven), default=None)
    deadline = None if proven is None else due(procedure.limit(PLAN_LIMIT, proven), proven, calendar)
    written = min((one.on for one in objected if one.written), default=None)
    return PlanSide(
        party=party,
        served_on=proven or min((one.on for one in served), default=None),
        proven=proven is not None,
        deadline=deadline,
        objected_on=written,
        oral_on=min((one.on for one in objected if not one.written), default=None),
        in_time=written is not None and (deadline is None or written <= deadline.last_day),
    )
