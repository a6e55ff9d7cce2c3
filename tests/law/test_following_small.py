"""The ways after an agreement by small rules, made for the purpose: each standing, its reason, its clock, its steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.clocks import RunningClock
from mediation_desk.law.codes import Code
from mediation_desk.law.confirmation import Confirmability
from mediation_desk.law.deadlines import Deadline
from mediation_desk.law.following import Condition, Note, Outcome, Way, notes, ways
from mediation_desk.law.following_rules import ASKED, NOTES, FollowingRules
from mediation_desk.law.limit_reading import read_limit
from mediation_desk.law.limits import Limit
from mediation_desk.law.procedure import Route
from mediation_desk.law.reading import Section
from mediation_desk.terms.events import Event

from .test_checkup import agreement, instalment, pay
from .test_limits import FILE as LIMIT
from .test_procedure_reading import CITED, FILE, read

DAY = date(2026, 9, 1)
FACTS = {"events": "（{events}）", "terms_confirmable": "（{terms}；{reason}）", "no_cross_debts": "（{names}）"}
WORDS = {
    "lost": "已过{last_day}",
    "taken": "{on}已走",
    "step": "{name}：{length}，{starts}",
    "enforce": "{last_day}前，自{last}起{length}",
    "enforce_doubt": "（待核）",
    "interruption": "{on}中断（{receipt}）",
    "receipt": "{title}，{on}",
}
RULES = FollowingRules.of(
    {
        "enforcement_words": ["愿受强制执行"],
        "way": [
            {"id": "suit", "name": "诉讼", "routes": ["suit", "trial"], "taken_on": ["confirmation_applied"]}
            | {"steps": ["court.b", "court.moon", "court.a"]},
            {"id": "arbitration", "name": "仲裁", "routes": ["arbitration"], "disputes": ["labour"]}
            | {"otherwise": "只有劳动", "otherwise_source": "某法 7", "otherwise_certainty": "page"},
        ],
        "shut": [
            {"procedure": "*", "way": "suit", "words": "不能起诉", "source": "某法 5", "certainty": "page"},
            {"procedure": "*", "way": "suit", "words": "口头不行", "form": "oral", "standing": "needs", **CITED},
            {"procedure": "*", "way": "arbitration", "words": "不能仲裁", **CITED},
            {"procedure": "people.small", "way": "arbitration", "words": "本程序不能仲裁", **CITED},
        ],
        "condition": [
            {
                "code": code,
                "met": f"{code}具备",
                "unmet": f"{code}不具备" + FACTS.get(code, ""),
                "ask": f"{code}请核实",
                "closes": code in ("wages", "terms_confirmable"),
                "source": f"某法{code}",
                "certainty": "page",
            }
            for code in ASKED
        ],
        "note": [{"code": code, "words": WORDS.get(code, code), "source": code, "certainty": "page"} for code in NOTES],
    }
)
ROUTE: Route = replace(
    read(FILE)[0].routes[0],
    id="suit",
    name="起诉",
    open_on=("agreement_effective",),
    after=(),
    when=(),
    standing="open",
    limit="suit.days",
    advice="可以起诉。",
)
PROCEDURE = replace(read(FILE)[0], routes=(ROUTE,))
EFFECTIVE = Event("agreement_effective", DAY, None, "a")
TEXT = agreement()


def limit(id: str, **changes: Any) -> Limit:
    return replace(read_limit(Section("l", LIMIT, [])), id=id, **changes)


LIMITS = [limit("court.a", name="甲"), limit("court.b", name="乙", length=3, unit="working"), limit("court.c")]


def clock(state: str = "running", answered: date | None = None, **changes: Any) -> RunningClock:
    last = date(2026, 10, 8)
    facts = {"start": DAY, "nominal": last, "counted": last, "reason": "", "source": "", "certain": True}
    deadline = Deadline(**{"last_day": last, "provisional_years": (), **facts})  # type: ignore[arg-type]
    found = RunningClock(
        id="c",
        limit=limit("suit.days"),
        started_on=DAY,
        key=None,
        deadline=deadline,
        pauses=(),
        extended=(),
        answered_on=answered,
        state=state,
        days_left=27,
    )
    return replace(found, **changes)


def outcome(**changes: Any) -> Outcome:
    facts: dict[str, Any] = {
        "agreement": TEXT,
        "id": "a",
        "form": "written",
        "effective_on": DAY,
        "dispute": Code(code="contract", words="合同"),
        "events": (EFFECTIVE,),
        "clocks": (),
        "confirmability": None,
    }
    return Outcome(**{**facts, **changes})


def suit(route: dict[str, Any] | None = None, **changes: Any) -> Way:
    own = replace(PROCEDURE, routes=(replace(ROUTE, **(route or {})),))
    return ways(outcome(**changes), own, LIMITS, RULES)[0]


def test_that_an_open_way_says_its_advice_its_article_its_days_and_what_the_court_then_does() -> None:
    assert suit(clocks=(clock(),)) == Way(
        id="suit",
        name="起诉",
        standing="open",
        reason="可以起诉",
        conditions=(),
        last_day=date(2026, 10, 8),
        days_left=27,
        steps=("乙：3个工作日，受理之日", "甲：30日，受理之日"),
        **CITED,
    )


def test_that_every_way_is_told_in_the_order_of_the_rules_and_a_shut_one_with_its_reason() -> None:
    trial = replace(ROUTE, id="trial", name="审理")
    told = ways(outcome(), replace(PROCEDURE, routes=(trial, ROUTE)), LIMITS, RULES)
    assert [way.id for way in told] == ["suit", "trial", "arbitration"]
    assert told[2].reason == "本程序不能仲裁"
    shut = {"conditions": (), "last_day": None, "days_left": None, "steps": ()}
    way = Way(id="suit", name="诉讼", standing="closed", reason="不能起诉", source="某法 5", certainty="page")
    assert ways(outcome(), replace(PROCEDURE, routes=()), LIMITS, RULES)[0] == replace(way, **shut)
    oral = ways(outcome(form="oral"), PROCEDURE, LIMITS, RULES)[0]
    assert (oral.id, oral.standing, oral.reason) == ("suit", "needs", "口头不行")
    assert suit(form=None, agreement=None).standing == "open"


def test_that_a_way_for_some_disputes_is_closed_to_the_others_by_its_own_words() -> None:
    own = replace(PROCEDURE, routes=(replace(ROUTE, id="arbitration", name="申请仲裁"),))
    other = ways(outcome(), own, LIMITS, RULES)[1]
    assert (other.id, other.name, other.standing, other.reason) == ("arbitration", "仲裁", "closed", "只有劳动")
    assert (other.source, other.certainty) == ("某法 7", "page")
    labour = ways(outcome(dispute=Code(code="labour", words="劳动")), own, LIMITS, RULES)[1]
    assert (labour.name, labour.standing) == ("申请仲裁", "open")


@pytest.mark.parametrize(
    ("clocks", "standing", "reason", "last_day", "days_left"),
    [
        ((), "open", "可以起诉", None, None),
        ((clock("expired", days_left=-1),), "lost", "已过2026年10月8日", date(2026, 10, 8), -1),
        ((clock("answered", date(2026, 10, 9)),), "lost", "已过2026年10月8日", date(2026, 10, 8), 27),
        ((clock("answered", date(2026, 10, 8)),), "open", "可以起诉", date(2026, 10, 8), 27),
        ((clock(key="b"),), "open", "可以起诉", None, None),
        ((clock(key="a"),), "open", "可以起诉", date(2026, 10, 8), 27),
        ((clock(limit=limit("other")),), "open", "可以起诉", None, None),
        ((clock(days_left=1), clock(started_on=DAY - timedelta(1))), "open", "可以起诉", date(2026, 10, 8), 1),
        ((clock(started_on=DAY - timedelta(1)), clock(days_left=1)), "open", "可以起诉", date(2026, 10, 8), 1),
    ],
)
def test_that_the_latest_clock_of_the_limit_for_this_agreement_or_the_track_counts(
    clocks: Any, standing: str, reason: str, last_day: date | None, days_left: int | None
) -> None:
    way = suit(clocks=clocks)
    assert (way.standing, way.reason, way.last_day, way.days_left) == (standing, reason, last_day, days_left)
    assert bool(way.steps) == (standing == "open")


@pytest.mark.parametrize(
    ("event", "standing"),
    [
        (Event("route_taken", date(2026, 9, 9), None, "suit"), "taken"),
        (Event("route_taken", date(2026, 9, 9), None, "notary"), "open"),
        (Event("confirmation_applied", date(2026, 9, 9), None, "a"), "taken"),
        (Event("confirmation_applied", date(2026, 9, 9), None, "b"), "open"),
        (Event("visited", date(2026, 9, 9), None, "suit"), "open"),
    ],
)
def test_that_a_way_is_taken_by_its_route_or_by_an_event_of_the_agreement(event: Event, standing: str) -> None:
    way = suit(events=(EFFECTIVE, event), clocks=(clock("expired"),) if standing == "taken" else (clock(),))
    assert way.standing == standing
    if standing == "taken":
        assert (way.reason, way.last_day, way.days_left) == ("2026年9月9日已走", date(2026, 10, 8), None)
        assert way.steps


def test_that_the_last_time_a_way_was_taken_is_told() -> None:
    taken = [Event("route_taken", date(2026, 9, number), None, "suit") for number in (9, 12, 10)]
    assert suit(events=(EFFECTIVE, *taken)).reason == "2026年9月12日已走"


@pytest.mark.parametrize(
    ("code", "changes", "state"),
    [
        ("written", {}, "met"),
        ("written", {"form": "no_objection"}, "unmet"),
        ("wages", {"dispute": Code(code="x", words="x", flags=frozenset({"wages"}))}, "met"),
        ("payment", {}, "met"),
        ("payment", {"settled": frozenset({1})}, "unmet"),
        ("payment", {"agreement": agreement(pay(kind="do"))}, "unmet"),
        ("payment", {"agreement": agreement(pay(kind="do"), pay(2)), "settled": frozenset({1})}, "met"),
        ("debtor_accepts_enforcement", {"agreement": agreement(other_clauses=("愿受强制执行。",))}, "met"),
        ("debtor_accepts_enforcement", {"agreement": agreement(pay(sentence="愿受强制执行。"))}, "met"),
        ("debtor_accepts_enforcement", {}, "unmet"),
        ("debtor_accepts_enforcement", {"agreement": agreement(other_clauses=("愿受", "强制执行。"))}, "unmet"),
        ("no_cross_debts", {}, "ask"),
    ],
)
def test_that_a_condition_is_judged_by_the_agreement(code: str, changes: dict[str, Any], state: str) -> None:
    way = suit({"when": (code,)}, **changes)
    words = {"met": f"{code}具备", "unmet": f"{code}不具备", "ask": f"{code}请核实"}[state]
    assert way.conditions == (Condition(code, state, words, f"某法{code}", "page"),)
    reasons = {"met": ("open", "可以起诉"), "unmet": ("needs", words), "ask": ("open", f"可以起诉；{words}")}
    assert (way.standing, way.reason) == reasons[state]


def test_that_who_owes_and_is_owed_money_that_is_not_paid_bars_what_crossed_debts_bar() -> None:
    back = pay(2, debtors=("刘大勇",), beneficiaries=("鸿达公司",))
    crossed = {"agreement": agreement(pay(), back)}
    way = suit({"when": ("no_cross_debts",)}, **crossed)
    assert (way.standing, way.reason) == ("needs", "no_cross_debts不具备（刘大勇、鸿达公司）")
    for changes in ({"settled": frozenset({2})}, {"agreement": agreement(pay(), replace(back, kind="do"))}):
        assert suit({"when": ("no_cross_debts",)}, **{**crossed, **changes}).standing == "open"


@pytest.mark.parametrize(
    ("closed_by", "state"), [("all_terms", "unmet"), ("procedure", "met"), ("oral", "met"), (None, "met")]
)
def test_that_terms_are_confirmable_unless_every_one_of_them_is_barred(closed_by: str | None, state: str) -> None:
    judged = Confirmability("closed", (1, 3), (), "理由", "某法", "read", closed_by)
    (condition,) = suit({"when": ("terms_confirmable",)}, confirmability=judged).conditions
    words = "terms_confirmable具备" if state == "met" else "terms_confirmable不具备（第1项、第3项；理由）"
    assert (condition.state, condition.text) == (state, words)


@pytest.mark.parametrize("form", ["written", "no_objection"])
def test_that_what_cannot_be_mended_closes_the_way_before_all_else_and_shows_no_days(form: str) -> None:
    taken = Event("route_taken", DAY, None, "suit")
    facts: dict[str, Any] = {"form": form, "events": (EFFECTIVE, taken), "clocks": (clock(),)}
    barred = Confirmability("closed", (), (), "理由", "某法", "read", "all_terms")
    way = suit({"when": ("written", "wages", "terms_confirmable")}, confirmability=barred, **facts)
    assert (way.standing, way.reason) == ("closed", "wages不具备；terms_confirmable不具备（；理由）")
    assert (way.last_day, way.days_left, way.steps) == (None, None, ())


def test_that_several_things_that_lack_are_told_together_after_the_loss_of_the_time() -> None:
    lacking = {"when": ("written", "payment"), "open_on": ("ended", "defaulted")}
    facts: dict[str, Any] = {"form": "no_objection", "settled": frozenset({1}), "clocks": (clock(),)}
    way = suit(lacking, **facts)
    assert way.standing == "needs"
    assert way.reason == "events不具备（终结或者逾期未履行）；written不具备；payment不具备"
    assert (way.last_day, way.days_left, way.steps) == (date(2026, 10, 8), 27, ())
    assert suit(lacking, **{**facts, "clocks": (clock("expired"),)}).standing == "lost"


def test_that_without_an_agreement_it_is_the_agreement_that_lacks_where_one_is_needed() -> None:
    facts: dict[str, Any] = {"agreement": None, "form": None}
    needing = suit({"when": ("written", "payment")}, **facts)
    assert (needing.standing, needing.reason) == ("needs", "agreement不具备")
    assert [one.code for one in needing.conditions] == ["agreement"]
    assert suit(**facts).conditions == ()


@pytest.mark.parametrize("standing", ["ask_court", "closed"])
def test_that_a_way_stands_as_its_route_does(standing: str) -> None:
    way = suit({"standing": standing}, clocks=(clock(),))
    assert (way.standing, bool(way.steps)) == (standing, standing == "ask_court")
    assert (way.last_day is None) == (way.days_left is None) == (standing == "closed")


# -- times that matter whatever way is taken

YEARS = limit("court.enforce", length=24, unit="months")
ASKED_AT = datetime(2026, 8, 3, 9, 5)


def told(calendar: Calendar, receipt: tuple[str, date] | None = None, **changes: Any) -> list[Note]:
    limits = [*LIMITS, YEARS]
    return list(notes(outcome(**changes), limits, calendar, RULES, asked_at=ASKED_AT, receipt=receipt))


def test_that_limitation_is_interrupted_at_the_minute_of_the_request_with_or_without_a_receipt(
    calendar: Calendar,
) -> None:
    bare = Note("interruption", "2026年8月3日09:05中断（receipt_missing）", "interruption", "page")
    assert told(calendar, agreement=None) == [bare]
    proven = Note("interruption", "2026年8月3日09:05中断（回执，2026年8月4日）", "interruption", "page")
    assert told(calendar, ("回执", date(2026, 8, 4)), agreement=None) == [proven]


def paid(*days: date | None) -> Any:
    return pay(instalments=tuple(instalment(number, "1", day) for number, day in enumerate(days, 1)))


def test_that_execution_may_be_asked_for_from_the_last_day_of_what_is_not_paid(calendar: Calendar) -> None:
    other = replace(paid(date(2024, 8, 28)), number=2)
    text = agreement(paid(date(2024, 3, 4), date(2024, 2, 1)), other, replace(other, number=3, kind="do"))
    last = date(2026, 3, 4)
    words = "2026年3月4日前，自2024年3月4日起24个月"
    assert told(calendar, agreement=text, settled=frozenset({2}))[0] == Note("enforce", words, "enforce", "page", last)
    assert told(calendar, agreement=text)[0].last_day == date(2026, 8, 28)


def test_that_a_year_whose_holidays_are_not_known_leaves_a_doubt(calendar: Calendar) -> None:
    text = agreement(paid(date(2030, 3, 1)))
    assert told(calendar, agreement=text)[0].text == "2032年3月1日前，自2030年3月1日起24个月（待核）"


def test_that_a_day_that_is_not_fixed_leaves_the_end_open(calendar: Calendar) -> None:
    text = agreement(paid(date(2024, 3, 4), None))
    assert told(calendar, agreement=text)[0] == Note("enforce", "enforce_open", "enforce_open", "page")


@pytest.mark.parametrize(
    "changes",
    [
        {"agreement": None},
        {"effective_on": None},
        {"settled": frozenset({1})},
        {"agreement": agreement(pay(kind="do"))},
    ],
)
def test_that_nothing_is_said_of_execution_where_there_is_nothing_to_execute(
    calendar: Calendar, changes: dict[str, Any]
) -> None:
    assert [note.code for note in told(calendar, **changes)] == ["interruption"]
