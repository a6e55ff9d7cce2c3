"""规则版本: which rules the office goes by, what those of the program would change, and whose clocks wait for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from mediation_desk.law.assembling import with_settings
from mediation_desk.law.editions import changed_files
from mediation_desk.model.case import CaseFile
from mediation_desk.model.clock import Clock
from mediation_desk.model.office import Office, RuleEdition, Staff
from mediation_desk.model.track import Track
from mediation_desk.store.editions import newest_edition
from mediation_desk.terms.refusal import Refusal

from .differences import Difference, differences
from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The edition in force, and the one that the program brings.

    An office older than editions has no number: it goes by what is shipped until it adopts an edition.
    """

    number: int | None
    digest: str
    adopted_on: date | None
    adopted_by: str
    brought: str
    unread: Refusal | None
    """Why the edition cannot be read any more; the shipped rules are used in its place."""
    uncounted: int
    """Open cases whose clocks still rest on other rules or settings."""

    @property
    def waits(self) -> bool:
        """Whether the program brings rules that the office has not adopted."""
        return self.number is None or self.digest != self.brought


@dataclass(frozen=True, slots=True)
class RulesInForce(Query[Standing]):
    """How the office stands to the rules of its program."""

    def answer(self, view: View) -> Standing:
        held, brought = newest_edition(view.session), view.preparation.shipped().digest
        return Standing(
            number=held.number if held else None,
            digest=held.digest if held else brought,
            adopted_on=held.adopted_on if held else None,
            adopted_by=_name(view, held),
            brought=brought,
            unread=view.law.unread,
            uncounted=len(view.session.scalars(_on_other_rules(view)).all()),
        )


@dataclass(frozen=True, slots=True)
class NewRules(Query[tuple[Difference, ...]]):
    """What adopting the rules of the program would change here."""

    def answer(self, view: View) -> tuple[Difference, ...]:
        held, shipped = newest_edition(view.session), view.preparation.shipped()
        if held is None or held.digest == shipped.digest or view.law.unread is not None:
            return ()
        settings = view.session.scalars(select(Office.settings)).one()
        files = changed_files(held.texts, shipped.packed)
        return differences(view.law, with_settings(shipped.law, settings), files)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseToRecount:
    """An open case whose clocks rest on other rules than those in force."""

    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class CasesToRecount(Query[tuple[CaseToRecount, ...]]):
    """The cases that are to be recounted, in the order of their numbers."""

    def answer(self, view: View) -> tuple[CaseToRecount, ...]:
        wanted = select(CaseFile).where(CaseFile.id.in_(_on_other_rules(view)), CaseFile.id.in_(view.visible_cases()))
        rows = view.session.scalars(wanted.order_by(CaseFile.number))
        return tuple(CaseToRecount(id=row.id, number=row.number, title=row.title) for row in rows)


def _on_other_rules(view: View) -> Select[str]:
    """Cases with a clock that nobody has answered yet, outside closed volumes."""
    return (
        select(Clock.case_id)
        .join(Track, Track.id == Clock.track_id)
        .where(Clock.rules_digest != view.law.digest, Clock.state != "answered", Track.stage != "archived")
        .distinct()
    )


def _name(view: View, held: RuleEdition | None) -> str:
    staff = None if held is None else view.session.get(Staff, held.staff_id)
    return "" if staff is None else staff.name
