from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest

from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.clocks import clocks
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.following import Note, Outcome, Way, notes, ways
from mediation_desk.law.following_rules import STANDINGS, FollowingRules
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.events import Event
from mediation_desk.terms.refusal import Refusal

from .conftest import document
from .test_checkup import agreement, instalment, pay

EFFECT = date(2026, 9, 1)
EFFECTIVE = Event("agreement_effective", EFFECT, None, "a")
DEFAULT = Event("defaulted", date(2026, 10, 16), None, "i1")
ENDED = Event("ended", date(2026, 9, 1), None, "agreed")
Follow = Callable[..., dict[str, Way]]


@pytest.fixture
def outcome(
    rulebook: RuleBook, check_law: CheckLaw, confirmation: ConfirmationRules, disputes: CodeList
) -> Callable[..., Outcome]:
    def outcome(
        text: Any = "sound",
        *events: Event,
        procedure: str = "people.general",
        today: date = date(2026, 9, 11),
        form: str = "written",
        dispute: str = "contract",
        settled: frozenset[int] = frozenset(),
        effective: date | None = EFFECT,
    ) -> Outcome:
        rules = rulebook.procedure(procedure)
        known = agreement() if text == "sound" else text
        terms = () if known is None else check_law.words.terms(known)
        return Outcome(
            agreement=known,
            id=None if known is None else "a",
            form=None if known is None else form,
            effective_on=effective,
            dispute=disputes.get(dispute),
            events=events or (EFFECTIVE,),
            clocks=clocks(rules, events or (EFFECTIVE,), [], check_law.calendar, today),
            confirmability=None if known is None else confirmation.judge(rules, form, terms),
            settled=settled,
        )

    return outcome


@pytest.fixture
def follow(outcome: Callable[..., Outcome], rulebook: RuleBook, following: FollowingRules) -> Follow:
    def follow(*given: Any, procedure: str = "people.general", **changes: Any) -> dict[str, Way]:
        judged = outcome(*given, procedure=procedure, **changes)
        found = ways(judged, rulebook.procedure(procedure), rulebook.limits(), following)
        return {way.id: way for way in found}

    return follow


MATRIX = {
    "people.general": ("open", "needs", "open", "closed", "closed", "needs"),
    "judicial.before_filing": ("open", "needs", "open", "closed", "closed", "needs"),
    "judicial.after_filing": ("closed", "closed", "closed", "closed", "open", "needs"),
    "administrative.general": ("ask_court", "needs", "open", "closed", "closed", "needs"),
    "professional.medical": ("open", "needs", "open", "closed", "closed", "needs"),
}
WAYS = (
    ("judicial_confirmation",),
    ("notary",),
    ("payment_order",),
    ("arbitration",),
    ("court_paper", "court_mediation_paper"),
    ("suit", "trial"),
)


@pytest.mark.parametrize(("procedure", "standings"), MATRIX.items())
def test_that_every_way_is_told_with_its_standing_its_reason_and_its_article(
    follow: Follow, procedure: str, standings: Sequence[str]
) -> None:
    found = follow(procedure=procedure)
    told = [next(found[id] for id in ids if id in found) for ids in WAYS]
    assert [way.standing for way in told] == list(standings)
    assert len(found) == len(WAYS)
    for way in told:
        assert way.standing in STANDINGS
        assert way.name and way.reason and way.source and way.certainty
        assert "{" not in way.reason


def test_that_the_clock_of_confirmation_has_its_last_day_and_days_left(follow: Follow) -> None:
    way = follow()["judicial_confirmation"]
    assert (way.last_day, way.days_left) == (date(2026, 10, 8), 27)
    assert follow(today=date(2026, 10, 8))["judicial_confirmation"].standing == "open"
    late = follow(today=date(2026, 10, 9))["judicial_confirmation"]
    assert (late.standing, late.days_left, late.reason) == ("lost", -1, "期限已于2026年10月8日届满")


def test_that_an_application_takes_the_way_and_only_that_of_its_own_agreement(follow: Follow) -> None:
    applied = Event("confirmation_applied", date(2026, 9, 10), None, "a")
    way = follow("sound", EFFECTIVE, applied)["judicial_confirmation"]
    assert (way.standing, way.reason, way.days_left) == ("taken", "已于2026年9月10日办理", None)
    notary = Event("route_taken", date(2026, 9, 9), None, "notary")
    found = follow("sound", EFFECTIVE, notary)
    assert (found["notary"].standing, found["payment_order"].standing) == ("taken", "open")


def test_that_before_effect_the_ways_wait_for_it(follow: Follow) -> None:
    waiting = follow("sound", Event("accepted", EFFECT), effective=None)
    assert waiting["judicial_confirmation"].standing == "needs"
    assert waiting["judicial_confirmation"].reason == "须在协议生效之后"
    assert waiting["notary"].reason.startswith("须在协议生效或者达成协议之后")
    assert waiting["judicial_confirmation"].last_day is None


def test_that_without_an_agreement_only_what_needs_none_is_open(follow: Follow) -> None:
    found = follow(None, ENDED, effective=None)
    assert (found["suit"].standing, found["notary"].standing) == ("open", "needs")
    assert "还没有达成协议" in found["payment_order"].reason
    assert found["court_paper"].standing == "closed"


def test_that_the_debtors_promise_opens_the_way_to_the_notary(follow: Follow) -> None:
    willing = agreement(other_clauses=("鸿达公司愿意接受强制执行。",))
    assert follow(willing)["notary"].standing == "open"
    assert [one.state for one in follow()["notary"].conditions] == ["met", "unmet"]


def test_that_debts_both_ways_bar_the_payment_order_and_others_are_asked_for(follow: Follow) -> None:
    back = pay(2, debtors=("刘大勇",), beneficiaries=("鸿达公司",))
    crossed = agreement(pay(), back)
    way = follow(crossed)["payment_order"]
    assert (way.standing, way.steps) == ("needs", ())
    assert "刘大勇、鸿达公司在协议中互负债务" in way.reason
    assert follow(crossed, settled=frozenset({2}))["payment_order"].standing == "open"
    open_way = follow()["payment_order"]
    assert "请向当事人核实" in open_way.reason and open_way.conditions[-1].state == "ask"
    assert [step.split("：")[1] for step in open_way.steps] == [
        "5日（自债权人提出申请之日起）",
        "15日（自受理支付令申请之日起）",
        "15日（自债务人收到支付令之日起）",
    ]


def test_that_what_is_paid_needs_no_order(follow: Follow) -> None:
    found = follow(settled=frozenset({1}))
    assert (found["payment_order"].standing, found["notary"].standing) == ("needs", "needs")
    assert found["judicial_confirmation"].standing == "open"


def test_that_terms_no_court_confirms_close_the_road(follow: Follow) -> None:
    owned = agreement(pay(sentence="房屋归刘大勇所有。"), other_clauses=())
    way = follow(owned, today=date(2026, 12, 1))["judicial_confirmation"]
    assert (way.standing, way.reason, way.last_day) == ("closed", "协议没有可以确认的条款", None)


def test_that_an_oral_agreement_is_put_in_writing_first(follow: Follow) -> None:
    spoken = Event("oral_agreement_recorded", EFFECT, None, "a")
    found = follow("sound", EFFECTIVE, spoken, form="oral")
    assert found["judicial_confirmation"].standing == "needs"
    assert "须先有书面协议" in found["judicial_confirmation"].reason
    assert (found["notary"].standing, found["payment_order"].standing) == ("closed", "needs")


def test_that_wages_go_to_a_payment_order_to_arbitration_and_to_court(follow: Follow) -> None:
    def labour(*events: Event, **changes: Any) -> dict[str, Way]:
        return follow("sound", *events, procedure="professional.labour", **{"dispute": "unpaid_wages", **changes})

    found = labour(EFFECTIVE)
    review = found["arbitration_review"]
    assert (review.standing, review.last_day, review.certainty) == ("open", date(2026, 9, 16), "memory")
    assert (found["payment_order"].standing, found["suit"].standing) == ("needs", "needs")
    missed = labour(EFFECTIVE, DEFAULT, today=date(2026, 10, 20))
    assert [missed[id].standing for id in ("payment_order", "suit", "arbitration")] == ["open"] * 3
    assert missed["arbitration_review"].standing == "lost"
    other = labour(EFFECTIVE, DEFAULT, dispute="contract", today=date(2026, 10, 20))
    assert (other["payment_order"].standing, other["arbitration"].standing) == ("closed", "closed")
    assert "只有劳动人事争议" in other["arbitration"].reason


def test_that_a_late_answer_of_another_kind_does_not_keep_a_right(follow: Follow) -> None:
    order = Event("route_taken", date(2026, 12, 3), None, "payment_order")
    found = follow(
        "sound",
        EFFECTIVE,
        DEFAULT,
        order,
        procedure="professional.labour",
        dispute="unpaid_wages",
        today=date(2026, 12, 4),
    )
    assert (found["payment_order"].standing, found["arbitration_review"].standing) == ("taken", "lost")


def test_that_another_way_taken_in_time_leaves_the_review_running(follow: Follow) -> None:
    order = Event("route_taken", date(2026, 9, 10), None, "payment_order")
    late = date(2026, 9, 17)
    found = follow("sound", EFFECTIVE, order, procedure="professional.labour", dispute="unpaid_wages", today=late)
    assert found["arbitration_review"].standing == "lost"


def test_that_land_disputes_may_go_to_arbitration_once_mediation_ended(follow: Follow) -> None:
    assert follow("sound", EFFECTIVE, dispute="land_forest")["arbitration"].standing == "needs"
    assert follow("sound", EFFECTIVE, ENDED, dispute="land_forest")["arbitration"].standing == "open"


@pytest.fixture
def told(
    outcome: Callable[..., Outcome], rulebook: RuleBook, check_law: CheckLaw, following: FollowingRules
) -> Callable[..., dict[str, Note]]:
    def told(*given: Any, receipt: tuple[str, date] | None = None, **changes: Any) -> dict[str, Note]:
        found = notes(
            outcome(*given, **changes),
            rulebook.limits(),
            check_law.calendar,
            following,
            asked_at=datetime(2026, 8, 3, 9, 40),
            receipt=receipt,
        )
        return {note.code: note for note in found}

    return told


def test_that_execution_runs_two_years_from_the_last_instalment(told: Callable[..., dict[str, Note]]) -> None:
    note = told()["enforce"]
    assert note.last_day == date(2028, 11, 30)
    assert note.text.startswith(
        "申请执行的最后一日：2028年11月30日（自最后一期履行期限届满之日2026年11月30日起24个月）"
    )
    assert "节假日安排尚未公布" in note.text


def test_that_a_day_within_known_years_is_told_without_doubt(told: Callable[..., dict[str, Note]]) -> None:
    early = pay(total=None, instalments=(instalment(1, "100", date(2024, 6, 28)),))
    assert told(agreement(early))["enforce"].text.endswith("起24个月）")


def test_that_an_open_day_a_paid_sum_and_no_effect_give_no_last_day(told: Callable[..., dict[str, Note]]) -> None:
    open_day = agreement(pay(instalments=(instalment(1, "186400", None, "收到材料后15日内"),)))
    assert told(open_day)["enforce"].last_day is None
    assert "enforce" not in told(settled=frozenset({1}))
    assert "enforce" not in told(effective=None)
    assert "enforce" not in told(None, ENDED)


def test_that_limitation_is_interrupted_on_the_day_of_the_request(told: Callable[..., dict[str, Note]]) -> None:
    bare = told()["interruption"]
    assert bare.text == "诉讼时效自2026年8月3日09:40提出调解请求之日起中断（尚未出具来访回执，建议补办）"
    assert bare.certainty == "read" and "12" in bare.source
    proven = told(receipt=("来访回执", date(2026, 8, 3)))["interruption"]
    assert proven.text.endswith("（凭据：来访回执，2026年8月3日出具）")


def test_that_a_rule_file_that_leaves_something_out_is_refused() -> None:
    whole = document("rules", "following")
    spoiled = {**whole, "note": [], "condition": [], "shut": [], "way": [{**whole["way"][0], "taken_on": ["moon"]}]}
    with pytest.raises(Refusal) as refusal:
        FollowingRules.of(spoiled)
    lines = "".join(fault.reason for fault in refusal.value.facts["faults"])  # type: ignore[attr-defined]
    assert all(words in lines for words in ("缺少payment", "缺少interruption", "缺少judicial_confirmation", "moon"))
