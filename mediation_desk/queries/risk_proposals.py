"""What the desk itself can see of risk in what was recorded. It proposes; a person judges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import or_, select

from mediation_desk.law.risk_rules import Signal
from mediation_desk.model.case import CaseFile
from mediation_desk.model.handover import OutsideProceeding
from mediation_desk.model.party import Party, Person
from mediation_desk.model.track import Track, TrackEvent

from .case_reading import CaseReading


@dataclass(frozen=True, slots=True)
class Proposal:
    """How often something was seen, and where."""

    count: int
    why: str


def proposals(reading: CaseReading) -> dict[str, Proposal]:
    """By the code of the signal; only what was seen at all."""
    seen = Seen(reading)
    found = {
        signal.code: _BY_KIND[signal.automatic](seen, signal)
        for signal in reading.law.risk.offered
        if signal.automatic is not None
    }
    return {code: proposal for code, proposal in found.items() if proposal.count}


class Seen:
    """The case, and the other cases in view between the same people."""

    def __init__(self, reading: CaseReading) -> None:
        self.reading = reading
        self.others = _cases_of_the_same(reading)

    @property
    def cases(self) -> list[str]:
        """This case and the others."""
        return [self.reading.builder.header.id, *self.others]


def _cases_of_the_same(reading: CaseReading) -> list[str]:
    """Earlier cases in which people of at least two parties met again, known by their numbers."""
    parties = {party.id: party.person for party in reading.facts.parties}
    ids = {p.id_number for p in parties.values() if p.id_number}
    codes = {p.credit_code for p in parties.values() if p.credit_code}
    alike = (
        select(Person)
        .join(Party, Party.person_id == Person.id)
        .join(CaseFile, CaseFile.id == Person.case_id)
        .where(or_(Person.id_number.in_(ids), Person.credit_code.in_(codes)))
        .where(Person.case_id.in_(reading.view.visible_cases()), Person.case_id != reading.builder.header.id)
        .where(CaseFile.received_at <= reading.builder.header.received_at)
    )
    met: dict[str, set[str]] = defaultdict(set)
    for person in reading.view.session.scalars(alike):
        met[person.case_id].add(person.id_number or person.credit_code or "")
    return sorted(case for case, people in met.items() if len(people) > 1)


def _police_calls(seen: Seen, signal: Signal) -> Proposal:
    since = seen.reading.view.today - timedelta(days=signal.within_days or 0)
    wanted = select(OutsideProceeding).where(
        OutsideProceeding.case_id.in_(seen.cases),
        OutsideProceeding.kind == "police",
        OutsideProceeding.started_on >= since,
        OutsideProceeding.started_on <= seen.reading.view.today,
    )
    rows = list(seen.reading.view.session.scalars(wanted.order_by(OutsideProceeding.started_on)))
    days = "、".join(f"{row.started_on:%m-%d}" for row in rows)
    return Proposal(len(rows), f"已登记公安处理{len(rows)}次：{days}")


def _repeated(seen: Seen, signal: Signal) -> Proposal:
    numbers = seen.reading.view.session.scalars(
        select(CaseFile.number).where(CaseFile.id.in_(seen.others)).order_by(CaseFile.number)
    )
    return Proposal(len(seen.others), f"相同当事人的其他案件：{'、'.join(numbers)}")


def _failed(seen: Seen, signal: Signal) -> Proposal:
    wanted = select(Track).where(Track.case_id.in_(seen.cases), Track.ending.in_(signal.endings))
    rows = list(seen.reading.view.session.scalars(wanted))
    return Proposal(len(rows), f"调解未成{len(rows)}次（含相同当事人的其他案件）")


def _people_on_one_side(seen: Seen, signal: Signal) -> Proposal:
    sides = Counter(party.side_words for party in seen.reading.facts.parties)
    side, most = max(sides.items(), key=lambda item: item[1], default=("", 0))
    enough = most >= signal.weights[0].at_least
    return Proposal(most if enough else 0, f"{side}{most}人")


def _default(seen: Seen, signal: Signal) -> Proposal:
    wanted = select(TrackEvent).where(
        TrackEvent.case_id.in_(seen.cases), TrackEvent.name == "defaulted", TrackEvent.reversed_by.is_(None)
    )
    days = sorted(row.on for row in seen.reading.view.session.scalars(wanted))
    return Proposal(min(len(days), 1), f"已登记逾期：{'、'.join(day.isoformat() for day in days)}")


def _minors(seen: Seen, signal: Signal) -> Proposal:
    names = "、".join(person.name for person in seen.reading.facts.people if person.minor)
    return Proposal(1 if names else 0, f"本案有未成年人（{names}），请核实是否受到侵害或者疏于照管")


_BY_KIND: Final[dict[str, Callable[[Seen, Signal], Proposal]]] = {
    "police_calls": _police_calls,
    "repeated": _repeated,
    "failed": _failed,
    "people_on_one_side": _people_on_one_side,
    "default": _default,
    "minors": _minors,
}
