"""What a time limit says, how a file words it, and how far an office may change it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.limit_reading import check_examples, read_limit
from mediation_desk.law.limits import ExtendRule, Limit, LimitExample
from mediation_desk.law.reading import Fault, Section

from .refusals import refused
from .spoiling import GONE, Place, spoiled

CITED = {"source": "某法 1", "certainty": "read"}
FILE: dict[str, Any] = {
    "id": "people.conclude",
    "name": "调解期限",
    "length": 30,
    "unit": "calendar",
    "bound": "max",
    "per": "track",
    "starts_on": ["accepted", "ended"],
    "starts_words": "受理之日",
    "starts": "all",
    "restarts_on": ["ended"],
    "subjects": ["a", ""],
    "after": ["accepted"],
    "answered_by": ["ended", "route_taken"],
    "answered_routes": ["suit"],
    "not_counted": ["appraisal"],
    "roll": "next_working_day",
    "on_expiry": "opens_route",
    "opens": "suit",
    "extend": {"consent": ["all_parties"], "times": 1, "most": 30, "source": "某法 2"},
    "local": True,
    "valid_from": date(2020, 1, 1),
    "valid_to": date(2030, 1, 1),
    "example": [
        {"on": date(2026, 3, 2), "due": date(2026, 4, 1)},
        {
            "on": date(2026, 3, 2),
            "due": date(2026, 4, 15),
            "paused": [date(2026, 3, 3), date(2026, 3, 4)],
            "extended": 12,
        },
    ],
    **CITED,
}
SMALL = {"starts": GONE, "extend": GONE, "local": GONE, "valid_from": GONE, "valid_to": GONE, "starts_words": GONE}


def read(file: dict[str, Any]) -> tuple[Limit, list[tuple[str, str]]]:
    faults: list[Fault] = []
    limit = read_limit(Section("l.toml", file, faults))
    return limit, [(fault.key, fault.reason) for fault in faults]


def limit(**changes: Any) -> Limit:
    return read({**FILE, **changes})[0]


def test_that_a_limit_is_read_word_for_word() -> None:
    assert read(FILE) == (
        Limit(
            id="people.conclude",
            name="调解期限",
            length=30,
            unit="calendar",
            bound="max",
            per="track",
            starts_on=("accepted", "ended"),
            starts_words="受理之日",
            starts="all",
            restarts_on=("ended",),
            subjects=("a", ""),
            after=("accepted",),
            answered_by=("ended", "route_taken"),
            answered_routes=("suit",),
            not_counted=("appraisal",),
            roll="next_working_day",
            on_expiry="opens_route",
            opens="suit",
            extend=ExtendRule(consent=("all_parties",), times=1, most=30, source="某法 2"),
            local=True,
            valid_from=date(2020, 1, 1),
            valid_to=date(2030, 1, 1),
            examples=(
                LimitExample(on=date(2026, 3, 2), due=date(2026, 4, 1)),
                LimitExample(
                    on=date(2026, 3, 2),
                    due=date(2026, 4, 15),
                    paused=(date(2026, 3, 3), date(2026, 3, 4)),
                    extended=12,
                ),
            ),
            **CITED,
        ),
        [],
    )


def test_that_a_limit_without_further_words_starts_with_the_first_of_its_events() -> None:
    short = {key: value for key, value in FILE.items() if SMALL.get(key) is not GONE}
    found, faults = read(short)
    assert faults == []
    assert (found.starts, found.starts_words, found.extend, found.local) == ("first", "受理或终结", None, False)
    assert (found.valid_from, found.valid_to) == (None, None)
    unlimited, faults = read(spoiled(FILE, (), "extend", {"consent": ["body"], "times": "unlimited"}))
    assert (unlimited.extend, faults) == (ExtendRule(consent=("body",), times=None), [])


EXAMPLE = ("example", 1)


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "hue", "red", [("hue", "未知的键")]),
        ((), "unit", "weeks", [("unit", "应为calendar、working、months之一，现为weeks")]),
        ((), "bound", "none", [("bound", "应为max、min、fixed、local之一，现为none")]),
        ((), "per", "year", [("per", "应为case、track、party、instalment、round、subject之一，现为year")]),
        ((), "roll", "back", [("roll", "应为next_working_day、none之一，现为back")]),
        ((), "starts", "last", [("starts", "应为first、all之一，现为last")]),
        ((), "on_expiry", "boom", [
            ("on_expiry", "应为warn、must_end、right_lost、opens_route之一，现为boom"),
            ("opens", "届满开启途径时，也只在此时，须写明途径"),
        ]),
        ((), "starts_on", ["ended", "born"], [("starts_on", "未知的事件：born")]),
        ((), "restarts_on", ["born"], [("restarts_on", "未知的事件：born")]),
        ((), "after", ["born"], [("after", "未知的事件：born")]),
        ((), "answered_by", ["route_taken", "born"], [("answered_by", "未知的事件：born")]),
        ((), "not_counted", ["rain"], [("not_counted", "未知的扣除事由：rain")]),
        ((), "local", 1, [("local", "应为true或false")]),
        ((), "example", GONE, [("example", "缺少算例")]),
        ((), "opens", GONE, [("opens", "届满开启途径时，也只在此时，须写明途径")]),
        ((), "answered_routes", GONE, [("answered_routes", "因引导其他途径而终了时，也只在此时，须写明是哪些途径")]),
        ((), "answered_by", ["ended"], [
            ("answered_routes", "因引导其他途径而终了时，也只在此时，须写明是哪些途径"),
        ]),
        ((), "valid_to", date(2019, 12, 31), [("valid_to", "失效日早于生效日")]),
        (("extend",), "consent", ["king"], [("extend.consent", "未知的同意主体：king")]),
        (("extend",), "times", "often", [("extend.times", "应为正整数")]),
        (("extend",), "most", 0, [("extend.most", "应为正整数")]),
        (("extend",), "hue", "red", [("extend.hue", "未知的键")]),
        (EXAMPLE, "paused", [date(2026, 3, 3)], [("example[2].paused", "应为起日和止日")]),
        (EXAMPLE, "paused", [date(2026, 3, 4), date(2026, 3, 3)], [("example[2].paused", "应为起日和止日")]),
        (EXAMPLE, "extended", 0, [("example[2].extended", "应为正整数")]),
        (EXAMPLE, "hue", "red", [("example[2].hue", "未知的键")]),
    ],
)  # fmt: skip
def test_that_each_mistake_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert read(spoiled(FILE, place, key, value))[1] == told


def test_that_a_limit_that_starts_with_nothing_says_so_and_needs_no_answer_where_words_start_it() -> None:
    nowhere = {**FILE, "starts_on": [], "starts_words": "", "answered_by": [], "answered_routes": []}
    nowhere.pop("starts_words")
    assert read(nowhere)[1] == [("starts_on", "缺少起算事件（或用starts_words说明起算之日）")]
    assert read({**nowhere, "starts_words": "届满之日"})[1] == []
    assert read({**nowhere, "starts_on": ["ended"]})[1] == [("answered_by", "缺少使期限终了的事件")]


def examples(calendar: Calendar | None, **changes: Any) -> list[tuple[str, str]]:
    faults: list[Fault] = []
    section = Section("l.toml", {**FILE, **changes}, faults)
    check_examples(section, read_limit(Section("l.toml", {**FILE, **changes}, [])), calendar)
    return [(fault.key, fault.reason) for fault in faults]


def test_that_examples_are_recomputed_with_their_pauses_and_extensions(calendar: Calendar) -> None:
    assert examples(calendar) == []
    wrong = [{"on": date(2026, 3, 2), "due": date(2026, 4, 2)}, *FILE["example"][1:]]
    assert examples(calendar, example=wrong) == [("example[1].due", "例子写2026-04-02，按规则应为2026-04-01")]
    unpaused = [FILE["example"][0], {**FILE["example"][1], "paused": []}]
    assert examples(calendar, example=unpaused) == [("example[2].due", "例子写2026-04-15，按规则应为2026-04-13")]


@pytest.mark.parametrize("change", [{"unit": "weeks"}, {"roll": "back"}])
def test_that_examples_of_a_limit_that_cannot_be_counted_are_left_alone(
    calendar: Calendar, change: dict[str, str]
) -> None:
    wrong = [{"on": date(2026, 3, 2), "due": date(2026, 4, 2)}]
    assert examples(calendar, example=wrong, **change) == []
    assert examples(None, example=wrong) == []


def test_that_an_example_that_cannot_be_counted_says_why_and_the_next_is_still_checked(calendar: Calendar) -> None:
    backwards = {**FILE["example"][1], "paused": [date(2026, 3, 4), date(2026, 3, 3)]}
    wrong = {"on": date(2026, 3, 2), "due": date(2026, 4, 2)}
    assert examples(calendar, example=[backwards, wrong]) == [
        ("example[1]", "不计入期间的起日晚于止日"),
        ("example[2].due", "例子写2026-04-02，按规则应为2026-04-01"),
    ]
    assert examples(calendar, length=10**7, example=[wrong]) == [("example[1]", "期限过长，超出日历")]


@pytest.mark.parametrize(
    ("certainty", "certain", "words"),
    [("read", True, "某法 1"), ("page", True, "某法 1"), ("memory", False, "某法 1（依据待核）")],
)
def test_that_only_what_nobody_has_read_prints_its_doubt(certainty: str, certain: bool, words: str) -> None:
    found = limit(certainty=certainty)
    assert (found.certain, found.source_words) == (certain, words)


@pytest.mark.parametrize(
    ("unit", "words", "length"),
    [("calendar", "日", "30日"), ("working", "个工作日", "30个工作日"), ("months", "个月", "30个月")],
)
def test_that_a_length_is_told_in_its_unit(unit: str, words: str, length: str) -> None:
    assert (limit(unit=unit).unit_words, limit(unit=unit).length_words) == (words, length)


def worded(first: date | None, last: date | None) -> Limit:
    days = {key: day for key, day in (("valid_from", first), ("valid_to", last)) if day is not None}
    return read({key: value for key, value in {**FILE, **days}.items() if not key.startswith("valid") or key in days})[
        0
    ]


@pytest.mark.parametrize(
    ("first", "last", "words", "early", "in_time", "late"),
    [
        (date(2024, 1, 1), date(2026, 6, 30), "2024-01-01起至2026-06-30止", False, True, False),
        (date(2024, 1, 1), None, "2024-01-01起", False, True, True),
        (None, date(2026, 6, 30), "至2026-06-30止", True, True, False),
        (None, None, "一直有效", True, True, True),
    ],
)
def test_that_a_wording_is_in_force_from_its_first_to_its_last_day(
    first: date | None, last: date | None, words: str, early: bool, in_time: bool, late: bool
) -> None:
    found = worded(first, last)
    assert found.validity_words == words
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    assert [found.is_valid_on(day) for day in days] == [early, in_time, in_time, late]


@pytest.mark.parametrize(
    ("bound", "length", "unit"),
    [
        ("max", 29, None),
        ("max", 30, "calendar"),
        ("max", 1, None),
        ("min", 30, None),
        ("min", 31, None),
        ("local", 1, "months"),
        ("local", 90, "working"),
    ],
)
def test_that_an_office_sets_a_length_within_the_bound(bound: str, length: int, unit: str | None) -> None:
    own = limit(bound=bound).overridden(length, "某办法 3", unit)
    assert (own.length, own.unit, own.source, own.examples) == (length, unit or "calendar", "某办法 3；某法 1", ())


FACTS = {"limit": "people.conclude", "name": "调解期限", "field": "people.conclude", "source": "某法 1"}


@pytest.mark.parametrize(
    ("changes", "own", "code", "facts"),
    [
        ({"local": False}, (20, "某办法", None), "limit.not_local", {"now": "30日"}),
        ({"bound": "fixed"}, (20, "某办法", None), "limit.not_local", {"now": "30日"}),
        ({}, (20, "某办法", "working"), "limit.unit_not_local", {"unit": "working"}),
        ({"bound": "local"}, (20, "某办法", "weeks"), "limit.unit_not_local", {"unit": "weeks"}),
        ({}, (31, "某办法", None), "limit.wrong_direction", {"length": "31日", "now": "30日", "way": "缩短"}),
        ({}, (0, "某办法", None), "limit.wrong_direction", {"length": "0日", "now": "30日", "way": "缩短"}),
        ({"bound": "min"}, (29, "某办法", None), "limit.wrong_direction", {
            "length": "29日", "now": "30日", "way": "延长",
        }),
        ({"bound": "local"}, (0, "某办法", None), "limit.wrong_direction", {
            "length": "0日", "now": "30日", "way": "定为一日以上",
        }),
        ({}, (20, " ", None), "limit.source_missing", {}),
    ],
)  # fmt: skip
def test_that_an_office_is_refused_what_the_law_does_not_leave_to_it(
    changes: dict[str, Any], own: tuple[int, str, str | None], code: str, facts: dict[str, Any]
) -> None:
    with refused(code, **FACTS, **facts):
        limit(**changes).overridden(*own)
