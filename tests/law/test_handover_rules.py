"""What the file on hand-overs may say, what a row of it asks, and what becomes of a hand-over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.codes import Code
from mediation_desk.law.deadlines import Deadline
from mediation_desk.law.handover_course import Word, answer_clock, require_sayable, settled_on, standing
from mediation_desk.law.handovers import Fit, HandoverRule, HandoverRules, Level, Situation
from mediation_desk.law.limit_reading import read_limit
from mediation_desk.law.reading import Section

from .refusals import faults, refused
from .spoiling import GONE, Place, spoiled
from .test_limits import FILE as LIMIT

CITED = {"source": "某法 1", "certainty": "read"}
LIMITS = frozenset({"level.village", "answer.short", "answer.long"})
TRANSFER: dict[str, Any] = {
    "code": "to_town",
    "row": 2,
    "way": "out",
    "name": "上交乡镇",
    "from": ["V"],
    "to": ["T", "C"],
    "kind": "transfer",
    "kinds": ["people"],
    "bodies": ["village_committee"],
    "procedures": ["people.general"],
    "stages": ["mediating"],
    "disputes": ["neighbours"],
    "flags": ["ownership"],
    "sources": ["self"],
    "after": ["accepted"],
    "level": "village",
    "trigger": "两次未成",
    "papers": ["受理登记表", "已调解情况"],
    "papers_if_any": ["照片"],
    "consent": "all_parties",
    "deadline": "七日内",
    "limits": ["answer.short"],
    "own_limit": True,
    "entrusts": True,
    "returns": "结果",
    "feedback": "反馈",
    "feedback_paper": "RM-REPLY",
    **CITED,
}
ASIDE: dict[str, Any] = {
    "code": "care",
    "row": 9,
    "way": "out",
    "name": "心理服务",
    "from": ["V"],
    "to": ["C"],
    "kind": "aside",
    "trigger": "需要时",
    "consent": "subject",
    "deadline": "随时",
    "limits": ["answer.short", "answer.long"],
    "source": "本中心做法",
    "certainty": "memory",
}
FILE: dict[str, Any] = {
    "nodes": {"V": "村委会", "T": "镇中心", "C": "县中心"},
    "level": [
        {"id": "village", "name": "村", "bodies": ["village_committee"], "limit": "level.village", "sessions": 2},
        {"id": "county", "name": "县", "bodies": ["county_centre"]},
    ],
    "handover": [TRANSFER, ASIDE],
}
NOW = Situation(
    kind="people",
    body="village_committee",
    procedure="people.general",
    stages=("mediating",),
    dispute=Code(code="neighbours", words="邻里", flags=frozenset({"ownership"})),
    source="self",
    happened=frozenset({"accepted"}),
)
ANY = Fit(kinds=(), bodies=(), procedures=(), stages=(), disputes=(), flags=(), sources=(), after=())


def book(file: dict[str, Any] = FILE) -> HandoverRules:
    return HandoverRules.of(file, LIMITS)


def test_that_levels_and_rows_are_read_word_for_word() -> None:
    rules = book()
    assert rules.levels == (
        Level(id="village", name="村", bodies=("village_committee",), limit="level.village", sessions=2),
        Level(id="county", name="县", bodies=("county_centre",), limit=None, sessions=None),
    )
    assert rules.rules[0] == HandoverRule(
        code="to_town",
        row=2,
        way="out",
        name="上交乡镇",
        origins=("村委会",),
        destinations=("镇中心", "县中心"),
        kind="transfer",
        fit=Fit(
            kinds=("people",),
            bodies=("village_committee",),
            procedures=("people.general",),
            stages=("mediating",),
            disputes=("neighbours",),
            flags=("ownership",),
            sources=("self",),
            after=("accepted",),
        ),
        level="village",
        trigger="两次未成",
        papers=("受理登记表", "已调解情况"),
        papers_if_any=("照片",),
        consent="all_parties",
        deadline="七日内",
        limits=("answer.short",),
        own_limit=True,
        entrusts=True,
        returns="结果",
        feedback="反馈",
        feedback_paper="RM-REPLY",
        **CITED,
    )


def test_that_what_a_row_leaves_out_asks_nothing_and_promises_nothing() -> None:
    aside = book().rules[1]
    assert aside.fit == ANY and aside.fit.holds(NOW)
    assert (aside.level, aside.papers, aside.papers_if_any) == (None, (), ())
    assert not aside.own_limit and not aside.entrusts
    assert (aside.returns, aside.feedback, aside.feedback_paper) == ("", "", None)


KIND = "应为transfer、aside、report之一，现为throw"
CONSENT = "应为none、all_parties、subject之一，现为maybe"


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "hue", "red", [("hue", "未知的键")]),
        (("nodes",), "V", 7, [("nodes.V", "应为文字")]),
        (("level", 0), "limit", "level.moon", [("level[1].limit", "未知的期限：level.moon")]),
        (("level", 0), "sessions", 0, [("level[1].sessions", "应为正整数")]),
        (("level", 0), "hue", "red", [("level[1].hue", "未知的键")]),
        (("handover", 0), "way", "up", [("handover[1].way", "应为in、out之一，现为up")]),
        (("handover", 0), "from", ["X"], [("handover[1].from", "未知的节点：X")]),
        (("handover", 0), "to", ["X"], [("handover[1].to", "未知的节点：X")]),
        (("handover", 0), "kind", "throw", [("handover[1].kind", KIND)]),
        (("handover", 0), "after", ["born"], [("handover[1].after", "未知的事件：born")]),
        (("handover", 0), "consent", "maybe", [("handover[1].consent", CONSENT)]),
        (("handover", 0), "limits", ["x"], [("handover[1].limits", "未知的期限：x")]),
        (("handover", 0), "own_limit", 1, [("handover[1].own_limit", "应为true或false")]),
        (("handover", 0), "entrusts", 1, [("handover[1].entrusts", "应为true或false")]),
        (("handover", 0), "hue", "red", [("handover[1].hue", "未知的键")]),
        (("handover", 1), "code", "to_town", [("handover", "有重复的代码")]),
    ],
)
def test_that_each_mistake_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert faults(lambda: book(spoiled(FILE, place, key, value)), "rules/handovers.toml") == told


def test_that_a_level_is_one_of_the_file_and_nodes_are_needed() -> None:
    told = faults(lambda: book(spoiled(FILE, ("handover", 0), "level", "moon")), "rules/handovers.toml")
    assert [key for key, _ in told] == ["handover[1].level"] and told[0][1].endswith("之一，现为moon")
    told = faults(lambda: book(spoiled(FILE, (), "nodes", GONE)), "rules/handovers.toml")
    assert told[0] == ("nodes", "缺少内容")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "judicial"},
        {"body": "court"},
        {"procedure": "people.other"},
        {"stages": ("registered",)},
        {"dispute": Code(code="medical", words="医疗", flags=frozenset({"ownership"}))},
        {"dispute": Code(code="neighbours", words="邻里", flags=frozenset())},
        {"source": "court_pre"},
        {"happened": frozenset()},
    ],
)
def test_that_a_row_suits_only_a_track_that_is_all_it_asks(change: dict[str, Any]) -> None:
    fit = book().rules[0].fit
    assert fit.holds(NOW)
    assert not fit.holds(replace(NOW, **change))


def test_that_a_refusal_says_which_hand_over_and_what_it_lacks() -> None:
    rules = book()
    to_town, care = rules.rules
    parties = {"a": "王有田", "b": "王根水"}
    with refused("handover.papers_missing", field="documents", name="上交乡镇", papers="受理登记表、已调解情况"):
        to_town.require_papers((), " ")
    with refused("handover.consent_missing", field="consenting", name="上交乡镇", parties="王根水"):
        to_town.require_consents(parties, {"a"})
    with refused("handover.consent_missing", field="consenting", name="心理服务", parties="王有田、王根水"):
        care.require_consents(parties, set())
    with refused("handover.limit_unknown", field="limit", limit="answer.never", name="心理服务"):
        care.limit_for("answer.never")
    with refused("handover.rule_unknown", field="rule", rule="to_town"):
        rules.rule("to_town", "in")
    with refused("handover.of_other_kind", field="rule", name="心理服务", kind="转介"):
        rules.fitting("care", "transfer", NOW)
    with refused("handover.does_not_fit", field="rule", name="上交乡镇", trigger="两次未成"):
        rules.fitting("to_town", "transfer", replace(NOW, source="court_pre"))


@pytest.mark.parametrize(
    ("code", "chosen", "limit"),
    [
        ("to_town", None, "answer.short"),
        ("to_town", "answer.short", "answer.short"),
        ("care", None, None),
        ("care", "answer.long", "answer.long"),
    ],
)
def test_that_the_only_limit_holds_and_of_several_the_chosen_one(code: str, chosen: str | None, limit: str) -> None:
    assert book().rule(code, "out").limit_for(chosen) == limit


def test_that_a_row_says_how_certain_its_article_is() -> None:
    to_town, care = book().rules
    assert (to_town.certain, to_town.basis, to_town.to_words) == (True, "某法 1", "镇中心、县中心")
    assert (care.certain, care.basis) == (False, "本中心做法（依据待核）")


def test_that_what_is_made_for_the_quarrel_is_offered_first_and_then_by_row() -> None:
    """A row for all quarrels stands behind one for this kind of quarrel, though its number is lower."""
    rows = [
        {**ASIDE, "code": "b", "row": 3},
        {**ASIDE, "code": "a", "row": 1},
        {**ASIDE, "code": "flagged", "row": 8, "flags": ["ownership"]},
        {**ASIDE, "code": "typed", "row": 7, "disputes": ["neighbours"]},
        {**ASIDE, "code": "in", "row": 4, "way": "in"},
        {**ASIDE, "code": "other", "row": 5, "disputes": ["medical"]},
    ]
    rules = book({**FILE, "handover": rows})
    assert [rule.code for rule in rules.offered(NOW)] == ["typed", "flagged", "a", "b"]


def test_that_a_quarrel_comes_in_by_the_rows_for_its_source() -> None:
    rows = [
        {**ASIDE, "code": "in", "way": "in", "sources": ["grid"]},
        {**ASIDE, "code": "out", "way": "out", "sources": ["grid"]},
        {**ASIDE, "code": "any", "way": "in"},
    ]
    rules = book({**FILE, "handover": rows})
    assert [rule.code for rule in rules.incoming("grid")] == ["in"]
    assert rules.known("any") == rules.rules[2] and rules.known("nothing") is None


def test_that_each_body_works_at_its_level() -> None:
    levels = book().levels
    assert [book().level(body) for body in ("county_centre", "village_committee", "court")] == [*levels[::-1], None]


DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("known", "said", "state"),
    [
        (("taken",), "taken", "已接收"),
        (("taken",), "declined", "已接收"),
        (("answered",), "declined", "已回复"),
        (("declined",), "answered", "不接收"),
        (("taken", "answered"), "taken", "已回复"),
    ],
)
def test_that_a_contradiction_is_refused_with_where_the_hand_over_stands(
    known: Collection[str], said: str, state: str
) -> None:
    with refused("handover.said_already", field="about", state=state):
        require_sayable(DAY, [Word(kind, DAY) for kind in known], Word(said, DAY))


def test_that_a_word_from_before_the_hand_over_is_refused_with_both_days() -> None:
    sent = date(2026, 3, 3)
    require_sayable(DAY, [], Word("taken", DAY))
    with refused("handover.before_sent", field="happened_on", sent=sent, day=DAY):
        require_sayable(sent, [], Word("taken", DAY))


@pytest.mark.parametrize(
    ("said", "state"),
    [((), "sent"), (("taken",), "taken"), (("answered", "taken"), "answered"), (("declined",), "declined")],
)
def test_that_a_hand_over_stands_at_its_weightiest_word(said: Collection[str], state: str) -> None:
    assert standing(Word(kind, DAY) for kind in said) == state


@pytest.mark.parametrize(
    ("kind", "said", "settled"),
    [
        ("transfer", {}, None),
        ("transfer", {"answered": 5, "taken": 3}, 3),
        ("transfer", {"declined": 4}, 4),
        ("aside", {"taken": 3}, None),
        ("aside", {"taken": 3, "answered": 5}, 5),
        ("report", {"taken": 3, "declined": 6}, 6),
    ],
)
def test_that_nobody_waits_from_the_first_word_that_settles_it(
    kind: str, said: dict[str, int], settled: int | None
) -> None:
    words = [Word(word, date(2026, 3, day)) for word, day in said.items()]
    assert settled_on(kind, words) == (settled and date(2026, 3, settled))


ANSWER = replace(read_limit(Section("l", LIMIT, [])), length=7)


@pytest.mark.parametrize(
    ("answered", "today", "state", "left"),
    [
        (None, date(2026, 3, 2), "running", 7),
        (None, date(2026, 3, 9), "running", 0),
        (None, date(2026, 3, 10), "expired", -1),
        (date(2026, 3, 5), date(2026, 3, 20), "answered", 4),
        (date(2026, 3, 12), date(2026, 3, 20), "answered", -3),
    ],
)
def test_that_the_clock_of_an_answer_runs_to_its_last_day_and_stops_with_the_answer(
    calendar: Calendar, answered: date | None, today: date, state: str, left: int
) -> None:
    for own in (None, date(2026, 3, 9)):
        clock = answer_clock(DAY, ANSWER, own, answered, calendar, today, source="某法")
        assert clock is not None and clock.deadline.last_day == date(2026, 3, 9)
        assert (clock.answered_on, clock.state, clock.days_left) == (answered, state, left)


@pytest.mark.parametrize(("source", "basis"), [("某法 13", "。依据：某法 13。"), ("", "。")])
def test_that_the_day_of_the_letter_is_taken_as_it_stands(calendar: Calendar, source: str, basis: str) -> None:
    own = date(2026, 3, 8)
    clock = answer_clock(DAY, None, own, None, calendar, DAY, source=source)
    reason = f"函件载明2026年3月8日为期限末日{basis}"
    assert clock is not None
    assert clock.deadline == Deadline(
        start=DAY,
        nominal=own,
        counted=own,
        last_day=own,
        reason=reason,
        source=source,
        certain=True,
        provisional_years=(),
    )
    assert answer_clock(DAY, None, None, None, calendar, DAY, source=source) is None
