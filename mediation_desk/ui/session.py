"""The person who has signed in, as presenters know him: his desk, and what he may do. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.permissions import ACTS, QUERIES, may


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. Everything of `desk` and `door` is called on a lane of `Jobs`, never on the window's thread."""

    desk: Desk
    door: OfficeDoor
    account: str

    @property
    def staff(self) -> str:
        """The id of the person."""
        return self.desk.actor.staff

    @property
    def name(self) -> str:
        """The name of the person."""
        return self.desk.actor.name

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the person."""
        return self.desk.actor.roles

    def may_do(self, act: str) -> bool:
        """Whether the table of permissions lets this person perform an act, by its name."""
        return may(ACTS, act, self.roles)

    def may_ask(self, query: str) -> bool:
        """Whether the table lets this person look at something, by the query's name."""
        return may(QUERIES, query, self.roles)

    def now(self) -> datetime:
        """The office's time, without its zone; a clock is read, nothing else."""
        return self.desk.surroundings.now().replace(tzinfo=None)

    def today(self) -> date:
        """The office's day."""
        return self.now().date()

    def new_id(self) -> str:
        """A fresh id for something an act will make."""
        return self.desk.surroundings.new_id()
