"""A practice office: the worked cases performed from their scripts, with a clock that follows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select

from mediation_desk.exchange.playing import Played, play
from mediation_desk.exchange.scripts import Script, Step, read_script
from mediation_desk.model.office import Office, Staff
from mediation_desk.store.passwords import GuessCost
from mediation_desk.terms.actor import Actor
from mediation_desk.terms.refusal import Refusal

from .desk import Desk
from .offices import Founder, NewOffice, OfficeDoor
from .surroundings import SHANGHAI, Surroundings

PRACTICE = NewOffice(
    name="临溪县社会矛盾纠纷调处化解中心",
    region="330699",
    region_name="临溪县",
    founder=Founder(name="沈若兰", account="shen", password="", roles=("administrator", "director", "mediator")),
    practice=True,
)
OFFICE_SCRIPT = "office.json"
_NEXT = timedelta(seconds=1)


@dataclass
class FollowingClock:
    """A clock that stands where the script is."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def move_to(self, step: Step) -> None:
        """The day of the step; it never goes back or stands still, so that what is recorded later is later."""
        wanted = datetime.combine(step.on, step.at or time(9, 0), tzinfo=SHANGHAI)
        self.moment = max(wanted, self.moment + _NEXT)


@dataclass(frozen=True)
class PracticeOffice:
    """An office for practice, and the way to play scripts in it."""

    door: OfficeDoor
    desk: Desk
    clock: FollowingClock

    def play(self, script: Script, file: str) -> Played:
        """Perform a script, every act by the person it names."""
        first = script.steps[0]
        self.clock.moment = datetime.combine(first.on, first.at or time(8, 30), tzinfo=SHANGHAI)
        return play(script, self._desk_of, file)

    def _desk_of(self, step: Step) -> Desk:
        self.clock.move_to(step)
        return self.desk if step.by is None else stand_in(self.desk, step.by)


def found_practice(
    folder: Path, surroundings: Surroundings, password: str, cost: GuessCost | None = None
) -> PracticeOffice:
    """Make a practice office with its bodies and people; its clock starts with its first script."""
    script = _office_script(surroundings)
    first = script.steps[0]
    clock = FollowingClock(datetime.combine(first.on, time(8, 0), tzinfo=SHANGHAI))
    door = OfficeDoor(folder, surroundings.at(clock), cost or GuessCost())
    founder = PRACTICE.founder
    desk = door.found(
        NewOffice(
            name=PRACTICE.name,
            region=PRACTICE.region,
            region_name=PRACTICE.region_name,
            practice=True,
            founder=Founder(name=founder.name, account=founder.account, password=password, roles=founder.roles),
        )
    )
    office = PracticeOffice(door, desk, clock)
    played = office.play(script, OFFICE_SCRIPT)
    if played.problem is not None:
        raise played.problem.refusal
    return office


def demo_scripts(resources: Path) -> Iterator[tuple[str, Script]]:
    """The worked cases in the order of their numbers."""
    for path in sorted((resources / "demo").glob("C*.json")):
        script, problems = read_script(path)
        if script is None:
            raise problems[0].refusal
        yield path.name, script


def stand_in(desk: Desk, staff_id: str) -> Desk:
    """The desk of another person of a practice office; in a real office everybody signs in himself."""
    with desk.store.reading() as session:
        office = session.scalars(select(Office)).one()
        staff = session.get(Staff, staff_id)
    if not office.practice:
        raise Refusal("permission.stand_in", staff=staff_id)
    if staff is None:
        raise Refusal("staff.unknown", field="by", id=staff_id)
    actor = Actor(staff=staff.id, name=staff.name, roles=frozenset(staff.roles), organisation=staff.organisation_id)
    return Desk(desk.store, desk.surroundings, actor, desk.writer)


def _office_script(surroundings: Surroundings) -> Script:
    script, problems = read_script(surroundings.resources / "demo" / OFFICE_SCRIPT)
    if script is None:
        raise problems[0].refusal
    return script
