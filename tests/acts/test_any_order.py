"""The same facts in any lawful recording order give the same stages, dates and states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediation_desk.acts.act import Act
from mediation_desk.acts.agreement import RecordOralAgreement
from mediation_desk.acts.performance import RecordPerformance, RecordVisit
from mediation_desk.acts.recorded import PauseClock, RecordConsent, ResumeClock
from mediation_desk.acts.time import ExtendLimit
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.terms.agreement import Due, DutyDraft, InstalmentDraft
from mediation_desk.terms.money import Money
from tests.support.practice_desk import DAY, Case, draft, pay

pytestmark = pytest.mark.thorough

TODAY = DAY + timedelta(days=60)
NAMES = (
    "pause",
    "resume",
    "consent0",
    "consent1",
    "consent2",
    "extend",
    "oral",
    "paid1",
    "paid2",
    "done",
    "visit",
)
AFTER = {
    "resume": {"pause"},
    "extend": {"consent0", "consent1", "consent2", "pause", "resume"},
    "paid1": {"oral"},
    "paid2": {"oral"},
    "done": {"oral"},
}
"""What must be known before something else can be recorded at all; nothing else is in order."""


@st.composite
def _orders(draw: Any) -> list[str]:
    waiting, told = list(NAMES), []
    while waiting:
        ready = [name for name in waiting if not AFTER.get(name, set()) - set(told)]
        name = draw(st.sampled_from(ready))
        waiting.remove(name)
        told.append(name)
    return told


def _facts(case: Case) -> dict[str, tuple[Act, date]]:
    """What happened, and when; the day of recording is another matter."""
    track = case.id("t")

    def consent(number: int) -> tuple[Act, date]:
        party = case.id(f"p{number}") if number else None
        return RecordConsent(track=track, id=case.id(f"c{number}"), subject="extension", party=party), _on(12)

    given_by = tuple(case.id(f"c{number}") for number in range(3))
    parts = tuple(
        InstalmentDraft(id=case.id(f"i{n}"), amount=Money.parse("50.00"), due=Due(kind="after_effect", days=5 * n))
        for n in (1, 2)
    )
    repair = DutyDraft(
        id=case.id("repair"),
        kind="do",
        debtors=(case.id("p2"),),
        beneficiaries=(case.id("p1"),),
        text="修沟",
        due=Due(kind="at_signing"),
    )
    content = draft(pay(case, "100.00", due=None, instalments=parts), repair)
    return {
        "pause": (PauseClock(track=track, reason="appraisal", id=case.id("look")), _on(5)),
        "resume": (ResumeClock(track=track, id=case.id("look")), _on(9)),
        **{f"consent{number}": consent(number) for number in range(3)},
        "extend": (
            ExtendLimit(track=track, id=case.id("x"), limit="people.conclude", days=15, consents=given_by),
            _on(13),
        ),
        "oral": (RecordOralAgreement(track=track, agreement=case.id("oral"), content=content), _on(25)),
        "paid1": (_paid(case, 1), _on(28)),
        "paid2": (_paid(case, 2), _on(33)),
        "done": (RecordPerformance(track=track, id=case.id("d"), duty=case.id("repair")), _on(40)),
        "visit": (
            RecordVisit(track=track, id=case.id("v"), visitor="郭建民", performance="已履行", satisfaction=4),
            _on(45),
        ),
    }


def _on(days: int) -> date:
    return DAY + timedelta(days=days)


def _paid(case: Case, number: int) -> RecordPerformance:
    return RecordPerformance(
        track=case.id("t"), id=case.id(f"pay{number}"), instalment=case.id(f"i{number}"), amount=Money.parse("50.00")
    )


def _told(office: PracticeOffice, order: list[str]) -> tuple[object, ...]:
    """What the case says after its facts were recorded in this order, ids and drawn numbers aside."""
    case = Case(office).mediating()
    facts = _facts(case)
    for name in order:
        act, on = facts[name]
        case.do(act, on, today=TODAY)
    track = case.track()
    (agreement,) = track.agreements
    return (
        track.stage,
        track.accepted_on,
        agreement.state,
        agreement.effective_on,
        agreement.reached_on,
        sorted((d.rule, d.started_on, d.due, d.state) for d in track.deadlines),
        [(duty.state, [(i.due, i.paid.fen, i.state) for i in duty.instalments]) for duty in agreement.duties],
    )


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(order=_orders())
def test_that_the_order_of_recording_changes_nothing(office: PracticeOffice, order: list[str]) -> None:
    told = _told(office, order)
    assert told == _straight(office)
    assert told[0] == "performing"


_known: dict[int, tuple[object, ...]] = {}


def _straight(office: PracticeOffice) -> tuple[object, ...]:
    """The same facts recorded in the order in which they happened."""
    return _known.setdefault(id(office), _known.get(id(office)) or _told(office, list(NAMES)))
