"""After the agreement: payments, duties done, conditions, defaults, visits, and what a reversal brings back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from mediation_desk.acts.acceptance import AcceptCase, ChooseMediator
from mediation_desk.acts.agreement import RecordOralAgreement
from mediation_desk.acts.ending import EndTrack, ReverseAct, TakeRoute
from mediation_desk.acts.performance import MeetCondition, RecordDefault, RecordPerformance, RecordVisit
from mediation_desk.acts.sessions import RecordSession
from mediation_desk.model.track import TrackEvent
from mediation_desk.terms.agreement import Due, DutyDraft, InstalmentDraft
from mediation_desk.terms.money import Money
from tests.acts.test_meetings import session
from tests.support.practice_desk import DAY, Case, draft, pay, staff

APRIL = date(2026, 4, 15)
MAY = date(2026, 5, 15)


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


def _agreed(case: Case, *duties: DutyDraft) -> Case:
    """An oral agreement, effective at once."""
    case.mediating()
    case.do(RecordOralAgreement(track=case.id("t"), agreement=case.id("oral"), content=draft(*duties)))
    return case


def _two_parts(case: Case) -> DutyDraft:
    parts = tuple(
        InstalmentDraft(id=case.id(f"i{n}"), amount=Money.parse("400.00"), due=Due(kind="on", on=on))
        for n, on in enumerate((APRIL, MAY), 1)
    )
    return pay(case, "800.00", due=None, instalments=parts)


def _repair(case: Case, due: Due | None = None) -> DutyDraft:
    return DutyDraft(
        id=case.id("repair"),
        kind="do",
        debtors=(case.id("p2"),),
        beneficiaries=(case.id("p1"),),
        text="修复水沟",
        due=due or Due(kind="after_effect", days=10),
    )


def _paid(case: Case, amount: str, instalment: str = "i1", name: str = "pay1") -> RecordPerformance:
    return RecordPerformance(
        track=case.id("t"), id=case.id(name), instalment=case.id(instalment), amount=Money.parse(amount)
    )


def _done(case: Case, name: str = "done") -> RecordPerformance:
    return RecordPerformance(track=case.id("t"), id=case.id(name), duty=case.id("repair"))


def _states(case: Case) -> list[str]:
    (duty,) = case.track().agreements[-1].duties
    return [item.state for item in duty.instalments]


def test_that_part_payments_make_an_instalment_whole_and_no_more(case: Case) -> None:
    _agreed(case, _two_parts(case))
    case.do(_paid(case, "150.00"), _after(1))
    refusal = case.refused("performance.more_than_due", _paid(case, "300.00", name="pay2"), _after(2))
    assert refusal.facts["left"] == "250.00"
    case.refused("field.empty", _paid(case, "0", name="pay2"), _after(2))
    case.do(_paid(case, "250.00", name="pay2"), _after(2))
    assert _states(case) == ["paid", "open"]


def test_that_a_payment_or_a_duty_is_named_and_only_one_of_them(case: Case) -> None:
    _agreed(case, _two_parts(case), _repair(case))
    case.refused("performance.one_of_two", RecordPerformance(track=case.id("t"), id=case.id("x")))
    both = replace(_paid(case, "1.00"), duty=case.id("repair"))
    case.refused("performance.one_of_two", both)
    case.refused("performance.one_of_two", RecordDefault(track=case.id("t")))
    case.refused("performance.pay_by_instalment", replace(_done(case), duty=case.id("duty")))
    case.refused("instalment.unknown", _paid(case, "1.00", "nothing"))
    case.refused("duty.unknown", replace(_done(case), duty=case.id("nothing")))
    case.refused("attachment.unknown", replace(_paid(case, "1.00"), voucher=case.id("nothing")))


def test_that_everything_performed_is_seen_by_itself(case: Case) -> None:
    _agreed(case, _two_parts(case), _repair(case))
    case.do(_paid(case, "400.00"), _after(1))
    case.do(_paid(case, "400.00", "i2", "pay2"), _after(2))
    assert "performed" not in _events(case)
    case.do(_done(case), _after(3))
    assert "performed" in _events(case)
    case.refused("performance.done_already", _done(case, "again"), _after(4))


def _events(case: Case) -> set[str]:

    with case.office.desk.store.reading() as session:
        query = select(TrackEvent.name).filter_by(case_id=case.case, reversed_by=None)
        return set(session.scalars(query))


def test_that_a_payment_taken_back_is_owed_again(case: Case) -> None:
    _agreed(case, _two_parts(case))
    paid = case.do(_paid(case, "400.00"), _after(1))
    case.do(ReverseAct(reversed=paid.act, reason="款项退回"), _after(2))
    assert _states(case)[0] == "open"
    case.do(_paid(case, "400.00", name="pay2"), _after(3))
    assert _states(case)[0] == "paid"


def test_that_a_duty_taken_back_is_open_again(case: Case) -> None:
    _agreed(case, _repair(case))
    done = case.do(_done(case), _after(1))
    case.do(ReverseAct(reversed=done.act, reason="没有修好"), _after(2))
    assert "performed" not in _events(case)
    assert case.track().agreements[-1].duties[0].state == "open"
    case.do(_done(case, "again"), _after(5))
    assert case.track().agreements[-1].duties[0].state == "done"


def test_that_a_default_comes_after_the_day_and_opens_the_routes(case: Case) -> None:
    _agreed(case, _two_parts(case))
    default = RecordDefault(track=case.id("t"), instalment=case.id("i1"))
    case.refused("performance.not_due_yet", default, APRIL)
    case.refused("route.not_open", TakeRoute(track=case.id("t"), route="suit"), APRIL)
    case.do(default, APRIL + timedelta(days=1))
    case.do(TakeRoute(track=case.id("t"), route="suit"), APRIL + timedelta(days=1))
    assert _states(case) == ["overdue", "open"]


def test_that_what_is_paid_is_no_default(case: Case) -> None:
    _agreed(case, _two_parts(case))
    case.do(_paid(case, "400.00"), _after(1))
    case.refused("performance.paid_already", RecordDefault(track=case.id("t"), instalment=case.id("i1")), MAY)


def test_that_a_default_taken_back_closes_the_route_again(case: Case) -> None:
    _agreed(case, _two_parts(case))
    late = case.do(RecordDefault(track=case.id("t"), instalment=case.id("i1")), MAY)
    case.do(ReverseAct(reversed=late.act, reason="当日已付"), MAY)
    case.refused("route.not_open", TakeRoute(track=case.id("t"), route="suit"), MAY)


def test_that_a_duty_of_deed_is_overdue_after_its_own_day(case: Case) -> None:
    _agreed(case, _repair(case))
    default = RecordDefault(track=case.id("t"), duty=case.id("repair"))
    case.refused("performance.not_due_yet", default, _after(10))
    case.do(default, _after(11))


def test_that_a_day_that_waits_for_a_condition_comes_with_it(case: Case) -> None:
    waiting = Due(kind="after_condition", days=5, condition="房屋验收合格")
    _agreed(case, pay(case, "800.00", due=waiting), _repair(case))
    case.refused("performance.no_condition", MeetCondition(track=case.id("t"), duty=case.id("repair")), _after(1))
    instalment = case.track().agreements[-1].duties[0].instalments[0]
    assert (instalment.due, instalment.due_words) == (None, "房屋验收合格之日起5日内")
    late = RecordDefault(track=case.id("t"), instalment=instalment.id)
    case.refused("performance.not_due_yet", late, MAY)
    met = case.do(MeetCondition(track=case.id("t"), duty=case.id("duty")), MAY)
    assert case.track().agreements[-1].duties[0].instalments[0].due == MAY + timedelta(days=5)
    case.do(ReverseAct(reversed=met.act, reason="尚未验收"), MAY)
    assert case.track().agreements[-1].duties[0].instalments[0].due is None


def test_that_agreed_days_do_not_roll_over_days_off(case: Case) -> None:
    sunday = date(2026, 3, 29)
    _agreed(case, pay(case, "800.00", due=Due(kind="on", on=sunday)))
    assert case.track().agreements[-1].duties[0].instalments[0].due == sunday


def test_that_a_visit_says_how_it_is_performed(case: Case) -> None:
    _agreed(case, _repair(case))
    visit = RecordVisit(track=case.id("t"), id=case.id("v"), visitor="郭建民", performance="已修复", satisfaction=5)
    case.refused("visit.satisfaction_range", replace(visit, satisfaction=6), _after(9))
    case.refused("field.empty", replace(visit, performance=""), _after(9))
    case.do(visit, _after(9))
    assert case.deadline("visit").state == "answered"


def test_that_a_session_taken_back_is_gone_from_the_record(case: Case) -> None:
    case.mediating()
    held = case.do(session(case), by="guo")
    case.do(ReverseAct(reversed=held.act, reason="记错案件"))
    assert case.track().sessions == ()
    assert isinstance(session(case), RecordSession)


def test_that_a_reversal_needs_a_reason_and_something_to_reverse(case: Case) -> None:
    case.mediating()
    consent = case.consent("c", "mediation", "p1")
    case.refused("field.empty", ReverseAct(reversed=consent.act, reason=" "))
    case.do(ReverseAct(reversed=consent.act, reason="误录"))
    case.refused("reverse.nothing_to_reverse", ReverseAct(reversed=consent.act, reason="再来"))
    case.refused("reverse.nothing_to_reverse", ReverseAct(reversed=case.id("nothing"), reason="无"))


def test_that_what_has_an_opposite_of_its_own_is_not_reversed(case: Case) -> None:

    case.register().open()
    accepted = case.do(AcceptCase(track=case.id("t"), own_motion=True))
    chosen = case.do(ChooseMediator(track=case.id("t"), staff=staff("guo")))
    ended = case.do(EndTrack(track=case.id("t"), reason="deadlock"))
    for outcome in (accepted, chosen, ended):
        case.refused("reverse.not_this_way", ReverseAct(reversed=outcome.act, reason="误办"))
