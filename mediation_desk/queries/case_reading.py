"""One read of a case: its rows are fetched once, and everything the page shows is taken from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.shapes import CaseFacts, TrackFacts
from mediation_desk.law.clocks import RunningClock
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.procedure import History, Procedure
from mediation_desk.model.agreement import Agreement, Duty, Instalment
from mediation_desk.model.base import CaseBound
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.office import Organisation, Staff
from mediation_desk.model.track import Track
from mediation_desk.terms.agreement import LIVE
from mediation_desk.terms.events import Event

from .query import View

Row = TypeVar("Row", bound=CaseBound)


@dataclass(frozen=True, kw_only=True)
class CaseReading:
    """What the parts of the page have in common."""

    view: View
    builder: CaseBuilder

    @cached_property
    def facts(self) -> CaseFacts:
        """The case as plain data."""
        return self.builder.build()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Printed names by id of party or person."""
        return self.builder.names()

    @cached_property
    def staff(self) -> tuple[Staff, ...]:
        """Everyone who works here."""
        return tuple(self.view.session.scalars(select(Staff).order_by(Staff.name)))

    @cached_property
    def staff_names(self) -> Mapping[str, str]:
        """Names of the staff by id."""
        return {row.id: row.name for row in self.staff}

    @cached_property
    def bodies(self) -> tuple[Organisation, ...]:
        """The bodies that mediate or work with us."""
        return tuple(self.view.session.scalars(select(Organisation).filter_by(active=True).order_by(Organisation.name)))

    @cached_property
    def journal(self) -> tuple[JournalEntry, ...]:
        """Every act of the case, in the order in which it was recorded."""
        query = select(JournalEntry).filter_by(case_id=self.builder.header.id).order_by(JournalEntry.seq)
        return tuple(self.view.session.scalars(query))

    @cached_property
    def paper_refs(self) -> Mapping[str, str | None]:
        """What each paper is about, by the paper's id: it stands in the act that issued it."""
        return {e.fields["id"]: e.fields.get("ref") for e in self.journal if e.name == "issue_paper"}

    @property
    def law(self) -> LawInForce:
        """The rules in force."""
        return self.view.law

    def rows(self, table: type[Row], /, **where: object) -> list[Row]:
        """Rows of the case in the order in which they were recorded."""
        return self.builder.rows(table, **where)


@dataclass(frozen=True, kw_only=True)
class TrackReading:
    """One track of the case being read."""

    case: CaseReading
    facts: TrackFacts
    row: Track

    @cached_property
    def procedure(self) -> Procedure:
        """The procedure that it follows."""
        return self.case.law.procedure(self.row.procedure)

    @cached_property
    def events(self) -> list[Event]:
        """What has happened in it."""
        return self.case.builder.events(self.row)

    @cached_property
    def happened(self) -> frozenset[str]:
        """The names of what has happened."""
        return frozenset(event.name for event in self.events)

    @cached_property
    def history(self) -> History:
        """The stages it went through."""
        return self.procedure.history(self.events)

    @cached_property
    def clocks(self) -> tuple[RunningClock, ...]:
        """Its clocks as they stand today."""
        return self.case.builder.clocks(self.row, self.events)

    @cached_property
    def live(self) -> Agreement | None:
        """The text that is being signed or is in force."""
        rows = self.case.rows(Agreement, track_id=self.row.id)
        live = [row for row in rows if row.state in LIVE]
        return live[-1] if live else None

    @cached_property
    def duties(self) -> list[Duty]:
        """The duties of the live text."""
        return [] if self.live is None else self.case.rows(Duty, agreement_id=self.live.id)

    @cached_property
    def instalments(self) -> list[Instalment]:
        """The payments of the live text."""
        own = {duty.id for duty in self.duties}
        return [row for row in self.case.rows(Instalment, track_id=self.row.id) if row.duty_id in own]

    @cached_property
    def open_pauses(self) -> tuple[Event, ...]:
        """Pauses of a clock that began and have no end."""
        ended = {(e.name.removesuffix("_ended"), e.subject) for e in self.events if e.name.endswith("_ended")}
        begun = [e for e in self.events if e.name in ("appraisal_started", "expert_consultation_started")]
        return tuple(e for e in begun if (e.name.removesuffix("_started"), e.subject) not in ended)
