"""When one limit starts, what answers it and what pauses it: each rule on a limit of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.clocks import Extension, RunningClock, check_extension, clocks
from mediation_desk.law.deadlines import Pause
from mediation_desk.law.limits import ExtendRule, Limit
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.events import Event

from .refusals import told

Run = Callable[..., tuple[RunningClock, ...]]
LIMIT = Limit(
    id="x.limit",
    name="期限",
    length=10,
    unit="calendar",
    bound="max",
    per="track",
    starts_on=("accepted", "reopened"),
    starts_words="受理或恢复",
    answered_by=("ended",),
    not_counted=("appraisal",),
    roll="none",
    on_expiry="warn",
    source="某法 1",
    certainty="read",
)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def event(name: str, on: str, party: str | None = None, subject: str | None = None) -> Event:
    return Event(name, day(on), party, subject)


@pytest.fixture
def run(rulebook: RuleBook, calendar: Calendar) -> Run:
    """The clocks of a procedure that has one limit."""

    def run(
        events: list[Event], today: str, *extensions: Extension, limit: Limit = LIMIT, **changes: Any
    ) -> tuple[RunningClock, ...]:
        procedure = replace(rulebook.procedure("people.general"), limits=(replace(limit, **changes),), routes=())
        return clocks(procedure, events, extensions, calendar, day(today))

    return run


def started(found: tuple[RunningClock, ...]) -> list[tuple[str | None, str]]:
    return [(clock.key, clock.started_on.isoformat()[5:]) for clock in found]


def test_that_what_happens_today_counts(run: Run) -> None:
    (clock,) = run([event("accepted", "03-02")], "03-02")
    assert (clock.state, clock.days_left, clock.last_day) == ("running", 10, day("03-12"))
    (done,) = run([event("accepted", "03-02"), event("ended", "03-02")], "03-02")
    assert (done.state, done.answered_on, done.days_left) == ("answered", day("03-02"), 10)
    assert run([event("accepted", "03-03")], "03-02") == ()


@pytest.mark.parametrize(
    ("per", "found"),
    [
        ("track", [(None, "03-02")]),
        ("case", [(None, "03-02")]),
        ("party", [("甲", "03-02"), ("乙", "03-03")]),
        ("subject", [("一", "03-02"), ("二", "03-03")]),
        ("instalment", [("一", "03-02"), ("二", "03-03")]),
        ("round", [("一", "03-02"), ("二", "03-03")]),
    ],
)
def test_that_a_limit_runs_once_for_each_it_is_about(run: Run, per: str, found: list[tuple[str | None, str]]) -> None:
    events = [
        event("accepted", "03-02", party="甲", subject="一"),
        event("accepted", "03-03", party="乙", subject="二"),
        event("accepted", "03-04", party="甲", subject="二"),
    ]
    assert started(run(events, "03-05", per=per)) == found


def test_that_only_the_answer_of_the_same_party_or_of_nobody_in_particular_counts(run: Run) -> None:
    events = [event("accepted", "03-02", party="甲"), event("accepted", "03-02", party="乙")]
    one = [*events, event("ended", "03-04", party="乙")]
    assert [(c.key, c.state) for c in run(one, "03-05", per="party")] == [("乙", "answered"), ("甲", "running")]
    every = [*events, event("ended", "03-04")]
    assert {c.state for c in run(every, "03-05", per="party")} == {"answered"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, ["03-02", "03-05"]),
        ({"valid_from": day("03-03")}, ["03-05"]),
        ({"valid_to": day("03-04")}, ["03-02"]),
        ({"subjects": ("甲案",)}, ["03-05"]),
        ({"subjects": ("",)}, ["03-02"]),
        ({"after": ("rights_told",)}, ["03-02", "03-05"]),
        ({"after": ("rights_told", "disclosed")}, []),
    ],
)
def test_that_a_start_counts_only_where_the_rule_says_so(run: Run, change: dict[str, Any], found: list[str]) -> None:
    events = [
        event("accepted", "03-02"),
        event("ended", "03-03"),
        event("reopened", "03-05", subject="甲案"),
        event("rights_told", "03-06"),
    ]
    assert [on for _, on in started(run(events, "03-07", **change))] == found


def test_that_one_day_starts_a_clock_once(run: Run) -> None:
    events = [event("accepted", "03-02"), event("ended", "03-02"), event("reopened", "03-02")]
    assert started(run(events, "03-03")) == [(None, "03-02")]


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([event("liability_served", "03-02")], []),
        ([event("loss_settled", "03-04"), event("liability_served", "03-02")], ["03-04"]),
        ([event("loss_settled", "03-04"), event("liability_served", "03-04")], ["03-04"]),
        (
            [
                event("liability_served", "03-02"),
                event("loss_settled", "03-04"),
                event("ended", "03-05"),
                event("liability_served", "03-06"),
            ],
            ["03-04", "03-06"],
        ),
        ([event("liability_served", "03-02"), event("loss_settled", "03-04"), event("accepted", "03-05")], ["03-04"]),
    ],
)
def test_that_a_limit_which_waits_for_all_its_starts_counts_from_the_last(
    run: Run, events: list[Event], found: list[str]
) -> None:
    both = {"starts": "all", "starts_on": ("liability_served", "loss_settled")}
    assert [on for _, on in started(run(events, "03-10", **both))] == found


@pytest.mark.parametrize(
    ("more", "start", "last"),
    [
        ([], "03-02", "03-12"),
        ([event("appraisal_ended", "03-02")], "03-02", "03-12"),
        ([event("appraisal_ended", "03-06")], "03-06", "03-16"),
        ([event("appraisal_ended", "03-06"), event("loss_settled", "03-08")], "03-08", "03-18"),
        (
            [event("appraisal_ended", "03-06"), event("ended", "03-09"), event("loss_settled", "03-10")],
            "03-06",
            "03-16",
        ),
        ([event("appraisal_ended", "03-06"), event("ended", "03-06")], "03-06", "03-16"),
        ([event("appraisal_ended", "03-01")], "03-02", "03-12"),
    ],
)
def test_that_a_limit_counts_anew_from_the_last_event_that_says_so_before_it_was_answered(
    run: Run, more: list[Event], start: str, last: str
) -> None:
    anew = {"restarts_on": ("appraisal_ended", "loss_settled"), "not_counted": (), "starts_on": ("accepted",)}
    (clock,) = run([event("accepted", "03-02"), *more], "03-11", **anew)
    assert (clock.started_on, clock.last_day) == (day(start), day(last))


def test_that_the_reason_names_what_made_the_limit_count_anew(run: Run) -> None:
    anew = {"restarts_on": ("appraisal_ended",), "not_counted": ()}
    (clock,) = run([event("accepted", "03-02"), event("appraisal_ended", "03-02")], "03-11", **anew)
    assert clock.reason.startswith("2026年3月2日鉴定结束，当日不计，10日至2026年3月12日")
    assert clock.id == "x.limit@2026-03-02"


@pytest.mark.parametrize(
    ("events", "today", "pauses", "state"),
    [
        ([event("appraisal_started", "03-04")], "03-04", [("03-04", "03-04")], "paused"),
        ([event("appraisal_started", "03-04", subject="伤残")], "03-06", [("03-04", "03-06")], "paused"),
        (
            [event("appraisal_ended", "03-04"), event("appraisal_started", "03-04")],
            "03-06",
            [("03-04", "03-04")],
            "running",
        ),
        (
            [event("appraisal_started", "03-06"), event("appraisal_ended", "03-06")],
            "03-06",
            [("03-06", "03-06")],
            "running",
        ),
        ([event("appraisal_ended", "03-04")], "03-06", [], "running"),
        (
            [
                event("appraisal_started", "03-04", subject="伤残"),
                event("appraisal_ended", "03-05", subject="伤残"),
                event("appraisal_started", "03-05", subject="因果"),
            ],
            "03-06",
            [("03-04", "03-05"), ("03-05", "03-06")],
            "paused",
        ),
    ],
)
def test_that_a_pause_runs_from_its_start_to_its_end_or_today(
    run: Run, events: list[Event], today: str, pauses: list[tuple[str, str]], state: str
) -> None:
    (clock,) = run([event("accepted", "03-02"), *events], today)
    assert clock.pauses == tuple(Pause(day(first), day(last), "鉴定期间") for first, last in pauses)
    assert clock.state == state


def test_that_extensions_count_from_the_start_to_the_answer_for_their_own_limit_and_party(run: Run) -> None:
    def longer(on: str, limit: str = "x.limit", key: str | None = None) -> Extension:
        return Extension(limit, 2, day(on), key)

    counted = [longer("03-02"), longer("03-03", key="甲"), longer("03-05")]
    others = [longer("03-01"), longer("03-06"), longer("03-04", limit="y"), longer("03-04", key="乙")]
    events = [event("accepted", "03-02", party="甲"), event("ended", "03-05")]
    (clock,) = run(events, "03-10", *reversed(counted), *others, per="party")
    assert (clock.extended, clock.last_day) == (tuple(counted), day("03-18"))


def test_that_an_answer_after_the_last_day_is_late(run: Run) -> None:
    for on, late, left in (("03-12", False, 0), ("03-13", True, -1)):
        (clock,) = run([event("accepted", "03-02"), event("ended", on)], "03-20")
        assert (clock.answered_late, clock.days_left) == (late, left)


RULE = ExtendRule(consent=("all_parties", "body"), times=1, most=5)
GIVEN = {"all_parties", "body"}


@pytest.mark.parametrize(
    ("rule", "on", "given", "days", "code", "facts"),
    [
        (None, "03-04", GIVEN, 5, "clock.not_extendable", {}),
        (RULE, "03-13", GIVEN, 5, "clock.expired", {"last_day": day("03-12"), "field": "happened_on"}),
        (RULE, "03-04", GIVEN, 0, "clock.extension_length", {"days": 0, "most": 5, "field": "days"}),
        (RULE, "03-04", GIVEN, 6, "clock.extension_length", {"days": 6, "most": 5, "field": "days"}),
        (
            replace(RULE, most=None),
            "03-04",
            GIVEN,
            0,
            "clock.extension_length",
            {"days": 0, "most": None, "field": "days"},
        ),
        (RULE, "03-04", {"body"}, 5, "clock.consent_missing", {"missing": "各方当事人", "field": "consents"}),
        (RULE, "03-04", set(), 5, "clock.consent_missing", {"missing": "各方当事人、调解组织", "field": "consents"}),
    ],
)
def test_that_an_extension_is_refused_with_the_reason(
    run: Run, rule: ExtendRule | None, on: str, given: set[str], days: int, code: str, facts: dict[str, object]
) -> None:
    limit = replace(LIMIT, extend=rule)
    (clock,) = run([event("accepted", "03-02")], "03-20", limit=limit)
    assert told(lambda: check_extension(limit, clock, day(on), given, days)) == (
        code,
        {"limit": "x.limit", "name": "期限", **facts},
    )


@pytest.mark.parametrize(
    ("rule", "on", "days"), [(RULE, "03-12", 5), (RULE, "03-02", 1), (replace(RULE, most=None), "03-04", 90)]
)
def test_that_an_extension_up_to_the_last_day_and_the_longest_is_allowed(
    run: Run, rule: ExtendRule, on: str, days: int
) -> None:
    limit = replace(LIMIT, extend=rule)
    (clock,) = run([event("accepted", "03-02")], "03-20", limit=limit)
    check_extension(limit, clock, day(on), GIVEN, days)


def test_that_what_was_answered_or_extended_often_enough_is_not_extended(run: Run) -> None:
    limit = replace(LIMIT, extend=RULE)
    (done,) = run([event("accepted", "03-02"), event("ended", "03-05")], "03-06", limit=limit)
    assert told(lambda: check_extension(limit, done, day("03-05"), GIVEN, 5)) == (
        "clock.already_answered",
        {"limit": "x.limit", "name": "期限", "on": day("03-05")},
    )
    check_extension(limit, done, day("03-04"), GIVEN, 5)
    (longer,) = run([event("accepted", "03-02")], "03-06", Extension("x.limit", 2, day("03-03")), limit=limit)
    assert told(lambda: check_extension(limit, longer, day("03-05"), GIVEN, 5)) == (
        "clock.extended_too_often",
        {"limit": "x.limit", "name": "期限", "times": 1},
    )
    for times in (2, None):
        check_extension(replace(limit, extend=replace(RULE, times=times)), longer, day("03-05"), GIVEN, 5)
